/** One search through one text: what its anchors stand for is read, decoded and searched again. */
import { isKeyCharacter } from './candidate.ts';
import type { Anchor, HeadForm } from './anchor-kinds.ts';
import { decodeDumpAround } from './dumps.ts';
import { decodeWordsAround } from './encoded-words.ts';
import { findAnchors, isOfFurtherForm, mayHoldAnchors, type FoundAnchor } from './find-anchors.ts';
import { gunzipBounded } from './gunzip.ts';
import { isHead, startOfTar } from './heads.ts';
import { Hits } from './hits.ts';
import type { Budget, SearchLedger } from './ledger.ts';
import { decodeBase32Around, decodeBase85Around } from './more-runs.ts';
import { decodeEbcdicAround } from './ebcdic.ts';
import { decodeNumbersAround, decodeWordListAround } from './number-lists.ts';
import { decodeBinaryAround, decodeHexAround, decodeWideAround } from './number-runs.ts';
import { decodeBase64Around, type DecodedRun } from './runs.ts';
import { decodeTextRun } from './decode-text-run.ts';
import { TEXT_PART } from './text-runs.ts';
import { endOfBase64, sameSecret } from './surroundings.ts';
import type { BareHit } from './types.ts';
import { WrittenKeys } from './written-keys.ts';

/** Encodings within encodings; the budget bounds what that costs. */
const MAX_DEPTH = 8;

export class Search {
  readonly #text: Uint8Array;
  readonly #depth: number;
  readonly #budget: Budget;
  readonly #ledger: SearchLedger;
  /** Of what was decoded out of a run: that run. */
  readonly #outer: OuterRun | null;
  readonly #hits = new Hits();
  /** What stands in the text itself. */
  readonly #written: WrittenKeys;
  /** The runs decoded last, so that a long run with many anchors is decoded piece by piece, not again for each of them. */
  #decoded: DecodedRun[] = [];
  #compressedUntil = 0;

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
    this.#written = new WrittenKeys(text, this.#hits, budget, ledger, depth === 0);
  }

  hits(): BareHit[] {
    return this.#hits.sorted();
  }

  examineAll(found: readonly FoundAnchor[]): void {
    // What is found by an anchor of its own has a better place.
    const isText = ({ anchor }: FoundAnchor): boolean => anchor.kind.type === 'text';
    for (const each of found) if (!isText(each)) this.examine(each.anchor, each.at);
    for (const each of found) if (isText(each)) this.examine(each.anchor, each.at);
    this.#written.wipe();
  }

  examine(anchor: Anchor, at: number): void {
    const { kind } = anchor;
    switch (kind.type) {
      case 'start':
        this.#written.start(at);
        return;
      case 'inside':
        this.#written.fromLeft(at);
        if (this.#depth === 0) this.#written.withoutBrand(at);
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
        this.#run(at, 0, () => [
          ...decodeDumpAround(this.#text, at),
          ...decodeWordListAround(this.#text, at),
        ]);
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
      case 'numbers': {
        const radix = kind.type === 'numbers' ? kind.radix : 10;
        this.#run(at, 0, () => [decodeNumbersAround(this.#text, at, radix)]);
        return;
      }
      case 'ebcdic':
        this.#run(at, 0, () => [decodeEbcdicAround(this.#text, at)]);
        return;
      case 'wide':
        this.#run(at, 0, () => decodeWideAround(this.#text, at, kind.unit));
        return;
      case 'tar-in-base64':
        this.#tar(at);
        return;
      case 'head':
        if (this.#depth > 0) this.#innerHead(at - kind.back, kind.form);
        else if (isHead(kind.form, this.#text, at - kind.back)) this.#ledger.head(kind.form, at - kind.back);
        return;
    }
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
        this.#hits.add(hit.offset, hit.offset + hit.length, hit, hit.encoding);
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
      if (hit.class !== 'valid' || offset - at >= TEXT_PART || this.#hits.isKnownNear(hit, offset)) return;
      this.#hits.add(offset, run.endOf(hit.offset + hit.length - 1), hit, [run.encoding, ...hit.encoding]);
    });
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

  #tar(at: number): void {
    const start = startOfTar(this.#text, at);
    if (start < 0) return;
    if (this.#depth === 0) this.#ledger.head('base64', start);
    else if (this.#outer !== null) this.#ledger.head(this.#outer.form, this.#outer.start());
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
      this.#hits.add(at, end, hit, ['base64', 'gzip', ...hit.encoding]);
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
