/**
 * Rows of an SQLite database that are larger than a page: their parts lie on overflow pages, so that no key in them needs
 * to stand in one piece in the file. Everything else is found in the file's bytes as they are, deleted rows included.
 */
import type { ByteSource } from './source.ts';

const MAX_PAYLOAD = 16 << 20;

export function* overflowingPayloads(source: ByteSource): Generator<Uint8Array, void, void> {
  const header = Buffer.from(source.read(0, 100));
  if (header.length < 100) return;
  const declared = header.readUInt16BE(16);
  const pageSize = declared === 1 ? 65_536 : declared;
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0) return;
  const usable = pageSize - header[20]!;
  if (usable < 480) return;
  const pages = Math.floor(source.size / pageSize);
  for (let page = 0; page < pages; page += 1) {
    const bytes = Buffer.from(source.read(page * pageSize, pageSize));
    if (bytes.length < pageSize) return;
    yield* payloadsOf(source, bytes, page === 0 ? 100 : 0, { pageSize, usable, pages });
  }
}

interface Layout {
  readonly pageSize: number;
  readonly usable: number;
  readonly pages: number;
}

function* payloadsOf(
  source: ByteSource,
  page: Buffer,
  start: number,
  layout: Layout,
): Generator<Uint8Array, void, void> {
  const type = page[start]!;
  const isTableLeaf = type === 0x0d;
  if (!isTableLeaf && type !== 0x0a && type !== 0x02) return;
  const headerSize = type === 0x02 ? 12 : 8;
  const cells = page.readUInt16BE(start + 3);
  const { usable } = layout;
  for (let index = 0; index < cells; index += 1) {
    const pointer = start + headerSize + index * 2;
    if (pointer + 2 > page.length) return;
    let at = page.readUInt16BE(pointer) + (type === 0x02 ? 4 : 0);
    const [size, afterSize] = variableNumber(page, at);
    at = isTableLeaf ? variableNumber(page, afterSize)[1] : afterSize;
    const most = isTableLeaf ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
    if (size <= most || size > MAX_PAYLOAD) continue;
    const least = Math.floor(((usable - 12) * 32) / 255) - 23;
    const spilled = least + ((size - least) % (usable - 4));
    const local = spilled <= most ? spilled : least;
    if (at + local + 4 > page.length) continue;
    const parts: Uint8Array[] = [page.subarray(at, at + local)];
    let left = size - local;
    let next = page.readUInt32BE(at + local);
    // A chain in a damaged file may lead in a circle; it ends when the payload's own size is reached.
    while (left > 0 && next > 0 && next <= layout.pages) {
      const overflow = Buffer.from(source.read((next - 1) * layout.pageSize, layout.pageSize));
      if (overflow.length < layout.pageSize) break;
      const part = overflow.subarray(4, 4 + Math.min(left, usable - 4));
      parts.push(part);
      left -= part.length;
      next = overflow.readUInt32BE(0);
    }
    yield Buffer.concat(parts);
  }
}

function variableNumber(bytes: Buffer, start: number): [number, number] {
  let value = 0;
  for (let index = 0; index < 8; index += 1) {
    const byte = bytes[start + index] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if ((byte & 0x80) === 0) return [value, start + index + 1];
  }
  return [value * 256 + (bytes[start + 8] ?? 0), start + 9];
}
