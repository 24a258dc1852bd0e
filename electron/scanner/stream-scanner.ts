/** Finds keys in a stream of any length, in a window of bounded size. */
import { detectIn, scanWhole } from './detect/detector.ts';
import { advance, locate, looksBinary, NOTHING_BEFORE, type Before } from './detect/position.ts';
import type { HeadForm } from './detect/anchor-kinds.ts';
import type { EvidenceDetector, RawHit, SearchLedger } from './detect/index.ts';
import { narrowing, sniffWide, type WideEncoding } from './detect/wide-text.ts';
import { findBinaryStarts } from './detect/binary-starts.ts';
import { MAX_HEADS } from './where.ts';

const STREAM_WINDOW = 1 << 19;
/** How much of the text on either side of an anchor can be looked at. */
export const CONTEXT_BYTES = 1 << 15;

export interface Head {
  readonly form: HeadForm;
  readonly offset: number;
  /** In text: where it stands. */
  readonly line: number | null;
  readonly column: number | null;
}

/** What asks for all of the content to be read again, wherever it stands. */
const SEVERAL: ReadonlySet<HeadForm> = new Set(['prefix', 'snappy', 'png']);
const MOST_SEVERAL = 64;

/** An archive of a thousand members would leave half a gigabyte of windows to be collected. */
const spareWindows: Buffer[] = [];
const MOST_SPARE = 4;

export class StreamScanner {
  #window: Buffer = spareWindows.pop() ?? Buffer.allocUnsafeSlow(STREAM_WINDOW + 2 * CONTEXT_BYTES);
  readonly #hits: RawHit[] = [];
  readonly #ledger: SearchLedger;
  readonly #inner: boolean;
  readonly #evidence: EvidenceDetector | null;
  /** Where something begins that has to be read by itself. */
  readonly heads: Head[] = [];
  #windowHeads: { readonly form: HeadForm; readonly offset: number }[] = [];
  #several = 0;
  #filled = 0;
  #from = 0;
  #windowStart = 0;
  #before: Before = NOTHING_BEFORE;
  #binary: boolean | null = null;
  #wide: {
    readonly encoding: WideEncoding;
    readonly scanner: StreamScanner;
    readonly narrow: (chunk: Uint8Array) => Buffer;
  } | null = null;

  /** @param inner the bytes are text already: no byte order is looked for */
  constructor(
    ledger: Pick<SearchLedger, 'notOpened'>,
    inner = false,
    evidence: EvidenceDetector | null = null,
  ) {
    this.#ledger = {
      notOpened: (reason) => {
        ledger.notOpened(reason);
      },
      head: (form, offset) => {
        // Of these a few are enough, and a log may hold a million.
        if (SEVERAL.has(form) && this.#several >= MOST_SEVERAL) return;
        if (SEVERAL.has(form)) this.#several += 1;
        this.#windowHeads.push({ form, offset });
      },
    };
    this.#inner = inner;
    this.#evidence = evidence;
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length;) {
      const part = chunk.subarray(at, at + this.#window.length - this.#filled);
      this.#window.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === this.#window.length) this.#scanWindow(false);
    }
  }

  /** Everything that was found. Nothing can be pushed any more. */
  end(): RawHit[] {
    const hits = this.#finish();
    if (spareWindows.length < MOST_SPARE) spareWindows.push(this.#window);
    this.#window = Buffer.alloc(0);
    return hits;
  }

  #finish(): RawHit[] {
    if (this.#windowStart === 0 && this.#binary === null && !this.#inner) {
      const whole = this.#window.subarray(0, this.#filled);
      // Heads in a second reading of it have no place in these bytes.
      const hits = scanWhole(whole, this.#ledger);
      const isBinary = looksBinary(whole);
      if (isBinary) this.#findStarts(whole, 0, whole.length);
      if (sniffWide(whole) === null) this.#keepHeads(whole, isBinary);
      return [...hits, ...(this.#evidence?.scan(whole) ?? [])];
    }
    this.#scanWindow(true);
    if (this.#wide === null) return this.#hits;
    const { encoding, scanner } = this.#wide;
    const wide = scanner.end().map((hit) => ({ ...hit, encoding: [encoding, ...hit.encoding] }));
    const same = (left: RawHit, right: RawHit): boolean => Buffer.compare(left.key, right.key) === 0;
    return [...wide, ...this.#hits.filter((hit) => !wide.some((other) => same(hit, other)))];
  }

  #scanWindow(atEnd: boolean): void {
    const bytes = this.#window.subarray(0, this.#filled);
    this.#binary ??= !this.#inner && this.#sniff(bytes);
    const to = atEnd ? this.#filled : this.#filled - CONTEXT_BYTES;
    const others = this.#evidence?.find(bytes, this.#from, to) ?? [];
    const found = [...detectIn(bytes, this.#from, to, this.#ledger), ...others];
    for (const hit of locate(found, bytes, this.#binary, this.#before)) {
      this.#hits.push({ ...hit, offset: hit.offset + this.#windowStart });
    }
    if (this.#binary && this.#wide === null) this.#findStarts(bytes, this.#from, to);
    this.#keepHeads(bytes, this.#binary);
    this.#feedWide(bytes.subarray(this.#from, to));
    if (atEnd) return;
    const keepFrom = to - CONTEXT_BYTES;
    if (!this.#binary) this.#before = advance(this.#before, bytes, 0, keepFrom);
    this.#window.copyWithin(0, keepFrom, this.#filled);
    this.#windowStart += keepFrom;
    this.#filled -= keepFrom;
    this.#from = CONTEXT_BYTES;
  }

  #findStarts(bytes: Uint8Array, from: number, to: number): void {
    findBinaryStarts(bytes, from, to, (form, offset) => {
      // SECURITY: content may be made of nothing but beginnings, and one more than are read is enough for it to be said.
      if (this.heads.length + this.#windowHeads.length > MAX_HEADS) return;
      this.#windowHeads.push({ form, offset });
    });
  }

  #keepHeads(bytes: Uint8Array, binary: boolean): void {
    if (this.#windowHeads.length === 0) return;
    for (const { form, offset, line, column } of locate(this.#windowHeads, bytes, binary, this.#before))
      this.heads.push({ form, offset: offset + this.#windowStart, line, column });
    this.#windowHeads = [];
  }

  #sniff(bytes: Uint8Array): boolean {
    const sniffed = sniffWide(bytes);
    if (sniffed !== null) {
      const scanner = new StreamScanner(this.#ledger, true, this.#evidence);
      this.#wide = { encoding: sniffed.encoding, scanner, narrow: narrowing(sniffed.encoding) };
    }
    return looksBinary(bytes);
  }

  #feedWide(bytes: Uint8Array): void {
    this.#wide?.scanner.push(this.#wide.narrow(bytes));
  }
}
