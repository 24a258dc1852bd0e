/**
 * Makes a screenshot of an interface small: at most 256 colours, found so that no colour moves further than the eye sees.
 * Reads what Playwright writes (8 bit, RGB or RGBA, not interlaced) and nothing else.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

interface Picture {
  readonly width: number;
  readonly height: number;
  /** One number for each pixel: red, green, blue. */
  readonly pixels: Uint32Array;
}

function unfilter(filter: number, left: number, up: number, upLeft: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const [a, b, c] = [Math.abs(up - upLeft), Math.abs(left - upLeft), Math.abs(left + up - 2 * upLeft)];
      return a <= b && a <= c ? left : b <= c ? up : upLeft;
    }
    default:
      return 0;
  }
}

function decode(png: Buffer): Picture {
  const parts: Buffer[] = [];
  let [width, height, channels] = [0, 0, 0];
  for (let at = SIGNATURE.length; at < png.length; at += png.readUInt32BE(at) + 12) {
    const kind = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    if (kind === 'IHDR') {
      [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
      const [depth, colour, , , interlaced] = body.subarray(8);
      if (depth !== 8 || (colour !== 2 && colour !== 6) || interlaced !== 0)
        throw new Error('This is not a PNG as a screenshot is.');
      channels = colour === 2 ? 3 : 4;
    } else if (kind === 'IDAT') parts.push(body);
  }
  const data = inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = data[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < channels ? 0 : rows[at - channels]!;
      const up = y === 0 ? 0 : rows[at - stride]!;
      const upLeft = x < channels || y === 0 ? 0 : rows[at - stride - channels]!;
      rows[at] = data[y * (stride + 1) + 1 + x]! + unfilter(filter, left, up, upLeft);
    }
  }
  const pixels = new Uint32Array(width * height);
  for (let index = 0; index < pixels.length; index += 1) {
    const at = index * channels;
    pixels[index] = (rows[at]! << 16) | (rows[at + 1]! << 8) | rows[at + 2]!;
  }
  return { width, height, pixels };
}

/** A tint is seen sooner than a shade: of greys above all, of which an interface is made. */
function distance(one: number, other: number): number {
  const red = ((one >> 16) & 255) - ((other >> 16) & 255);
  const green = ((one >> 8) & 255) - ((other >> 8) & 255);
  const blue = (one & 255) - (other & 255);
  const tint = Math.max(Math.abs(red - green), Math.abs(blue - green), Math.abs(red - blue));
  return Math.max(Math.abs(red), Math.abs(green), Math.abs(blue)) + 3 * tint;
}

/** These are kept as they are, however close: large areas and soft shadows are made of them. */
const EXACT = 144;

/** The most frequent colours, the rarer of them further than `apart` from each other; null: more than a palette holds. */
function paletteOf(byFrequency: readonly number[], apart: number): readonly number[] | null {
  const palette: number[] = [];
  for (const [rank, colour] of byFrequency.entries()) {
    if (rank >= EXACT && palette.some((known) => distance(known, colour) <= apart)) continue;
    if (palette.length === 256) return null;
    palette.push(colour);
  }
  return palette;
}

function chunk(kind: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(body.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

export function smallPng(png: Buffer): Buffer {
  const { width, height, pixels } = decode(png);
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const byFrequency = [...counts].sort((left, right) => right[1] - left[1]).map(([colour]) => colour);
  let palette: readonly number[] | null = null;
  for (let apart = 0; palette === null; apart += 1) palette = paletteOf(byFrequency, apart);
  const places = new Map<number, number>();
  for (const colour of byFrequency) {
    let nearest = 0;
    for (let index = 1; index < palette.length; index += 1) {
      if (distance(palette[index]!, colour) < distance(palette[nearest]!, colour)) nearest = index;
    }
    places.set(colour, nearest);
  }
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = places.get(pixels[y * width + x]!)!;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
