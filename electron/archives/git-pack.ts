/**
 * Objects of a Git pack, or of the pack in a bundle, without its index: packs that lie elsewhere than in a repository,
 * in archives, in backups. Each object is put together from its deltas and given as a member, named by its kind and id.
 */
import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import type { Reader } from './ledger.ts';
import type { ByteSource } from './source.ts';
import { ArchiveError, type ArchiveProblem } from './problem.ts';

/** SECURITY: objects of one chain are held together; more, and larger ones, are told. */
const MAX_OBJECT = 64 << 20;
const MAX_HELD = 256 << 20;
const MAX_OBJECTS = 20_000_000;
const MAX_HEADER = 16 << 20;
const KINDS: Readonly<Record<number, string>> = { 1: 'commit', 2: 'tree', 3: 'blob', 4: 'tag' };
const OFS_DELTA = 6;
const REF_DELTA = 7;

interface Entry {
  readonly kind: number;
  readonly size: number;
  readonly data: number;
  /** Offset of the base, its id, or null. */
  readonly base: number | string | null;
}

interface Resolved {
  readonly kind: string;
  readonly bytes: Buffer;
}

export const readGitBundle: Reader = async (source, ledger) => {
  for (let from = 0; from < Math.min(source.size, MAX_HEADER); from += 1 << 16) {
    const window = source.read(from, (1 << 16) + 8);
    const at = window.indexOf('\n\nPACK', 0, 'latin1');
    if (at < 0) continue;
    const header = source.read(0, from + at).toString('latin1');
    const idLength = /@object-format=sha256/.test(header) ? 32 : 20;
    await readPack(source, from + at + 2, idLength, ledger);
    return;
  }
  throw new ArchiveError('holds-no-pack');
};

export const readGitPack: Reader = (source, ledger) => readPack(source, 0, 20, ledger);

const readPack = async (
  source: ByteSource,
  start: number,
  idLength: number,
  ledger: Parameters<Reader>[1],
): Promise<void> => {
  const algorithm = idLength === 32 ? 'sha256' : 'sha1';
  const { entries, problem } = entriesOf(source, start, idLength);
  const byOffset = new Map<number, number[]>();
  const byId = new Map<string, number[]>();
  const roots: number[] = [];
  for (const [offset, { base }] of entries) {
    if (base === null) roots.push(offset);
    else if (typeof base === 'number') add(byOffset, base, offset);
    else add(byId, base, offset);
  }
  let read = 0;
  let large = 0;
  let damaged = 0;
  for (const root of roots) {
    let held = 0;
    const pending: { readonly offset: number; readonly base: Resolved | null }[] = [
      { offset: root, base: null },
    ];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const entry = entries.get(next.offset)!;
      read += 1;
      let object: Resolved | 'large' | 'damaged';
      if (entry.size > MAX_OBJECT || held > MAX_HELD) object = 'large';
      else object = resolve(source, entry, next.base);
      if (typeof object === 'string') {
        if (object === 'large') large += 1;
        else damaged += 1;
        continue;
      }
      const id = createHash(algorithm)
        .update(`${object.kind} ${String(object.bytes.length)}\0`)
        .update(object.bytes)
        .digest('hex');
      await ledger.member({ name: `${object.kind} ${id}`, content: [object.bytes], problem: null });
      const children = [...(byOffset.get(next.offset) ?? []), ...(byId.get(id) ?? [])];
      byId.delete(id);
      held = children.length === 0 ? held : held + object.bytes.length;
      for (const offset of children) pending.push({ offset, base: object });
    }
  }
  if (large > 0) ledger.notOpened({ kind: 'objects-too-large', count: large });
  if (damaged > 0) ledger.notOpened({ kind: 'objects-damaged', count: damaged });
  const left = entries.size - read - large - damaged;
  if (left > 0) ledger.notOpened({ kind: 'objects-without-base', count: left });
  if (problem !== null) ledger.notOpened(problem);
};

function add<Key>(lists: Map<Key, number[]>, key: Key, offset: number): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [offset]);
  else known.push(offset);
}

