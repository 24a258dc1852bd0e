import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeChosenFile, writeWholeFile } from '../../../electron/files/whole-file.ts';

let folder: string;
let victim: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'whole-file-'));
  victim = path.join(folder, 'victim');
  file = path.join(folder, 'report.json');
  writeFileSync(victim, 'theirs', { mode: 0o644 });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a file of ours', () => {
  it('takes the place of a planted link and leaves what it led to alone', () => {
    symlinkSync(victim, file);
    writeWholeFile(file, 'ours');
    expect(readFileSync(victim, 'utf8')).toBe('theirs');
    expect(lstatSync(file).isFile()).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('ours');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is made beside links planted at every name that could be guessed', () => {
    for (const name of [`.${String(process.pid)}.tmp`, `.${String(process.pid)}.new`, '.new', '.tmp']) {
      symlinkSync(victim, `${file}${name}`);
    }
    writeWholeFile(file, 'ours');
    expect(readFileSync(victim, 'utf8')).toBe('theirs');
    expect(readFileSync(file, 'utf8')).toBe('ours');
  });

  it('that could not be put in place leaves nothing behind', () => {
    mkdirSync(file);
    expect(() => {
      writeWholeFile(file, 'ours');
    }).toThrow();
    expect(readdirSync(folder).sort()).toEqual(['report.json', 'victim']);
  });
});

describe('a file that a person named', () => {
  it.each(['a link', 'a link to nothing', 'a folder', 'a device'])(
    'is refused where %s lies there',
    (what) => {
      let target = file;
      if (what === 'a link') symlinkSync(victim, file);
      else if (what === 'a link to nothing') symlinkSync(path.join(folder, 'not there'), file);
      else if (what === 'a folder') mkdirSync(file);
      else target = '/dev/null';
      expect(() => {
        writeChosenFile(target, 'ours');
      }).toThrow('was left alone');
      expect(readFileSync(victim, 'utf8')).toBe('theirs');
      expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
    },
  );
});
