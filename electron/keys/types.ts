/**
 * Accounts and keys of an open vault, as the app's vault process and the command use it. Inputs and outputs are those of
 * the IPC contract, so that screens, command and tests speak of the same things. `keys/` is the domain: it imports the vault and
 * the scanner's types, and no service, process or command. Begin here, with `provider.ts` (the port) and
 * `registry/records.ts` (what is stored).
 */
import type { Connection, KeyTestResult, RequestLogEntry, Role } from '../../shared/domain.ts';
import type { AppError } from '../../shared/errors.ts';
import type { AddressQuestion, SandboxAddress } from '../../shared/account-address.ts';
import type { FetchLike } from '../http/fetch-like.ts';
import type { KeyEvent } from '../../shared/ipc/attention-channels.ts';
import type { UnreadEntries } from '../../shared/unread-entries.ts';
import type { RoleListing } from '../../shared/ipc/connection-channels.ts';
import type { PermissionGroups } from '../../shared/ipc/guide-channels.ts';
import type { CreatedKey } from '../../shared/ipc-contract.ts';
import type { KeptReply } from '../../shared/kept-replies.ts';
import type { KeyTie } from '../../shared/ipc/people-channels.ts';
import type { Vault, VaultActor } from '../vault/types.ts';
import type { SecretBytes } from '../vault/secret-bytes.ts';
import type { KeyRegistry } from './registry/key-registry.ts';

export interface AccountServiceOptions {
  readonly vault: Vault;
  readonly fetch: FetchLike;
  readonly userAgent: string;
  readonly actor: VaultActor;
  readonly now?: () => Date;
  /** Which computer this is (`computerIdentity`); given by tests. */
  readonly computer?: string;
  /** How a connection is doing changed, or when it last synchronised: neither is written into the vault each time. */
  readonly onConnections?: () => void;
  /** A new secret could not be stored in the vault; the error says where it is instead. */
  readonly onRescued?: (error: AppError) => void;
  /** Given by the app, which runs the sandbox; absent in the command. */
  readonly sandbox?: () => Promise<SandboxAddress | null>;
}

/** What a person decides about an operation that was interrupted: do it after all (once), or let it be. */
export type IntentDecision = 'send-again' | 'give-up';

/** A sandbox that a production account owns, and the connection to it, where there is one. */
export interface SandboxListing {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly connectionId: string | null;
}

/** A request that one of an account's keys made. */
export interface AccountRequest extends RequestLogEntry {
  readonly keyId: string;
  /** Redacted; null where the request was answered well. */
  readonly errorMessage: string | null;
  readonly referrer: string | null;
}

export interface AccountRequests {
  /** Newest first. */
  readonly requests: readonly AccountRequest[];
  /** False: there are more than were read; what is older than the last of them is not known. */
  readonly complete: boolean;
  /** What an entry that could not be read is called; it may be of any time. */
  readonly unread: readonly string[];
}

export interface SandboxListings {
  readonly sandboxes: readonly SandboxListing[];
  readonly unread: UnreadEntries;
}

/** What was done to a key, newest first. */
export interface KeyHistory {
  readonly events: readonly KeyEvent[];
  readonly unread: UnreadEntries;
}

/** Who made which keys, and the connections that could not be asked now. */
export interface CreatorsRead {
  readonly ties: readonly KeyTie[];
  readonly unread: readonly string[];
  /** Of the events that say who did it. */
  readonly unreadEvents: UnreadEntries;
}

/** A person saw that the clocks are far apart and said that the server's is the one to go by. */
export interface ClockAgreement {
  readonly clockAgreed: boolean;
}

/** How an operation is sent. */
export interface OperationTerms extends Partial<ClockAgreement> {
  /** The key of the account that sends it; the connection's own where it is left out. */
  readonly by?: string;
}

export interface AccountService extends Pick<KeyRegistry, keyof KeyRegistry> {
  listConnections(): readonly Connection[];
  connect(input: { url: string; name: string; adminKey: SecretBytes }): Promise<Connection>;
  /** Connects, or reconnects under a new port and admin key, the accounts of the embedded sandbox. */
  connectSandbox(address: SandboxAddress): Promise<readonly Connection[]>;
  repairConnection(connectionId: string, adminKey: SecretBytes): Promise<Connection>;
  /** Connections, of other services too, that send nothing until a person confirmed their address on this computer. */
  addressQuestions(): readonly AddressQuestion[];
  /**
   * SECURITY: after a person saw this very address, in a dialog that no page can answer or on a terminal.
   * @throws AppError `conflict` where the address is another one by now
   */
  confirmAddress(connectionId: string, address: string): void;
  /**
   * Takes the account to another address with everything that is known of it.
   * SECURITY: only after a person saw and confirmed scheme, host and port.
   * @param input.adminKey null: the one it works with, for the vendor's own addresses only
   */
  moveConnection(
    connectionId: string,
    input: { readonly url: string; readonly adminKey: SecretBytes | null },
  ): Promise<Connection>;
  /** What {@link moveConnection} would refuse without sending anything. @returns the origin */
  checkMove(connectionId: string, url: string, adminKey: SecretBytes | null): string;
  renameConnection(connectionId: string, name: string): Connection;
  removeConnection(connectionId: string): void;
  /** Pull, reconcile, resolve open intents by looking. null: all connections. */
  sync(connectionId: string | null, signal?: AbortSignal): Promise<readonly Connection[]>;

  listRoles(connectionId: string): Promise<readonly Role[]>;
  /** The same, and whether the server listed them now. */
  readRoles(connectionId: string): Promise<RoleListing>;
  /** What a role may be made of. */
  listPermissionGroups(connectionId: string): Promise<PermissionGroups>;
  createRole(connectionId: string, input: { name: string; permissions: readonly string[] }): Promise<Role>;

  /** Sandboxes of a production account. @throws AppError `api-forbidden` for a test account */
  listSandboxes(connectionId: string): Promise<SandboxListings>;

  /** By how much the account's server is ahead of this computer; asks it. null where it does not say. */
  askClock(connectionId: string): Promise<number | null>;
  /** What the keys of an account requested since then: a request to the API for each thousand, ten at most. */
  accountRequests(connectionId: string, since: Date): Promise<AccountRequests>;
  /** Who made which key at Augno. An account that can't be asked now is named, and answered for from before. */
  keyCreators(): Promise<CreatorsRead>;
  /**
   * A person's word on a key whose `repair` asks for it (an interrupted operation). Looks first: what took effect in the
   * meantime is fetched, whatever the decision. null: nothing new was made.
   * @param keyId the key's id, or the `pending_…` one of a creation
   */
  resolveIntent(keyId: string, decision: IntentDecision): Promise<CreatedKey | null>;

  /** Replies that failed their check, newest first. */
  keptReplies(): readonly KeptReply[];
  /** One request with what was sent, to the address of its connection. */
  testKeptReply(id: string): Promise<KeyTestResult>;
  /** @throws AppError with the reason why it stays kept apart; nothing is changed then */
  takeInKeptReply(id: string): Promise<CreatedKey>;
  /** A person knows about it: it stays kept, and asks for nothing any more. */
  noteKeptReply(id: string): void;

  /** Starts the jobs that go on by themselves (sync every few minutes, revocations due, open intents); ends with close. */
  startBackground(): void;
  close(): Promise<void>;
}
