/** One search through one text: what its anchors stand for is read, decoded and searched again. */
import { constantAt, keyWithoutBrand } from './bodies.ts';
import { candidateAt, isAlphanumeric, isKeyCharacter, prefixAt, type Candidate } from './candidate.ts';
import type { Anchor, HeadForm } from './anchor-kinds.ts';
import { decodeDumpAround } from './dumps.ts';
import { decodeWordsAround } from './encoded-words.ts';
import { findAnchors, isOfFurtherForm, mayHoldAnchors, type FoundAnchor } from './find-anchors.ts';
import { gunzipBounded } from './gunzip.ts';
import { isHead } from './heads.ts';
import { UNDERSCORE } from './key-parts.ts';
import type { SearchLedger } from './ledger.ts';
import { isMasked, noteMasked } from './masked.ts';
import { decodeBase32Around, decodeBase85Around } from './more-runs.ts';
import { decodeBinaryAround, decodeDecimalAround, decodeHexAround, decodeWideAround } from './number-runs.ts';
import { CHOICES, KeyReader, type ReadText } from './reader.ts';
import { decodeBase64Around, type DecodedRun } from './runs.ts';
import { decodeTextRun } from './decode-text-run.ts';
import { TEXT_PART } from './text-runs.ts';
import { endOfBase64, isInBinary, isOtherWord, isUnbroken, sameSecret, SECRET_END } from './surroundings.ts';
import type { BareHit } from './types.ts';

/** Encodings within encodings. */
const MAX_DEPTH = 4;
/** How far left of a later part of the prefix its beginning may lie. */
const PREFIX_REACH = 640;
/** Reading a byte leniently takes about this much longer than decoding one. */
const READING_FACTOR = 4;

/** How many bytes may still be decoded. */
export interface Budget {
  left: number;
}

export class Search {
  readonly #text: Uint8Array;
  readonly #depth: number;
  readonly #reader: KeyReader;
  readonly #budget: Budget;
  readonly #ledger: SearchLedger;
  /** Of what was decoded out of a run: that run. */
  readonly #outer: OuterRun | null;
  readonly #hits = new Map<string, BareHit>();
  /** The runs decoded last, so that a long run with many anchors is decoded piece by piece, not again for each of them. */
  #decoded: DecodedRun[] = [];
  #compressedUntil = 0;
  /** Beginnings in here were read from already, in vain: which anchor led there makes no difference. */
  #triedFrom = 0;
  #triedTo = 0;
  /** A prefix that was read from already, whatever came of it. */
  #lastPrefix = -1;

  constructor(
    text: Uint8Array,
    budget: Budget,
    ledger: SearchLedger,
    depth = 0,
    outer: OuterRun | null = null,
  ) {
    this.#text = text;
    this.#depth = depth;
    this.#budget = budget;
    this.#ledger = ledger;
    this.#outer = outer;
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
    // What is found by an anchor of its own has a better place.
    const isText = ({ anchor }: FoundAnchor): boolean => anchor.kind.type === 'text';
    for (const each of found) if (!isText(each)) this.examine(each.anchor, each.at);
    for (const each of found) if (isText(each)) this.examine(each.anchor, each.at);
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
      case 'binary':
        this.#run(at, 0, () => [decodeBinaryAround(this.#text, at), ...decodeDumpAround(this.#text, at)]);
        return;
      case 'text':
        this.#textRun(at, kind.alphabet);
        return;
      case 'decimal':
        this.#run(at, 0, () => [decodeDecimalAround(this.#text, at)]);
        return;
      case 'wide':
        this.#run(at, 0, () => decodeWideAround(this.#text, at, kind.unit));
        return;
      case 'head':
        if (this.#depth > 0) this.#innerHead(at - kind.back, kind.form);
        else if (isHead(kind.form, this.#text, at - kind.back)) this.#ledger.head(kind.form, at - kind.back);
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
      this.#searchRun(run, (hit) => {
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

  /** What the run holds that has not been found in it already. */
  #textRun(at: number, alphabet: 'base64' | 'hex' | 'base32'): void {
    if (this.#depth >= MAX_DEPTH || this.#budget.left < 0) return;
    if (this.#decoded.some((run) => run.covers(at, 0))) return;
    const run = decodeTextRun(this.#text, at, alphabet);
    this.#budget.left -= run.text.length;
    // Pictures and source maps are many, and hold nothing of the kind.
    this.#decoded = [...this.#decoded.slice(-7), run];
    if (!mayHoldAnchors(run.text, (anchor) => isOfFurtherForm(anchor, alphabet === 'base64'))) return;
    this.#searchRun(run, (hit) => {
      const offset = run.startOf(hit.offset);
      // What lies behind this part is found from the next one.
      if (hit.class !== 'valid' || offset - at >= TEXT_PART || this.#isKnownNear(hit, offset)) return;
      this.#add(offset, run.endOf(hit.offset + hit.length - 1), hit, [run.encoding, ...hit.encoding]);
    });
  }

  #isKnownNear(hit: BareHit, offset: number): boolean {
    return [...this.#hits.values()].some(
      (other) =>
        other.class === 'valid' && sameSecret(other, hit) && Math.abs(other.offset - offset) < TEXT_PART,
    );
  }

  #searchRun(run: Pick<DecodedRun, 'text' | 'encoding' | 'startOf'>, add: (hit: BareHit) => void): void {
    const { text, encoding } = run;
    this.#budget.left -= text.length;
    const found = findAnchors(text, 0, text.length, false);
    if (found.length === 0) return;
    const outer = this.#depth === 0 ? outerRun(encoding, run) : this.#outer;
    const inner = new Search(text, this.#budget, this.#ledger, this.#depth + 1, outer);
    inner.examineAll(found);
    for (const hit of inner.hits()) add(hit);
  }

  /** Whoever has all of the content reads the outermost run at any length, and what begins in it. */
  #innerHead(at: number, form: HeadForm): void {
    if (this.#outer !== null && isHead(form, this.#text, at))
      this.#ledger.head(this.#outer.form, this.#outer.start());
    if (form === 'base64') this.#compressed(at);
  }

  #compressed(at: number): void {
    const text = this.#text;
    if (this.#depth >= MAX_DEPTH || this.#budget.left < 0 || at < this.#compressedUntil) return;
    if (at > 0 && isKeyCharacter(text[at - 1]!)) return;
    const end = endOfBase64(text, at);
    this.#compressedUntil = end;
    this.#budget.left -= end - at;
    if (end - at < 64) return;
    const packed = Buffer.from(text.buffer, text.byteOffset + at, end - at);
    const unpacked = gunzipBounded(Buffer.from(packed.toString('latin1'), 'base64'));
    if (unpacked === null) return;
    this.#searchRun({ text: unpacked, encoding: 'gzip', startOf: () => at }, (hit) => {
      this.#add(at, end, hit, ['base64', 'gzip', ...hit.encoding]);
    });
  }
}

interface OuterRun {
  readonly form: 'base64' | 'hex' | 'base32';
  readonly start: () => number;
}

function outerRun(form: string, { startOf }: Pick<DecodedRun, 'startOf'>): OuterRun | null {
  return form === 'base64' || form === 'hex' || form === 'base32' ? { form, start: () => startOf(0) } : null;
}

/** What an anchor of an escape begins with, where zeros may stand before it. */
const DIGITS_OF_ESCAPES = new Set([...Buffer.from('01579x')]);
