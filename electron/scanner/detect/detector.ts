/** Puts the parts together: anchors → decoding around them → candidates. */
import { KEY_CHECKSUM_LENGTH, KEY_LENGTH } from '../../../shared/key-format.ts';
import { gunzipBounded } from './gunzip.ts';
import type { Anchor } from './anchor-kinds.ts';
import {
  candidateAt,
  isAlphanumeric,
  isKeyCharacter,
  KEY_PREFIXES,
  prefixAt,
  type Candidate,
} from './candidate.ts';
import { TOO_MUCH_ENCODED, type SearchLedger } from './ledger.ts';
import { isMasked, noteMasked } from './masked.ts';
import { locate } from './position.ts';
import { BINARY_REACH, firstControl } from './control-characters.ts';
import { Dismissal } from './dismissal.ts';
import { createPrefilter, type AnchorVisitor, type Prefilter } from './prefilter.ts';
import { CHOICES, KeyReader, type ReadText } from './reader.ts';
import { decodeDecimalAround, decodeHexAround, decodeWideAround } from './number-runs.ts';
import { decodeWordsAround } from './encoded-words.ts';
import { constantAt, keyWithoutBrand } from './bodies.ts';
import { isHead } from './heads.ts';
import { UNDERSCORE } from './key-parts.ts';
import { decodeDumpAround } from './dumps.ts';
import { decodeBase32Around, decodeBase85Around } from './more-runs.ts';
import { decodeBase64Around, type DecodedRun } from './runs.ts';
import { wholeText } from './wide-text.ts';
import type { Detector, RawHit } from './types.ts';

/** By how many bytes neighbouring ranges must overlap so that no anchor is cut in two. */
export const ANCHOR_OVERLAP = 64;

/** Encodings within encodings. */
const MAX_DEPTH = 4;
/** How far left of a later part of the prefix its beginning may lie. */
const PREFIX_REACH = 640;
const SMALL_BYTES = 65_536;
const SECRET_END = KEY_LENGTH - KEY_CHECKSUM_LENGTH;

/** A hit without its line, in the bytes it was found in. */
export type BareHit = Omit<RawHit, 'line' | 'column' | 'container'>;

let shared: Prefilter | null = null;

/** One per thread is enough: it keeps nothing between calls but its tables. */
function sharedPrefilter(): Prefilter {
  shared ??= createPrefilter(SMALL_BYTES * 4);
  return shared;
}

/**
 * Hits whose anchor lies in `text[from, to)`; what is left and right of that range is context.
 * @param anchors what the prefilter found in that range, where the caller has searched already
 */
export function detectIn(
  text: Uint8Array,
  from: number,
  to: number,
  ledger: SearchLedger,
  anchors?: readonly FoundAnchor[],
): BareHit[] {
  const found = anchors ?? findAnchors(text, from, to, true);
  if (found.length === 0) return [];
  const budget = { left: Math.max(MIN_BUDGET, text.length * BUDGET_FACTOR) };
  const search = new Search(text, 0, budget, ledger);
  search.examineAll(found);
  if (budget.left < 0) ledger.notOpened(TOO_MUCH_ENCODED);
  return search.hits();
}

/**
 * SECURITY: how many bytes may be decoded for one text. Encodings within encodings could otherwise be nested so that the
 * work grows without bound; real files stay far below.
 */
const BUDGET_FACTOR = 32;
const MIN_BUDGET = 8 << 20;
/** Reading a byte leniently takes about this much longer than decoding one. */
const READING_FACTOR = 4;

interface Budget {
  left: number;
}

export interface FoundAnchor {
  readonly anchor: Anchor;
  readonly at: number;
}

function findAnchors(text: Uint8Array, from: number, to: number, isOuter: boolean): readonly FoundAnchor[] {
  const collector = new AnchorCollector(text, isOuter);
  sharedPrefilter().find(text, from, to, collector.visit);
  return collector.found;
}

/** What has to be looked at, in order. */
export class AnchorCollector {
  readonly #found: FoundAnchor[] = [];
  #last = -1;
  #isOrdered = true;
  readonly #dismissal: Dismissal;

