/** What a merge is told of the records, and what it says it did. The vault itself knows no collection by name. */

/**
 * `shown`: two edits are both kept, and a person chooses. `quiet`: what a synchronisation or a scan brings again; the later
 * write is taken. `trusted`: this copy's value stays in use, another is a proposal, whoever wrote it and when.
 */
export type FieldRule = 'shown' | 'quiet' | 'trusted';

export interface RecordOwner {
  /** In which of these the record lies; none: it stays also where that record is gone. */
  readonly collections: readonly string[];
  readonly of: (value: unknown) => string | null;
}

export interface CollectionRule {
  /** `own`: about this file or this computer, so another copy's is of no use here. */
  readonly merge: 'fields' | 'own';
  readonly fields?: Readonly<Record<string, FieldRule>>;
  /** Of the fields that are not named. Default `shown`. */
  readonly others?: FieldRule;
  /** A secret of the same id belongs to its records: while one lives, a purge by date in another copy is none. */
  readonly ownsSecret?: boolean;
  /** SECURITY: a copy may hold anything; what has another form would make the whole collection unreadable. */
  readonly isValid?: (value: unknown) => boolean;
  /** To which record of which collection its records belong: none is ever moved to another, or there without it. */
  readonly owner?: RecordOwner;
  /** What a record that only the other copy has is a proposal for. */
  readonly proposes?: ProposalKind;
  /** How a record is to stand after two copies became one; the same value where nothing changes. */
  readonly settle?: (value: unknown) => unknown;
  /** How a record that only the other copy has comes in; the same value where nothing changes. */
  readonly admit?: (value: unknown) => unknown;
}

export interface MergeRules {
  readonly collections: ReadonlyMap<string, CollectionRule>;
  /** Secrets of which this copy's stays in use: the id, and what another one would be. */
  readonly trustedSecrets: ReadonlyMap<string, ProposalKind>;
}

export type ProposalKind = 'connection' | 'address' | 'admin-key' | 'admin' | 'identity';

/** Something that the other copy has and that is not put to use without a person's word. */
export interface MergeProposal {
  readonly kind: ProposalKind;
  readonly collection: string;
  readonly id: string;
  readonly name: string;
  /** As it is here; null where there is nothing. */
  readonly here: string | null;
  readonly there: string | null;
}

export interface RefusedRecord {
  readonly collection: string;
  readonly id: string;
  readonly name: string;
}

/** A field of which two edits are kept, or two secrets under one id (`field` is null). */
export interface Difference {
  readonly collection: string;
  readonly id: string;
  readonly name: string;
  readonly field: string | null;
}

export interface MergeReport {
  /** `older`: everything in it is here, or was replaced here. */
  readonly relation: 'older' | 'diverged';
  readonly otherWrittenAt: string | null;
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  /** Deleted in one copy and changed in the other: kept. */
  readonly keptDespiteDeletion: number;
  readonly secretsAdded: number;
  readonly secretsDestroyed: number;
  /** Operations that wait for a person's word now. */
  readonly asking: number;
  readonly logEntries: number;
  readonly differences: readonly Difference[];
  readonly proposals: readonly MergeProposal[];
  /** Records of the other copy that are not as such a record can be: left out. */
  readonly refused: readonly RefusedRecord[];
  /** Nothing was to be done. */
  readonly isEmpty: boolean;
}
