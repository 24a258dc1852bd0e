/** Text as mainframes have it: letters, digits and the underscore stand at the same places in all of its code pages. */
import { RIGHT_RESERVE, LEFT_CHARACTERS, RIGHT_CHARACTERS, type DecodedRun } from './runs.ts';

/** The first of each row of letters or digits, in order. */
const ROWS: readonly (readonly [from: number, characters: string])[] = [
  [0x81, 'abcdefghi'],
  [0x91, 'jklmnopqr'],
  [0xa2, 'stuvwxyz'],
  [0xc1, 'ABCDEFGHI'],
  [0xd1, 'JKLMNOPQR'],
  [0xe2, 'STUVWXYZ'],
  [0xf0, '0123456789'],
  [0x6d, '_'],
];

/** What is no part of a key is a blank. */
const ASCII = ((): Uint8Array => {
  const table = new Uint8Array(256);
  for (const [from, characters] of ROWS) table.set(Buffer.from(characters), from);
  return table;
})();

export function toEbcdic(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text), (byte) => ASCII.indexOf(byte));
}

export function decodeEbcdicAround(bytes: Uint8Array, at: number): DecodedRun {
  const first = Math.max(0, at - LEFT_CHARACTERS);
  const part = bytes.subarray(first, at + RIGHT_CHARACTERS);
  return {
    text: part.map((byte) => ASCII[byte]!),
    startOf: (index) => first + index,
    endOf: (index) => first + index + 1,
    encoding: 'ebcdic',
    covers: (position) => position >= first && position < first + part.length - RIGHT_RESERVE,
  };
}
