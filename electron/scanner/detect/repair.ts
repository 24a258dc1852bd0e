/**
 * A key with one wrong character: which one, and which it was meant to be, follows from the checksum. A CRC is linear, so a
 * wrong byte changes it by what depends on its place and on the difference only; a table of all those changes makes it one
 * look-up, however many candidates there are.
 */
import {
  crc32c,
  decodeChecksum,
  encodeChecksum,
  KEY_CHECKSUM_LENGTH,
  KEY_LENGTH,
} from '../../../shared/key-format.ts';
import { isAlphanumeric, PREFIX_LENGTH } from './key-parts.ts';

const COVERED = KEY_LENGTH - KEY_CHECKSUM_LENGTH - PREFIX_LENGTH;
const CHECKSUM_START = PREFIX_LENGTH + COVERED;
/** Letters and digits differ in these bits only. */
const DIFFERENCES = 128;

let changes: Map<number, number> | null = null;

/** By the change of the CRC: the place in the covered part, times 128, plus the difference of the byte there. */
function changesOfCrc(): Map<number, number> {
  const table = new Map<number, number>();
  const zeros = new Uint8Array(COVERED);
  const bytes = new Uint8Array(COVERED);
  for (let place = 0; place < COVERED; place += 1) {
    for (let difference = 1; difference < DIFFERENCES; difference += 1) {
      bytes[place] = difference;
      const change = (crc32c(bytes, place) ^ crc32c(zeros, place)) >>> 0;
      // Two places that make the same change would prove neither.
      table.set(change, table.has(change) ? -1 : place * DIFFERENCES + difference);
    }
    bytes[place] = 0;
  }
  return table;
}

/**
 * The key that `key` was meant to be; null if more than one character is wrong. By chance something random is taken for
 * such a key once in a million.
 * @param key of 85 ASCII bytes, well-formed, with a wrong checksum; only read
 */
export function repairKey(key: Uint8Array): Uint8Array | null {
  const crc = crc32c(key, PREFIX_LENGTH, CHECKSUM_START);
  const computed = encodeChecksum(crc);
  let wrong = 0;
  for (let index = 0; index < KEY_CHECKSUM_LENGTH; index += 1) {
    if (key[CHECKSUM_START + index] !== computed.charCodeAt(index)) wrong += 1;
  }
  const repaired = Uint8Array.from(key);
  if (wrong === 1) {
    for (let index = 0; index < KEY_CHECKSUM_LENGTH; index += 1) {
      repaired[CHECKSUM_START + index] = computed.charCodeAt(index);
    }
    return repaired;
  }
  const stated = decodeChecksum(Buffer.from(key.subarray(CHECKSUM_START, KEY_LENGTH)).toString('latin1'));
  if (stated === null) return null;
  changes ??= changesOfCrc();
  const change = changes.get((crc ^ stated) >>> 0) ?? -1;
  if (change < 0) return null;
  const at = PREFIX_LENGTH + Math.floor(change / DIFFERENCES);
  const meant = key[at]! ^ (change % DIFFERENCES);
  // The separator is right already, and nothing but letters and digits can have been meant.
  if (!isAlphanumeric(meant) || !isAlphanumeric(key[at]!)) return null;
  repaired[at] = meant;
  return repaired;
}
