/** What a test may do to the server (`--test-controls`): faults, and a stream of what was committed. */
export interface Fault {
  /** Regular expression over the path; absent: every path. */
  readonly path: RegExp | null;
  readonly method: string | null;
  readonly status: number | null;
  readonly delayMs: number;
  /** The request is lost on its way: nothing was done. */
  readonly dropBeforeCommit: boolean;
  /** The reply is lost on its way: everything was done. */
  readonly dropAfterCommit: boolean;
  readonly truncateBody: boolean;
  /** With `status` or `delayMs`: everything was done, and yet this is the answer, or it comes late. */
  readonly afterCommit: boolean;
  /** How often it still strikes. */
  remaining: number;
}

export class Faults {
  #faults: Fault[] = [];

  add(fault: Fault): void {
    this.#faults.push(fault);
  }

  clear(): void {
    this.#faults = [];
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  /** The first that fits; it counts as used. */
  take(method: string, path: string): Fault | null {
    const fault = this.#faults.find(
      (candidate) =>
        (candidate.method === null || candidate.method === method) &&
        (candidate.path === null || candidate.path.test(path)),
    );
    if (fault === undefined) return null;
    fault.remaining -= 1;
    if (fault.remaining <= 0) this.#faults = this.#faults.filter((candidate) => candidate !== fault);
    return fault;
  }
}

/** One committed change, told before its reply goes out. */
export interface CommittedEvent {
  readonly at: string;
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly route: string;
  readonly status: number;
  readonly accountId: string;
  readonly actorId: string;
  readonly idempotencyKey: string | null;
  /** Ids of the API keys, roles, units or sandboxes that the request made or changed. */
  readonly changed: readonly string[];
}

export class CommittedEvents {
  readonly #listeners = new Set<(event: CommittedEvent) => void>();

  emit(event: CommittedEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  listen(listener: (event: CommittedEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
