/** Keys whose prefix stands elsewhere in the same content, as a constant: the body alone, proven by its checksum. */
import { BRANDS, BRAND_IDS, type BrandId } from '../../../shared/brands.ts';
import {
  crc32c,
  encodeChecksum,
  KEY_CHECKSUM_LENGTH,
  KEY_ID_LENGTH,
  KEY_LENGTH,
  KEY_MODES,
  type KeyMode,
} from '../../../shared/key-format.ts';
import { certain } from '../../../shared/certain.ts';
import { KEY_PREFIXES } from './candidate.ts';
import { startsWith } from './characters.ts';
import { isAlphanumeric, isKeyCharacter, PREFIX_LENGTH, UNDERSCORE } from './key-parts.ts';
import type { RawHit } from './types.ts';

const BODY_LENGTH = KEY_LENGTH - PREFIX_LENGTH;
const COVERED = BODY_LENGTH - KEY_CHECKSUM_LENGTH;

/** What stands before a value. */
const BEFORE_VALUE = new Set([...Buffer.from(' \t\r\n"\'`=:,;([{<>|/')]);

/** `sk_prod_`. */
const NO_BRAND = 8;

type BareKey = Omit<RawHit, 'line' | 'column' | 'container'>;

export interface Constant {
  readonly brand: BrandId;
  readonly mode: KeyMode;
}

interface Beginning {
  readonly brand: BrandId;
  readonly bytes: Uint8Array;
  /** With a mode behind it. */
  readonly wholes: readonly { readonly mode: KeyMode; readonly bytes: Uint8Array }[];
}

/** Of every prefix that a log masks it is asked whether it is a constant. */
const BEGINNINGS: readonly Beginning[] = BRAND_IDS.map((brand) => {
  const { keyPrefix } = BRANDS[brand];
  const wholes = KEY_PREFIXES.filter((prefix) => prefix.brand === brand).map(({ mode, bytes }) => ({
    mode,
    bytes: bytes.subarray(0, -1),
  }));
  return { brand, bytes: Buffer.from(keyPrefix.slice(0, -1), 'latin1'), wholes };
});

function prefixOf(brand: BrandId, mode: KeyMode): Uint8Array {
  return certain(KEY_PREFIXES.find((prefix) => prefix.brand === brand && prefix.mode === mode)).bytes;
}

/** The prefix at `at`, with its mode or without, and nothing of a key behind it; without a mode the caution of production. */
export function constantAt(text: Uint8Array, at: number): Constant | null {
  for (const { brand, bytes, wholes } of BEGINNINGS) {
    if (!continues(text, at, bytes, 0)) continue;
    for (const { mode, bytes: whole } of wholes) {
      if (continues(text, at, whole, bytes.length))
        return endsAt(text, at + whole.length) ? { brand, mode } : null;
    }
    if (endsAt(text, at + bytes.length)) return { brand, mode: 'prod' };
  }
  return null;
}

/** @param from so many bytes are known to be the same */
function continues(text: Uint8Array, at: number, wanted: Uint8Array, from: number): boolean {
  let index = from;
  while (index < wanted.length && text[at + index] === wanted[index]) index += 1;
  return index === wanted.length;
}

/** A quote, a space or an operator behind it: a mask, a placeholder and a whole key go on otherwise. */
function endsAt(text: Uint8Array, at: number): boolean {
  return ENDS[text[text[at] === UNDERSCORE ? at + 1 : at] ?? 0x0a] === 1;
}

const ENDS = ((): Uint8Array => {
  const table = new Uint8Array(256).fill(1, 0, 0x21);
  for (const byte of Buffer.from('"\'`,;)]}%+$&/|={')) table[byte] = 1;
  return table;
})();

/** Bodies that begin in `bytes[from, to)`, as keys of what the constant says. The caller wipes them. */
export function findBodies(bytes: Buffer, from: number, to: number, { brand, mode }: Constant): BareKey[] {
  const hits: BareKey[] = [];
  let at = bytes.indexOf(UNDERSCORE, from + KEY_ID_LENGTH);
  for (; at >= 0 && at - KEY_ID_LENGTH < to; at = bytes.indexOf(UNDERSCORE, at + 1)) {
    const start = at - KEY_ID_LENGTH;
    if (!isBody(bytes, start)) continue;
    const own = modeBefore(bytes, start);
    if (own === null && hasPrefix(bytes, start)) continue;
    const key = new Uint8Array(KEY_LENGTH);
    key.set(prefixOf(brand, own ?? mode));
    key.set(bytes.subarray(start, start + BODY_LENGTH), PREFIX_LENGTH);
    hits.push({
      offset: start,
      length: BODY_LENGTH,
      class: 'valid',
      brand,
      mode: own ?? mode,
      key,
      encoding: ['joined'],
    });
  }
  return hits;
}

/** `sk_prod_…` whose brand stands elsewhere: the checksum proves it. Null for what is none, or another service's. */
export function keyWithoutBrand(text: Uint8Array, at: number): BareKey | null {
  if (at > 0 && !BEFORE_VALUE.has(text[at - 1]!)) return null;
  const mode = KEY_MODES.find((each) => startsWith(text, at, `sk_${each}_`));
  if (mode === undefined || !isBody(text, at + NO_BRAND)) return null;
  const [brand] = BRAND_IDS;
  const key = new Uint8Array(KEY_LENGTH);
  key.set(prefixOf(brand, mode));
  key.set(text.subarray(at + NO_BRAND, at + NO_BRAND + BODY_LENGTH), PREFIX_LENGTH);
  return {
    offset: at,
    length: NO_BRAND + BODY_LENGTH,
    class: 'valid',
    brand,
    mode,
    key,
    encoding: ['joined'],
  };
}

function isBody(bytes: Uint8Array, start: number): boolean {
  if (start + BODY_LENGTH > bytes.length) return false;
  for (let index = BODY_LENGTH - 1; index >= 0; index -= 1)
    if (index !== KEY_ID_LENGTH && !isAlphanumeric(bytes[start + index]!)) return false;
  return startsWith(bytes, start + COVERED, encodeChecksum(crc32c(bytes, start, start + COVERED)));
}

/** `"prod_` and the body: the constant ends before the mode. */
function modeBefore(bytes: Uint8Array, start: number): KeyMode | null {
  const mode = KEY_MODES.find((each) => startsWith(bytes, start - each.length - 1, `${each}_`));
  if (mode === undefined) return null;
  const at = start - mode.length - 1;
  return at === 0 || BEFORE_VALUE.has(bytes[at - 1]!) ? mode : null;
}

/** A whole key is found as one; one of a service that nobody here knows is none of ours. */
function hasPrefix(bytes: Uint8Array, start: number): boolean {
  return bytes[start - 1] === UNDERSCORE && isKeyCharacter(bytes[start - 2] ?? 0);
}
