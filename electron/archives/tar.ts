/** Members of a tar stream: ustar, GNU long names, pax. */
import { ChunkReader } from './chunk-reader.ts';
import { ArchiveError } from './problem.ts';

export interface TarMember {
  readonly name: string;
  readonly size: number;
  /** Must be read to its end before the next member is asked for; what is left is skipped. */
  readonly content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

const BLOCK = 512;
const MAX_META = 1 << 20;
/** Nothing shorter holds a key. */
const LEAST_NOTE = 60;

export async function* readTar(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TarMember, void, void> {
  const reader = new ChunkReader(chunks);
  let longName: string | null = null;
  /** What stands before a member about it: comments, attributes, where a link leads. */
  let notes: Uint8Array[] = [];
  for (;;) {
    const header = await reader.exactly(BLOCK);
    if (header.length === 0) return;
    // Two empty blocks end an archive; some tools append further archives behind them, so reading goes on.
    if (header.every((byte) => byte === 0)) continue;
    if (header.length < BLOCK) throw new ArchiveError('ends-early');
    if (!isHeader(header)) throw new ArchiveError('member-header-damaged');
    const size = numberAt(header, 124, 12);
    if (!Number.isSafeInteger(size) || size < 0) throw new ArchiveError('impossible-member-size');
    const type = String.fromCharCode(header[156]!);
    const padding = (BLOCK - (size % BLOCK)) % BLOCK;
    if (type === 'L' || type === 'x' || type === 'g' || type === 'K') {
      const text = await reader.exactly(Math.min(size, MAX_META));
      await reader.skip(size - Math.min(size, MAX_META) + padding);
      if (type === 'L') longName = text.toString('utf8').replace(/\0.*$/s, '');
      if (text.length >= LEAST_NOTE) notes.push(text);
      if (type === 'x') longName = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(text.toString('utf8'))?.[1] ?? longName;
      continue;
    }
    const prefix = header.toString('latin1', 257, 262) === 'ustar' ? stringAt(header, 345, 155) : '';
    const short = stringAt(header, 0, 100);
    const name: string = longName ?? (prefix === '' ? short : `${prefix}/${short}`);
    longName = null;
    const link = stringAt(header, 157, 100);
    if (link.length >= LEAST_NOTE) notes.push(Buffer.from(link));
    if (notes.length > 0) yield { name, size: 0, content: [Buffer.concat(notes)] };
    notes = [];
    const piece = reader.piece(size);
    if (type === '0' || type === '\0' || type === '7' || type === 'S')
      yield { name, size, content: piece.content() };
    else if (name.length >= LEAST_NOTE) yield { name, size: 0, content: [] };
    await reader.skip(piece.left() + padding);
  }
}

function isHeader(header: Buffer): boolean {
  let sum = 0;
  for (let index = 0; index < BLOCK; index += 1) sum += index >= 148 && index < 156 ? 0x20 : header[index]!;
  return sum === numberAt(header, 148, 8);
}

function stringAt(header: Buffer, at: number, length: number): string {
  return header.toString('utf8', at, at + length).replace(/\0.*$/s, '');
}

/** Octal digits, or base 256 where the first bit is set. */
function numberAt(header: Buffer, at: number, length: number): number {
  if ((header[at]! & 0x80) !== 0) {
    let value = header[at]! & 0x7f;
    for (let index = 1; index < length; index += 1) value = value * 256 + header[at + index]!;
    return value;
  }
  return Number.parseInt(stringAt(header, at, length).trim() || '0', 8);
}
