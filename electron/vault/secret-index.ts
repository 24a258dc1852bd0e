/**
 * Which secrets there are, which row holds each, and their fingerprints: in up to 256 sealed records, so that opening ten
 * thousand secrets' worth of index takes 256 decryptions and not ten thousand.
 */
import { createHash } from 'node:crypto';
import { damaged } from './errors.ts';
import { BASE, type Stamp } from './stamps.ts';
import type { IndexEntry, RecordIndex } from './storage/record-index.ts';
import { say } from '../../shared/messages/say.ts';

/** Collections of the vault's own begin with `~`. */
export const SECRET_COLLECTION = '~secret';

export interface SecretEntry {
  /** HMAC-SHA-256 of the secret under the lookup key, hex. */
  readonly fingerprint: string;
  /** Key of the row that holds it and the tag it was sealed with, hex, so that no older row passes; null once destroyed. */
  readonly row: { readonly key: string; readonly tag: string } | null;
  /** Which copy stored or destroyed it. */
  readonly stamp: Stamp;
  /** Destroyed because its days in the trash were over, by nobody's word: a record of it that lives elsewhere is stronger. */
  readonly byDate: boolean;
}

export type SecretBucket = ReadonlyMap<string, SecretEntry>;

/** Which record speaks of this secret: two hex digits. */
export function bucketOf(secretId: string): string {
  return createHash('sha256').update(secretId).digest('hex').slice(0, 2);
}

/** id, fingerprint, row key, tag, copy, counter, 1 where it went by date; a list, since an id may be any text, `__proto__` included. */
type StoredEntry = [
  string,
  string,
  string | null,
  string | null,
  ...([] | [string, number] | [string, number, 1]),
];

export function encodeBucket(bucket: SecretBucket): string {
  const stored = [...bucket].map(([id, { fingerprint, row, stamp, byDate }]): StoredEntry => [
    id,
    fingerprint,
    row?.key ?? null,
    row?.tag ?? null,
    ...(stamp.copy === ''
      ? ([] as const)
      : byDate && row === null
        ? ([stamp.copy, stamp.counter, 1] as const)
        : ([stamp.copy, stamp.counter] as const)),
  ]);
  return JSON.stringify(stored);
}

export function readBucket(entry: IndexEntry): SecretBucket {
  if (entry.parsed?.schema === SECRET_COLLECTION) return entry.parsed.value as SecretBucket;
  const stored: unknown = JSON.parse(entry.json.toString('utf8'));
  if (!Array.isArray(stored)) throw damaged(say('vault.the-index-of-its-secrets-has-an'));
  const bucket = new Map<string, SecretEntry>();
  // Authenticated and written by this file alone: the form is not checked once more.
  for (const [id, fingerprint, key, tag, copy, counter, byDate] of stored as StoredEntry[]) {
    const stamp = copy === undefined || counter === undefined ? BASE : { copy, counter };
    const row = key === null || tag === null ? null : { key, tag };
    bucket.set(id, { fingerprint, row, stamp, byDate: byDate === 1 });
  }
  entry.parsed = { schema: SECRET_COLLECTION, value: bucket };
  return bucket;
}

export function findSecret(index: RecordIndex, secretId: string): SecretEntry | undefined {
  const entry = index.entry(SECRET_COLLECTION, bucketOf(secretId));
  return entry === undefined ? undefined : readBucket(entry).get(secretId);
}

export function* allSecrets(index: RecordIndex): Iterable<readonly [string, SecretEntry]> {
  for (const entry of index.entries(SECRET_COLLECTION)) yield* readBucket(entry);
}
