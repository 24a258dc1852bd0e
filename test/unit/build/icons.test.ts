import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { trayStates } from '../../../build/icons/source/mark.mjs';

const icons = path.resolve(import.meta.dirname, '../../../build/icons');

/** Width and height from a PNG's header. */
function sizeOf(png: Buffer): readonly [number, number] {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

const read = (file: string): Buffer => readFileSync(path.join(icons, file));

describe('icons', () => {
  it.each(trayStates)('the tray has a glyph for %s on every panel, at both densities', (state) => {
    for (const suffix of ['', '-on-dark', '-on-light']) {
      expect(sizeOf(read(`app/tray-${state}${suffix}.png`))).toEqual([22, 22]);
      expect(sizeOf(read(`app/tray-${state}${suffix}@2x.png`))).toEqual([44, 44]);
    }
    expect(sizeOf(read(`app/tray-${state}Template.png`))).toEqual([16, 16]);
    expect(sizeOf(read(`app/tray-${state}Template@2x.png`))).toEqual([32, 32]);
  });

  it('the glyphs of the states differ', () => {
    const pictures = trayStates.map((state) => read(`app/tray-${state}Template.png`).toString('base64'));
    expect(new Set(pictures).size).toBe(3);
  });

  it('Linux gets every size in a file of its own', () => {
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
      expect(sizeOf(read(`installer/linux/${String(size)}x${String(size)}.png`))).toEqual([size, size]);
    }
  });

  it('the Windows icon holds the pictures which its directory promises', () => {
    const ico = read('installer/icon.ico');
    const count = ico.readUInt16LE(4);
    const sizes = Array.from({ length: count }, (_, index) => {
      const at = 6 + 16 * index;
      const offset = ico.readUInt32LE(at + 12);
      const size = sizeOf(ico.subarray(offset, offset + ico.readUInt32LE(at + 8)))[0];
      expect(ico.readUInt8(at)).toBe(size % 256);
      return size;
    });
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
  });

  it('the macOS icon is as long as it says, and reaches 1024 pixels', () => {
    const icns = read('installer/icon.icns');
    expect(icns.toString('ascii', 0, 4)).toBe('icns');
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    const sizes: number[] = [];
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      sizes.push(sizeOf(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)))[0]);
    }
    expect(Math.max(...sizes)).toBe(1024);
    expect(Math.min(...sizes)).toBe(16);
  });
});
