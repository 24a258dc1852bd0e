/**
 * Scans one file at a time, in windows of bounded size, whatever the file's own size. One instance per thread: it keeps
 * its window between files.
 */
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { containerKindOf, MAGIC_BYTES } from '../archive/kind.ts';
import { detectIn, scanWhole, type FoundAnchor } from '../detect/detector.ts';
import type { EvidenceDetector, RawHit } from '../detect/index.ts';
import { advance, locate, looksBinary, NOTHING_BEFORE, type Before } from '../detect/position.ts';
import { createPrefilter, type Prefilter } from '../detect/prefilter.ts';
import { sniffWide, toUtf8 } from '../detect/wide-text.ts';
import { CONTEXT_BYTES, StreamScanner } from '../stream-scanner.ts';

/** A window; files that fit are read with one call. */
export const WINDOW_BYTES = 1 << 18;

/* eslint-disable @typescript-eslint/no-unnecessary-condition -- Windows has no such flags */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/* eslint-enable @typescript-eslint/no-unnecessary-condition */

export type FileResult =
  | { readonly container: false; readonly bytes: number; readonly hits: readonly RawHit[] }
  /** An archive, a compressed stream, a database: to be opened by the content scanner. */
  | { readonly container: true };

const NOTHING: readonly RawHit[] = [];
const CONTAINER: FileResult = { container: true };

export class FileScanner {
  readonly #prefilter: Prefilter = createPrefilter(WINDOW_BYTES + 2 * CONTEXT_BYTES);
  readonly #window = this.#prefilter.workspace.subarray(0, WINDOW_BYTES + 2 * CONTEXT_BYTES);
  readonly #evidence: EvidenceDetector | null;
  #found: FoundAnchor[] = [];
  readonly #visit = (anchor: FoundAnchor['anchor'], at: number): void => {
    this.#found.push({ anchor, at });
  };

  constructor(evidence: EvidenceDetector | null = null) {
    this.#evidence = evidence;
  }

  /**
   * @param onLimit called where more is encoded in the file than is decoded
   * @throws what the file system throws; the caller says why the file was skipped
   */
  scanFile(path: string | Buffer, onLimit: () => void): FileResult {
    const window = this.#window;
    const descriptor = openSync(path, OPEN_FLAGS);
    try {
      // SECURITY: reading a special file that took the place of a regular one gives an error or nothing, as it was opened
      // without blocking; it is never waited for.
      const read = readSync(descriptor, window, 0, window.length, null);
      if (containerKindOf(window.subarray(0, Math.min(read, MAGIC_BYTES))) !== null) return CONTAINER;
      if (hasZipBehind(window, read)) return CONTAINER;
      if (read < window.length) return { container: false, bytes: read, hits: this.#hitsIn(read, onLimit) };
      return this.#scanLarge(descriptor, read, onLimit);
    } finally {
      closeSync(descriptor);
    }
  }

  #anchors(from: number, to: number): readonly FoundAnchor[] {
    this.#found = [];
    this.#prefilter.findInWorkspace(from, to, this.#visit);
    return this.#found.length > 1 ? this.#found.sort((left, right) => left.at - right.at) : this.#found;
  }

  #hitsIn(length: number, onLimit: () => void): readonly RawHit[] {
    const hits = this.#scanWhole(length, onLimit);
    return this.#evidence === null
      ? hits
      : [...hits, ...this.#evidence.scan(this.#window.subarray(0, length))];
  }

  #scanWhole(length: number, onLimit: () => void): readonly RawHit[] {
    const anchors = this.#anchors(0, length);
    const window = this.#window;
    // UTF-16 shows a NUL byte or a byte order mark at once.
    if (anchors.length === 0 && window[0] !== 0 && window[1] !== 0 && window[0]! < 0xfe) return NOTHING;
    return scanWhole(window.subarray(0, length), anchors, onLimit);
  }

  #scanLarge(descriptor: number, firstRead: number, onLimit: () => void): FileResult {
    const window = this.#window;
    const binary = looksBinary(window);
    const wide = sniffWide(window);
    const converted = wide === null ? null : new StreamScanner(onLimit, true, this.#evidence);
    let rest: Buffer = Buffer.alloc(0);
    const hits: RawHit[] = [];
    let windowStart = 0;
    let filled = firstRead;
    let from = 0;
    let position: { readonly at: number; readonly before: Before } = { at: 0, before: NOTHING_BEFORE };
    for (;;) {
      const atEnd = filled < window.length;
      const to = atEnd ? filled : filled - CONTEXT_BYTES;
      const anchors = this.#anchors(from, atEnd ? filled : to + ANCHOR_REACH).filter(({ at }) => at < to);
      const bytes = window.subarray(0, filled);
      const others = this.#evidence?.find(bytes, from, to) ?? [];
      if (anchors.length + others.length > 0) {
        const found = [...detectIn(bytes, from, to, anchors, onLimit), ...others];
        if (found.length > 0 && !binary) position = countUpTo(descriptor, position, windowStart);
        for (const hit of locate(found, bytes, binary, position.before)) {
          hits.push({ ...hit, offset: hit.offset + windowStart });
        }
      }
      if (wide !== null) {
        const all = Buffer.concat([rest, window.subarray(from, to)]);
        converted?.push(toUtf8(all.subarray(0, all.length & ~3), wide.encoding));
        rest = Buffer.from(all.subarray(all.length & ~3));
      }
      if (atEnd) break;
      const keepFrom = to - CONTEXT_BYTES;
      window.copyWithin(0, keepFrom, filled);
      windowStart += keepFrom;
      filled -= keepFrom;
      from = CONTEXT_BYTES;
      while (filled < window.length) {
        const read = readSync(descriptor, window, filled, window.length - filled, null);
        if (read === 0) break;
        filled += read;
      }
    }
    const text = (converted?.end() ?? []).map((hit) => ({
      ...hit,
      encoding: [wide?.encoding ?? '', ...hit.encoding],
    }));
    const known = new Set(text.map(({ key }) => Buffer.from(key).toString('latin1')));
    const raw = hits.filter(({ key }) => !known.has(Buffer.from(key).toString('latin1')));
    return { container: false, bytes: windowStart + filled, hits: [...text, ...raw] };
  }
}

/** No anchor is longer; one that begins in a range may end behind it. */
const ANCHOR_REACH = 64;

/** Programs and browser extensions with a zip file behind their own first part. */
function hasZipBehind(window: Buffer, length: number): boolean {
  const [a, b] = window;
  const isProgram =
    (a === 0x4d && b === 0x5a) ||
    (a === 0x7f && b === 0x45) ||
    (a === 0x23 && b === 0x21) ||
    (a === 0x43 && b === 0x72);
  if (!isProgram || length < 22) return false;
  return window.subarray(Math.max(0, length - 66_000), length).includes('PK\x05\x06', 0, 'latin1');
}

/** Lines are only counted in files that have a hit; the part before it is read again. */
function countUpTo(
  descriptor: number,
  known: { readonly at: number; readonly before: Before },
  until: number,
): { readonly at: number; readonly before: Before } {
  const block = Buffer.alloc(WINDOW_BYTES);
  let { at, before } = known;
  while (at < until) {
    const read = readSync(descriptor, block, 0, Math.min(block.length, until - at), at);
    if (read === 0) break;
    before = advance(before, block, 0, read);
    at += read;
  }
  return { at, before };
}
