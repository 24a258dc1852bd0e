import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
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

it('has a guide that names each kind, and files that are there', () => {
  const folder = path.resolve(import.meta.dirname, '../../../electron/archives');
  const guide = readFileSync(path.join(folder, 'README.md'), 'utf8');
  const [, list] = /export type ContainerKind =([^;]*);/.exec(
    readFileSync(path.join(folder, 'kind.ts'), 'utf8'),
  )!;
  const kinds = [...list!.matchAll(/'([^']+)'/g)].map(([, kind]) => kind!);
  expect(kinds.length).toBeGreaterThan(25);
  const rows = guide
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .flatMap((line) => line.split('|')[1]!.split(/[\s,()]+/));
  expect(kinds.filter((kind) => !rows.includes(kind))).toEqual([]);
  const files = [...guide.matchAll(/`([\w-]+\.ts)`/g)].map(([, file]) => file!);
  expect(files.filter((file) => !existsSync(path.join(folder, file)))).toEqual([]);
});
