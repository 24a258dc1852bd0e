/** Opens what begins in the middle of some content: archives behind programs, streams in databases, both in characters. */
import {
  containerKindOf,
  endsInZip,
  inflatePieces,
  inflateRaw,
  isLzmaAt,
  isZlibAt,
  isZstdStart,
  MAGIC_BYTES,
  partSource,
  unsupportedName,
  type ByteSource,
  type ContainerKind,
} from '../archives/index.ts';
import { Covered } from './covered.ts';
import { decodeText, isDigitForm, TEXT_FORMS, type TextForm } from './embedded.ts';
import { counted, endOf, isCabinet, isPng, mayEndZip, snappyIn } from './embedded-pieces.ts';
import { TOO_MUCH_ENCODED } from './detect/ledger.ts';
import { readBodies } from './lone-bodies.ts';
import type { Reading } from './reading.ts';
import type { Head } from './stream-scanner.ts';
import { MAX_HEADS, MAX_LAYERS, type Where } from './where.ts';
import { VainReads } from './vain-reads.ts';
import { say } from '../../shared/messages/say.ts';

/** How much of a run shows a cabinet. */
const SHOWN = 256;
const SHOWN_LZMA = 8192;
const SHOWN_ZLIB = 512;
const LEAST_OF_CODES = 1024;
const LEAST_DECODABLE = 1 << 20;

/** Said of what begins before the part that is here. */
const LONGER = say('scan.packed-in-the-middle');

export class Embedded {
  readonly #reading: Reading;
  readonly #source: ByteSource;
  readonly #where: Where;
  readonly #isPart: boolean;
  /** What lies before it was read with what begins before it. */
  readUntil = 0;
  /** SECURITY: how much may be decoded in vain: each of many beginnings could be followed to the end of a long run. */
  #decodable: number;
  readonly #vain: VainReads;
  readonly #once = new Set<string>();
  /** What of it are zips that were read. */
  readonly #zips = new Covered();
  #was = false;

  /** @param isPart there is more before these bytes */
  constructor(reading: Reading, source: ByteSource, where: Where, isPart = false) {
    this.#reading = reading;
    this.#source = source;
    this.#where = where;
    this.#isPart = isPart;
    this.#decodable = LEAST_DECODABLE + 4 * source.size;
    this.#vain = new VainReads(source.size);
    this.#zips.add(0, 0);
  }

