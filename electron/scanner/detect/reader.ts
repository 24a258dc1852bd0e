/**
 * Reads a key out of text in which its characters are escaped, wrapped or concatenated: percent, JSON and HTML escapes,
 * quoted-printable, string concatenation, line continuation, tags of a formatted document, invisible characters, and
 * those mixed or doubled. It may guess generously, because what it reads is accepted on its checksum only.
 */
import { KEY_LENGTH } from '../../../shared/key-format.ts';
import { isKeyCharacter, KEY_PREFIXES, PREFIX_LENGTH } from './candidate.ts';
import { MAX_GAP, SKIPPED } from './gaps.ts';
import { UNDERSCORE } from './key-parts.ts';
import { END, SKIP, WrittenCharacters } from './written-characters.ts';

const MAX_LENGTH = 16_384;
/** What a reading costs before its first byte, in bytes. */
const READING_COST = 8;

/** `aug`, `mrp`. */
const BRAND_LENGTH = 3;

export interface ReadText {
  /** What was read, up to 86 characters: one more than a key, so that a cut can be told from a longer name. */
  readonly text: Uint8Array;
  /** Offset of the first byte behind the key's last character. */
  readonly end: number;
  readonly encodings: readonly string[];
  /** Something was skipped between characters: accepted only with its whole checksum. */
  readonly joined: boolean;
  /** Which of the choices came up. */
  readonly choices: number;
}

export class KeyReader {
  readonly #end: number;
  readonly #characters: WrittenCharacters;
  /** SECURITY: holds a key between two readings; overwritten by `wipe`. */
  readonly #out = new Uint8Array(KEY_LENGTH);
  /** Bytes looked at so far, over all readings: what the caller's budget counts. */
  steps = 0;

  constructor(text: Uint8Array, end = text.length) {
    this.#end = end;
    this.#characters = new WrittenCharacters(text, end);
  }

  /** Null where no prefix of a key can be read from `start` on. */
  read(start: number, choice: number): ReadText | null {
    const out = this.#out;
    const limit = Math.min(this.#end, start + MAX_LENGTH);
    const characters = this.#characters;
    characters.begin(start, choice);
    let length = 0;
    let gap = 0;
    let joined = false;
    let end = start;
    this.steps += READING_COST;
    while (characters.at < limit && length < KEY_LENGTH) {
      const before = characters.at;
      const known = characters.encodings.length;
      if (length === BRAND_LENGTH) characters.lookForLabel();
      characters.step(gap > 0);
      const { value } = characters;
      this.steps += characters.at - before + 1;
      if (value === END) break;
      if (value === SKIP || !isKeyCharacter(value)) {
        if (value !== SKIP && SKIPPED[value] !== 1) break;
        if (length === 0) return null;
        gap += characters.at - before;
        if (gap > MAX_GAP) {
          characters.encodings.length = known;
          break;
        }
        continue;
      }
      // Parts that are joined by an underscore elsewhere: `["aug", "sk", …].join("_")`.
      if (gap > 0 && value !== UNDERSCORE && fits(out, length, UNDERSCORE)) {
        out[length] = UNDERSCORE;
        length += 1;
      }
      if (length === KEY_LENGTH || !fits(out, length, value)) {
        if (length < PREFIX_LENGTH) return null;
        break;
      }
      if (gap > 0) joined = true;
      out[length] = value;
      length += 1;
      gap = 0;
      end = characters.at;
    }
    if (length < PREFIX_LENGTH) return null;
    return {
      text: out.slice(0, length),
      end,
      encodings: characters.encodings,
      joined,
      choices: characters.choices,
    };
  }

  wipe(): void {
    this.#out.fill(0);
  }
}

/** Whether `byte` can be the character number `length` of a key that begins with `out`. */
function fits(out: Uint8Array, length: number, byte: number): boolean {
  if (length >= PREFIX_LENGTH) return (byte === 0x5f) === (length === PREFIX_LENGTH + 22);
  return KEY_PREFIXES.some(({ bytes }) => {
    if (bytes[length] !== byte) return false;
    for (let index = 0; index < length; index += 1) if (bytes[index] !== out[index]) return false;
    return true;
  });
}
