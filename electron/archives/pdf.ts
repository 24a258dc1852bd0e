/** The compressed streams of a PDF file. Text in it is broken up by the document's own operators, so not all is found. */
import { inflateSync, constants } from 'node:zlib';
import type { ByteSource } from './source.ts';

const MAX_STREAM = 32 << 20;
const MAX_FILE = 64 << 20;

export function* pdfStreams(source: ByteSource): Generator<Uint8Array, void, void> {
  const bytes = Buffer.from(source.read(0, Math.min(source.size, MAX_FILE)));
  for (let at = bytes.indexOf('stream', 0, 'latin1'); at !== -1;) {
    let start = at + 6;
    if (bytes[start] === 0x0d) start += 1;
    if (bytes[start] === 0x0a) start += 1;
    const end = bytes.indexOf('endstream', start, 'latin1');
    const stop = end === -1 ? bytes.length : end;
    if (bytes.toString('latin1', Math.max(0, at - 400), at).includes('FlateDecode')) {
      try {
        yield inflateSync(bytes.subarray(start, stop), {
          finishFlush: constants.Z_SYNC_FLUSH,
          maxOutputLength: MAX_STREAM,
        });
      } catch {
        // A stream under a second filter or a cipher: nothing to read in it.
      }
    }
    at = bytes.indexOf('stream', stop + 9, 'latin1');
  }
}
