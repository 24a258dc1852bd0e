/** A part of somebody else's export that is read elsewhere, and what it would bring. */
import type { ExportProposal } from '../../../shared/export-proposal.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Vault, VaultReader, VaultTransaction } from '../../vault/types.ts';
import type { RecordLine } from './imported-rest.ts';
import type { SecondSecret } from './imported-secrets.ts';

export interface PartInput {
  readonly vault: Vault;
  readonly reader: VaultReader;
  readonly now: Date;
  /** Records of the services, and of what belongs to one. */
  readonly of: (collection: string) => readonly RecordLine[];
  readonly secretOf: (theirId: string) => SecretBytes | undefined;
  /** Those that stand beside a key of the file. */
  readonly secondsOf: (isOwner: (theirId: string) => boolean) => readonly SecondSecret[];
  readonly refuse: (
    line: Pick<RecordLine, 'collection' | 'value'>,
    why: ExportProposal['refused'][number]['why'],
  ) => void;
}

export interface PartPlan {
  readonly services: ExportProposal['services'];
  readonly keys: ExportProposal['keys'];
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
  /** The collection of the services themselves. */
  readonly connections: string;
  plan(input: PartInput): PartPlan;
}
