/**
 * Every request of every session, sealed, apart from the records: what reads is written down within a second, what writes
 * before it is sent. The newest are kept.
 */
import { z } from 'zod';
import { toAppError } from '../../../shared/errors.ts';
import { isWrite } from './routes.ts';
import { requestOutcome, type RequestOutcome } from '../../../shared/request-outcome.ts';

const entrySchema = z.object({
  at: z.string(),
  session: z.string(),
  keyId: z.string(),
  keyName: z.string(),
  program: z.string(),
  reason: z.string().nullable(),
  method: z.string(),
  route: z.string(),
  /** A status of the API, or an id of `shared/request-outcome.ts`. */
  outcome: z.string().transform(requestOutcome),
  durationMs: z.number().nullable(),
});
type Loose<Value> = { -readonly [Name in keyof Value]: Value[Name] };
export type RequestEntry = z.infer<typeof entrySchema>;

/** Where it lies, sealed under the vault's key. */
export interface RequestStore {
  /** Durable when it returns. @throws where it can't be written */
  writeRequests(payload: Buffer): void;
  /** What was written last; null where there is none. */
  readRequests(): Buffer | null;
}

/** @param outcome a number is the API's status @param durationMs null: it was never sent */
export type Settle = (outcome: RequestOutcome | number, durationMs: number | null) => void;

const REFUSED = 'refused' satisfies RequestOutcome;
const UNSENT: ReadonlySet<string> = new Set<RequestOutcome>([
  ...([REFUSED, 'not-allowed', 'not-sent', 'key-revoked', 'key-expired'] as const),
]);
const wrote = ({ method, outcome }: Pick<RequestEntry, 'method' | 'outcome'>): boolean =>
  isWrite(method) && !UNSENT.has(outcome);

const GROUP_MS = 1000;
const MOST_ENTRIES = 2000;
/** Once there are more, writes too make way for the next. */
const MOST_WRITES = 1000;
/** So many more may come before the oldest are looked for: that costs as much for one as for all of them. */
const SLACK = 200;

export class RequestLog {
  readonly #store: RequestStore;
  readonly #changed: () => void;
  #entries: Loose<RequestEntry>[];
  /** How many of them wrote: counted as they come, since each request asks. */
  #writes: number;
  #timer: NodeJS.Timeout | null = null;
  #group: Promise<void> | null = null;

  /** @param changed told of each entry, and of how it went */
  constructor(store: RequestStore, changed: () => void = () => undefined) {
    this.#store = store;
    this.#changed = changed;
    const kept = store.readRequests();
    const parsed = z.array(entrySchema).safeParse(kept === null ? [] : JSON.parse(kept.toString('utf8')));
    this.#entries = parsed.success ? parsed.data : [];
    this.#writes = this.#entries.filter(wrote).length;
  }

  /** Newest first. */
  entries(): readonly RequestEntry[] {
    this.#trim();
    return this.#entries.toReversed();
  }

  /** @returns what says how it went */
  add(entry: RequestEntry): Settle {
    const kept: Loose<RequestEntry> = { ...entry };
    this.#entries.push(kept);
    if (wrote(kept)) this.#writes += 1;
    if (this.#entries.length > MOST_ENTRIES + SLACK) this.#trim();
    this.#soon();
    return (outcome, durationMs) => {
      const counted = wrote(kept);
      kept.outcome = String(outcome);
      if (counted && !wrote(kept) && this.#entries.includes(kept)) this.#writes -= 1;
      kept.durationMs = durationMs;
      this.#soon();
    };
  }

  /** One that went no further. Of equal ones in a row the last is kept, so that a flood of them pushes nothing out. */
  addRefused(entry: Omit<RequestEntry, 'outcome' | 'durationMs'>): void {
    const last = this.#entries.at(-1);
    const isAgain =
      last?.outcome === REFUSED &&
      (['session', 'method', 'route'] as const).every((name) => last[name] === entry[name]);
    if (isAgain) this.#entries.pop();
    this.add({ ...entry, outcome: REFUSED, durationMs: null });
  }

  /** SECURITY: no program reads, or asks for what it does not get, so much that what was written goes unseen. */
  #trim(): void {
    const tooMany = this.#entries.length - MOST_ENTRIES;
    if (tooMany <= 0) return;
    const writes = Math.min(tooMany, Math.max(0, this.#writes - MOST_WRITES));
    const left = { writes, others: tooMany - writes };
    this.#entries = this.#entries.filter((entry) => {
      const kind = wrote(entry) ? 'writes' : 'others';
      if (left[kind] === 0) return true;
      left[kind] -= 1;
      return false;
    });
    this.#writes -= writes;
  }

  #soon(): void {
    this.#changed();
    this.#timer ??= setTimeout(() => {
      try {
        this.flush();
      } catch {
        // Nothing that reads waits for it; what writes is refused until it can be written.
      }
    }, GROUP_MS);
  }

  /** Durable when it resolves; those that wait at the same time are written together. */
  async durable(): Promise<void> {
    this.#group ??= new Promise<void>((resolve, reject) => {
      setImmediate(() => {
        this.#group = null;
        try {
          this.flush();
          resolve();
        } catch (thrown) {
          reject(toAppError(thrown));
        }
      });
    });
    await this.#group;
  }

  /** @throws where it can't be written */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#trim();
    const payload = Buffer.from(JSON.stringify(this.#entries));
    try {
      this.#store.writeRequests(payload);
    } finally {
      payload.fill(0);
    }
  }
}
