/**
 * Readers of archives, compressed streams, databases and documents, as if they were a package of their own: nothing here
 * knows the product, and nothing outside imports from deeper in this folder.
 *
 *     const head = source.read(0, MAGIC_BYTES);
 *     const kind = containerKindOf(head);
 *     if (kind !== null && kind !== 'unsupported') {
 *       await openContainer(kind, source, ledger);
 *     }
 *
 * A reader writes what it opens, and what it can't, into the ledger that it is given, and returns nothing. All readers
 * stream; how much comes out, how deep and how long is for the caller to bound. Each format is one file (RAR and 7-Zip
 * several); a new one is a file, its magic in `kind.ts`, a case in `open.ts`, and its truncations, lies and bombs in the
 * fuzz test.
 */
export { Breaks } from './breaks.ts';
export {
  containerKindOf,
  isNamedContainer,
  MAGIC_BYTES,
  isArjAt,
  unsupportedName,
  type ContainerKind,
} from './kind.ts';
export type { ArchiveMember, Chunks } from './members.ts';
export { ArchiveError, type ArchiveProblem } from './problem.ts';
export type { Ledger } from './ledger.ts';
export { openContainer, readStreamed, toAsync } from './open.ts';
export { inflateRaw } from './inflate.ts';
export { inflatePieces } from './inflate-pieces.ts';
export { isLzmaHeaderAt } from './lzma-header.ts';
export { isLzmaAt } from './lzma-start.ts';
export { isZlibAt } from './zlib-streams.ts';
export { endsInZip } from './zip.ts';
export { isZstdStart } from './zstd.ts';
export { decodeSnappy, mayBeSnappy, SNAPPY_HEAD_BYTES } from './snappy.ts';
export { bufferSource, chunksOf, fileSource, partSource, type ByteSource } from './source.ts';
export { engineOf, type Engine } from './zlib-engine.ts';
