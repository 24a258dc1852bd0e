/** Runs in base 32 and base 85. */
import { BASE32, base85Values, decodeBase85, type Base85Name } from './bases.ts';
import { collect, indexOf, isCovered, MAX_GAP, type DecodedRun } from './runs.ts';

const GAP_BYTES = new Set([...Buffer.from(' \t\r\n"\'`\\,;>#*|()[]{}&=.+')]);
const LINE_GAP_BYTES = new Set([...Buffer.from('\r\n \t')]);

const BASE32_VALUE = ((): Int8Array => {
  const table = new Int8Array(256).fill(-1);
  for (const [value, code] of Buffer.from(BASE32).entries()) {
    table[code] = value;
    table[String.fromCharCode(code).toLowerCase().charCodeAt(0)] = value;
  }
  return table;
})();

function gapEndOf(bytes: Uint8Array, gap: ReadonlySet<number>) {
  return (position: number, step: 1 | -1): number => {
    let end = position;
    while (end >= 0 && end < bytes.length && Math.abs(end - position) < MAX_GAP && gap.has(bytes[end]!))
      end += step;
    return end;
  };
}

export function decodeBase32Around(bytes: Uint8Array, at: number, phase: number): DecodedRun {
  const { positions, anchorIndex } = collect(
    bytes,
    at,
    (position) => BASE32_VALUE[bytes[position]!]! >= 0,
    gapEndOf(bytes, GAP_BYTES),
  );
  const offset = (((anchorIndex - phase) % 8) + 8) % 8;
  const text = new Uint8Array(Math.floor(((positions.length - offset) * 5) / 8));
  let held = 0;
  let bits = 0;
  for (let index = offset, out = 0; out < text.length; index += 1) {
    held = ((held << 5) | BASE32_VALUE[bytes[positions[index]!]!]!) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    text[out++] = (held >> bits) & 0xff;
  }
  return {
    text,
    startOf: () => firstOfRun(positions, anchorIndex),
    endOf: (index) =>
      positions[Math.min(positions.length - 1, offset + Math.ceil(((index + 1) * 8) / 5) - 1)]! + 1,
    encoding: 'base32',
    covers: (position, wanted) => {
      const index = indexOf(positions, position);
      return index >= 0 && (index - offset - wanted) % 8 === 0 && isCovered(positions, index);
    },
  };
}

/** Where the characters begin that stand side by side with the anchor. */
function firstOfRun(positions: Int32Array, anchorIndex: number): number {
  let first = anchorIndex;
  while (first > 0 && positions[first - 1] === positions[first]! - 1) first -= 1;
  return positions[first] ?? 0;
}

const BASE85_VALUES: Readonly<Record<Base85Name, Int8Array>> = {
  ascii85: base85Values('ascii85'),
  base85: base85Values('base85'),
  z85: base85Values('z85'),
};

/** The anchor is a whole group. */
export function decodeBase85Around(bytes: Uint8Array, at: number, alphabet: Base85Name): DecodedRun {
  const values = BASE85_VALUES[alphabet];
  const { positions, anchorIndex } = collect(
    bytes,
    at,
    (position) => values[bytes[position]!]! >= 0,
    gapEndOf(bytes, LINE_GAP_BYTES),
  );
  const offset = anchorIndex % 5;
  const text = decodeBase85(Array.from(positions.subarray(offset), (position) => values[bytes[position]!]!));
  return {
    text,
    startOf: () => firstOfRun(positions, anchorIndex),
    endOf: (index) =>
      positions[Math.min(positions.length - 1, offset + Math.ceil(((index + 1) * 5) / 4) - 1)]! + 1,
    encoding: alphabet,
    covers: (position) => {
      const index = indexOf(positions, position);
      return index >= 0 && (index - offset) % 5 === 0 && isCovered(positions, index);
    },
  };
}
