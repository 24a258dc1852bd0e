/** Base64 in headers of mails (RFC 2047): short words, each padded by itself, over several lines. */
import { BASE64_VALUE, type DecodedRun } from './runs.ts';

/** No word is longer, and the lines of one header are few. */
const LONGEST_WORD = 120;
const MOST_WORDS = 400;
const BEGIN = /=\?[\w.*-]{1,40}\?[Bb]\?$/;
const NEXT = /^\?=[ \t\r\n]{0,20}=\?[\w.*-]{1,40}\?[Bb]\?/;

/** The header around an anchor; empty where it stands in none. */
export function decodeWordsAround(bytes: Uint8Array, at: number): DecodedRun[] {
  let start = wordStart(bytes, at);
  if (start === null) return [];
  for (let count = 0; count < MOST_WORDS; count += 1) {
    const before = wordBefore(bytes, start);
    if (before === null) break;
    start = before;
  }
  const text: number[] = [];
  const places: number[] = [];
  let position = start;
  for (let count = 0; count < 2 * MOST_WORDS; count += 1) {
    let held = 0;
    let bits = 0;
    let first = position;
    for (; BASE64_VALUE[bytes[position] ?? 0]! >= 0; position += 1) {
      held = ((held << 6) | BASE64_VALUE[bytes[position]!]!) & 0xfff;
      bits += 6;
      if (bits < 8) continue;
      bits -= 8;
      text.push((held >> bits) & 0xff);
      places.push(first);
      first = position;
    }
    while (bytes[position] === 0x3d) position += 1;
    const seam = NEXT.exec(latin1(bytes, position, position + LONGEST_WORD));
    if (seam === null) break;
    position += seam[0].length;
  }
  const end = position;
  return [
    {
      text: Uint8Array.from(text),
      startOf: (index) => places[index] ?? at,
      endOf: (index) => Math.min(end, (places[index] ?? at) + 2),
      encoding: 'base64',
      covers: (other) => other >= start && other < end,
    },
  ];
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  const first = Math.max(0, from);
  return Buffer.from(
    bytes.buffer,
    bytes.byteOffset + first,
    Math.max(0, Math.min(to, bytes.length) - first),
  ).toString('latin1');
}

/** Where the characters of the word begin that `at` is in. */
function wordStart(bytes: Uint8Array, at: number): number | null {
  let first = at;
  while (first > 0 && at - first < LONGEST_WORD && BASE64_VALUE[bytes[first - 1]!]! >= 0) first -= 1;
  return BEGIN.test(latin1(bytes, first - 60, first)) ? first : null;
}

function wordBefore(bytes: Uint8Array, start: number): number | null {
  const head = BEGIN.exec(latin1(bytes, start - 60, start))?.[0] ?? '';
  let at = start - head.length;
  while (at > 0 && ' \t\r\n'.includes(String.fromCharCode(bytes[at - 1]!))) at -= 1;
  if (bytes[at - 1] !== 0x3d || bytes[at - 2] !== 0x3f) return null;
  at -= 2;
  while (bytes[at - 1] === 0x3d) at -= 1;
  return wordStart(bytes, at);
}
