/** Keys that stand in a text themselves: whole, or escaped, wrapped and concatenated. What is decoded first: `search.ts`. */
import { constantAt, keyWithoutBrand } from './bodies.ts';
import { candidateAt, isAlphanumeric, prefixAt } from './candidate.ts';
import type { Hits } from './hits.ts';
import { UNDERSCORE } from './key-parts.ts';
import type { Budget, SearchLedger } from './ledger.ts';
import { isMasked, noteMasked } from './masked.ts';
import { KeyReader, type ReadText } from './reader.ts';
import { isInBinary, isOtherWord, isUnbroken } from './surroundings.ts';
import { CHOICES } from './written-characters.ts';

/** How far left of a later part of the prefix its beginning may lie. */
const PREFIX_REACH = 640;
/** Reading a byte leniently takes about this much longer than decoding one. */
const READING_FACTOR = 4;

/** What an anchor of an escape begins with, where zeros may stand before it. */
const DIGITS_OF_ESCAPES = new Set([...Buffer.from('01579x')]);

export class WrittenKeys {
  readonly #text: Uint8Array;
  readonly #reader: KeyReader;
  readonly #hits: Hits;
  readonly #budget: Budget;
  readonly #ledger: SearchLedger;
  /** Not within something decoded: whoever has all of the content reads on from here. */
  readonly #isOutermost: boolean;
  /** Beginnings in here were read from already, in vain: which anchor led there makes no difference. */
  #triedFrom = 0;
  #triedTo = 0;
  /** A prefix that was read from already, whatever came of it. */
  #lastPrefix = -1;

  constructor(text: Uint8Array, hits: Hits, budget: Budget, ledger: SearchLedger, isOutermost: boolean) {
    this.#text = text;
    this.#reader = new KeyReader(text);
    this.#hits = hits;
    this.#budget = budget;
    this.#ledger = ledger;
    this.#isOutermost = isOutermost;
  }

  /** A whole prefix stands at `at`. */
  start(at: number): void {
    const prefix = prefixAt(this.#text, at);
    if (prefix !== null) this.#lastPrefix = at;
    // A mask is no gap in a key: nothing behind it belongs to it.
    if (prefix !== null && isMasked(this.#text, at)) noteMasked(this.#text, at, prefix);
    else if (prefix !== null && isUnbroken(this.#text, at)) {
      // There is no second way to read it: a placeholder, as a rule.
      const direct = candidateAt(this.#text, at);
      if (direct !== null) this.#hits.add(at, at + direct.length, direct, []);
    } else if (!this.#readKey(at) && prefix !== null) noteMasked(this.#text, at, prefix);
    // The body may stand elsewhere.
    if (this.#isOutermost && constantAt(this.#text, at) !== null) this.#ledger.head('prefix', at);
    // In a database the rest of a key may be written as what stands elsewhere in its block.
    if (prefix !== null && this.#isOutermost && isInBinary(this.#text, at)) this.#ledger.head('snappy', at);
  }

  /**
   * The beginning of a key to the left of a later part of its prefix. Each beginning is read from once: other vendors' keys
   * have the same parts, and a log of them would otherwise be read a hundred times over.
   */
  fromLeft(at: number): void {
    const text = this.#text;
    // Most of these anchors are parts of ordinary words, which the letter before them shows.
    const before = text[at - 1] ?? 0;
    const first = text[at]!;
    if (isAlphanumeric(first) && isAlphanumeric(before)) {
      const expected = first === 0x6b ? 0x73 : 0;
      // The n of an escaped line break is no letter of a word.
      const escaped = text[at - 2] === 0x5c;
      if (before !== expected && !escaped && !DIGITS_OF_ESCAPES.has(first)) return;
    }
    const lowest = Math.max(0, at - PREFIX_REACH);
    const follows = at < this.#triedTo || lowest <= this.#triedTo;
    for (let start = at; start >= lowest; start -= 1) {
      if (start < this.#triedTo && start >= this.#triedFrom) {
        start = this.#triedFrom;
        continue;
      }
      if (start === this.#lastPrefix) return;
      const byte = text[start]!;
      const mayBegin =
        byte === 0x61 ||
        byte === 0x6d ||
        byte === 0x25 ||
        byte === 0x5c ||
        byte === 0x26 ||
        byte === 0x3d ||
        byte === 0xef ||
        (byte === UNDERSCORE && (text[start + 1]! | 0x20) === 0x78);
      // Of several backslashes the first: the escape was itself escaped.
      if (!mayBegin || (byte === 0x5c && text[start - 1] === 0x5c)) continue;
      if (this.#budget.left < 0) return;
      if (isOtherWord(text, start) || this.#read(start, 0) === null) continue;
      this.#triedFrom = start + 1;
      this.#triedTo = at + 1;
      this.#lastPrefix = start;
      this.#readKey(start);
      return;
    }
    this.#triedFrom = follows ? Math.min(this.#triedFrom, lowest) : lowest;
    this.#triedTo = Math.max(this.#triedTo, at + 1);
  }

  /** A body whose brand stands nowhere near. */
  withoutBrand(at: number): void {
    const bare = keyWithoutBrand(this.#text, at);
    if (bare !== null) this.#hits.addBare(at, bare);
  }

  /** The key that begins at `at`: as it stands, else escaped, wrapped or concatenated. */
  #readKey(at: number): boolean {
    const direct = candidateAt(this.#text, at);
    if (direct?.class === 'valid') {
      this.#hits.add(at, at + direct.length, direct, []);
      return true;
    }
    const tried = new Set<number>();
    const choices = [0];
    for (let choice = choices.pop(); choice !== undefined; choice = choices.pop()) {
      if (tried.has(choice)) continue;
      tried.add(choice);
      if (this.#budget.left < 0) break;
      const read = this.#read(at, choice);
      if (read === null) continue;
      for (const bit of CHOICES) if ((read.choices & bit) !== 0) choices.push(choice | bit);
      if (read.encodings.length === 0) continue;
      const candidate = candidateAt(read.text, 0);
      if (candidate === null || (candidate.class !== 'valid' && read.joined)) continue;
      if (candidate.class !== 'valid' && direct !== null) continue;
      // With nothing of the checksum left, what follows must be no key character: the reader stopped at it.
      this.#hits.add(at, read.end, candidate, read.encodings);
      if (candidate.class === 'valid') return true;
    }
    if (direct === null) return false;
    this.#hits.add(at, at + direct.length, direct, []);
    return true;
  }

  #read(start: number, choice: number): ReadText | null {
    const before = this.#reader.steps;
    const read = this.#reader.read(start, choice);
    this.#budget.left -= (this.#reader.steps - before) * READING_FACTOR;
    return read;
  }

  wipe(): void {
    this.#reader.wipe();
  }
}
