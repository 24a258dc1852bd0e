import type { RequestLogEntry } from '../../../shared/domain.ts';

export interface Caller {
  readonly address: string;
  readonly client: string;
  readonly count: number;
  readonly refused: number;
  readonly lastAt: string;
  /** What was asked last. */
  readonly last: string;
}

/** Who used the key, by address and program, newest first. */
export function callersOf(requests: readonly RequestLogEntry[]): readonly Caller[] {
  const callers = new Map<string, Caller>();
  for (const request of requests) {
    const address = request.clientIp ?? '–';
    const client = request.userAgent ?? '–';
    const id = `${address} ${client}`;
    const known = callers.get(id) ?? { address, client, count: 0, refused: 0, lastAt: request.at, last: '' };
    callers.set(id, {
      ...known,
      count: known.count + 1,
      refused: known.refused + (request.statusCode === 401 ? 1 : 0),
      ...(known.lastAt > request.at
        ? { lastAt: known.lastAt, last: known.last }
        : { lastAt: request.at, last: `${request.method} ${request.path}` }),
    });
  }
  return [...callers.values()].toSorted((left, right) => right.lastAt.localeCompare(left.lastAt));
}
