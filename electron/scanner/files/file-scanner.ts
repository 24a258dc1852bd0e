/**
 * Scans one file at a time, in windows of bounded size, whatever the file's own size. One instance per thread: it keeps
 * its window between files.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { containerKindOf, isNamedContainer } from '../../archives/index.ts';
import { detectIn, scanWhole } from '../detect/detector.ts';
import { AnchorCollector, type FoundAnchor } from '../detect/find-anchors.ts';
import type { EvidenceDetector, Ledger, RawHit } from '../detect/index.ts';
import { advance, locate, looksBinary, NOTHING_BEFORE, type Before } from '../detect/position.ts';
import { createPrefilter, type Prefilter } from '../detect/prefilter.ts';
import { narrowing, sniffWide } from '../detect/wide-text.ts';
import { findBinaryStarts } from '../detect/binary-starts.ts';
import { CONTEXT_BYTES, StreamScanner } from '../stream-scanner.ts';
import type { FileMarker, Mark } from './known-files.ts';
import { say } from '../../../shared/messages/say.ts';

/** A window; files that fit are read with one call. */
export const WINDOW_BYTES = 1 << 18;

/* oxlint-disable typescript/no-unnecessary-condition -- Windows has no such flags */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/* oxlint-enable typescript/no-unnecessary-condition */

const BLOCK = 512;
const SHORTER = say('archive.became-shorter');

/** What is read before it is asked whether the file is known; files that are smaller never are. */
const FIRST_BYTES = 1 << 16;

export type FileResult =
  /** `mark`: to be remembered if the file is clean; null where it is small, or nothing is remembered. */
  | {
      readonly type: 'read';
      readonly bytes: number;
      readonly hits: readonly RawHit[];
      readonly mark: Mark | null;
    }
  /** An archive, a compressed stream, a database: to be opened by the content scanner. */
  | { readonly type: 'container' }
  /** Known clean from an earlier scan, and not changed since. */
  | { readonly type: 'unchanged'; readonly mark: Mark };

const NOTHING: readonly RawHit[] = [];
const CONTAINER: FileResult = { type: 'container' };

export class FileScanner {
  readonly #prefilter: Prefilter = createPrefilter(WINDOW_BYTES + 2 * CONTEXT_BYTES);
  readonly #window = this.#prefilter.workspace.subarray(0, WINDOW_BYTES + 2 * CONTEXT_BYTES);
  readonly #evidence: EvidenceDetector | null;
  constructor(evidence: EvidenceDetector | null = null) {
    this.#evidence = evidence;
  }

  /**
   * @param absolute what opens the file
   * @param path relative to the root
   * @param marker null where nothing is remembered
   * @throws what the file system throws; the caller says why the file was skipped
   */
  scanFile(absolute: string | Buffer, path: string, marker: FileMarker | null, ledger: Ledger): FileResult {
    const window = this.#window;
    const descriptor = openSync(absolute, OPEN_FLAGS);
    try {
      // SECURITY: reading a special file that took the place of a regular one gives an error or nothing, as it was opened
      // without blocking; it is never waited for.
      const first = marker?.remembers === true ? FIRST_BYTES : window.length;
      let read = readSync(descriptor, window, 0, first, null);
      // File systems of programs and networks may give less than there is, in whole blocks.
      if (read > 0 && read < first && read % BLOCK === 0) read = fill(descriptor, window, read);
      const isContainer = containerKindOf(window, read) !== null || isNamedContainer(path);
      if (read < FIRST_BYTES && !isContainer) {
        const hits = this.#hitsIn(read, ledger);
        if (ledger.hasHeads) return CONTAINER;
        return { type: 'read', bytes: read, hits, mark: null };
      }
      const mark = marker?.markOf(descriptor, path) ?? null;
      if (mark !== null && marker?.isKnown(mark) === true) return { type: 'unchanged', mark };
      if (isContainer) return CONTAINER;
      const { bytes, hits } = this.#scanRest(descriptor, read, ledger);
      if (ledger.hasHeads) return CONTAINER;
      const settled = mark !== null && marker?.isSame(descriptor, mark) === true;
      return { type: 'read', bytes, hits, mark: settled ? mark : null };
    } finally {
      closeSync(descriptor);
    }
  }

