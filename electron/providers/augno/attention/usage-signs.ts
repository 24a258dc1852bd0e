/** Reads signs of trouble off the request logs of one key. Pure: the same logs give the same signs. */
import type { RequestLogEntry } from '../../../../shared/domain.ts';
import type { UsageSign } from '../../../../shared/usage-signs.ts';
import { DAY_MS } from '../../../../shared/times.ts';

/** From this many addresses within a day on, a key is used from many places. */
const MANY_ADDRESSES = 5;
/** The last day against the days before it. */
const SPIKE_FACTOR = 10;
const SPIKE_LEAST = 50;
const REFUSED_LEAST = 10;
const SOURCES_SHOWN = 5;

/** SECURITY: our own tests of an old key are no sign that somebody still uses it. */
export function isOurs(entry: Pick<RequestLogEntry, 'userAgent'>): boolean {
  return entry.userAgent?.startsWith('AugnoVault/') === true;
}

function sourcesOf(entries: readonly RequestLogEntry[]): string[] {
  const counts = new Map<string, number>();
  for (const { clientIp, userAgent } of entries) {
    const source = [clientIp, userAgent].filter((part) => part !== null && part !== '').join(', ');
    if (source !== '') counts.set(source, (counts.get(source) ?? 0) + 1);
  }
  return [...counts]
    .sort((left, right) => right[1] - left[1])
    .slice(0, SOURCES_SHOWN)
    .map(([source]) => source);
}

export function signOf(
  keyId: string,
  kind: UsageSign['kind'],
  entries: readonly RequestLogEntry[],
  count = entries.length,
): UsageSign[] {
  const lastAt = entries
    .map(({ at }) => at)
    .sort()
    .at(-1);
  return lastAt === undefined ? [] : [{ keyId, kind, count, lastAt, from: sourcesOf(entries) }];
}

/** Requests with a secret that was replaced, after it stopped or was to be replaced: the places that are not updated. */
export function oldSecretSigns(
  keyId: string,
  log: readonly RequestLogEntry[],
  replacedAt: Date,
): UsageSign[] {
  const tried = log.filter((entry) => !isOurs(entry) && Date.parse(entry.at) > replacedAt.getTime());
  return signOf(keyId, 'old-secret', tried);
}

/** Signs on a key that is in use. `log` is newest first and may be cut off at its old end. */
export function usageSigns(keyId: string, log: readonly RequestLogEntry[], now: Date): UsageSign[] {
  const entries = log.filter((entry) => !isOurs(entry));
  const age = (entry: RequestLogEntry): number => now.getTime() - Date.parse(entry.at);
  const today = entries.filter((entry) => age(entry) <= DAY_MS);
  const before = entries.filter((entry) => age(entry) > DAY_MS);
  const addresses = (list: readonly RequestLogEntry[]): Set<string> =>
    new Set(list.flatMap(({ clientIp }) => (clientIp === null ? [] : [clientIp])));
  const signs: UsageSign[] = [];
  const known = addresses(before);
  // Without a past, everything would be new.
  if (known.size > 0) {
    const fresh = today.filter(({ clientIp }) => clientIp !== null && !known.has(clientIp));
    signs.push(...signOf(keyId, 'new-address', fresh, addresses(fresh).size));
  }
  const places = addresses(today);
  if (places.size >= MANY_ADDRESSES) signs.push(...signOf(keyId, 'many-places', today, places.size));
  const oldest = before.at(-1);
  if (oldest !== undefined && today.length >= SPIKE_LEAST) {
    const days = Math.max(1, (age(oldest) - DAY_MS) / DAY_MS);
    if (today.length > SPIKE_FACTOR * (before.length / days)) signs.push(...signOf(keyId, 'spike', today));
  }
  const refused = today.filter(({ statusCode }) => statusCode === 401 || statusCode === 403);
  if (refused.length >= REFUSED_LEAST && refused.length > today.length / 2) {
    signs.push(...signOf(keyId, 'refused', refused));
  }
  return signs;
}
