/** Base64 and base64url of anything that holds a secret, at one of three alignments, with line breaks anywhere. */
import type { MaskForm, Matched } from './forms.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BACKSLASH = 0x5c;
const EQUALS = 0x3d;
const MASK = Buffer.from('****');
/** Indentation of the next line; more than any tool makes. */
const MOST_BLANKS = 64;
const UNDECIDED = -1;

/** 0 to 63; 64 for what is no base64. The URL-safe alphabet is the same. */
const VALUES = new Uint8Array(256).fill(64);
for (let value = 0; value < 64; value += 1) VALUES[ALPHABET.charCodeAt(value)] = value;
VALUES[0x2d] = 62;
VALUES[0x5f] = 63;

function bytesOf(value: number): readonly number[] {
  const plain = ALPHABET.charCodeAt(value);
  return value === 62 ? [plain, 0x2d] : value === 63 ? [plain, 0x5f] : [plain];
}

/**
 * Length of a line break at `at`, with the indentation behind it; 0 where there is none, {@link UNDECIDED} where the text ends
 * in it. Also as it stands in a JSON string: `\n`, `\r\n`.
 */
function breakAt(text: Buffer, start: number): number {
  let at = start;
  for (const [raw, letter] of [
    [RETURN, 0x72],
    [NEWLINE, 0x6e],
  ] as const) {
    if (at >= text.length) return UNDECIDED;
    if (text[at] === raw) at += 1;
    else if (text[at] === BACKSLASH) {
      if (at + 1 >= text.length) return UNDECIDED;
      if (text[at + 1] === letter) at += 2;
    }
  }
  if (at === start) return 0;
  const most = at + MOST_BLANKS;
  while (at < most && (text[at] === 0x20 || text[at] === 0x09)) at += 1;
  return at >= text.length ? UNDECIDED : at - start;
}

export class Base64Form implements MaskForm {
  /** Values of the characters that the secret alone decides. */
  readonly #core: Uint8Array;
  /** Where in a group of four characters they begin. */
  readonly #offset: number;
  readonly harmless: number;

  /** @param shift how many bytes before the secret, modulo three */
  constructor(target: Buffer, shift: number, harmless: number) {
    const padded = Buffer.concat([Buffer.alloc(shift), target]);
    const text = padded.toString('base64');
    const first = Math.ceil((shift * 8) / 6);
    const last = Math.floor(((shift + target.length) * 8) / 6);
    this.#core = Uint8Array.from(text.slice(first, last), (character) => VALUES[character.charCodeAt(0)]!);
    this.#offset = first;
    padded.fill(0);
    this.harmless = Math.floor((harmless * 8) / 6);
  }

  get complete(): number {
    return this.#core.length;
  }

  eachBeginning(say: (first: number, second: number) => void): void {
    const [first, second] = this.#core;
    for (const byte of bytesOf(first!)) {
      for (const next of [...bytesOf(second!), RETURN, NEWLINE, BACKSLASH]) say(byte, next);
    }
  }

  match(text: Buffer, start: number, isLast: boolean): Matched {
    let at = start;
    for (let index = 0; index < this.#core.length; index += 1) {
      if (index > 0) {
        const gap = breakAt(text, at);
        if (gap === UNDECIDED) return isLast ? 0 : -1 - index;
        at += gap;
      }
      if (at >= text.length) return isLast ? 0 : -1 - index;
      if (VALUES[text[at]!] !== this.#core[index]) return 0;
      at += 1;
    }
    const behind = this.#behind(text, at, isLast);
    return behind === UNDECIDED ? -1 - this.#core.length : at + behind - start;
  }

  /** The rest of the group of four characters in which the secret ends: its last bits, what shares them, the padding. */
  #behind(text: Buffer, start: number, isLast: boolean): number {
    let at = start;
    // The end before the first line break that nothing but characters of another text may follow.
    let unbroken: number | null = null;
    let isPadded = false;
    for (let count = this.#offset + this.#core.length; count % 4 !== 0; count += 1) {
      const gap = breakAt(text, at);
      const next = gap === UNDECIDED ? text.length : at + gap;
      if (next >= text.length) {
        if (!isLast) return UNDECIDED;
        break;
      }
      const isPadding = text[next] === EQUALS;
      if (!isPadding && (isPadded || VALUES[text[next]!] === 64)) break;
      if (gap > 0) unbroken ??= at;
      isPadded ||= isPadding;
      at = next + 1;
    }
    return (isPadded ? at : (unbroken ?? at)) - start;
  }

  replacement(): Buffer {
    return MASK;
  }

  wipe(): void {
    this.#core.fill(0);
  }
}
