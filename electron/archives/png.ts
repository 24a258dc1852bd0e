/** The compressed texts in a PNG file. Its pixels are no text. */
import { inflatePieces } from './inflate-pieces.ts';
import type { Reader } from './ledger.ts';
import { partSource } from './source.ts';

const MAX_KEYWORDS = 1024;
const MAX_CHUNKS = 100_000;

export const readPng: Reader = async (source, ledger) => {
  let at = 8;
  for (let count = 0; count < MAX_CHUNKS && at + 8 <= source.size; count += 1) {
    const header = source.read(at, 8);
    const length = header.readUInt32BE(0);
    const type = header.toString('latin1', 4, 8);
    const start = at + 8;
    at = start + length + 4;
    if (type === 'IEND') return;
    if (type !== 'zTXt' && type !== 'iTXt') continue;
    const head = Buffer.from(source.read(start, Math.min(length, MAX_KEYWORDS)));
    const keyword = head.indexOf(0);
    if (keyword < 0) continue;
    let body = keyword + 2;
    if (type === 'iTXt') {
      if (head[keyword + 1] !== 1) continue;
      // The language, and the keyword in it.
      const language = head.indexOf(0, keyword + 3);
      const translated = language < 0 ? -1 : head.indexOf(0, language + 1);
      if (translated < 0) continue;
      body = translated + 1;
    }
    await ledger.stream('zlib', inflatePieces(partSource(source, start + body, start + length), 'zlib'));
  }
};
