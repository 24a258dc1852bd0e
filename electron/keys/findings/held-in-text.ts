/**
 * Which keys of the vault stand in a text, whatever they look like: by the vault's own fingerprints, so that no secret is
 * opened and a destroyed one is known too.
 *
 * A key is looked for where its last four characters stand, which its redacted form shows, and as long as it is. What shows
 * none is short, and counts only where it stands by itself.
 */
import { certain } from '../../../shared/certain.ts';
import { KEY_LENGTH } from '../../../shared/key-format.ts';
import { isAlphanumeric } from '../../scanner/detect/key-parts.ts';
import { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Vault, VaultReader } from '../../vault/types.ts';
import { secretIdOfEither } from '../lifecycle/spelling.ts';
import { keysCollection } from '../registry/records.ts';

/** Each takes a few microseconds of the process that holds the vault. */
const MOST_COMPARED = 4000;
const NEWLINE = 0x0a;

export interface HeldInText {
  /** In bytes. */
  readonly at: number;
  readonly length: number;
  readonly keyId: string;
  /** For people. */
  readonly name: string;
}

interface Sought {
  /** Lengths of keys by the four bytes that they end with. */
  readonly byTail: ReadonlyMap<number, ReadonlySet<number>>;
  /** 1 where the last two bytes may be the end of one of these. */
  readonly ends: Uint8Array;
  /** Lengths of keys that show no tail. */
  readonly bare: ReadonlySet<number>;
}

/** Where a word may begin or end. */
const isEdge = (text: Uint8Array, at: number): boolean =>
  !isAlphanumeric(text[at - 1] ?? 0) || !isAlphanumeric(text[at] ?? 0);

function soughtIn(vault: VaultReader, shortest: number): Sought {
  const byTail = new Map<number, Set<number>>();
  const ends = new Uint8Array(1 << 16);
  const bare = new Set<number>();
  for (const { value } of vault.list(keysCollection)) {
    const length = value.evidence?.length ?? KEY_LENGTH;
    if (length < shortest) continue;
    const [, shown] = /\*{4}([\x21-\x7e]{4})$/.exec(value.redacted) ?? [];
    if (shown === undefined) {
      // Of a key that was never held here nothing is known that could be compared.
      if (value.evidence !== null) bare.add(length);
      continue;
    }
    const tail = Buffer.from(shown, 'latin1');
    const lengths = byTail.get(tail.readUInt32BE()) ?? new Set();
    byTail.set(tail.readUInt32BE(), lengths.add(length));
    ends[tail.readUInt16BE(2)] = 1;
  }
  return { byTail, ends, bare };
}

/** @param text lines; no key goes across the end of one @param shortest in characters: shorter keys are not looked for */
export function heldInText(vault: Vault, text: Uint8Array, shortest: number): readonly HeldInText[] {
  const { byTail, ends, bare } = soughtIn(vault, shortest);
  if (byTail.size === 0 && bare.size === 0) return [];
  const found: HeldInText[] = [];
  let left = MOST_COMPARED;
  let line = 0;
  let last = 0;
  const compare = (at: number, end: number): void => {
    if (at < line || left <= 0) return;
    left -= 1;
    const keyId = heldAs(vault, text.subarray(at, end));
    const record = keyId === undefined ? undefined : vault.get(keysCollection, keyId);
    if (keyId === undefined || record === undefined) return;
    found.push({ at, length: end - at, keyId, name: record.alias ?? record.apiName });
  };
  for (let at = 0; at < text.length; at += 1) {
    const byte = certain(text[at]);
    last = ((last << 8) | byte) >>> 0;
    if (byte === NEWLINE) line = at + 1;
    const end = at + 1;
    if (end - line < shortest) continue;
    if (ends[last & 0xffff] === 1) {
      const isEnd = isEdge(text, end);
      for (const length of byTail.get(last) ?? [])
        if (isEnd || isEdge(text, end - length)) compare(end - length, end);
    }
    if (bare.size > 0 && isEdge(text, end))
      for (const length of bare) if (isEdge(text, end - length)) compare(end - length, end);
  }
  return found;
}

/** An Augno key is one under both prefixes, whichever the vault has it under. */
function heldAs(vault: Vault, bytes: Uint8Array): string | undefined {
  const secret = SecretBytes.copyOf(bytes);
  try {
    return secretIdOfEither(vault, secret);
  } finally {
    secret.wipe();
  }
}
