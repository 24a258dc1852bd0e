/** What Windows calls a link, and what of it is one. */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { behindLink } from '../../../electron/scanner/walk/link.ts';

const failing = (code: string): (() => never) => {
  return () => {
    throw Object.assign(new Error(code), { code });
  };
};
const stats = (kind: 'file' | 'folder' | 'link') => () => ({
  isFile: () => kind === 'file',
  isDirectory: () => kind === 'folder',
  isSymbolicLink: () => kind === 'link',
});

it('a link of this system is one', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'augno-link-'));
  symlinkSync('somewhere', path.join(folder, 'a'));
  expect(behindLink(path.join(folder, 'a'))).toEqual({ kind: 'link', target: Buffer.from('somewhere') });
  rmSync(folder, { recursive: true });
});

it.each([
  ['EINVAL', 'file'],
  ['EINVAL', 'folder'],
  ['UNKNOWN', 'file'],
  ['UNKNOWN', 'folder'],
] as const)('a reparse point that is no link (%s) is the %s that it stands for', (code, kind) => {
  expect(behindLink('x', { readlink: failing(code), lstat: stats(kind) })).toEqual({ kind });
});

it('a mounted volume is named as one', () => {
  const target = Buffer.from('\\\\?\\Volume{0b1c-2d}\\');
  expect(behindLink('x', { readlink: () => target })).toEqual({ kind: 'volume' });
});

it.each(['EACCES', 'ENOENT', 'EIO'])('what cannot be read (%s) is not guessed at', (code) => {
  expect(behindLink('x', { readlink: failing(code), lstat: stats('file') })).toMatchObject({
    kind: 'unreadable',
    error: { code },
  });
  expect(behindLink('x', { readlink: failing('EINVAL'), lstat: failing(code) })).toMatchObject({
    kind: 'unreadable',
    error: { code },
  });
});

it('what is neither file nor folder behind it is not opened', () => {
  expect(behindLink('x', { readlink: failing('EINVAL'), lstat: stats('link') }).kind).toBe('unreadable');
});
