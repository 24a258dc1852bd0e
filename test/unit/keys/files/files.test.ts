import {
  chmodSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPlace, readPlace, replaceFile } from '../../../../electron/keys/files/files.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-places-'));
  file = path.join(folder, '.env');
  writeFileSync(file, 'A=1\n', { mode: 0o640 });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const temporary = (): string => path.join(folder, '.temporary');
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (thrown) {
    return (thrown as { code: string }).code;
  }
  return 'nothing thrown';
};

describe.runIf(process.platform !== 'win32')('a file that is replaced', () => {
  it('has the new content, its mode and owner, and nothing is left beside it', () => {
    const before = readPlace(file);
    const after = replaceFile(before.state, Buffer.from('A=2\n'), temporary());
    expect(readFileSync(file, 'utf8')).toBe('A=2\n');
    expect(after).toMatchObject({ mode: 0o640, userId: before.state.userId, groupId: before.state.groupId });
    expect(statSync(file).mode & 0o7777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['.env']);
  });

  it.runIf(process.getuid?.() === 0)('keeps an owner that is not us', async () => {
    const { chownSync } = await import('node:fs');
    chownSync(file, 12345, 23456);
    replaceFile(readPlace(file).state, Buffer.from('A=2\n'), temporary());
    expect(statSync(file)).toMatchObject({ uid: 12345, gid: 23456 });
  });

  it('is refused where it changed since it was read: content, mode, or another file of that name', () => {
    const before = readPlace(file).state;
    writeFileSync(file, 'A=3\n');
    expect(codeOf(() => replaceFile(before, Buffer.from('A=2\n'), temporary()))).toBe('file-changed');
    expect(readFileSync(file, 'utf8')).toBe('A=3\n');

    const again = readPlace(file).state;
    chmodSync(file, 0o600);
    expect(codeOf(() => replaceFile(again, Buffer.from('A=2\n'), temporary()))).toBe('file-changed');

    const once = readPlace(file).state;
    // Moved, not removed: its number must not be free for the new file.
    renameSync(file, path.join(folder, 'other'));
    writeFileSync(file, 'A=3\n', { mode: 0o600 });
    expect(codeOf(() => replaceFile(once, Buffer.from('A=2\n'), temporary()))).toBe('file-changed');
    expect(readdirSync(folder).sort()).toEqual(['.env', 'other']);
  });

  it('is refused where it is read-only, for root too', () => {
    chmodSync(file, 0o444);
    expect(codeOf(() => replaceFile(readPlace(file).state, Buffer.from('A=2\n'), temporary()))).toBe(
      'file-read-only',
    );
    expect(readFileSync(file, 'utf8')).toBe('A=1\n');
  });

  it('is not read through a symbolic link, nor one with two names, nor what is no file', () => {
    const link = path.join(folder, 'link');
    symlinkSync(file, link);
    expect(codeOf(() => readPlace(link))).toBe('unsupported');
    expect(codeOf(() => readPlace(folder))).toBe('unsupported');
    expect(codeOf(() => readPlace(path.join(folder, 'missing')))).toBe('not-found');
    expect(codeOf(() => readPlace('.env'))).toBe('invalid-input');
    linkSync(file, path.join(folder, 'second'));
    expect(codeOf(() => readPlace(file))).toBe('unsupported');
  });

  it('is not written through a link that took its place meanwhile', () => {
    const before = readPlace(file).state;
    const victim = path.join(folder, 'victim');
    writeFileSync(victim, 'A=1\n');
    rmSync(file);
    symlinkSync(victim, file);
    expect(codeOf(() => replaceFile(before, Buffer.from('A=2\n'), temporary()))).toBe('unsupported');
    expect(readFileSync(victim, 'utf8')).toBe('A=1\n');
  });

  it('is made for its owner alone where there was none, and never over one that appeared', () => {
    const made = path.join(folder, 'new.env');
    createPlace(made, Buffer.from('K=1\n'), temporary());
    expect(statSync(made).mode & 0o777).toBe(0o600);
    expect(codeOf(() => createPlace(made, Buffer.from('K=2\n'), temporary()))).toBe('file-changed');
    expect(readFileSync(made, 'utf8')).toBe('K=1\n');
  });
});
