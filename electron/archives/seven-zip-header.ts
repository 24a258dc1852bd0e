/** The header of a 7-Zip archive: which packed streams there are, how each folder unpacks, and which files are in it. */
import { ArchiveError } from './problem.ts';

const MOST_FOLDERS = 200_000;
const MOST_FILES = 200_000;
const MOST_CODERS = 32;
const MOST_STREAMS = 32;

export interface Coder {
  /** Codec id, hexadecimal. */
  readonly id: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly properties: Uint8Array;
}

export interface Folder {
  readonly coders: readonly Coder[];
  /** Input stream ← output stream. */
  readonly bonds: readonly { readonly input: number; readonly output: number }[];
  /** The inputs that come from the file, in the order of its packed streams. */
  readonly packed: readonly number[];
  /** One for each output. */
  readonly sizes: number[];
  /** A checksum of the whole output was given. */
  hasDigest: boolean;
}

export interface Streams {
  readonly packStart: number;
  readonly packSizes: readonly number[];
  readonly folders: readonly Folder[];
  /** By folder: how large each file in it is. */
  readonly parts: readonly (readonly number[])[];
}

export interface ArchiveHeader {
  readonly streams: Streams;
  /** In the order of the files; those without content too. */
  readonly files: readonly { readonly name: string; readonly hasStream: boolean }[];
}

const ID = {
  end: 0,
  header: 1,
  archiveProperties: 2,
  additionalStreams: 3,
  mainStreams: 4,
  files: 5,
  packInfo: 6,
  unpackInfo: 7,
  subStreams: 8,
  size: 9,
  crc: 10,
  folder: 11,
  unpackSizes: 12,
  partCounts: 13,
  emptyStream: 14,
  names: 17,
  encodedHeader: 23,
} as const;

/** Reads numbers; every one that counts something is held against what is left of the header. */
class HeaderReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  byte(): number {
    if (this.#at >= this.#bytes.length) throw new ArchiveError('header-damaged');
    return this.#bytes[this.#at++]!;
  }

  bytes(length: number): Buffer {
    if (length > this.left) throw new ArchiveError('header-damaged');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** As many leading ones in the first byte as further bytes follow. */
  number(): number {
    const first = this.byte();
    let value = 0;
    for (let index = 0, mask = 0x80; index < 8; index += 1, mask >>= 1) {
      if ((first & mask) === 0) return this.#safe(value + (first & (mask - 1)) * 2 ** (8 * index));
      value += this.byte() * 2 ** (8 * index);
    }
    return this.#safe(value);
  }

  count(most: number): number {
    const value = this.number();
    if (value > most) throw new ArchiveError('header-damaged-or-too-large');
    return value;
  }

  bits(count: number): boolean[] {
    const bytes = this.bytes(Math.ceil(count / 8));
    return Array.from({ length: count }, (_, index) => (bytes[index >> 3]! & (0x80 >> (index & 7))) !== 0);
  }

  /** Checksums are not compared: what is damaged is scanned all the same. */
  digests(count: number): boolean[] {
    const defined = this.byte() === 0 ? this.bits(count) : new Array<boolean>(count).fill(true);
    this.bytes(defined.filter(Boolean).length * 4);
    return defined;
  }

  expect(id: number): void {
    if (this.number() !== id) throw new ArchiveError('header-damaged');
  }

  #safe(value: number): number {
    if (!Number.isSafeInteger(value)) throw new ArchiveError('header-damaged');
    return value;
  }
}

/** The streams of an encoded header, or the header itself. */
export function parseHeader(
  bytes: Buffer,
):
  | { readonly type: 'encoded'; readonly streams: Streams }
  | { readonly type: 'plain'; readonly header: ArchiveHeader } {
  const reader = new HeaderReader(bytes);
  const id = reader.number();
  if (id === ID.encodedHeader) return { type: 'encoded', streams: readStreams(reader) };
  if (id !== ID.header) throw new ArchiveError('header-damaged');
  let streams: Streams = { packStart: 0, packSizes: [], folders: [], parts: [] };
  let files: ArchiveHeader['files'] = [];
  for (let section = reader.number(); section !== ID.end; section = reader.number()) {
    if (section === ID.archiveProperties) skipProperties(reader);
    else if (section === ID.additionalStreams) readStreams(reader);
    else if (section === ID.mainStreams) streams = readStreams(reader);
    else if (section === ID.files) files = readFiles(reader);
    else throw new ArchiveError('header-damaged');
  }
  return { type: 'plain', header: { streams, files } };
}

function skipProperties(reader: HeaderReader): void {
  while (reader.number() !== ID.end) reader.bytes(reader.number());
}

function readStreams(reader: HeaderReader): Streams {
  let packStart = 0;
  let packSizes: number[] = [];
  let folders: Folder[] = [];
  let parts: number[][] | null = null;
  for (let section = reader.number(); section !== ID.end; section = reader.number()) {
    if (section === ID.packInfo) {
      packStart = reader.number();
      packSizes = readPackSizes(reader);
    } else if (section === ID.unpackInfo) folders = readFolders(reader);
    else if (section === ID.subStreams) parts = readParts(reader, folders);
    else throw new ArchiveError('header-damaged');
  }
  return { packStart, packSizes, folders, parts: parts ?? folders.map((folder) => [outputSize(folder)]) };
}