  /** @param isOuter the bytes themselves, not what was decoded out of them */
  constructor(text: Uint8Array, isOuter: boolean) {
    this.#dismissal = new Dismissal(text, isOuter);
  }

  readonly visit: AnchorVisitor = (anchor, at) => {
    const until = this.#dismissal.until(anchor, at);
    if (until > 0) return until;
    this.#found.push({ anchor, at });
    if (at < this.#last) this.#isOrdered = false;
    this.#last = at;
    return 0;
  };

  get found(): readonly FoundAnchor[] {
    if (!this.#isOrdered) this.#found.sort((left, right) => left.at - right.at);
    return this.#found;
  }
}

class Search {
  readonly #text: Uint8Array;
  readonly #depth: number;
  readonly #reader: KeyReader;
  readonly #budget: Budget;
  readonly #ledger: SearchLedger;
  readonly #hits = new Map<string, BareHit>();
  /** The runs decoded last, so that a long run with many anchors is decoded piece by piece, not again for each of them. */
  #decoded: DecodedRun[] = [];
  #compressedUntil = 0;
  /** Beginnings in here were read from already, in vain: which anchor led there makes no difference. */
  #triedFrom = 0;
  #triedTo = 0;
  /** A prefix that was read from already, whatever came of it. */
  #lastPrefix = -1;

  constructor(text: Uint8Array, depth: number, budget: Budget, ledger: SearchLedger) {
    this.#text = text;
    this.#depth = depth;
    this.#budget = budget;
    this.#ledger = ledger;
    this.#reader = new KeyReader(text);
  }

  hits(): BareHit[] {
    const all = [...this.#hits.values()].sort((left, right) => left.offset - right.offset);
    const covered = (hit: BareHit): string =>
      `${hit.offset} ${Buffer.from(hit.key.subarray(0, SECRET_END)).toString('latin1')}`;
    const proven = new Set(all.filter(({ class: kind }) => kind === 'valid').map(covered));
    // One occurrence can be read in several ways (cut off as it stands, whole when joined): the surest stays.
    return all.filter((hit) => hit.class === 'valid' || !proven.has(covered(hit)));
  }

  examineAll(found: readonly FoundAnchor[]): void {
    for (const { anchor, at } of found) this.examine(anchor, at);
    this.#reader.wipe();
  }

  examine(anchor: Anchor, at: number): void {
    const { kind } = anchor;
    switch (kind.type) {
      case 'start':
        this.#start(at);
        return;
      case 'inside':
        this.#readFromLeft(at);
        if (this.#depth === 0) this.#readWithoutBrand(at);
        return;
      case 'base64':
        this.#run(at, kind.phase, () => [
          decodeBase64Around(this.#text, at, kind.phase),
          ...decodeWordsAround(this.#text, at),
        ]);
        return;
      case 'hex':
        this.#run(at, 0, () => [decodeHexAround(this.#text, at), ...decodeDumpAround(this.#text, at)]);
        return;
      case 'dump':
        this.#run(at, 0, () => decodeDumpAround(this.#text, at));
        return;
      case 'base32':
        this.#run(at, kind.phase, () => [decodeBase32Around(this.#text, at, kind.phase)]);
        return;
      case 'base85':
        this.#run(at, 0, () => [decodeBase85Around(this.#text, at, kind.alphabet)]);
        return;
      case 'decimal':
        this.#run(at, 0, () => [decodeDecimalAround(this.#text, at)]);
        return;
      case 'wide':
        this.#run(at, 0, () => decodeWideAround(this.#text, at, kind.unit));
        return;
      case 'head':
        if (this.#depth > 0) this.#compressed(at);
        else if (isHead(kind.form, this.#text, at)) this.#ledger.head(kind.form, at - kind.back);
        return;
    }
  }

  #add(offset: number, end: number, candidate: Candidate, encoding: readonly string[]): void {
    const { class: kind, brand, mode, key, repaired } = candidate;
    const id = `${offset} ${kind} ${Buffer.from(key).toString('latin1')}`;
    const known = this.#hits.get(id);
    if (known !== undefined && known.encoding.length <= encoding.length) return;
    this.#hits.set(id, {
      offset,
      length: end - offset,
      class: kind,
      brand,
      mode,
      key,
      encoding,
      ...(repaired === undefined ? {} : { repaired }),
    });
  }

  /** The key that begins at `at`: as it stands, else escaped, wrapped or concatenated. */
  #readKey(at: number): boolean {
    const direct = candidateAt(this.#text, at);
    if (direct?.class === 'valid') {
      this.#add(at, at + direct.length, direct, []);
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
      this.#add(at, read.end, candidate, read.encodings);
      if (candidate.class === 'valid') return true;
    }
    if (direct === null) return false;
    this.#add(at, at + direct.length, direct, []);
    return true;
  }

  #start(at: number): void {
    const prefix = prefixAt(this.#text, at);
    if (prefix !== null) this.#lastPrefix = at;
    // A mask is no gap in a key: nothing behind it belongs to it.
    if (prefix !== null && isMasked(this.#text, at)) noteMasked(this.#text, at, prefix);
    else if (prefix !== null && isUnbroken(this.#text, at)) {
      // There is no second way to read it: a placeholder, as a rule.
      const direct = candidateAt(this.#text, at);
      if (direct !== null) this.#add(at, at + direct.length, direct, []);
    } else if (!this.#readKey(at) && prefix !== null) noteMasked(this.#text, at, prefix);
    // The body may stand elsewhere.
    if (this.#depth === 0 && constantAt(this.#text, at) !== null) this.#ledger.head('prefix', at);
    // In a database the rest of a key may be written as what stands elsewhere in its block.
    if (prefix !== null && this.#depth === 0 && isInBinary(this.#text, at)) this.#ledger.head('snappy', at);
  }

  #read(start: number, choice: number): ReadText | null {
    const before = this.#reader.steps;
    const read = this.#reader.read(start, choice);
    this.#budget.left -= (this.#reader.steps - before) * READING_FACTOR;
    return read;
  }

  /**
   * The beginning of a key to the left of a later part of its prefix. Each beginning is read from once: other vendors' keys
   * have the same parts, and a log of them would otherwise be read a hundred times over.
   */
  #readFromLeft(at: number): void {
    const text = this.#text;
    // Most of these anchors are parts of ordinary words, which the letter before them shows.
    const before = text[at - 1] ?? 0;
    const first = text[at]!;
    if (isAlphanumeric(first) && isAlphanumeric(before)) {
      const expected = first === 0x6b ? 0x73 : 0;
      // The n of an escaped line break is no letter of a word.
      const escaped = text[at - 2] === 0x5c;
      if (
        before !== expected &&
        !escaped &&
        first !== 0x35 &&
        first !== 0x37 &&
        first !== 0x78 &&
        first !== 0x30
      )
        return;
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

  #readWithoutBrand(at: number): void {
    const bare = keyWithoutBrand(this.#text, at);
    if (bare === null) return;
    // Its beginning may stand to the left, apart.
    const isKnown = [...this.#hits.values()].some(
      ({ class: kind, offset, length }) => kind === 'valid' && offset < at && offset + length > at,
    );
    if (!isKnown) this.#hits.set(`${at} bare`, bare);
  }

  #run(at: number, phase: number, decode: () => readonly DecodedRun[]): void {
    if (this.#depth >= MAX_DEPTH || this.#budget.left < 0) return;
    const kept = this.#decoded;
    if (kept.some((run) => run.covers(at, phase))) return;
    const found: BareHit[] = [];
    for (const run of decode()) {
      this.#decoded = [...this.#decoded.slice(-7), run];
      this.#searchRun(run.text, (hit) => {
        const offset = run.startOf(hit.offset);
        const end = run.endOf(hit.offset + hit.length - 1);
        found.push({ ...hit, offset, length: end - offset, encoding: [run.encoding, ...hit.encoding] });
      });
    }
    // Wide text reads almost the same in both byte orders: one character is lost at one end. The whole reading counts.
    for (const [index, hit] of found.entries()) {
      const same = found.findIndex(
        (other) => sameSecret(other, hit) && Math.abs(other.offset - hit.offset) < 4,
      );
      const better = found.find((other) => sameSecret(other, hit) && other.class === 'valid');
      if (hit.class === 'valid' ? same === index || found[same]?.class !== 'valid' : better === undefined) {
        this.#add(hit.offset, hit.offset + hit.length, hit, hit.encoding);
      }
    }
  }

  #searchRun(text: Uint8Array, add: (hit: BareHit) => void): void {
    this.#budget.left -= text.length;
    const found = findAnchors(text, 0, text.length, false);
    if (found.length === 0) return;
    const inner = new Search(text, this.#depth + 1, this.#budget, this.#ledger);
    inner.examineAll(found);
    for (const hit of inner.hits()) add(hit);
  }

  #compressed(at: number): void {
    const text = this.#text;
    if (this.#depth >= MAX_DEPTH || this.#budget.left < 0 || at < this.#compressedUntil) return;
    if (at > 0 && isKeyCharacter(text[at - 1]!)) return;
    let end = at;
    while (end < text.length && isBase64OrSpace(text[end]!)) end += 1;
    this.#compressedUntil = end;
    this.#budget.left -= end - at;
    if (end - at < 64) return;
    const packed = Buffer.from(text.buffer, text.byteOffset + at, end - at);
    const unpacked = gunzipBounded(Buffer.from(packed.toString('latin1'), 'base64'));
    if (unpacked === null) return;
    this.#searchRun(unpacked, (hit) => {
      this.#add(at, end, hit, ['base64', 'gzip', ...hit.encoding]);
    });
  }
}

/** Nothing but a key's own characters for the length of a key. */
function isUnbroken(text: Uint8Array, at: number): boolean {
  for (let index = at; index < at + KEY_LENGTH; index += 1)
    if (!isKeyCharacter(text[index] ?? 0)) return false;
  return true;
}

/** A letter that begins a prefix, with one behind it that no prefix has there. */
function isOtherWord(text: Uint8Array, at: number): boolean {
  const next = text[at + 1] ?? 0;
  if (text[at] === UNDERSCORE || !isKeyCharacter(text[at]!) || !isKeyCharacter(next)) return false;
  return !KEY_PREFIXES.some(({ bytes }) => bytes[0] === text[at] && bytes[1] === next);
}

/** Control characters that no text has, near a place. */
function isInBinary(text: Uint8Array, at: number): boolean {
  const to = Math.min(text.length, at + BINARY_REACH);
  return firstControl(text, Math.max(0, at - BINARY_REACH), to) < to;
}

function sameSecret(left: { readonly key: Uint8Array }, right: { readonly key: Uint8Array }): boolean {
  return Buffer.compare(left.key.subarray(0, SECRET_END), right.key.subarray(0, SECRET_END)) === 0;
}

function isBase64OrSpace(byte: number): boolean {
  return isKeyCharacter(byte) || '+/-= \t\r\n'.includes(String.fromCharCode(byte));
}

/** Whole contents: text in UTF-16 or UTF-32 is converted first, so that every other encoding is also found in it. */
export function scanWhole(
  bytes: Uint8Array,
  ledger: SearchLedger,
  anchors?: readonly FoundAnchor[],
): RawHit[] {
  const raw = detectIn(bytes, 0, bytes.length, ledger, anchors);
  const plain = raw.length === 0 ? [] : locate(raw, bytes);
  const text = wholeText(bytes);
  if (text === null) return plain;
  const hits = locate(detectIn(text.utf8, 0, text.utf8.length, ledger), text.utf8, false).map((hit) => ({
    ...hit,
    ...text.place(hit.offset, hit.length),
    encoding: [text.encoding, ...hit.encoding],
  }));
  // Without a byte order mark it is a guess: what only the bytes themselves show, or show better, counts too.
  const worse = (hit: RawHit): boolean =>
    hit.class !== 'valid' && plain.some((other) => other.class === 'valid' && sameSecret(other, hit));
  const better = hits.filter((hit) => !worse(hit));
  return [...better, ...plain.filter((hit) => !better.some((other) => sameSecret(other, hit)))].sort(
    (left, right) => left.offset - right.offset,
  );
}

export function createDetector(): Detector {
  return {
    mayContain: (bytes, start = 0, end = bytes.length) => {
      let found = false;
      sharedPrefilter().find(bytes, start, end, () => {
        found = true;
        return 0;
      });
      return found;
    },
    scan: (bytes, ledger) => scanWhole(bytes, ledger),
  };
}