function resolve(source: ByteSource, entry: Entry, base: Resolved | null): Resolved | 'large' | 'damaged' {
  try {
    const { buffer } = inflateAt(source, entry);
    if (buffer.length !== entry.size) return 'damaged';
    if (base === null) return { kind: KINDS[entry.kind]!, bytes: buffer };
    const bytes = applyDelta(base.bytes, buffer);
    return bytes === 'large' ? bytes : { kind: base.kind, bytes };
  } catch {
    return 'damaged';
  }
}

/** Every entry by its offset; what can't be followed to its end has a problem. */
function entriesOf(
  source: ByteSource,
  start: number,
  idLength: number,
): { readonly entries: ReadonlyMap<number, Entry>; readonly problem: ArchiveProblem | null } {
  const entries = new Map<number, Entry>();
  const head = source.read(start, 12);
  if (head.length < 12) throw new ArchiveError('ends-early');
  const count = head.readUInt32BE(8);
  if (count > MAX_OBJECTS) throw new ArchiveError('too-many-objects');
  let at = start + 12;
  for (let index = 0; index < count; index += 1) {
    const header = Buffer.from(source.read(at, 24 + idLength));
    if (header.length < 2) return { entries, problem: 'ends-early' };
    let place = 0;
    const next = (): number => header[place++] ?? 0;
    let byte = next();
    const kind = (byte >> 4) & 7;
    let size = byte & 15;
    for (let factor = 16; (byte & 0x80) !== 0 && place < 12; factor *= 128) {
      byte = next();
      size += (byte & 0x7f) * factor;
    }
    let base: number | string | null = null;
    if (kind === OFS_DELTA) {
      byte = next();
      let distance = byte & 0x7f;
      while ((byte & 0x80) !== 0 && place < 24) {
        byte = next();
        distance = (distance + 1) * 128 + (byte & 0x7f);
      }
      base = at - distance;
    } else if (kind === REF_DELTA) {
      base = header.toString('hex', place, place + idLength);
      place += idLength;
    } else if (KINDS[kind] === undefined) return { entries, problem: 'damaged' };
    const entry = { kind, size, data: at + place, base };
    let consumed: number;
    try {
      consumed = inflateAt(source, entry).consumed;
    } catch {
      return { entries, problem: at + place + size >= source.size ? 'ends-early' : 'damaged' };
    }
    entries.set(at, entry);
    at += place + consumed;
  }
  return { entries, problem: null };
}

/** @throws where it is damaged, or unpacks to more than it says */
function inflateAt(source: ByteSource, { data, size }: Entry): { buffer: Buffer; consumed: number } {
  const packed = source.read(data, size + (size >> 8) + 1024);
  const limit = Math.max(64, size + 16);
  const result = inflateSync(packed, {
    info: true,
    maxOutputLength: limit,
    chunkSize: Math.min(limit, 1 << 20),
  });
  const { buffer, engine } = result as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
  return { buffer, consumed: engine.bytesWritten };
}

function applyDelta(base: Buffer, delta: Buffer): Buffer | 'large' {
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = delta[at++] ?? 0;
      value += (byte & 0x7f) * factor;
      if ((byte & 0x80) === 0 || factor > 2 ** 40) return value;
    }
  };
  if (number() !== base.length) throw new ArchiveError('damaged');
  const size = number();
  if (size > MAX_OBJECT) return 'large';
  const out = Buffer.alloc(size);
  let filled = 0;
  while (at < delta.length) {
    const operation = delta[at++]!;
    if ((operation & 0x80) === 0) {
      if (operation === 0) throw new ArchiveError('damaged');
      filled += delta.copy(out, filled, at, at + operation);
      at += operation;
      continue;
    }
    let offset = 0;
    let length = 0;
    for (let bit = 0; bit < 4; bit += 1)
      if ((operation & (1 << bit)) !== 0) offset += delta[at++]! * 256 ** bit;
    for (let bit = 0; bit < 3; bit += 1)
      if ((operation & (16 << bit)) !== 0) length += delta[at++]! * 256 ** bit;
    if (length === 0) length = 65_536;
    if (offset + length > base.length || filled + length > size) throw new ArchiveError('damaged');
    filled += base.copy(out, filled, offset, offset + length);
  }
  if (filled !== size) throw new ArchiveError('damaged');
  return out;
}
