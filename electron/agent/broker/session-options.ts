/** What a session is given. */
import type { Upstream } from './forward.ts';
import type { NewKeyRequest } from './new-key.ts';
import type { Problem } from './request-checks.ts';
import type { RequestEntry, RequestLog } from './request-log.ts';
import type { Policy } from './routes.ts';

export interface SessionOptions {
  readonly id: string;
  readonly policy: Policy;
  readonly upstream: Upstream;
  readonly log: RequestLog;
  readonly about: Pick<RequestEntry, 'keyId' | 'keyName' | 'program' | 'reason'>;
  /** Why the key may not be used any more; null while it may. */
  readonly keyProblem: () => Problem | null;
  /** A person's word on this one. */
  readonly ask: (request: AskedRequest, over: AbortSignal) => Promise<boolean>;
  readonly keys: KeySearch;
  /**
   * Has a new key made with the session's own, and keeps its secret in the vault before it resolves.
   * @throws AppError as `keys create` and `rotate` do
   */
  readonly makeKey: (request: NewKeyRequest, over: AbortSignal) => Promise<MadeKey>;
  /** How long the API may take for a whole reply, in milliseconds. */
  readonly patienceMs?: number;
  /** Null: as many as come. */
  readonly requestsPerSecond?: number | null;
}

/** SECURITY: no reply brings a key to the program, the session's own or another. */
export interface KeySearch {
  holdsKey(bytes: Uint8Array): boolean;
  /** With every key in it masked. */
  redacted(text: string): string;
}

export interface AskedRequest {
  /** `POST /v1/sales/sales-orders` */
  readonly route: string;
  /** The path as it is, and what the body says, for people. */
  readonly summary: string;
  /** A word for the session covers no second one. */
  readonly isOnce: boolean;
}

export interface MadeKey {
  readonly id: string;
  readonly name: string;
  /** `aug_sk_prod_****UCZu` */
  readonly redacted: string;
}
