/** Opens what `containerKindOf` recognised, whichever kind it is. */
import { readAsar } from './asar.ts';
import { decodeBzip2 } from './bzip2.ts';
import { inflatePieces } from './inflate-pieces.ts';
import type { ContainerKind } from './kind.ts';
import { readStream, type Ledger, type Reader } from './ledger.ts';
import { zipMembers, type ArchiveMember } from './members.ts';
import { chunksOf, type ByteSource } from './source.ts';
import { overflowingPayloads } from './sqlite.ts';
import { readTar } from './tar.ts';
import { decodeLzmaAlone, decodeXz } from './xz.ts';
import { readZip } from './zip.ts';
import { isZlib, zlibPieces } from './zlib-streams.ts';
import { decodeZstd } from './zstd.ts';
import { ArchiveError } from './problem.ts';

/** Readers that are seldom needed are loaded with the first archive of theirs, so that a start does not wait for them. */
const READERS: Readonly<Record<Exclude<ContainerKind, 'unsupported'>, Reader>> = {
  zip: async (source, ledger) => {
    await readMembers(zipMembers(readZip(source, ledger)), ledger);
  },
  tar: (source, ledger) => readMembers(openTar(chunksOf(source)), ledger),
  cpio: async (source, ledger) => {
    const { readCpio } = await import('./cpio.ts');
    await readMembers(readCpio(toAsync(chunksOf(source))), ledger);
  },
  ar: async (source, ledger) => {
    const { readAr } = await import('./ar.ts');
    await readMembers(readAr(source), ledger);
  },
  rpm: async (source, ledger) => {
    const { readRpm } = await import('./rpm.ts');
    await readMembers(readRpm(source), ledger);
  },
  lzip: async (source, ledger) => {
    const { decodeLzip } = await import('./lzip.ts');
    await readStream('lzip', decodeLzip(source), ledger);
  },
  brotli: async (source, ledger) => {
    const { decodeBrotli } = await import('./brotli.ts');
    await ledger.stream('brotli', decodeBrotli(source));
  },
  snappy: async (source, ledger) => {
    const { decodeFramedSnappy } = await import('./snappy.ts');
    await readStream('snappy', decodeFramedSnappy(source), ledger);
  },
  swf: async (source, ledger) => (await import('./swf.ts')).readSwf(source, ledger),
  vba: async (source, ledger) => {
    const { decodeVba } = await import('./vba.ts');
    await ledger.stream('vba', decodeVba(source));
  },
  png: async (source, ledger) => (await import('./png.ts')).readPng(source, ledger),
  'git-pack': async (source, ledger) => (await import('./git-pack.ts')).readGitPack(source, ledger),
  'git-bundle': async (source, ledger) => (await import('./git-pack.ts')).readGitBundle(source, ledger),
  avro: async (source, ledger) => (await import('./avro.ts')).readAvro(source, ledger),
  parquet: async (source, ledger) => (await import('./parquet.ts')).readParquet(source, ledger),
  leveldb: async (source, ledger) => (await import('./leveldb.ts')).readLevelDb(source, ledger),
  gzip: (source, ledger) => readStream('gzip', inflatePieces(source, 'gzip'), ledger),
  zlib: async (source, ledger) => {
    if (isZlib(source)) await readStream('zlib', zlibPieces(source), ledger);
  },
  bzip2: (source, ledger) => readStream('bzip2', decodeBzip2(source), ledger),
  xz: (source, ledger) => readStream('xz', decodeXz(source), ledger),
  lzma: (source, ledger) => readStream('lzma', decodeLzmaAlone(source), ledger),
  zstd: async (source, ledger) => {
    // A frame that is to be passed over may stand before frames of either kind.
    const { decodeLz4, isLz4Behind } = await import('./lz4.ts');
    if (isLz4Behind(source)) await readStream('lz4', decodeLz4(source), ledger);
    else await readStream('zstd', decodeZstd(source), ledger);
  },
  lz4: async (source, ledger) => {
    const { decodeLz4 } = await import('./lz4.ts');
    await readStream('lz4', decodeLz4(source), ledger);
  },
  '7z': async (source, ledger) => {
    const { readSevenZip } = await import('./seven-zip.ts');
    await readMembers(readSevenZip(source, ledger), ledger);
  },
  rar: async (source, ledger) => {
    const { readRar } = await import('./rar.ts');
    await readMembers(
      readRar(source, (problem) => {
        ledger.notOpened(problem);
      }),
      ledger,
    );
  },
  asar: async (source, ledger) => {
    for (const { name, data } of readAsar(source, ledger))
      await ledger.member({ name, content: chunksOf(data), problem: null });
  },
  sqlite: (source, ledger) => readParts(overflowingPayloads(source), ledger),
  pdf: async (source, ledger) => (await import('./pdf.ts')).readPdf(source, ledger),
};

/** Reads all of a container; what of it can't be read is written down, whatever the reason. */
export async function openContainer(
  kind: Exclude<ContainerKind, 'unsupported'>,
  source: ByteSource,
  ledger: Ledger,
): Promise<void> {
  await writingDown(ledger, () => READERS[kind](source, ledger));
}

/** What is read from a stream: it may be inside one, and is never held whole. */
export type StreamedKind = 'tar' | 'cpio';

export async function readStreamed(
  kind: StreamedKind,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ledger: Ledger,
): Promise<void> {
  await writingDown(ledger, async () => {
    if (kind === 'tar') await readMembers(openTar(chunks), ledger);
    else await readMembers((await import('./cpio.ts')).readCpio(toAsync(chunks)), ledger);
  });
}

async function writingDown(ledger: Ledger, read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (error instanceof ArchiveError) ledger.notOpened(error.problem);
    // SECURITY: a number that lies leads out of a buffer.
    else if (error instanceof RangeError) ledger.notOpened('damaged');
    else throw error;
  }
}

async function readMembers(
  members: AsyncIterable<ArchiveMember> | Iterable<ArchiveMember>,
  ledger: Ledger,
): Promise<void> {
  for await (const member of members) await ledger.member(member);
}

async function readParts(parts: Iterable<Uint8Array>, ledger: Ledger): Promise<void> {
  for (const part of parts) await ledger.part(part);
}

async function* openTar(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<ArchiveMember, void, void> {
  for await (const { name, content } of readTar(toAsync(chunks))) yield { name, content, problem: null };
}

export async function* toAsync(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  yield* chunks;
}
