/** A file that is made has two names for a moment; what is said where the first can't be taken away. */
import type nodeFs from 'node:fs';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPlace } from '../../../../electron/keys/files/files.ts';

/** How often removing it fails; there is no other way to let that fail where making a name went well. */
const failing = vi.hoisted(() => ({ file: '', times: 0 }));
vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof nodeFs>();
  const failingRmSync: typeof fs.rmSync = (file, options) => {
    if (file === failing.file && failing.times > 0) {
      failing.times -= 1;
      throw Object.assign(new Error('EIO: i/o error, rm'), { code: 'EIO', errno: -5, syscall: 'rm' });
    }
    fs.rmSync(file, options);
  };
  return { ...fs, rmSync: failingRmSync, default: { ...fs, rmSync: failingRmSync } };
});

let folder = '';
let file = '';
let temporary = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-second-name-'));
  file = path.join(folder, 'new.env');
  temporary = path.join(folder, '.temporary');
  failing.file = temporary;
});
afterEach(() => {
  failing.times = 0;
  rmSync(folder, { recursive: true, force: true });
});

it('says that the file was written, and which one lies beside it', () => {
  failing.times = Infinity;
  expect(() => createPlace(file, Buffer.from('A=1\n'), temporary)).toThrow(
    expect.objectContaining({
      code: 'file-unwritable',
      message: expect.stringMatching(/new\.env was written, and .*\.temporary beside it/) as string,
      hint: expect.not.stringContaining('as it was') as string,
    }),
  );
  expect(readFileSync(file, 'utf8')).toBe('A=1\n');
  expect(readdirSync(folder).sort()).toEqual(['.temporary', 'new.env']);
});

it('is done where it can be taken away after all', () => {
  failing.times = 1;
  createPlace(file, Buffer.from('A=1\n'), temporary);
  expect(readdirSync(folder)).toEqual(['new.env']);
});