  #scanRest(descriptor: number, first: number, ledger: Ledger): { bytes: number; hits: readonly RawHit[] } {
    const window = this.#window;
    const { size } = fstatSync(descriptor);
    const filled = fill(descriptor, window, first);
    if (filled < Math.min(size, window.length)) ledger.notOpened(SHORTER);
    if (filled < window.length) return { bytes: filled, hits: this.#hitsIn(filled, ledger) };
    return this.#scanLarge(descriptor, filled, ledger);
  }

  #anchors(from: number, to: number, filled: number): readonly FoundAnchor[] {
    const collector = new AnchorCollector(this.#window.subarray(0, filled), true);
    this.#prefilter.findInWorkspace(from, to, collector.visit);
    return collector.found;
  }

  #hitsIn(length: number, ledger: Ledger): readonly RawHit[] {
    const hits = this.#scanWhole(length, ledger);
    const whole = this.#window.subarray(0, length);
    if (!ledger.hasHeads && looksBinary(whole)) findBinaryStarts(whole, 0, length, ledger.head.bind(ledger));
    return this.#evidence === null
      ? hits
      : [...hits, ...this.#evidence.scan(this.#window.subarray(0, length))];
  }

  #scanWhole(length: number, ledger: Ledger): readonly RawHit[] {
    const anchors = this.#anchors(0, length, length);
    const window = this.#window;
    // UTF-16 shows a NUL byte or a byte order mark at once.
    if (anchors.length === 0 && window[0] !== 0 && window[1] !== 0 && window[0]! < 0xfe) return NOTHING;
    return scanWhole(window.subarray(0, length), ledger, anchors);
  }

  #scanLarge(
    descriptor: number,
    firstRead: number,
    ledger: Ledger,
  ): { bytes: number; hits: readonly RawHit[] } {
    const window = this.#window;
    const { size } = fstatSync(descriptor);
    const binary = looksBinary(window);
    const wide = sniffWide(window);
    const converted = wide === null ? null : new StreamScanner(ledger, true, this.#evidence);
    const narrow = wide === null ? null : narrowing(wide.encoding);
    const hits: RawHit[] = [];
    let windowStart = 0;
    let filled = firstRead;
    let from = 0;
    let position: { readonly at: number; readonly before: Before } = { at: 0, before: NOTHING_BEFORE };
    for (;;) {
      const atEnd = filled < window.length;
      const to = atEnd ? filled : filled - CONTEXT_BYTES;
      const anchors = this.#anchors(from, atEnd ? filled : to + ANCHOR_REACH, filled).filter(
        ({ at }) => at < to,
      );
      const bytes = window.subarray(0, filled);
      if (binary && !ledger.hasHeads) findBinaryStarts(bytes, from, to, ledger.head.bind(ledger));
      const others = this.#evidence?.find(bytes, from, to) ?? [];
      if (anchors.length + others.length > 0) {
        const found = [...detectIn(bytes, from, to, ledger, anchors), ...others];
        if (found.length > 0 && !binary) position = countUpTo(descriptor, position, windowStart);
        for (const hit of locate(found, bytes, binary, position.before)) {
          hits.push({ ...hit, offset: hit.offset + windowStart });
        }
      }
      if (narrow !== null) converted?.push(narrow(window.subarray(from, to)));
      if (atEnd || ledger.hasHeads) break;
      const keepFrom = to - CONTEXT_BYTES;
      window.copyWithin(0, keepFrom, filled);
      windowStart += keepFrom;
      filled -= keepFrom;
      from = CONTEXT_BYTES;
      filled = fill(descriptor, window, filled);
    }
    if (windowStart + filled < size && !ledger.hasHeads) ledger.notOpened(SHORTER);
    const inText = converted?.end() ?? [];
    // What begins in the text is opened by whoever reads all of it again.
    if (converted !== null && converted.heads.length > 0) ledger.head();
    const text = inText.map((hit) => ({
      ...hit,
      encoding: [wide?.encoding ?? '', ...hit.encoding],
    }));
    const known = new Set(text.map(({ key }) => Buffer.from(key).toString('latin1')));
    const raw = hits.filter(({ key }) => !known.has(Buffer.from(key).toString('latin1')));
    return { bytes: windowStart + filled, hits: [...text, ...raw] };
  }
}

/** No anchor is longer; one that begins in a range may end behind it. */
const ANCHOR_REACH = 64;

/** Reads on to the end of the file or of the window. */
function fill(descriptor: number, window: Buffer, from: number): number {
  let filled = from;
  while (filled < window.length) {
    const read = readSync(descriptor, window, filled, window.length - filled, null);
    if (read === 0) break;
    filled += read;
  }
  return filled;
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
