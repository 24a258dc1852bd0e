/** A screenshot with a palette shows what it showed before. */
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { smallPng } from '../../e2e/demo/small-png.ts';

function chunk(kind: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(body.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** RGB, every filter in turn. */
function png(width: number, height: number, colour: (x: number, y: number) => readonly number[]): Buffer {
  const stride = width * 3;
  const pixels = Buffer.from(
    Array.from({ length: width * height }, (_, at) => colour(at % width, Math.floor(at / width))).flat(),
  );
  const at = (x: number, y: number): number => (x < 0 || y < 0 ? 0 : (pixels[y * stride + x] ?? 0));
  const rows = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const filter = y % 5;
    rows[y * (stride + 1)] = filter;
    for (let x = 0; x < stride; x += 1) {
      const [left, up, upLeft] = [at(x - 3, y), at(x, y - 1), at(x - 3, y - 1)];
      const guess = left + up - upLeft;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)];
      const paeth = a <= b && a <= c ? left : b <= c ? up : upLeft;
      const predicted = [0, left, up, (left + up) >> 1, paeth][filter] ?? 0;
      rows[y * (stride + 1) + 1 + x] = (at(x, y) - predicted) & 255;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Of a picture with a palette. */
function pixelsOf(small: Buffer, width: number, height: number): readonly (readonly number[])[] {
  const bodies = new Map<string, Buffer>();
  for (let at = 8; at < small.length; at += small.readUInt32BE(at) + 12)
    bodies.set(
      small.toString('latin1', at + 4, at + 8),
      small.subarray(at + 8, at + 8 + small.readUInt32BE(at)),
    );
  const palette = bodies.get('PLTE')!;
  const rows = inflateSync(bodies.get('IDAT')!);
  return Array.from({ length: width * height }, (_, index) => {
    const entry = rows[Math.floor(index / width) * (width + 1) + 1 + (index % width)]! * 3;
    return [...palette.subarray(entry, entry + 3)];
  });
}

it('exactly, where a palette holds all its colours', () => {
  const colour = (x: number, y: number) => [x * 8, y * 16, (x + y) % 2 === 0 ? 255 : 0];
  const small = smallPng(png(16, 12, colour));
  const wanted = Array.from({ length: 16 * 12 }, (_, at) => colour(at % 16, Math.floor(at / 16)));
  expect(pixelsOf(small, 16, 12)).toEqual(wanted);
});

it('within what the eye sees, where it does not', () => {
  const colour = (x: number, y: number) => [120 + (x >> 1), 120 + (y >> 1), 120 + ((x + y) >> 2)];
  const shown = pixelsOf(smallPng(png(80, 80, colour)), 80, 80);
  const furthest = Math.max(
    ...shown.map((pixel, at) =>
      Math.max(...colour(at % 80, Math.floor(at / 80)).map((part, index) => Math.abs(part - pixel[index]!))),
    ),
  );
  expect(furthest).toBeLessThan(16);
});
