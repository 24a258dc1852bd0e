/** What a session is given. */
import type { Upstream } from './forward.ts';
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
}
