/** The streams of a PDF file that are compressed or written in characters, and the text that they show. */
import { constants, inflateSync } from 'node:zlib';
import { decodeAscii85, decodeAsciiHex } from './pdf-filters.ts';
import { joinedParts } from './pdf-parts.ts';
import { letterTable, readings, shownText, type LetterTable } from './pdf-text.ts';
import type { Reader } from './ledger.ts';
import type { ByteSource } from './source.ts';

const MAX_STREAM = 32 << 20;
const MAX_FILE = 64 << 20;
/** SECURITY: pages that are kept until all tables are known. */
const MAX_KEPT = 64 << 20;

export const readPdf: Reader = async (source, ledger) => {
  if (source.size > MAX_FILE) ledger.notOpened('document-too-large');
  const tables: LetterTable[] = [];
  const pages: Buffer[][] = [];
  let kept = 0;
  /** Where pages begin that are not kept: they are read once more when all tables are known. */
  let further: number | null = null;
  // SECURITY: only what is decoded here is the document's own: behind it, and in a stream without a filter, anything may stand.
  ledger.covers(0, 0);
  const joined = joinedParts(Buffer.from(source.read(0, Math.min(source.size, MAX_FILE))));
  const joinedAt = new Set(joined?.places.map(({ start }) => start));
  if (joined !== null) await ledger.part(joined.bytes);
  for (const stream of streamsOf(source)) {
    if (joinedAt.has(stream.start)) ledger.covers(stream.start, stream.end);
    if (stream.isDecoded) {
      ledger.covers(stream.start, stream.end);
      await ledger.part(stream.bytes);
    }
    const table = letterTable(stream.bytes);
    if (table !== null) tables.push(table);
    if (table !== null || further !== null) continue;
    const shown = shownText(stream.bytes);
    kept += shown.reduce((sum, piece) => sum + piece.length, 0);
    if (kept > MAX_KEPT) further = stream.start - 8;
    else pages.push(shown);
  }
  // A text may go on from one page to the next, but no key does.
  for (const shown of pages) for (const text of readings(shown, tables)) await ledger.part(text);
  if (further === null) return;
  for (const { bytes } of streamsOf(source, further)) {
    for (const text of readings(shownText(bytes), tables)) await ledger.part(text);
  }
};

interface Stream {
  readonly bytes: Buffer;
  /** It stood in the file in another form. */
  readonly isDecoded: boolean;
  readonly start: number;
  readonly end: number;
}

function* streamsOf(source: ByteSource, from = 0): Generator<Stream, void, void> {
  const bytes = Buffer.from(source.read(0, Math.min(source.size, MAX_FILE)));
  for (let at = bytes.indexOf('stream', from, 'latin1'); at !== -1;) {
    let start = at + 6;
    if (bytes[start] === 0x0d) start += 1;
    if (bytes[start] === 0x0a) start += 1;
    const end = bytes.indexOf('endstream', start, 'latin1');
    const stop = end === -1 ? bytes.length : end;
    const head = bytes.toString('latin1', Math.max(0, at - 400), at);
    const stream = decoded(bytes.subarray(start, stop), head.slice(head.lastIndexOf(' obj') + 1));
    if (stream !== null) yield { ...stream, start, end: stop };
    at = bytes.indexOf('stream', stop + 9, 'latin1');
  }
}

/** Filters in their order; null for what is under one that only pictures have, or a cipher. */
function decoded(bytes: Buffer, dictionary: string): Pick<Stream, 'bytes' | 'isDecoded'> | null {
  let present = bytes;
  let isDecoded = false;
  const filters = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary)?.[1]?.match(/\/\w+/g) ?? [];
  for (const filter of filters) {
    isDecoded = true;
    if (filter === '/FlateDecode' || filter === '/Fl') {
      try {
        present = inflateSync(present, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_STREAM });
      } catch {
        return null;
      }
    } else if (filter === '/ASCII85Decode' || filter === '/A85') present = decodeAscii85(present);
    else if (filter === '/ASCIIHexDecode' || filter === '/AHx') present = decodeAsciiHex(present);
    else return null;
  }
  return { bytes: present, isDecoded };
}
