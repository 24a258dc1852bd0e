import { expect, it } from 'vitest';
import { containerKindOf } from '../../../electron/archives/kind.ts';

it('knows a stream that begins with a skippable frame, whichever of the sixteen it is', () => {
  for (let low = 0; low < 16; low += 1) {
    expect(containerKindOf(Uint8Array.of(0x50 + low, 0x2a, 0x4d, 0x18, 4, 0, 0, 0))).toBe('zstd');
  }
  expect(containerKindOf(Uint8Array.of(0x51, 0, 0x2a, 0x4d, 0x18))).toBeNull();
});

it('looks at no more bytes than it is told to', () => {
  const head = new Uint8Array(1024);
  head.set(Buffer.from('ustar'), 257);
  expect(containerKindOf(head)).toBe('tar');
  expect(containerKindOf(head, 300)).toBeNull();
  head.set(Buffer.from('PK\x03\x04'));
  expect(containerKindOf(head, 4)).toBe('zip');
  expect(containerKindOf(head, 3)).toBeNull();
  expect(containerKindOf(head, 0)).toBeNull();
});
