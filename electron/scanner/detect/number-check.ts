/** Of a number that may be the `s` of a prefix: whether its neighbours are a prefix too. */

export type Radix = 2 | 8 | 10 | 16;

/** Between two numbers of a list. */
export const MAX_NUMBER_GAP = 48;

/** The two characters that follow the `s` of a prefix, as numbers. */
export const FOLLOWING: Readonly<Record<Radix, readonly [string, string]>> = {
  10: ['107', '95'],
  16: ['6b', '5f'],
  8: ['153', '137'],
  2: ['1101011', '1011111'],
};

/**
 * Whether a list that has an `s` at `at` goes on as a prefix does; asked of every such number, of which any list may be full.
 * @param end what lies behind it is not here, and may be anything
 */
export function goesOnAsPrefix(bytes: Uint8Array, at: number, end: number, radix: Radix): boolean {
  let from = at + 2;
  for (const digits of FOLLOWING[radix]) {
    const last = from + MAX_NUMBER_GAP + digits.length;
    from = endOfDigits(bytes, from, Math.min(last, end), digits);
    if (from < 0) return last > end;
  }
  return true;
}

function endOfDigits(bytes: Uint8Array, from: number, to: number, digits: string): number {
  const first = digits.charCodeAt(0);
  for (let at = from; at + digits.length <= to; at += 1) {
    if (bytes[at] !== first) continue;
    let index = 1;
    // Letters in either case.
    while (index < digits.length && (bytes[at + index]! | 0x20) === (digits.charCodeAt(index) | 0x20))
      index += 1;
    if (index === digits.length) return at + index;
  }
  return -1;
}
