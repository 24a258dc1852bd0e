/**
 * Bytes as a list of numbers in the notation of any language: `chr(97) + chr(117)`, `0x61u8, 0x75u8`, `$61`, `[char]97`,
 * a comment behind each, one on each line, with an index before each. Words of several bytes may be in either order.
 */
import { MAX_NUMBER_GAP, type Radix } from './number-check.ts';
import { once, RIGHT_RESERVE, type DecodedRun } from './runs.ts';

const BEFORE = 3072;
const BEHIND = 14_336;

/** What is printed beside a number is none: the comment or the character that it stands for. */
const BESIDE = String.raw`\/\*[^*\r\n]{0,60}\*\/|'[^'\\\r\n]'|`;
/** An index: `"12": 97`, `[12] => 97`, `C : 61`. */
const NO_INDEX = String.raw`(?!["']\s{0,4}:|\]?\s{0,4}=>|\s{1,4}:)`;
const NUMBERS: Readonly<Record<Radix, RegExp>> = {
  10: new RegExp(String.raw`${BESIDE}(?<![\w.$]|&#)(\d{1,3})(?:\.0{1,6})?(?!\.?\d)${NO_INDEX}`, 'g'),
  16: new RegExp(
    String.raw`${BESIDE}(?:0[xX]|\\x|\$|&[hH]|[uU]\+|'h)(?:00){0,3}([0-9A-Fa-f]{2})(?![0-9A-Fa-f])|(?<![0-9A-Za-z$])0?([0-9A-Fa-f]{2})[hH]?(?![0-9A-Za-z])${NO_INDEX}`,
    'g',
  ),
  8: new RegExp(String.raw`${BESIDE}(?<![\w.])(?:0o?)?([0-7]{2,3})(?![0-9A-Za-z])${NO_INDEX}`, 'g'),
  2: new RegExp(String.raw`${BESIDE}0[bB]([01]{6,8})(?![01])`, 'g'),
};
const ENCODINGS: Readonly<Record<Radix, string>> = { 10: 'decimal', 16: 'hex', 8: 'octal', 2: 'binary' };
const WORDS = /0[xX]((?:[0-9A-Fa-f]{2}){1,8})(?![0-9A-Fa-f])/g;

interface Numbers {
  readonly values: readonly number[];
  readonly places: readonly number[];
  readonly ends: readonly number[];
}

type Read = (match: RegExpExecArray) => readonly number[];

/** The numbers around `at` of which none is further from the next than a gap. */
function numbersAround(bytes: Uint8Array, at: number, form: RegExp, read: Read): Numbers {
  const start = Math.max(0, at - BEFORE);
  const text = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + start,
    Math.min(bytes.length, at + BEHIND) - start,
  ).toString('latin1');
  let values: number[] = [];
  let places: number[] = [];
  let ends: number[] = [];
  let last = 0;
  form.lastIndex = 0;
  for (let match = form.exec(text); match !== null; match = form.exec(text)) {
    const digits = match[1] ?? match[2];
    if (digits === undefined) continue;
    if (match.index - last > MAX_NUMBER_GAP) {
      if (start + match.index > at) break;
      [values, places, ends] = [[], [], []];
    }
    last = match.index + match[0].length;
    for (const value of read(match)) {
      values.push(value);
      places.push(start + match.index);
      ends.push(start + last);
    }
  }
  return { values, places, ends };
}

export function decodeNumbersAround(bytes: Uint8Array, at: number, radix: Radix): DecodedRun {
  const numbers = numbersAround(bytes, at, NUMBERS[radix], (match) => {
    const value = Number.parseInt(match[1] ?? match[2] ?? '', radix);
    // What is no byte ends a key.
    return [value < 256 ? value : 0];
  });
  return runOf(numbers, at, ENCODINGS[radix]);
}

/** `0x5f677561, 0x705f6b73`: both orders. */
export function decodeWordListAround(bytes: Uint8Array, at: number): DecodedRun[] {
  return [false, true].map((isSwapped) => {
    const numbers = numbersAround(bytes, at, WORDS, (match) => {
      const word = [...Buffer.from(match[1] ?? '', 'hex')];
      return isSwapped ? word.reverse() : word;
    });
    return runOf(numbers, at, 'hex');
  });
}

function runOf({ values, places, ends }: Numbers, at: number, encoding: string): DecodedRun {
  const first = places[0] ?? at;
  const last = once(() => (ends.at(-1) ?? at) - RIGHT_RESERVE);
  return {
    text: Uint8Array.from(values),
    startOf: (index) => places[index] ?? at,
    endOf: (index) => ends[index] ?? at,
    encoding,
    covers: (position) => position >= first && position < last(),
  };
}
