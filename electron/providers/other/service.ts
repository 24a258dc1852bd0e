/** Keys of services that have no API for them: puts the parts together and answers in the forms of the contract. */
import type { AddressQuestion } from '../../../shared/account-address.ts';
import type { KeySummary, KeyTestResult, OldKeyCheck } from '../../../shared/domain.ts';
import { serviceName } from '../../keys/provider.ts';
import { AppError } from '../../../shared/errors.ts';
import type { EvidenceSettings } from '../../../shared/evidence.ts';
import type { ChannelOutput, ChannelParsedInput, CreatedKey } from '../../../shared/ipc-contract.ts';
import type { KeyUsageReport } from '../../../shared/ipc/guide-channels.ts';
import { whyLeftOut } from '../../../shared/left-out.ts';
import type { KeyAction, ProviderConnection } from '../../../shared/providers.ts';
import { unreadEntries } from '../../../shared/unread-entries.ts';
import { KeyRegistry } from '../../keys/registry/key-registry.ts';
import { providerConnectionsCollection } from '../../keys/registry/other-records.ts';
import type { ConnectionFacts, Provider, Recognised, RevokeInput, RotateInput } from '../../keys/provider.ts';
import type { ForeignKey } from '../../keys/transfer/import-candidates.ts';
import type { KeyHistory } from '../../keys/types.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { addressQuestions, confirmService } from './confirm.ts';
import {
  addConnection,
  checkedAddress,
  describeConnection,
  editConnection,
  removeConnection,
} from './connections.ts';
import { ProviderContext } from './context.ts';
import { evidenceOf } from './evidence.ts';
import { recogniseForeign } from './foreign-key.ts';
import {
  checkOldKey,
  checkRevoked,
  importKey,
  importText,
  rotateKey,
  testKey,
  testNewKey,
} from './lifecycle.ts';
import { addSecret, editDates } from './local.ts';
import { storeKey } from './store-key.ts';
import type {
  AddKeyInput,
  ChangedAddress,
  ImportedKeys,
  ProviderService,
  ProviderServiceOptions,
  RotateKeyInput,
  ServiceChange,
  ServiceInput,
  StoredKey,
} from './types.ts';
import { say } from '../../../shared/messages/say.ts';

export class VaultProviderService implements ProviderService {
  readonly #context: ProviderContext;
  readonly keys: KeyRegistry;