function readPackSizes(reader: HeaderReader): number[] {
  const count = reader.count(MOST_FOLDERS);
  let sizes: number[] = [];
  for (let section = reader.number(); section !== ID.end; section = reader.number()) {
    if (section === ID.size) sizes = Array.from({ length: count }, () => reader.number());
    else if (section === ID.crc) reader.digests(count);
    else throw new ArchiveError('header-damaged');
  }
  return sizes;
}

function readFolders(reader: HeaderReader): Folder[] {
  reader.expect(ID.folder);
  const count = reader.count(MOST_FOLDERS);
  if (reader.byte() !== 0) throw new ArchiveError('header-in-another-stream');
  const folders = Array.from({ length: count }, () => readFolder(reader));
  reader.expect(ID.unpackSizes);
  for (const { coders, sizes } of folders) {
    for (const { outputs } of coders)
      for (let index = 0; index < outputs; index += 1) sizes.push(reader.number());
  }
  for (let section = reader.number(); section !== ID.end; section = reader.number()) {
    if (section !== ID.crc) throw new ArchiveError('header-damaged');
    for (const [index, isDefined] of reader.digests(count).entries()) folders[index]!.hasDigest = isDefined;
  }
  return folders;
}

function readFolder(reader: HeaderReader): Folder {
  const coders = Array.from({ length: reader.count(MOST_CODERS) }, (): Coder => {
    const flags = reader.byte();
    const id = reader.bytes(flags & 15).toString('hex');
    const isComplex = (flags & 0x10) !== 0;
    const inputs = isComplex ? reader.count(MOST_STREAMS) : 1;
    const outputs = isComplex ? reader.count(MOST_STREAMS) : 1;
    const properties =
      (flags & 0x20) === 0 ? new Uint8Array(0) : Uint8Array.from(reader.bytes(reader.number()));
    return { id, inputs, outputs, properties };
  });
  const inputs = coders.reduce((sum, coder) => sum + coder.inputs, 0);
  const outputs = coders.reduce((sum, coder) => sum + coder.outputs, 0);
  if (outputs === 0 || inputs < outputs - 1) throw new ArchiveError('header-damaged');
  const bonds = Array.from({ length: outputs - 1 }, () => ({
    input: reader.count(inputs - 1),
    output: reader.count(outputs - 1),
  }));
  const free = inputs - bonds.length;
  const packed =
    free === 1
      ? [
          Array.from({ length: inputs }, (_, index) => index).find(
            (input) => !bonds.some((bond) => bond.input === input),
          ) ?? 0,
        ]
      : Array.from({ length: free }, () => reader.count(inputs - 1));
  return { coders, bonds, packed, sizes: [], hasDigest: false };
}

/** The size of what a folder gives in the end: of the output that no coder takes. */
export function outputSize(folder: Folder): number {
  return folder.sizes[finalOutput(folder)] ?? 0;
}

export function finalOutput({ bonds, sizes }: Folder): number {
  for (let output = sizes.length - 1; output >= 0; output -= 1) {
    if (!bonds.some((bond) => bond.output === output)) return output;
  }
  throw new ArchiveError('header-damaged');
}

function readParts(reader: HeaderReader, folders: readonly Folder[]): number[][] {
  let section = reader.number();
  let counts = folders.map(() => 1);
  if (section === ID.partCounts) {
    counts = folders.map(() => reader.count(MOST_FILES));
    section = reader.number();
  }
  if (counts.reduce((sum, count) => sum + count, 0) > MOST_FILES) throw new ArchiveError('too-many-members');
  const hasSizes = section === ID.size;
  const parts = folders.map((folder, index) => {
    const count = counts[index]!;
    const sizes: number[] = [];
    let left = outputSize(folder);
    for (let part = 0; part < count - 1; part += 1) {
      const size = hasSizes ? reader.number() : 0;
      sizes.push(size);
      left -= size;
    }
    // Of the last one it is not said; whatever is left, also where the others claim too much.
    if (count > 0) sizes.push(Math.max(0, left));
    return sizes;
  });
  if (hasSizes) section = reader.number();
  for (; section !== ID.end; section = reader.number()) {
    if (section !== ID.crc) throw new ArchiveError('header-damaged');
    // A folder of one file may have had its checksum before.
    reader.digests(
      counts.reduce((sum, count, index) => sum + (count === 1 && folders[index]!.hasDigest ? 0 : count), 0),
    );
  }
  return parts;
}

function readFiles(reader: HeaderReader): ArchiveHeader['files'] {
  const count = reader.count(MOST_FILES);
  let names: string[] = [];
  let empty: boolean[] = [];
  for (let section = reader.number(); section !== ID.end; section = reader.number()) {
    const property = new HeaderReader(reader.bytes(reader.number()));
    if (section === ID.emptyStream) empty = property.bits(count);
    else if (section === ID.names && property.byte() === 0) names = splitNames(property.bytes(property.left));
  }
  return Array.from({ length: count }, (_, index) => ({
    name: names[index] ?? '(no name)',
    hasStream: empty[index] !== true,
  }));
}

function splitNames(bytes: Buffer): string[] {
  const names = bytes.toString('utf16le').split('\0');
  return names.slice(0, -1).map((name) => (name === '' ? '(no name)' : name.replaceAll('\\', '/')));
}
