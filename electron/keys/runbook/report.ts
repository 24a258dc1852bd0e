/**
 * The report of a leak: times, places with their commits, and what was asked with the old key since. By ids and values, so that
 * the log keeps it and each reader has it in a language of their own.
 */
import type { AuditEntry } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import { standsForKey } from '../../../shared/leaks.ts';
import { say, type Said } from '../../../shared/messages/say.ts';
import type { Vault } from '../../vault/types.ts';
import { findingsCollection, type FindingRecord } from '../findings/records.ts';
import { connectionsCollection, keysCollection } from '../registry/records.ts';
import type { AccountRequests, AccountService } from '../types.ts';
import { guideRecordOf, newKeyOf } from './guide-keeper.ts';
import { proofOf } from './proof.ts';

const MOST_PLACES = 50;
const MOST_CALLERS = 25;
/** Entries of one key in the audit log that are looked through for its report. */
const MOST_ENTRIES = 200;

export interface ReportParts {
  readonly vault: Vault;
  readonly accounts: Pick<AccountService, 'accountRequests'>;
}

/** What others wrote: one line, and no key in it. */
const quoted = (text: string): string => redactKeysIn(terminalLine(text));

/** The same in every language, and to the second: what no clock says is quoted. */
function moment(text: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time)) return quoted(text);
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/**
 * As it can be told now; what cannot be read is said to be so.
 * @throws AppError `not-found`
 */
export async function leakReport(parts: ReportParts, guideId: string, now: Date): Promise<readonly Said[]> {
  const { vault } = parts;
  const record = guideRecordOf(vault, guideId);
  const { keyId } = record;
  const key = keyId === null ? undefined : vault.get(keysCollection, keyId);
  // A key that is in the vault no more keeps no response from being ended.
  if (keyId === null || key === undefined) return [];
  const places = vault
    .list(findingsCollection)
    .map(({ value }) => value)
    .filter((value) => value.keyId === keyId && standsForKey(value.finding));
  const since = leakedSince(places, key.createdAt) ?? record.startedAt;
  const account = vault.get(connectionsCollection, key.connectionId);
  const name = quoted(key.alias ?? key.apiName);
  const newKeyId = newKeyOf(vault, record);
  const replacement = newKeyId === null ? undefined : vault.get(keysCollection, newKeyId);
  const { oldKey, scannedAt } = await proofOf(vault, guideId, now);
  return [
    say('leak-report.about-key'),
    say(`leak-report.key-${key.mode}`, {
      name,
      redacted: key.redacted,
      account: quoted(account?.name ?? '–'),
    }),
    say('leak-report.about-times'),
    say('leak-report.since', { at: moment(since) }),
    ...(record.begun === false ? [] : [say('leak-report.begun', { at: moment(record.startedAt) })]),
    ...(replacement === undefined
      ? []
      : [say('leak-report.replaced', { redacted: replacement.redacted, at: moment(replacement.createdAt) })]),
    oldKey.at === null
      ? say(oldKey.state === 'works' ? 'leak-report.key-works' : 'leak-report.key-untried')
      : say(`leak-report.key-${oldKey.state === 'listed' ? 'listed' : 'refused'}`, { at: moment(oldKey.at) }),
    scannedAt === null
      ? say('leak-report.not-scanned')
      : say('leak-report.scanned', { at: moment(scannedAt) }),
    say('leak-report.about-places'),
    ...(places.length === 0 ? [say('leak-report.nowhere')] : places.slice(0, MOST_PLACES).map(sayPlace)),
    ...(places.length > MOST_PLACES
      ? [say('leak-report.more-places', { count: places.length - MOST_PLACES })]
      : []),
    say('leak-report.about-requests'),
    ...(await requestsSince(parts, key.connectionId, keyId, since)),
  ];
}

/** Of the earliest commit or sight; a commit may say any date, but none from before the key was made. */
function leakedSince(places: readonly FindingRecord[], createdAt: string): string | null {
  const times = places
    .flatMap(({ firstSeenAt, finding: { commit } }) => [
      firstSeenAt,
      ...(commit === null ? [] : [commit.date]),
    ])
    .map((text) => Date.parse(text))
    .filter((time) => !Number.isNaN(time));
  if (times.length === 0) return null;
  return new Date(Math.max(Date.parse(createdAt), Math.min(...times))).toISOString();
}

function sayPlace({ root, finding, stillThere }: FindingRecord): Said {
  const { path, line, container, commit, source } = finding;
  const inHistory = source === 'history' || source === 'message';
  const file = [path ?? commit?.id.slice(0, 10) ?? '?', ...container].join(' › ');
  const place = quoted(`${root} › ${file}${line === null || inHistory ? '' : `:${String(line)}`}`);
  const kind = !stillThere ? 'place-gone' : inHistory ? 'place-history' : 'place';
  const where = say(`leak-report.${kind}`, { place });
  if (commit === null) return where;
  const { id, author, date } = commit;
  return say('leak-report.with-commit', {
    where,
    commit: id.slice(0, 10),
    author: quoted(author),
    date: moment(date),
  });
}

async function requestsSince(
  { accounts }: ReportParts,
  connectionId: string,
  keyId: string,
  since: string,
): Promise<readonly Said[]> {
  let read: AccountRequests;
  try {
    read = await accounts.accountRequests(connectionId, new Date(since));
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return [say('leak-report.requests-unread')];
  }
  const theirs = read.requests.filter((request) => request.keyId === keyId);
  const callers = new Map<string, { count: number; newest: (typeof theirs)[number] }>();
  for (const request of theirs) {
    const caller = `${request.clientIp ?? '–'} ${request.userAgent ?? ''}`;
    const known = callers.get(caller);
    callers.set(caller, { count: (known?.count ?? 0) + 1, newest: known?.newest ?? request });
  }
  const refused = theirs.filter(({ statusCode }) => statusCode === 401).length;
  return [
    say('leak-report.requests', { count: theirs.length, refused, since: moment(since) }),
    ...[...callers.values()].slice(0, MOST_CALLERS).map(({ count, newest }) =>
      say('leak-report.caller', {
        address: quoted(newest.clientIp ?? '–'),
        program: quoted(newest.userAgent ?? '–'),
        count,
        at: moment(newest.at),
        request: quoted(`${newest.method} ${newest.path}`),
      }),
    ),
    ...(callers.size > MOST_CALLERS
      ? [say('leak-report.more-callers', { count: callers.size - MOST_CALLERS })]
      : []),
    ...(read.complete && read.unread.length === 0 ? [] : [say('leak-report.requests-incomplete')]),
  ];
}

function keptEntry(vault: Vault, guideId: string): AuditEntry | undefined {
  const { keyId, endedAt } = guideRecordOf(vault, guideId);
  if (keyId === null || endedAt === null) return undefined;
  return vault
    .auditLog({ limit: MOST_ENTRIES, subjectId: keyId })
    .filter(({ action, at }) => action === 'runbook-finished' && at >= endedAt)
    .at(-1);
}

/** What a person wrote at its end; null for nothing. */
export function noteOf(vault: Vault, guideId: string): string | null {
  return keptEntry(vault, guideId)?.reason ?? null;
}

/** As it was put down when the response ended, and only else as it can be told now. */
export async function reportOf(parts: ReportParts, guideId: string, now: Date): Promise<readonly Said[]> {
  // The first says how the response ended.
  const lines = keptEntry(parts.vault, guideId)?.said?.slice(1) ?? [];
  return lines.length > 0 ? lines : await leakReport(parts, guideId, now);
}
