/** Everything an open vault does with accounts and keys: the registry over all providers, and what only accounts have. */
import type { AddressQuestion, SandboxAddress } from '../../shared/account-address.ts';
import type { Connection, KeyTestResult, Role } from '../../shared/domain.ts';
import type { CreatedKey } from '../../shared/ipc-contract.ts';
import type { RoleListing } from '../../shared/ipc/connection-channels.ts';
import type { PermissionGroups } from '../../shared/ipc/guide-channels.ts';
import type { KeptReply } from '../../shared/kept-replies.ts';
import { KeyRegistry } from '../keys/registry/key-registry.ts';
import type {
  AccountRequests,
  AccountService,
  AccountServiceOptions,
  CreatorsRead,
  IntentDecision,
  SandboxListings,
} from '../keys/types.ts';
import type { SecretBytes } from '../vault/secret-bytes.ts';
import type { AugnoAccounts } from './augno/service.ts';
import type { ProviderService } from './other/types.ts';

export class VaultAccounts extends KeyRegistry implements AccountService {
  readonly services: ProviderService;
  readonly #accounts: AugnoAccounts;

  constructor(options: AccountServiceOptions, accounts: AugnoAccounts, services: ProviderService) {
    const { vault, actor, now = () => new Date() } = options;
    super({ vault, actor, now, providers: [accounts, services] });
    this.#accounts = accounts;
    this.services = services;
  }

  listConnections(): readonly Connection[] {
    return this.#accounts.listConnections();
  }

  connect(input: { url: string; name: string; adminKey: SecretBytes }): Promise<Connection> {
    return this.#accounts.connect(input);
  }

  connectSandbox(address: SandboxAddress): Promise<readonly Connection[]> {
    return this.#accounts.connectSandbox(address);
  }

  repairConnection(connectionId: string, adminKey: SecretBytes): Promise<Connection> {
    return this.#accounts.repairConnection(connectionId, adminKey);
  }

  addressQuestions(): readonly AddressQuestion[] {
    return [...this.#accounts.addressQuestions(), ...this.services.addressQuestions()];
  }

  confirmAddress(connectionId: string, address: string): void {
    const keeper = this.services.facts(connectionId) === null ? this.#accounts : this.services;
    keeper.confirmAddress(connectionId, address);
  }

  moveConnection(
    connectionId: string,
    input: { readonly url: string; readonly adminKey: SecretBytes | null },
  ): Promise<Connection> {
    return this.#accounts.moveConnection(connectionId, input);
  }

  checkMove(connectionId: string, url: string, adminKey: SecretBytes | null): string {
    return this.#accounts.checkMove(connectionId, url, adminKey);
  }

  renameConnection(connectionId: string, name: string): Connection {
    return this.#accounts.renameConnection(connectionId, name);
  }

  removeConnection(connectionId: string): void {
    this.#accounts.removeConnection(connectionId);
  }

  sync(connectionId: string | null, signal?: AbortSignal): Promise<readonly Connection[]> {
    this.purgeTrash();
    return this.#accounts.sync(connectionId, signal);
  }

  askClock(connectionId: string): Promise<number | null> {
    return this.#accounts.askClock(connectionId);
  }

  async listRoles(connectionId: string): Promise<readonly Role[]> {
    return (await this.readRoles(connectionId)).roles;
  }

  readRoles(connectionId: string): Promise<RoleListing> {
    return this.#accounts.readRoles(connectionId);
  }

  listPermissionGroups(connectionId: string): Promise<PermissionGroups> {
    return this.#accounts.listPermissionGroups(connectionId);
  }

  createRole(connectionId: string, input: { name: string; permissions: readonly string[] }): Promise<Role> {
    return this.#accounts.createRole(connectionId, input);
  }

  listSandboxes(connectionId: string): Promise<SandboxListings> {
    return this.#accounts.listSandboxes(connectionId);
  }

  accountRequests(connectionId: string, since: Date): Promise<AccountRequests> {
    return this.#accounts.accountRequests(connectionId, since);
  }

  keyCreators(): Promise<CreatorsRead> {
    return this.#accounts.keyCreators();
  }

  resolveIntent(keyId: string, decision: IntentDecision): Promise<CreatedKey | null> {
    return this.#accounts.resolveIntent(keyId, decision);
  }

  keptReplies(): readonly KeptReply[] {
    return this.#accounts.keptReplies();
  }

  testKeptReply(id: string): Promise<KeyTestResult> {
    return this.#accounts.testKeptReply(id);
  }

  takeInKeptReply(id: string): Promise<CreatedKey> {
    return this.#accounts.takeInKeptReply(id);
  }

  noteKeptReply(id: string): void {
    this.#accounts.noteKeptReply(id);
  }

  startBackground(): void {
    this.#accounts.startBackground();
  }

  async close(): Promise<void> {
    this.services.close();
    await this.#accounts.close();
  }
}
