/** What main asks a person for a program of this user that wants something of the open vault. */
export interface AccessQuestion {
  /** Shown at both ends. */
  readonly code: string;
  readonly program: string;
  /** What started it, nearest first. */
  readonly startedBy: readonly string[];
  readonly purpose: 'list' | 'use' | 'inject' | 'reveal' | 'recognise';
  /** By name; null: whatever the vault holds. */
  readonly keys: readonly string[] | null;
  readonly scope: string | null;
  readonly summary: string | null;
  /** What is allowed for more than once ends with the session that asks. */
  readonly isOfSession: boolean;
  /** Nothing but “this once” can be said. */
  readonly isOnce: boolean;
}

/** Null: no. `forMs` null: this once. */
export type AccessAnswer = { readonly forMs: number | null } | null;
