/** Members of an Electron archive: a JSON header, then the files one after the other. */
import type { Ledger } from './ledger.ts';
import { partSource, type ByteSource } from './source.ts';
import { ArchiveError } from './problem.ts';

const MAX_HEADER = 32 << 20;
const MAX_MEMBERS = 200_000;
const MAX_DEPTH = 128;

export function* readAsar(
  source: ByteSource,
  ledger: Pick<Ledger, 'covers'>,
): Generator<{ readonly name: string; readonly data: ByteSource }, void, void> {
  const head = source.read(0, 16);
  const headerSize = head.readUInt32LE(4);
  const jsonSize = head.readUInt32LE(12);
  if (jsonSize > MAX_HEADER || jsonSize > source.size) throw new ArchiveError('damaged');
  let tree: unknown;
  try {
    tree = JSON.parse(source.read(16, jsonSize).toString('utf8'));
  } catch {
    throw new ArchiveError('header-damaged');
  }
  let count = 0;
  let last = 8 + headerSize;
  const pending: { readonly node: unknown; readonly path: string; readonly depth: number }[] = [
    { node: tree, path: '', depth: 0 },
  ];
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    const { node, path, depth } = entry;
    if (typeof node !== 'object' || node === null || depth > MAX_DEPTH) continue;
    if ('files' in node && typeof node.files === 'object' && node.files !== null) {
      for (const [name, child] of Object.entries(node.files)) {
        pending.push({ node: child, path: path === '' ? name : `${path}/${name}`, depth: depth + 1 });
      }
      continue;
    }
    if (!('offset' in node) || !('size' in node) || 'unpacked' in node) continue;
    const offset = Number(node.offset);
    const size = Number(node.size);
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(size) || offset < 0 || size < 0) continue;
    count += 1;
    if (count > MAX_MEMBERS) throw new ArchiveError('too-many-members');
    const start = 8 + headerSize + offset;
    last = Math.max(last, start + size);
    yield { name: path, data: partSource(source, start, start + size) };
  }
  ledger.covers(0, last);
}
