/** What a container is by its first bytes; names are not trusted. */
import { crc32 } from './checksums.ts';
import { isLzmaHeaderAt } from './lzma-header.ts';

export type ContainerKind =
  | 'zip'
  | 'tar'
  | 'gzip'
  | 'bzip2'
  | 'xz'
  | 'lzma'
  | 'zstd'
  | 'lz4'
  | '7z'
  | 'rar'
  | 'zlib'
  | 'asar'
  | 'sqlite'
  | 'pdf'
  | 'ar'
  | 'rpm'
  | 'cpio'
  | 'lzip'
  | 'swf'
  | 'git-pack'
  | 'git-bundle'
  | 'avro'
  | 'parquet'
  | 'leveldb'
  | 'brotli'
  | 'png'
  | 'vba'
  | 'snappy'
  | 'unsupported';

/** How many bytes `containerKindOf` wants to see. */
export const MAGIC_BYTES = 1024;

/** In UTF-16, also where several threads packed it. */
const XPRESS9 = Buffer.from('This backup was created using ', 'utf16le').toString('latin1', 0, 59);

const SQLITE = Buffer.from('SQLite format 3\0', 'latin1');

/**
 * Cheap enough to be asked of every file and blob: most are told apart by their first byte. `null` is nothing to open;
 * `unsupported` is an archive that this program can't open, which has to be reported.
 * @param length how many bytes of `head` count; what is behind them may be anything
 */
export function containerKindOf(head: Uint8Array, length = head.length): ContainerKind | null {
  if (length === 0) return null;
  if (MAY_BEGIN_CONTAINER[head[0]!] === 1) {
    const kind = kindByMagic(head.subarray(0, Math.min(length, MAGIC_BYTES)));
    if (kind !== null) return kind;
  }
  if (length > 20 && head[3] === 0x6c && isLha(head)) return 'unsupported';
  if (length > 40 && head[7] === 0x2a && unsupportedAt(head.subarray(0, 64)) !== null) return 'unsupported';
  return length >= 512 && head[257] === 0x75 && isTar(head) ? 'tar' : null;
}

/** Formats that are known and can't be opened, by how they begin. */
const UNSUPPORTED: readonly (readonly [magic: string, name: string, at?: number])[] = [
  ['MSCF', 'cabinet'],
  ['\x1f\x9d', 'compress (.Z)'],
  ['\x1f\xa0', 'compress (.Z)'],
  ['!BDN', 'Outlook data file'],
  ['MSWIM\0\0\0', 'Windows image'],
  ['\x89LZO\0\r\n\x1a\n', 'lzop'],
  ['LRZI', 'lrzip'],
  ['\x60\xea', 'ARJ'],
  ['**ACE**', 'ACE', 7],
  ['\xdc\xa7\xc4\xfd', 'ZOO', 20],
  ['SIT!', 'StuffIt'],
  ['ITSF\x03\0\0\0', 'compiled help'],
  ['SZDD\x88\xf0\x27\x33', 'SZDD'],
  ['KWAJ\x88\xf0\x27\xd1', 'KWAJ'],
  ['MAM\x04', 'Windows prefetch'],
];

function unsupportedAt(head: Uint8Array): string | null {
  const known = UNSUPPORTED.find(([magic, , at = 0]) => startsWith(head.subarray(at), magic));
  if (known === undefined && isLha(head)) return 'LHA';
  if (known === undefined || (known[1] === 'ARJ' && !isArj(head))) return null;
  return known[1] !== 'cabinet' && isPlainText(head) ? null : known[1];
}

/**
 * Names of formats that are letters only are also what a text may begin with: `PAR1`, `CWS`, `SIT!`. In a text of any language and
 * encoding of bytes there are no control characters, of which the header of each of these formats has several.
 */
function isPlainText(head: Uint8Array): boolean {
  return head.subarray(0, 64).every((byte) => byte >= 0x20 || TEXT_CONTROLS.has(byte));
}

