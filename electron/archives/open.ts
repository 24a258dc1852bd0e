/** Opens what `containerKindOf` recognised, whichever kind it is. */
import { readAsar } from './asar.ts';
import { decodeBzip2 } from './bzip2.ts';
import { inflatePieces } from './inflate-pieces.ts';
import type { ContainerKind } from './kind.ts';
import { zipMembers, type ArchiveMember, type Chunks } from './members.ts';
import { pdfStreams } from './pdf.ts';
import { chunksOf, type ByteSource } from './source.ts';
import { overflowingPayloads } from './sqlite.ts';
import { readTar } from './tar.ts';
import { decodeLzmaAlone, decodeXz } from './xz.ts';
import { readZip } from './zip.ts';
import { decodeZstd } from './zstd.ts';

export type Opened =
  /** One compressed stream. A chunk is valid until the next one is asked for. */
  | { readonly form: 'stream'; readonly chunks: Chunks }
  /** Named members, each to be read to its end, or left, before the next one is asked for. */
  | {
      readonly form: 'members';
      readonly members: AsyncIterable<ArchiveMember> | Iterable<ArchiveMember>;
    }
  /** What lies apart in its bytes, put together. */
  | { readonly form: 'parts'; readonly parts: Iterable<Uint8Array> };

/** Readers that are seldom needed: loaded with the first archive of theirs, so that a start does not wait for them. */
const lz4 = () => import('./lz4.ts');
const sevenZip = () => import('./seven-zip.ts');
const rar = () => import('./rar.ts');

/** @param report takes, in words, what of it can't be read; it goes on with the rest */
export async function openContainer(
  kind: Exclude<ContainerKind, 'unsupported'>,
  source: ByteSource,
  report: (reason: string) => void,
): Promise<Opened> {
  switch (kind) {
    case 'zip':
      return { form: 'members', members: unpackedHere(source, report) };
    case 'tar':
      return { form: 'members', members: openTar(chunksOf(source)) };
    case 'gzip':
    case 'zlib':
      return { form: 'stream', chunks: inflatePieces(source, kind) };
    case 'bzip2':
      return { form: 'stream', chunks: decodeBzip2(source) };
    case 'xz':
      return { form: 'stream', chunks: decodeXz(source) };
    case 'lzma':
      return { form: 'stream', chunks: decodeLzmaAlone(source) };
    case 'zstd': {
      // A frame that is to be passed over may stand before frames of either kind.
      const { decodeLz4, isLz4Behind } = await lz4();
      return { form: 'stream', chunks: isLz4Behind(source) ? decodeLz4(source) : decodeZstd(source) };
    }
    case 'lz4':
      return { form: 'stream', chunks: (await lz4()).decodeLz4(source) };
    case '7z':
      return { form: 'members', members: (await sevenZip()).readSevenZip(source) };
    case 'rar':
      return { form: 'members', members: (await rar()).readRar(source, report) };
    case 'asar':
      return { form: 'members', members: asarMembers(source) };
    case 'sqlite':
      return { form: 'parts', parts: overflowingPayloads(source) };
    case 'pdf':
      return { form: 'parts', parts: pdfStreams(source) };
  }
}

/** A tar archive is read from a stream: it may be inside one, and is never held whole. */
export async function* openTar(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<ArchiveMember, void, void> {
  for await (const { name, content } of readTar(toAsync(chunks))) yield { name, content, problem: null };
}

export async function* toAsync(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  yield* chunks;
}

function* asarMembers(source: ByteSource): Generator<ArchiveMember, void, void> {
  for (const { name, data } of readAsar(source)) yield { name, content: chunksOf(data), problem: null };
}

/** Deflated members, nearly all there are, by an inflater that makes no garbage. */
function* unpackedHere(
  source: ByteSource,
  report: (reason: string) => void,
): Generator<ArchiveMember, void, void> {
  for (const member of readZip(source, report)) {
    for (const known of zipMembers([member])) {
      const isDeflated = member.method === 8 && known.content !== null;
      yield isDeflated ? { ...known, content: inflatePieces(member.data, 'raw') } : known;
    }
  }
}
