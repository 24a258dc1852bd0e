/**
 * Members of a 7-Zip archive. A folder is one stream of several files: it is unpacked once, from its beginning to its end,
 * and handed out file by file.
 */
import { constants, inflateRawSync } from 'node:zlib';
import { joinBcj2 } from './bcj2.ts';
import { decodeBzip2 } from './bzip2.ts';
import { LzmaDecoder } from './lzma.ts';
import { decodePpmd } from './ppmd.ts';
import { PullReader } from './pull.ts';
import {
  finalOutput,
  outputSize,
  parseHeader,
  type ArchiveHeader,
  type Coder,
  type Folder,
  type Streams,
} from './seven-zip-header.ts';
import type { Ledger } from './ledger.ts';
import type { ArchiveMember } from './members.ts';
import { ByteReader, chunksOf, partSource, type ByteSource } from './source.ts';
import { decodeLzma2, dictionarySize, drain } from './xz.ts';
import { decodeZstd } from './zstd.ts';
import { ArchiveError } from './problem.ts';

const HEADER_START = 32;
const MAX_HEADER = 32 << 20;
const MOST_NESTED_HEADERS = 4;

/** Filters for the code of one processor each: text comes through them unchanged, so they are passed over. */
const CODE_FILTERS = new Set([
  '03030103',
  '03030205',
  '03030401',
  '03030501',
  '03030701',
  '03030805',
  '04',
  '05',
  '06',
  '07',
  '08',
  '09',
  '0a',
  '0b',
]);

/** @throws ArchiveError where the header can't be read */
export function* readSevenZip(
  source: ByteSource,
  ledger: Pick<Ledger, 'covers'>,
): Generator<ArchiveMember, void, void> {
  const { streams, files } = headerOf(source, ledger);
  const withContent = files.filter(({ hasStream }) => hasStream);
  for (const { name, hasStream } of files) if (!hasStream) yield { name, content: null, problem: null };
  let file = 0;
  let pack = 0;
  for (const [index, folder] of streams.folders.entries()) {
    const names = (streams.parts[index] ?? []).map(
      (_size, part) => withContent[file + part]?.name ?? '(no name)',
    );
    yield* membersOf(source, streams, folder, pack, names, streams.parts[index] ?? []);
    file += names.length;
    pack += folder.packed.length;
  }
}

function* membersOf(
  source: ByteSource,
  streams: Streams,
  folder: Folder,
  firstPack: number,
  names: readonly string[],
  sizes: readonly number[],
): Generator<ArchiveMember, void, void> {
  const problem = problemOf(folder);
  if (problem !== null) {
    for (const name of names) yield { name, content: null, problem };
    return;
  }
  const reader = new PullReader(unpack(source, streams, folder, firstPack));
  for (const [index, name] of names.entries()) {
    let left = sizes[index] ?? 0;
    const content = function* (): Generator<Uint8Array, void, void> {
      while (left > 0) {
        const part = reader.some(left);
        if (part.length === 0) throw new ArchiveError('ends-early');
        left -= part.length;
        yield part;
      }
    };
    yield { name, content: content(), problem: null };
    // What was not asked for lies before the next file all the same.
    while (left > 0) {
      const part = reader.some(left);
      if (part.length === 0) return;
      left -= part.length;
    }
  }
}

function headerOf(source: ByteSource, ledger: Pick<Ledger, 'covers'>): ArchiveHeader {
  const start = Buffer.from(source.read(0, HEADER_START));
  if (start.length < HEADER_START) throw new ArchiveError('ends-early');
  const offset = Number(start.readBigUInt64LE(12));
  const size = Number(start.readBigUInt64LE(20));
  ledger.covers(0, HEADER_START + offset + size);
  if (size === 0) return { streams: { packStart: 0, packSizes: [], folders: [], parts: [] }, files: [] };
  if (HEADER_START + offset + size > source.size) throw new ArchiveError('ends-early-or-goes-on');
  if (size > MAX_HEADER) throw new ArchiveError('header-too-large');
  let bytes: Buffer = Buffer.from(source.read(HEADER_START + offset, size));
  for (let depth = 0; depth < MOST_NESTED_HEADERS; depth += 1) {
    const parsed = parseHeader(bytes);
    if (parsed.type === 'plain') return parsed.header;
    bytes = unpackHeader(source, parsed.streams);
  }
  throw new ArchiveError('header-damaged');
}

function unpackHeader(source: ByteSource, streams: Streams): Buffer {
  const [folder] = streams.folders;
  if (folder === undefined) throw new ArchiveError('header-damaged');
  const problem = problemOf(folder);
  if (problem !== null)
    throw new ArchiveError(problem === 'encrypted' ? 'encrypted-with-its-list' : 'header-unsupported');
  const size = outputSize(folder);
  if (size > MAX_HEADER) throw new ArchiveError('header-too-large');
  const reader = new PullReader(unpack(source, streams, folder, 0));
  const bytes = Buffer.alloc(size);
  for (let filled = 0; filled < size;) {
    const part = reader.some(size - filled);
    if (part.length === 0) throw new ArchiveError('header-damaged');
    bytes.set(part, filled);
    filled += part.length;
  }
  return bytes;
}

type Codec =
  'copy' | 'lzma' | 'lzma2' | 'deflate' | 'bzip2' | 'zstd' | 'ppmd' | 'delta' | 'bcj2' | 'code' | 'aes';