  /** @param after told of each that was read whether it was what it seemed, and how much came out of it */
  async openAll(
    heads: readonly Head[],
    after: (head: Head, was: boolean, opened: number) => void = () => undefined,
  ): Promise<void> {
    const sorted = [...heads].sort((left, right) => left.offset - right.offset);
    if (sorted.length > MAX_HEADS)
      this.#reading.notOpened(say('scan.too-many-archives-in-it', { count: MAX_HEADS }), this.#where);
    // A zip shows by its end only, and by chance its members hold what looks like a beginning.
    const isOther = ({ form }: Head): number => Number(form !== 'zip');
    const most = sorted.slice(0, MAX_HEADS).sort((left, right) => isOther(left) - isOther(right));
    for (const head of most) {
      if (head.offset < this.readUntil || this.#zips.holds(head.offset)) continue;
      this.#was = false;
      const before = this.#reading.opened;
      await this.#open(head, sorted);
      after(head, this.#was, this.#reading.opened - before);
    }
  }

  async #tentatively(...how: Parameters<Reading['tentatively']>): Promise<boolean> {
    return (this.#was = await this.#reading.tentatively(...how));
  }

  async #open(head: Head, sorted: readonly Head[]): Promise<void> {
    const { form, offset } = head;
    switch (form) {
      case 'archive':
        await this.#archive(head);
        return;
      case 'zip': {
        const end = this.#source.read(offset, 22);
        if (end.length < 22) return;
        const part = partSource(this.#source, 0, offset + 22 + end.readUInt16LE(20));
        if (endsInZip(part)) await this.#container('zip', part, head);
        else if (this.#isPart && mayEndZip(end)) this.#reading.notOpened(LONGER, this.#where);
        return;
      }
      case 'leveldb':
        if (offset + 8 !== this.#source.size) return;
        if (this.#isPart) this.#reading.notOpened(LONGER, this.#where);
        else await this.#container('leveldb', this.#source, head);
        return;
      case 'png':
        if (isPng(this.#source) && this.#isFirst(form)) await this.#container('png', this.#source, head);
        return;
      case 'zlib':
        // What is text in a picture is read by its chunks.
        if (!isPng(this.#source)) await this.#zlib(head);
        return;
      case 'lzma':
        await this.#lzma(head);
        return;
      case 'vba':
        await this.#container('vba', partSource(this.#source, offset, this.#source.size), head);
        return;
      case 'deflate':
        await this.#deflate(head);
        return;
      case 'prefix':
        if (this.#isFirst(form)) readBodies(this.#reading, this.#source, this.#where, sorted);
        return;
      case 'snappy':
        if (this.#isFirst(form)) await this.#snappy(head);
        return;
      default:
        await this.#text(form, head);
    }
  }

  #isFirst(what: string): boolean {
    if (this.#once.has(what)) return false;
    this.#once.add(what);
    return true;
  }

  #inside(head: Head, encoding: readonly string[]): Where {
    const { line, column } = head;
    const where = this.#where;
    return {
      ...where,
      name: '',
      encoding: [...where.encoding, ...encoding],
      place: where.place ?? { line, column },
    };
  }

  async #archive(head: Head): Promise<void> {
    const part = partSource(this.#source, head.offset, this.#source.size);
    const bytes = part.read(0, MAGIC_BYTES);
    const kind = containerKindOf(bytes);
    if (kind === null) return;
    if (kind === 'unsupported') {
      const name = unsupportedName(bytes);
      if (name === 'cabinet' && isCabinet(Buffer.from(bytes)) && bytes.readUInt32LE(8) <= part.size)
        this.#reading.notOpened(say('archive.cabinet-in-the-middle'), this.#where);
      else if (name === 'ARJ') this.#reading.notOpened(say('archive.arj-in-the-middle'), this.#where);
      return;
    }
    if (kind === 'zstd' && !isZstdStart(part)) return;
    if (kind !== 'gzip') {
      await this.#container(kind, part, head);
      return;
    }
    if (!this.#mayRead()) return;
    const where = this.#inside(head, ['gzip']);
    await this.#tentatively(async () => {
      await this.#reading.streamAt(kind, this.#inflated(kind, head), where);
    });
  }

  /** Counts what is read of it, unless it is whole: what lies in that is not read again. */
  async *#inflated(form: 'gzip' | 'zlib', { offset }: Head): AsyncGenerator<Uint8Array, void, void> {
    const { source, isWhole } = this.#vain.counted(partSource(this.#source, offset, this.#source.size));
    this.readUntil = offset + (yield* inflatePieces(source, form));
    isWhole();
  }

  /** SECURITY: asked before a stream is read that begins anywhere; false, and said, where it may not be. */
  #mayRead(): boolean {
    if (!this.#vain.isSpent) return true;
    if (this.#isFirst('spent'))
      this.#reading.notOpened(say('scan.too-many-archives-in-it', { count: this.#vain.count }), this.#where);
    return false;
  }

  /**
   * By chance something unpacks for a while: what ends whole is a stream, and what does not is one only with much of it behind
   * codes of its own. Of very many that may be one, here and below, not each was tried.
   */
  async #zlib(head: Head): Promise<void> {
    const first = this.#source.read(head.offset, SHOWN_ZLIB);
    if (!isZlibAt(first, 0) || !this.#mayRead()) return;
    const hasCodes = (first[2]! & 6) === 4;
    await this.#tentatively(
      () => this.#reading.streamAt('zlib', this.#inflated('zlib', head), this.#inside(head, ['zlib'])),
      () => (this.readUntil > head.offset ? 0 : hasCodes ? LEAST_OF_CODES : Infinity),
    );
  }

  async #lzma(head: Head): Promise<void> {
    const part = partSource(this.#source, head.offset, this.#source.size);
    if (isLzmaAt(part.read(0, SHOWN_LZMA), 0)) await this.#container('lzma', part, head);
  }

  async #container(kind: ContainerKind, part: ByteSource, head: Head): Promise<void> {
    const where = this.#inside(head, []);
    const bytes = Uint8Array.from(part.read(0, MAGIC_BYTES));
    if (!this.#mayRead()) return;
    const { source, isWhole } = this.#vain.counted(part);
    const opened = { covered: new Covered() };
    const was = await this.#tentatively(async () => {
      opened.covered = await this.#reading.open(kind, bytes, source, where);
    });
    // Its objects are streams of their own.
    if (was && kind === 'git-pack') this.readUntil = this.#source.size;
    // What lies in it was read with it, also where thousands lie one behind the other.
    const { end } = opened.covered;
    if (!was || end === null) return;
    isWhole();
    if (kind === 'zip') this.#zips.addAll(opened.covered);
    else this.readUntil = Math.max(this.readUntil, head.offset + end);
  }

  /** SECURITY: whatever is written in characters is asked here before it is decoded; false, and said, where it may not be. */
  #mayDecode(): boolean {
    const isTooDeep = this.#where.layers >= MAX_LAYERS;
    if (!isTooDeep && this.#decodable >= 0) return true;
    this.#reading.notOpened(
      isTooDeep ? say('scan.encoded-too-often', { count: MAX_LAYERS }) : TOO_MUCH_ENCODED,
      this.#where,
    );
    return false;
  }

  async #text(form: TextForm, head: Head): Promise<void> {
    if (!this.#mayDecode()) return;
    const where = { ...this.#inside(head, TEXT_FORMS[form]), layers: this.#where.layers + 1 };
    if (form === 'base64' && this.#isCabinetIn(head)) {
      this.#reading.notOpened(say('archive.is-not-opened', { name: 'cabinet' }), this.#where);
      return;
    }
    let decoded = 0;
    const pieces = counted(decodeText(form, this.#source, head.offset), (bytes) => {
      decoded += bytes;
    });
    const was = await this.#tentatively(() => this.#reading.stream(pieces, where, true));
    // What is written in digits may begin in the middle of its run, and members of an archive do.
    if (was && isDigitForm(form)) this.readUntil = head.offset + 2 * decoded;
    else if (isDigitForm(form)) this.#decodable -= decoded;
  }

  /** A long run, if it is one stream of deflate: by chance one of its lines in two thousand begins like one. */
  async #deflate(head: Head): Promise<void> {
    if (!this.#mayDecode()) return;
    const where = this.#inside(head, ['base64', 'deflate']);
    let decoded = 0;
    let isWhole = false;
    const packed = counted(decodeText('base64', this.#source, head.offset), (bytes) => {
      decoded += bytes;
    });
    const stream = endOf(inflateRaw(packed), (end) => {
      isWhole = true;
      this.readUntil = head.offset + Math.floor((end * 4) / 3);
    });
    const inside = { ...where, layers: where.layers + 1, depth: where.depth + 1 };
    const was = await this.#tentatively(
      () => this.#reading.stream(stream, inside),
      () => (isWhole ? 0 : Infinity),
    );
    if (!was) this.#decodable -= decoded;
  }

  /** Nothing of it is opened, by which others show what they are. */
  #isCabinetIn(head: Head): boolean {
    const first = decodeText('base64', partSource(this.#source, head.offset, head.offset + SHOWN), 0).next();
    return first.done !== true && isCabinet(Buffer.from(first.value));
  }

  /** Blocks of a database that lie in a file as they are. */
  async #snappy(head: Head): Promise<void> {
    const bytes = snappyIn(this.#source);
    if (bytes === 'too-large') this.#reading.notOpened(LONGER, this.#where);
    if (bytes === 'too-large' || bytes === null) return;
    await this.#reading.stream([bytes], {
      ...this.#inside(head, ['snappy']),
      layers: this.#where.layers + 1,
      depth: this.#where.depth + 1,
    });
  }
}
