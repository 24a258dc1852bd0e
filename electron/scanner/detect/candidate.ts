/**
 * Decides what the bytes at a key's prefix are. Only here is a candidate accepted, by its checksum.
 */
import { BRANDS, BRAND_IDS, type BrandId } from '../../../shared/brands.ts';
import {
  crc32c,
  encodeChecksum,
  KEY_CHECKSUM_LENGTH,
  KEY_ID_LENGTH,
  KEY_LENGTH,
  KEY_MODES,
  KEY_SECRET_LENGTH,
  type KeyMode,
} from '../../../shared/key-format.ts';
import { isAlphanumeric, PREFIX_LENGTH, UNDERSCORE } from './key-parts.ts';
import { repairKey } from './repair.ts';
import type { HitClass } from './types.ts';

export { isAlphanumeric, isKeyCharacter, PREFIX_LENGTH } from './key-parts.ts';

const SECRET_START = PREFIX_LENGTH + KEY_ID_LENGTH + 1;
const CHECKSUM_START = SECRET_START + KEY_SECRET_LENGTH;

export interface KeyPrefix {
  readonly brand: BrandId;
  readonly mode: KeyMode;
  readonly bytes: Uint8Array;
}

export const KEY_PREFIXES: readonly KeyPrefix[] = BRAND_IDS.flatMap((brand) =>
  KEY_MODES.map((mode) => ({
    brand,
    mode,
    bytes: Uint8Array.from(Buffer.from(`${BRANDS[brand].keyPrefix}${mode}_`, 'latin1')),
  })),
);

export interface Candidate {
  readonly class: HitClass;
  readonly brand: BrandId;
  readonly mode: KeyMode;
  /** How many bytes of the text belong to it. */
  readonly length: number;
  readonly key: Uint8Array;
  /** Of `malformed` only: `key` is what it was meant to be, one character put right. */
  readonly repaired?: true;
}

/** The brand and mode whose whole prefix stands at `at`; null if none. */
export function prefixAt(text: Uint8Array, at: number): KeyPrefix | null {
  for (const prefix of KEY_PREFIXES) {
    let index = 0;
    while (index < PREFIX_LENGTH && text[at + index] === prefix.bytes[index]) index += 1;
    if (index === PREFIX_LENGTH) return prefix;
  }
  return null;
}

/**
 * The candidate that begins at `at`: exactly 85 characters without any boundary on either side, or a key cut off inside
 * its checksum. Null for everything else, masked keys and placeholders included.
 */
export function candidateAt(text: Uint8Array, at: number, end = text.length): Candidate | null {
  const prefix = prefixAt(text, at);
  if (prefix === null) return null;
  for (let index = PREFIX_LENGTH; index < CHECKSUM_START; index += 1) {
    const byte = at + index < end ? text[at + index]! : 0;
    const wanted = index === SECRET_START - 1 ? byte === UNDERSCORE : isAlphanumeric(byte);
    if (!wanted) return null;
  }
  const checksum = Buffer.from(
    encodeChecksum(crc32c(text, at + PREFIX_LENGTH, at + CHECKSUM_START)),
    'latin1',
  );
  let present = 0;
  while (
    present < KEY_CHECKSUM_LENGTH &&
    at + CHECKSUM_START + present < end &&
    isAlphanumeric(text[at + CHECKSUM_START + present]!)
  ) {
    present += 1;
  }
  let matching = 0;
  while (matching < present && text[at + CHECKSUM_START + matching] === checksum[matching]) matching += 1;

  const found = (kind: HitClass, length: number): Candidate => {
    const key = new Uint8Array(KEY_LENGTH);
    key.set(text.subarray(at, at + Math.min(length, KEY_LENGTH)));
    if (kind === 'truncated') key.set(checksum, CHECKSUM_START);
    const repaired = kind === 'malformed' ? repairKey(key) : null;
    if (repaired === null) return { class: kind, brand: prefix.brand, mode: prefix.mode, length, key };
    key.fill(0);
    return { class: kind, brand: prefix.brand, mode: prefix.mode, length, key: repaired, repaired: true };
  };
  if (present === KEY_CHECKSUM_LENGTH && matching === KEY_CHECKSUM_LENGTH) return found('valid', KEY_LENGTH);
  if (isPlaceholder(text, at)) return null;
  if (present === KEY_CHECKSUM_LENGTH) return found('malformed', KEY_LENGTH);
  if (matching < present) return null;
  const next = at + CHECKSUM_START + present;
  // With no checksum character left nothing is proven: a `_` behind it means that the name only goes on.
  if (present === 0 && next < end && text[next] === UNDERSCORE) return null;
  return found('truncated', CHECKSUM_START + present);
}

const PLACEHOLDER_WORDS = /your|example|placeholder|redacted|dummy|changeme|insert|secretkey|apikey/i;

/**
 * Made up by a person: words, repeats, or a run of the alphabet. 44 random characters hold about 31 different ones; fewer
 * than 14 do not happen by chance.
 */
function isPlaceholder(text: Uint8Array, at: number): boolean {
  const different = new Set<number>();
  let ascending = 0;
  let same = 0;
  for (let index = SECRET_START; index < CHECKSUM_START; index += 1) {
    const byte = text[at + index]!;
    const before = text[at + index - 1]!;
    different.add(byte);
    ascending = byte === before + 1 ? ascending + 1 : 0;
    same = byte === before ? same + 1 : 0;
    if (ascending >= 7 || same >= 7) return true;
  }
  if (different.size < 14) return true;
  return PLACEHOLDER_WORDS.test(
    Buffer.from(text.buffer, text.byteOffset + at + PREFIX_LENGTH, CHECKSUM_START - PREFIX_LENGTH).toString(
      'latin1',
    ),
  );
}