function codecOf({ id }: Coder): Codec | null {
  if (CODE_FILTERS.has(id)) return 'code';
  switch (id) {
    case '00':
      return 'copy';
    case '030101':
      return 'lzma';
    case '21':
      return 'lzma2';
    case '03':
      return 'delta';
    case '0303011b':
      return 'bcj2';
    case '030401':
      return 'ppmd';
    case '040108':
      return 'deflate';
    case '040202':
      return 'bzip2';
    case '04f71101':
      return 'zstd';
    case '06f10701':
      return 'aes';
    default:
      return null;
  }
}

function problemOf({ coders }: Folder): 'encrypted' | 'unsupported' | null {
  const codecs = coders.map(codecOf);
  if (codecs.includes('aes')) return 'encrypted';
  return codecs.includes(null) ? 'unsupported' : null;
}

function unpack(
  source: ByteSource,
  { packStart, packSizes }: Streams,
  folder: Folder,
  firstPack: number,
): Iterable<Uint8Array> {
  const firstInput: number[] = [];
  const firstOutput: number[] = [];
  let inputs = 0;
  let outputs = 0;
  for (const coder of folder.coders) {
    firstInput.push(inputs);
    firstOutput.push(outputs);
    inputs += coder.inputs;
    outputs += coder.outputs;
  }
  const packedSource = (input: number): ByteSource | null => {
    const index = folder.packed.indexOf(input);
    if (index < 0) return null;
    const before = packSizes.slice(0, firstPack + index).reduce((sum, size) => sum + size, 0);
    const start = HEADER_START + packStart + before;
    return partSource(source, start, start + (packSizes[firstPack + index] ?? 0));
  };
  // Each coder is used once at most: a folder whose streams lead in a circle is damaged.
  const used = new Set<number>();
  const inputChunks = (input: number): Iterable<Uint8Array> => {
    const packed = packedSource(input);
    if (packed !== null) return chunksOf(packed);
    const bond = folder.bonds.find((candidate) => candidate.input === input);
    if (bond === undefined) throw new ArchiveError('header-damaged');
    return outputChunks(bond.output);
  };
  const outputChunks = (output: number): Iterable<Uint8Array> => {
    const index = firstOutput.indexOf(output);
    const coder = folder.coders[index];
    if (coder === undefined || used.has(index)) throw new ArchiveError('header-damaged');
    used.add(index);
    const input = firstInput[index]!;
    const size = folder.sizes[output] ?? 0;
    const codec = codecOf(coder);
    switch (codec) {
      case 'copy':
      case 'code':
        return inputChunks(input);
      case 'delta':
        return undoDelta(inputChunks(input), (coder.properties[0] ?? 0) + 1);
      case 'bcj2': {
        if (coder.inputs !== 4) throw new ArchiveError('header-damaged');
        const [main, calls, jumps, choices] = [0, 1, 2, 3].map(
          (place) => new PullReader(inputChunks(input + place)),
        );
        return joinBcj2(main!, calls!, jumps!, choices!);
      }
      default: {
        const packed = packedSource(input);
        if (packed === null) throw new ArchiveError('compressed-twice');
        return decode(codec, coder, packed, size);
      }
    }
  };
  return outputChunks(finalOutput(folder));
}

function decode(codec: Codec | null, coder: Coder, packed: ByteSource, size: number): Iterable<Uint8Array> {
  switch (codec) {
    case 'lzma':
      return decodeLzma(coder, packed, size);
    case 'lzma2':
      return decodeLzma2(new ByteReader(packed), dictionarySize(coder.properties[0] ?? 0), size);
    case 'deflate':
      return inflateAtOnce(packed);
    case 'bzip2':
      return decodeBzip2(packed);
    case 'zstd':
      return decodeZstd(packed);
    case 'ppmd':
      return decodePpmd(coder.properties, packed, size);
    default:
      throw new ArchiveError('header-damaged');
  }
}

function* decodeLzma(
  { properties }: Coder,
  packed: ByteSource,
  size: number,
): Generator<Uint8Array, void, void> {
  if (properties.length < 5) throw new ArchiveError('header-damaged');
  const dictionary = Buffer.from(properties).readUInt32LE(1);
  const decoder = new LzmaDecoder(new ByteReader(packed), dictionary, size);
  decoder.setProperties(properties[0]!);
  decoder.startRange();
  yield* drain(decoder, size);
}

/** 7-Zip writes deflate only when told to, so it may be unpacked in one go up to this size. */
const MAX_DEFLATE = 64 << 20;

function* inflateAtOnce(packed: ByteSource): Generator<Uint8Array, void, void> {
  if (packed.size > MAX_DEFLATE) throw new ArchiveError('deflate-too-large');
  try {
    yield inflateRawSync(packed.read(0, packed.size), {
      maxOutputLength: MAX_DEFLATE,
      finishFlush: constants.Z_SYNC_FLUSH,
    });
  } catch (error) {
    const isLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new ArchiveError(isLarge ? 'deflate-too-large' : 'damaged');
  }
}

function* undoDelta(chunks: Iterable<Uint8Array>, distance: number): Generator<Uint8Array, void, void> {
  const before = new Uint8Array(distance);
  let place = 0;
  for (const chunk of chunks) {
    const out = Uint8Array.from(chunk);
    for (let index = 0; index < out.length; index += 1) {
      out[index] = (out[index]! + before[place]!) & 0xff;
      before[place] = out[index]!;
      place = place + 1 === distance ? 0 : place + 1;
    }
    yield out;
  }
}
