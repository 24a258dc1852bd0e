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
import { assertOrdinaryTarget, writeChosenFile, writeWholeFile } from '../../../electron/files/whole-file.ts';

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

describe('a file of the vault’s', () => {
  const vaultBytes = Buffer.concat([
    Buffer.from('SQLite format 3\0', 'latin1'),
    Buffer.alloc(52),
    Buffer.from('AVLT'),
    Buffer.alloc(28),
  ]);
  const refused = (target: string, folderOfVault?: string): void => {
    const before =
      lstatSync(target, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(target) : null;
    expect(() => {
      assertOrdinaryTarget(target, folderOfVault);
    }).toThrow(/^The file to write is /);
    if (folderOfVault === undefined)
      expect(() => {
        writeChosenFile(target, 'ours');
      }).toThrow(/^The file to write is /);
    if (before !== null) expect(readFileSync(target)).toEqual(before);
  };

  it.each([
    ['a vault', vaultBytes],
    ['a backup or export', Buffer.from('AUGNOVAULTBACKUP\0\0\0\x01 and more')],
    ['a rescue file', Buffer.from('{"magic":"augno-vault-rescue","format":1}')],
  ])('(%s) is never replaced, wherever it lies', (_what, bytes) => {
    writeFileSync(file, bytes);
    refused(file);
    expect(readdirSync(folder).sort()).toEqual(['report.json', 'victim']);
  });

  it('is whatever lies or would lie in a vault’s folder, also through a link to it', () => {
    const vault = path.join(folder, 'vault');
    mkdirSync(path.join(vault, 'backups'), { recursive: true });
    writeFileSync(path.join(vault, 'vault.db'), vaultBytes);
    symlinkSync(vault, path.join(folder, 'link'));
    for (const at of ['vault', 'link'])
      for (const name of ['vault.db', 'vault.db-journal', 'tries.json', 'new', 'backups/new'])
        refused(path.join(folder, at, name));
    writeChosenFile(path.join(folder, 'vault.db.json'), 'ours');
  });

  it('is that also where the vault’s own file is gone or damaged, if it is known which is meant', () => {
    const vault = path.join(folder, 'vault');
    mkdirSync(path.join(vault, 'deep'), { recursive: true });
    refused(path.join(vault, 'report'), vault);
    refused(path.join(vault, 'deep', 'report'), vault);
    writeFileSync(path.join(vault, 'vault.db'), 'no vault any more');
    refused(path.join(vault, 'vault.db'), vault);
    assertOrdinaryTarget(file, vault);
    assertOrdinaryTarget(path.join(folder, '..vault'), vault);
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
