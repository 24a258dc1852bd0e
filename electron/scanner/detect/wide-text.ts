/** Text that is UTF-16 or UTF-32 as a whole, with or without a byte order mark. */

export type WideEncoding = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

export interface WideText {
  readonly encoding: WideEncoding;
  readonly utf8: Buffer;
  /** Offset and length in the original bytes of a piece of `utf8`. */
  place(offset: number, length: number): { readonly offset: number; readonly length: number };
}

export const SNIFFED_BYTES = 4096;

/** The encoding that `head`, the first bytes of some content, shows; null if it is not wide text. */
export function sniffWide(
  head: Uint8Array,
): { readonly encoding: WideEncoding; readonly mark: number } | null {
  const [a, b, c, d] = head;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return { encoding: 'utf-32le', mark: 4 };
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { encoding: 'utf-32be', mark: 4 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', mark: 2 };
  const length = Math.min(head.length, SNIFFED_BYTES) & ~3;
  if (length < 8) return null;
  // Asked of every file, so a look at its first characters comes first.
  let seen = 0;
  for (let index = 0; index < 16 && index < length; index += 1) if (head[index] === 0) seen += 1;
  if (seen < 2) return null;
  const zeros = [0, 0, 0, 0];
  for (let index = 0; index < length; index += 1) if (head[index] === 0) zeros[index & 3]! += 1;
  const quarter = length / 4;
  const most = (count: number): boolean => count > quarter * 0.7;
  const few = (count: number): boolean => count < quarter * 0.05;
  const [z0, z1, z2, z3] = zeros as [number, number, number, number];
  if (most(z1) && most(z2) && most(z3) && few(z0)) return { encoding: 'utf-32le', mark: 0 };
  if (most(z0) && most(z1) && most(z2) && few(z3)) return { encoding: 'utf-32be', mark: 0 };
  if (most(z1) && most(z3) && few(z0) && few(z2)) return { encoding: 'utf-16le', mark: 0 };
  if (most(z0) && most(z2) && few(z1) && few(z3)) return { encoding: 'utf-16be', mark: 0 };
  return null;
}

/** Bytes of one encoding → UTF-8; `bytes` must hold whole units. */
function toUtf8(bytes: Uint8Array, encoding: WideEncoding): Buffer {
  if (encoding === 'utf-16le') return Buffer.from(asBuffer(bytes).toString('utf16le'), 'utf8');
  if (encoding === 'utf-16be') {
    const swapped = Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
    return Buffer.from(swapped.toString('utf16le'), 'utf8');
  }
  const view = asBuffer(bytes);
  const points: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = encoding === 'utf-32le' ? view.readUInt32LE(at) : view.readUInt32BE(at);
    points.push(point <= 0x10ffff ? String.fromCodePoint(point) : '\uFFFD');
  }
  return Buffer.from(points.join(''), 'utf8');
}

/** What comes in pieces: a character that is cut in two waits for its rest. */
export function narrowing(encoding: WideEncoding): (chunk: Uint8Array) => Buffer {
  const unit = encoding.startsWith('utf-16') ? 2 : 4;
  let rest = Buffer.alloc(0);
  return (chunk) => {
    const all = Buffer.concat([rest, chunk]);
    // A pair of units that is cut costs one character that no key has.
    const whole = all.length - (all.length % unit);
    rest = Buffer.from(all.subarray(whole));
    return toUtf8(all.subarray(0, whole), encoding);
  };
}

export function wholeText(bytes: Uint8Array): WideText | null {
  const sniffed = bytes.length < 8 ? null : sniffWide(bytes);
  if (sniffed === null) return null;
  const { encoding, mark } = sniffed;
  const utf8 = toUtf8(bytes.subarray(mark), encoding);
  const unit = encoding.startsWith('utf-16') ? 2 : 4;
  return {
    encoding,
    utf8,
    place: (offset, length) => ({
      offset: mark + unitsIn(utf8, 0, offset, unit) * unit,
      length: unitsIn(utf8, offset, offset + length, unit) * unit,
    }),
  };
}

/** How many units the UTF-8 range takes in the original: two of two bytes for a character outside the first plane. */
function unitsIn(utf8: Uint8Array, start: number, end: number, unit: number): number {
  let units = 0;
  for (let at = start; at < end; at += 1) {
    const byte = utf8[at]!;
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 && unit === 2 ? 2 : 1;
  }
  return units;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
