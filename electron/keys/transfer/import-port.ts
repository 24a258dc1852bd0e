/**
 * What one kind of keys says about an export of others: what of a file a person could have made, and what proves a secret.
 * How a file is planned, proposed and stored is the same for all, in `import-plan.ts`.
 */
import type { ExportProposal } from '../../../shared/export-proposal.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Collection, Vault, VaultReader, VaultTransaction } from '../../vault/types.ts';
import type { ExportLine } from '../../vault/index.ts';
import type { KeyRecord } from '../registry/records.ts';
import type { SecondSecret } from './imported-secrets.ts';

export type RecordLine = Extract<ExportLine, { kind: 'record' }>;

export type Refuse = (
  line: Pick<RecordLine, 'collection' | 'value'>,
  why: ExportProposal['refused'][number]['why'],
) => void;

/** A file, as far as it is about one kind of keys. */
export interface PartInput {
  readonly vault: Vault;
  readonly reader: VaultReader;
  readonly now: Date;
  /** Its connections, and what belongs to one. */
  readonly of: (collection: string) => readonly RecordLine[];
  readonly secretOf: (theirId: string) => SecretBytes | undefined;
  /** Those that stand beside a key of the file. */
  readonly secondsOf: (isOwner: (theirId: string) => boolean) => readonly SecondSecret[];
  readonly refuse: Refuse;
}

/** What it would bring. */
export interface PartPlan extends Pick<ExportProposal, 'accounts' | 'services' | 'keys' | 'keptReplies'> {
  readonly records: number;
  readonly skipped: number;
  /** Whether a secret of the file under this id was decided about. */
  owns(theirId: string): boolean;
  /** The new id of a key of the file; null where it is not taken. */
  keyIdOf(theirId: string | null): string | null;
  /** The new id of a connection of the file; null where it is not taken. */
  connectionIdOf(theirId: string): string | null;
  store(transaction: VaultTransaction): void;
}

export interface ImportPart {
  /** The collection of the connections themselves. */
  readonly connections: string;
  plan(input: PartInput): PartPlan;
}

export interface TheirConnection<R> {
  readonly id: string;
  readonly record: R;
  /** The name of the one that is here already. */
  readonly here: string | null;
  /** As it stands in the file. */
  readonly value: unknown;
}

export interface TakenKey<R> {
  readonly id: string;
  readonly connection: TheirConnection<R>;
  /** `replaces` and `replacedBy` are ids of the file. */
  readonly record: KeyRecord;
  readonly secret: SecretBytes | null;
  /** Lies in their trash. */
  readonly isDeleted: boolean;
  /** Stood beside the secret of another key of the file. */
  readonly isSecond: boolean;
}

export interface ImportPort<R extends { readonly name: string }> {
  readonly connections: Collection<R>;
  /**
   * Whether the other side lists its keys: then a record says something without a secret, and one that is here needs nothing.
   * Where not, the vault's own records are all there is: a key that is here is passed over, a new one comes beside.
   */
  readonly lists: boolean;
  newId(of: 'connection' | 'key'): string;
  /** Null: none that a person could have made. */
  connection(value: unknown): R | null;
  isSame(here: R, theirs: R): boolean;
  /** Null: none that this program could have written. */
  key(line: RecordLine, connection: TheirConnection<R>): KeyRecord | null;
  /** With what the secret proves of it; null: it is another key's. */
  proven(record: KeyRecord, secret: SecretBytes, connection: R): KeyRecord | null;
  /** The record of a key that has the second secret of this one; null: it is no key of the same place. */
  second(record: KeyRecord, secret: SecretBytes, connection: R): KeyRecord | null;
  isHeld(input: Pick<PartInput, 'vault' | 'reader'>, secret: SecretBytes): boolean;
  proposed(
    connections: readonly { readonly connection: TheirConnection<R>; readonly isAdded: boolean }[],
    keys: ReadonlyMap<string, TakenKey<R>>,
  ): Pick<ExportProposal, 'accounts' | 'services'>;
  /** SECURITY: no confirmation of an address is stored with it: it sleeps. */
  storedConnection(connection: TheirConnection<R>, keys: ReadonlyMap<string, TakenKey<R>>): R;
  storedKey(transaction: VaultTransaction, record: KeyRecord, secret: SecretBytes | null): KeyRecord;
  /** What else is of such a connection. */
  rest(
    input: PartInput,
    connectionOf: (value: unknown) => TheirConnection<R> | undefined,
  ): {
    readonly records: number;
    readonly skipped: number;
    readonly keptReplies: ExportProposal['keptReplies'];
    store(transaction: VaultTransaction): void;
  };
}