  constructor(options: ProviderServiceOptions, providers: readonly Provider[]) {
    this.#context = new ProviderContext(options, providers);
    const { vault, actor } = options;
    this.keys = new KeyRegistry({ vault, actor, now: () => this.#context.now(), providers: [this] });
  }

  // Services

  list(): ChannelOutput<'providers.list'> {
    const context = this.#context;
    return {
      providers: [...context.providers.values()].map(({ description }) => description),
      connections: context.vault
        .list(providerConnectionsCollection)
        .filter(({ value }) => context.providers.has(value.provider))
        .map(({ id }) => describeConnection(context, id))
        .sort((left, right) => left.name.localeCompare(right.name)),
    };
  }

  newAddress(input: ServiceInput): string | null {
    return this.#context.listsItsKeys(input.provider)
      ? null
      : checkedAddress(this.#context, input.provider, input, null);
  }

  changedAddress(input: ServiceChange): ChangedAddress | null {
    const { id, record } = this.#context.connection(input.connectionId);
    const to = checkedAddress(this.#context, record.provider, input, id);
    return to === null || to === record.url ? null : { name: record.name, from: record.url, to };
  }

  addConnection(input: ServiceInput): ProviderConnection {
    return addConnection(this.#context, input);
  }

  editConnection(input: ServiceChange): ProviderConnection {
    return editConnection(this.#context, input);
  }

  removeConnection(connectionId: string): void {
    removeConnection(this.#context, connectionId);
  }

  addressQuestions(): readonly AddressQuestion[] {
    return addressQuestions(this.#context);
  }

  confirmAddress(connectionId: string, address: string): void {
    confirmService(this.#context, connectionId, address);
  }

  pagesOf(connectionId: string): string {
    const { record } = this.#context.connection(connectionId);
    const { address } = this.#context.provider(record.provider).description;
    if (record.url !== null && address.use === 'base') return record.url;
    throw new AppError({
      code: 'unsupported',
      message: say('service.pages-are-not-known', { name: record.name }),
      hint: say('service.open-them-yourself'),
    });
  }

  // Keys that come and go

  async addKey(input: AddKeyInput): Promise<StoredKey> {
    const id = storeKey(this.#context, {
      ...input,
      how: (service) => say('service.entered-by-hand', { service }),
    });
    const test = await testNewKey(this.#context, id);
    return { key: this.#summary(id), test };
  }

  async rotateKey(input: RotateKeyInput): Promise<StoredKey> {
    const id = rotateKey(this.#context, input);
    const test = await testNewKey(this.#context, id);
    return { key: this.#summary(id), test };
  }

  editDates(input: ChannelParsedInput<'providers.edit-key'>): KeySummary {
    editDates(this.#context, input);
    return this.#summary(input.keyId);
  }

  async checkRevoked(input: ChannelParsedInput<'providers.check-revoked'>): Promise<StoredKey> {
    const test = await checkRevoked(this.#context, input);
    return { key: this.#summary(input.keyId), test };
  }

  recogniseForeign(value: string): ForeignKey | null {
    return recogniseForeign(this.#context, value);
  }

  importKey(connectionId: string, name: string, secret: SecretBytes): string {
    return importKey(this.#context, connectionId, name, secret);
  }

  importText(input: ChannelParsedInput<'providers.import'>): ImportedKeys {
    return importText(this.#context, input);
  }

  // What the registry asks

  keeps(provider: string): boolean {
    return this.#context.providers.has(provider) && !this.#context.listsItsKeys(provider);
  }

  facts(connectionId: string): ConnectionFacts | null {
    const record = this.#context.vault.get(providerConnectionsCollection, connectionId);
    const provider = record === undefined ? undefined : this.#context.providers.get(record.provider);
    if (record === undefined || provider === undefined) return null;
    return factsOf(provider, record.name, record.url !== null);
  }

  factsOfNone(provider: string): ConnectionFacts {
    return factsOf(this.#context.provider(provider), '', false);
  }

  recognise(provider: string, secret: string): Recognised {
    return this.#context.provider(provider).recognise(secret);
  }

  issue({ connectionId }: { readonly connectionId: string }): Promise<CreatedKey> {
    const { provider } = this.#context.connection(connectionId).record;
    return refused(factsOf(this.#context.provider(provider), '', false), 'create');
  }

  rotate({ keyId }: RotateInput): Promise<CreatedKey> {
    return refused(this.#factsOfKey(keyId), 'rotate');
  }

  revoke({ keyId }: RevokeInput): Promise<void> {
    return refused(this.#factsOfKey(keyId), 'revoke');
  }

  test(keyId: string): Promise<KeyTestResult> {
    return testKey(this.#context, keyId);
  }

  addSecret(keyId: string, secret: SecretBytes): void {
    addSecret(this.#context, keyId, secret);
  }

  checkOldKey(rotationId: string): Promise<OldKeyCheck> {
    return checkOldKey(this.#context, rotationId);
  }

  requests(): Promise<ChannelOutput<'keys.requests'>> {
    return Promise.resolve({ requests: [], more: false, unread: unreadEntries([]) });
  }

  history(): Promise<KeyHistory> {
    return Promise.resolve({ events: [], unread: unreadEntries([]) });
  }

  usage(keyId: string): Promise<KeyUsageReport> {
    const { name } = this.#factsOfKey(keyId);
    return Promise.reject(
      new AppError({
        code: 'unsupported',
        message: say('service.tells-no-use', { name }),
        hint: say('command.nothing-was-changed'),
      }),
    );
  }

  evidence(): EvidenceSettings | null {
    return evidenceOf(this.#context);
  }

  close(): void {
    this.#context.abort.abort();
  }

  #factsOfKey(keyId: string): ConnectionFacts {
    const { connectionId, provider } = this.#context.key(keyId).record;
    return this.facts(connectionId) ?? this.factsOfNone(provider);
  }

  #summary(keyId: string): KeySummary {
    return this.keys.keySummary(keyId);
  }
}

function factsOf(provider: Provider, connectionName: string, hasAddress: boolean): ConnectionFacts {
  const { description } = provider;
  const name = serviceName(description, connectionName);
  return { description, name, connectionName, hasAddress, aheadMs: 0 };
}

/** What has no API is refused in words; the key's own steps are in its panel and under `augno-vault provider`. */
function refused({ description, name }: ConnectionFacts, action: KeyAction): Promise<never> {
  return Promise.reject(
    new AppError({
      code: 'unsupported',
      message:
        whyLeftOut({ provider: { name, abilities: description.abilities } }, action) ??
        say('service.not-with-a-key-of-another-service'),
      hint: say('service.in-the-command', { action }),
    }),
  );
}
