/** A file that a person named is there for good when they are told so; where that is not certain, that is said. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writeChosenFile } from '../../../electron/files/whole-file.ts';

/** What was in the folder when it was made sure to last; there is no other way to see that, or to let it fail. */
const atSync = vi.hoisted(() => ({ seen: [] as unknown[], look: (_folder: string): unknown => undefined }));
vi.mock('../../../electron/files/sync-folder.ts', () => ({
  syncFolder: (folder: string): void => void atSync.seen.push(atSync.look(folder)),
}));

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'chosen-file-'));
  file = path.join(folder, 'report.json');
  writeFileSync(file, 'of before');
  Object.assign(atSync, {
    seen: [],
    look: (at: string) => [at, readdirSync(at), readFileSync(file, 'utf8')],
  });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('waits for its folder once it is in place, whole', () => {
  writeChosenFile(file, 'ours');
  expect(atSync.seen).toEqual([[folder, ['report.json'], 'ours']]);
});

it('says that it is there, and may not last, where the disk does not confirm its folder', () => {
  atSync.look = () => {
    throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' });
  };
  expect(() => {
    writeChosenFile(file, 'ours');
  }).toThrow(
    expect.objectContaining({
      code: 'file-unwritable',
      message: expect.stringContaining('was written, but the disk did not confirm it') as string,
    }) as Error,
  );
  expect(readdirSync(folder)).toEqual(['report.json']);
  expect(readFileSync(file, 'utf8')).toBe('ours');
});