/** Tab, line feed, form feed, carriage return, escape. */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

/** `-lh5-` and its like are letters that a text may have: behind them stands which form the header has. */
function isLha(head: Uint8Array): boolean {
  const method = Buffer.from(head.subarray(2, 7)).toString('latin1');
  return /^-l(?:h[124567]|zs)-$/.test(method) && head[20]! <= 3;
}

/** With its checksum, so that it may be asked of any place. */
export function isArjAt(bytes: Buffer, at: number): boolean {
  const head = bytes.subarray(at, at + 12);
  if (head.length < 12 || !isArj(head)) return false;
  const end = at + 4 + head.readUInt16LE(2);
  return end + 4 <= bytes.length && crc32(bytes.subarray(at + 4, end), 0) === bytes.readUInt32LE(end);
}

/** Two bytes are little to go by: the sizes of its two headers, and what kind of header it is. */
function isArj(head: Uint8Array): boolean {
  const size = head[2]! + head[3]! * 256;
  return size >= 30 && size <= 2600 && head[4]! >= 30 && head[4]! <= 50 && head[10] === 2;
}

const MAY_BEGIN_CONTAINER = ((): Uint8Array => {
  const table = new Uint8Array(256);
  for (const first of [
    0x50, 0x1f, 0x42, 0xfd, 0x28, 0x5d, 0x37, 0x52, 0x4d, 0x02, 0x04, 0x78, 0x53, 0x25, 0x21, 0xed, 0x30,
    0xc7, 0x71, 0x4c, 0x43, 0x5a, 0x23, 0x4f, 0xff, 0x54, 0x01, 0x6d, 0x89, 0x60, 0x49, 0x4b,
  ]) {
    table[first] = 1;
  }
  // A skippable frame of zstd or LZ4 has any of these sixteen.
  return table.fill(1, 0x50, 0x60);
})();

