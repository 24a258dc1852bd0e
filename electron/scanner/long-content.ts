/**
 * What is too long to be kept whole while it is inside something else: it is looked through to its end, and what begins in it is
 * opened out of a window that moves on by half. Of what goes on behind that window, or needs all of the content, it is said.
 */
import { mayBeSnappy, SNAPPY_HEAD_BYTES, type ByteSource, type ContainerKind } from '../archives/index.ts';
import type { RawHit } from './detect/index.ts';
import { narrowing, sniffWide, SNIFFED_BYTES } from './detect/wide-text.ts';
import { Embedded } from './embedded-heads.ts';
import { isPng } from './embedded-pieces.ts';
import { KeptBytes } from './kept-bytes.ts';
import { placed } from './placed-hits.ts';
import type { Reading } from './reading.ts';
import { StreamScanner, type Head } from './stream-scanner.ts';
import { MAX_NESTED, type Where } from './where.ts';
import { say, type Said } from '../../shared/messages/say.ts';

const LEAST_OF_CUT = 1 << 20;
const PIECE = 1 << 18;
const STEP = MAX_NESTED / 2;
/** What belongs to these may lie anywhere in the content. */
const OF_ALL: ReadonlySet<Head['form']> = new Set(['prefix']);

interface Wide {
  readonly text: LongContent;
  readonly narrow: (chunk: Uint8Array) => Uint8Array;
}

export class LongContent {
  readonly #kept: KeptBytes;
  readonly #reading: Reading;
  readonly #where: Where;
  readonly #scanner: StreamScanner;
  /** Found and not yet opened, by their places in all of the content. */
  #heads: Head[] = [];
  /** Text of two or four bytes for each character: what begins in it begins at other places than in its bytes. */
  readonly #wide: Wide | null;
  #start = 0;
  #readUntil = 0;
  #isSaid = false;
  readonly #first: Uint8Array;
  /** A key in it may go on as a block of snappy does, which all of it would be. */
  #mayGoOnAsSnappy = false;
  readonly #isPng: boolean;
  /** One that is too large: what begins in it is its own. */
  readonly #isContainer: boolean;

  /**
   * @param kept what came so far: it is the window now
   * @param kind what all of it is
   * @param isText no byte order is looked for
   */
  constructor(kept: KeptBytes, kind: ContainerKind | null, reading: Reading, where: Where, isText = false) {
    this.#kept = kept;
    this.#reading = reading;
    this.#where = where;
    this.#isContainer = kind !== null;
    this.#isPng = isPng(kept);
    this.#first = Uint8Array.from(kept.read(0, SNAPPY_HEAD_BYTES));
    if (kind !== null) reading.notOpened(say('scan.archive-inside-too-large'), where);
    const notOpened = (reason: Said): void => {
      reading.notOpened(reason, where);
    };
    this.#scanner = new StreamScanner({ notOpened }, isText, reading.evidence);
    this.#wide = kind === null && !isText ? wideIn(kept, reading, where) : null;
  }

  /** With what was kept so far. */
  static async begin(...about: ConstructorParameters<typeof LongContent>): Promise<LongContent> {
    const long = new LongContent(...about);
    for (const chunk of piecesOf(long.#kept)) {
      long.#scanner.push(chunk);
      await long.#wide?.text.push(long.#wide.narrow(chunk));
    }
    return long;
  }

  async push(chunk: Uint8Array): Promise<void> {
    await this.#wide?.text.push(this.#wide.narrow(chunk));
    for (let at = 0; at < chunk.length;) {
      if (this.#kept.size === MAX_NESTED) await this.#moveOn();
      const part = chunk.subarray(at, at + MAX_NESTED - this.#kept.size);
      this.#kept.add(part);
      this.#scanner.push(part);
      at += part.length;
    }
  }

  async end(): Promise<readonly RawHit[]> {
    const hits = this.#scanner.end().map((hit) => placed(hit, this.#where));
    this.#heads.push(...this.#scanner.heads.splice(0));
    await this.#open(this.#heads, false);
    if (this.#mayGoOnAsSnappy && mayBeSnappy(this.#first, this.#start + this.#kept.size)) this.#say();
    // What stands in the text as it is was found in its bytes.
    for (const { key } of (await this.#wide?.text.end()) ?? []) key.fill(0);
    return hits;
  }

  async #moveOn(): Promise<void> {
    this.#heads.push(...this.#scanner.heads.splice(0));
    // A zip shows by its end, and lies before it.
    const isDue = ({ form, offset }: Head): boolean => offset < this.#start + STEP || form === 'zip';
    const due = this.#heads.filter(isDue);
    this.#heads = this.#heads.filter((head) => !isDue(head));
    await this.#open(due, true);
    this.#kept.leave(STEP);
    this.#start += STEP;
  }

  /** @param goesOn something stands behind the window */
  async #open(all: readonly Head[], goesOn: boolean): Promise<void> {
    const heads = all.filter(({ form }) => form !== 'snappy');
    if (heads.length < all.length) this.#mayGoOnAsSnappy = true;
    if (heads.length === 0 || this.#isContainer) return;
    const touched = { end: false };
    const { size } = this.#kept;
    const source: ByteSource = {
      size,
      read: (offset, length) => {
        if (offset + length >= size) touched.end = true;
        return this.#kept.read(offset, length);
      },
    };
    const isPart = this.#start > 0;
    const embedded = new Embedded(this.#reading, source, this.#where, isPart);
    embedded.readUntil = this.#readUntil - this.#start;
    const here = heads.map((head) => ({ ...head, offset: head.offset - this.#start }));
    await embedded.openAll(here, (head, was, opened) => {
      const isCut = touched.end && (was || (opened >= LEAST_OF_CUT && hasMarks(head, source)));
      const isOfAll = OF_ALL.has(head.form) || (head.form === 'png' && this.#isPng);
      if ((goesOn && isCut) || ((goesOn || isPart) && isOfAll)) this.#say();
      touched.end = false;
    });
    this.#readUntil = this.#start + embedded.readUntil;
  }

  #say(): void {
    if (!this.#isSaid) this.#reading.notOpened(say('scan.packed-in-the-middle'), this.#where);
    this.#isSaid = true;
  }
}

/** Of what has no end here: whether bytes that are no stream would have led to damage, as stored blocks do and codes may not. */
function hasMarks({ form, offset }: Head, source: ByteSource): boolean {
  return form === 'deflate' || (form === 'zlib' && ((source.read(offset + 2, 1)[0] ?? 0) & 6) === 0);
}

function* piecesOf(source: ByteSource): Generator<Uint8Array, void, void> {
  for (let at = 0; at < source.size; at += PIECE) yield source.read(at, PIECE);
}

function wideIn(source: ByteSource, reading: Reading, where: Where): Wide | null {
  const sniffed = sniffWide(Uint8Array.from(source.read(0, SNIFFED_BYTES)));
  if (sniffed === null) return null;
  const { encoding } = sniffed;
  const inside = { ...where, encoding: [...where.encoding, encoding] };
  return { text: new LongContent(new KeptBytes(), null, reading, inside, true), narrow: narrowing(encoding) };
}

/** What begins in text of two or four bytes for each character. */
export async function readWide(reading: Reading, source: ByteSource, where: Where): Promise<void> {
  const wide = wideIn(source, reading, where);
  if (wide === null) return;
  for (const chunk of piecesOf(source)) await wide.text.push(wide.narrow(chunk));
  for (const { key } of await wide.text.end()) key.fill(0);
}