function kindByMagic(head: Uint8Array): ContainerKind | null {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = head;
  switch (a) {
    case 0x50:
      if (startsWith(head, 'PACK\0\0\0') && (head[7] === 2 || head[7] === 3)) return 'git-pack';
      if (startsWith(head, 'PAR1') && !isPlainText(head)) return 'parquet';
      if (b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6) || (c === 7 && d === 8))) return 'zip';
      break;
    case 0x1f:
      if (b === 0x8b && c === 8) return 'gzip';
      break;
    case 0x42:
      if (b === 0x5a && c === 0x68 && d >= 0x31 && d <= 0x39 && e === 0x31 && f === 0x41) return 'bzip2';
      break;
    case 0xfd:
      if (b === 0x37 && c === 0x7a && d === 0x58 && e === 0x5a && f === 0) return 'xz';
      break;
    case 0x28:
      if (b === 0xb5 && c === 0x2f && d === 0xfd) return 'zstd';
      break;
    case 0x5d:
      if (isLzmaHeaderAt(Buffer.from(head.buffer, head.byteOffset, head.length), 0)) return 'lzma';
      break;
    case 0x37:
      if (b === 0x7a && c === 0xbc && d === 0xaf && e === 0x27 && f === 0x1c) return '7z';
      break;
    case 0x52:
      if (b === 0x61 && c === 0x72 && d === 0x21 && e === 0x1a && f === 7 && head[6]! <= 1) return 'rar';
      break;
    case 0x01:
      if (startsWith(head.subarray(3), '\0Attribut\0e')) return 'vba';
      break;
    case 0x6d:
      if (startsWith(head, 'mozLz40\0')) return 'lz4';
      break;
    case 0x02:
      if (b === 0x21 && c === 0x4c && d === 0x18) return 'lz4';
      break;
    case 0x04:
      if (b === 0x22 && c === 0x4d && d === 0x18) return 'lz4';
      if (b === 0 && c === 0 && d === 0 && isAsar(head)) return 'asar';
      break;
    case 0x78:
      if ((b === 0x01 || b === 0x9c || b === 0xda || b === 0x5e) && (a * 256 + b) % 31 === 0) return 'zlib';
      break;
    case 0x53:
      if (SQLITE.every((byte, index) => head[index] === byte)) return 'sqlite';
      break;
    case 0x21:
      if (startsWith(head, '!<arch>\n')) return 'ar';
      break;
    case 0xed:
      if (b === 0xab && c === 0xee && d === 0xdb) return 'rpm';
      break;
    case 0x30:
      if (startsWith(head, '07070') && isNumberedCpio(head, f)) return 'cpio';
      break;
    case 0xc7:
      if (b === 0x71 && isOldCpio(head, true)) return 'cpio';
      break;
    case 0x71:
      if (b === 0xc7 && isOldCpio(head, false)) return 'cpio';
      break;
    case 0x4c:
      if (startsWith(head, 'LZIP\x01')) return 'lzip';
      break;
    case 0x43:
    case 0x5a:
      if (b === 0x57 && c === 0x53 && d >= 6 && d <= 60 && head.length > 16 && !isPlainText(head))
        return 'swf';
      break;
    case 0x23:
      if (startsWith(head, '# v2 git bundle\n') || startsWith(head, '# v3 git bundle\n')) return 'git-bundle';
      break;
    case 0x4f:
      if (startsWith(head, 'Obj\x01')) return 'avro';
      break;
    case 0xff:
      if (startsWith(head, '\xff\x06\0\0sNaPpY')) return 'snappy';
      if (b === 0xfe && startsWith(head.subarray(2), XPRESS9)) return 'unsupported';
      break;
    case 0x54:
      if (startsWith(head, XPRESS9)) return 'unsupported';
      break;
    case 0x25:
      if (b === 0x50 && c === 0x44 && d === 0x46 && e === 0x2d) return 'pdf';
      break;
  }
  if (unsupportedAt(head) !== null) return 'unsupported';
  if ((a & 0xf0) === 0x50 && b === 0x2a && c === 0x4d && d === 0x18) return 'zstd';
  return null;
}

/** Brotli has no magic: what is called so counts. */
export function isNamedContainer(name: string): boolean {
  return name.endsWith('.br');
}

/** What an unsupported archive is called, for the report. */
export function unsupportedName(head: Uint8Array): string {
  return unsupportedAt(head) ?? 'Power BI data model (XPress9)';
}

function startsWith(head: Uint8Array, magic: string): boolean {
  if (head.length < magic.length) return false;
  for (let index = 0; index < magic.length; index += 1)
    if (head[index] !== magic.charCodeAt(index)) return false;
  return true;
}

/** Its header is digits to its end: a telephone number is none. */
function isNumberedCpio(head: Uint8Array, form: number): boolean {
  if (form !== 0x31 && form !== 0x32 && form !== 0x37) return false;
  const digits = Buffer.from(head.subarray(6, form === 0x37 ? 76 : 110)).toString('latin1');
  return form === 0x37 ? /^[0-7]{70}$/.test(digits) : /^[0-9A-Fa-f]{104}$/.test(digits);
}

/** Two bytes are little to go by: the name's length has to lead to the name's end. */
function isOldCpio(head: Uint8Array, isLittle: boolean): boolean {
  const length = isLittle ? head[20]! + head[21]! * 256 : head[20]! * 256 + head[21]!;
  return (
    length > 1 &&
    length < 1000 &&
    head[25 + length] === 0 &&
    head.subarray(26, 25 + length).every((byte) => byte >= 0x20)
  );
}

function isAsar(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(16, 24)).toString('latin1') === '{"files"';
}

function isTar(head: Uint8Array): boolean {
  return (
    head[257] === 0x75 && head[258] === 0x73 && head[259] === 0x74 && head[260] === 0x61 && head[261] === 0x72
  );
}
