/** The way back from a damaged or missing vault to one of its own copies, in the engine and in the command. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  listCopies,
  listRollingBackups,
  readVaultState,
  restoreCopy,
  tryCopy,
  type CopiesOptions,
} from '../../../electron/vault/index.ts';
import type { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import {
  makeFolder,
  makeVault,
  options,
  PASSWORD,
  plantOne,
  removeFolder,
  reopen,
  reveal,
  text,
  things,
} from '../../fixtures/vault/sample.ts';

let base: string;
let folder: string;
let database: string;
let recoveryKey: string;
let secrets: readonly string[];
const given: SecretBytes[] = [];

function copies(secret: string = PASSWORD): CopiesOptions {
  const bytes = text(secret);
  given.push(bytes);
  return { ...options(folder), secret: bytes, keyCollections: [things.name] };
}

const at = (day: number): Date => new Date(Date.UTC(2026, 10, day, 8));

const day = (number: number): string => at(number).toISOString();

/** Two copies: of one key on the 20th, of two on the 21st; the vault itself has a third key. */
beforeEach(async () => {
  base = makeFolder();
  folder = path.join(base, 'vault');
  database = path.join(folder, 'vault.db');
  let today = 20;
  const made = await makeVault(base, { clock: () => at(today) });
  ({ recoveryKey } = made);
  const { vault } = made;
  const first = plantOne(vault, 'one');
  vault.rollingBackup('daily');
  today = 21;
  const second = plantOne(vault, 'two');
  vault.rollingBackup('daily');
  today = 22;
  secrets = [first, second, plantOne(vault, 'three')];
  vault.close();
});
afterEach(() => {
  vi.unstubAllEnvs();
  removeFolder(base);
  for (const one of given.splice(0)) one.wipe();
});

/** Every file below the folder with its bytes. */
function snapshot(): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(path.join(folder, name), 'hex')]));
}

/** As a page of the database that a disk lost. */
function damage(): Buffer {
  const bytes = readFileSync(database);
  bytes.fill(0x55, 4096);
  writeFileSync(database, bytes);
  return bytes;
}

const newest = (): string => path.basename(listRollingBackups(folder)[0]!.file);
const oldest = (): string => path.basename(listRollingBackups(folder).at(-1)!.file);

describe('the copies of a damaged vault', () => {
  it('are what its error leads to', async () => {
    damage();
    await expect(reopen(base)).rejects.toMatchObject({
      code: 'vault-damaged',
      hint: expect.stringContaining('restore --from-copies') as string,
    });
  });

  it('are listed with date and number of keys, with the password or the recovery key, and nothing is touched', async () => {
    damage();
    const before = snapshot();
    const temporary = path.join(base, 'temporary');
    mkdirSync(temporary);
    vi.stubEnv('TMPDIR', temporary);
    for (const secret of [PASSWORD, recoveryKey]) {
      const found = await listCopies(copies(secret));
      expect(found.map(({ at, holds }) => [at.toISOString(), holds])).toEqual([
        [day(21), { keys: 2, secrets: 2 }],
        [day(20), { keys: 1, secrets: 1 }],
      ]);
    }
    expect(await tryCopy({ ...copies(), name: oldest() })).toMatchObject({
      sound: true,
      keys: 1,
      secrets: 1,
    });
    expect(snapshot()).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('say nothing without the password, and a wrong one costs a try like at the vault', async () => {
    damage();
    const clock = (): Date => at(23);
    await expect(listCopies({ ...copies('guess'), clock })).rejects.toMatchObject({
      code: 'vault-wrong-password',
      retryAfterSeconds: 1,
    });
    await expect(listCopies({ ...copies(), clock })).rejects.toMatchObject({ code: 'vault-waiting' });
    expect(readVaultState(folder).failedTries).toBe(1);
  });

  it('are put in place; the damaged files are kept byte for byte under a dated name', async () => {
    const rubbish = damage();
    writeFileSync(`${database}-wal`, 'what was left beside it');
    const result = await restoreCopy({ ...copies(), name: newest() });
    expect(result).toMatchObject({ name: 'Sample vault', madeAt: at(21), secrets: 2 });
    expect(path.basename(result.replaced!)).toMatch(/^damaged-\d{8}T\d{9}Z\.db$/);
    expect(readFileSync(result.replaced!).equals(rubbish)).toBe(true);
    expect(readFileSync(`${result.replaced!}-wal`, 'utf8')).toBe('what was left beside it');
    const vault = await reopen(base);
    expect(await reveal(vault, 'two')).toBe(secrets[1]);
    expect(vault.get(things, 'three')).toBeUndefined();
    expect(vault.verify().problems).toEqual([]);
    expect(vault.auditLog({ limit: 10 })).toContainEqual(
      expect.objectContaining({ action: 'restored', detail: `From the automatic copy of ${day(21)}` }),
    );
    vault.close();
  });

  it('are no way for a log of another time: one that lies beside a missing file is put aside', async () => {
    rmSync(database);
    writeFileSync(`${database}-wal`, 'of a vault of before');
    writeFileSync(`${database}-journal`, 'of a crash');
    await restoreCopy({ ...copies(), name: oldest() });
    expect(existsSync(`${database}-wal`)).toBe(false);
    expect(existsSync(`${database}-journal`)).toBe(false);
    const kept = readdirSync(path.join(folder, 'backups')).filter((name) => name.startsWith('damaged-'));
    expect(kept.map((name) => name.replace(/^.*\.db/, '')).sort()).toEqual(['-journal', '-wal']);
    const back = await reopen(base);
    expect(await reveal(back, 'one')).toBe(secrets[0]);
    expect(back.verify().problems).toEqual([]);
    back.close();
  });

  it('that are damaged themselves are named, and are not put in place', async () => {
    damage();
    const bytes = readFileSync(path.join(folder, 'backups', newest()));
    bytes.fill(0x55, 4096);
    writeFileSync(path.join(folder, 'backups', newest()), bytes);
    const before = snapshot();
    const [first, second] = await listCopies(copies());
    expect(first).toMatchObject({ holds: null, otherPassword: false, problem: { code: 'vault-damaged' } });
    expect(second).toMatchObject({ holds: { keys: 1 } });
    await expect(restoreCopy({ ...copies(), name: newest() })).rejects.toMatchObject({
      code: 'vault-damaged',
    });
    expect(snapshot()).toEqual(before);
  });

  it('are read as files only: a pipe among them is waited for by nobody', async () => {
    execFileSync('mkfifo', [path.join(folder, 'backups', 'vault-20261125T080000000Z-daily.db')]);
    const [first, second] = await listCopies(copies());
    expect(first).toMatchObject({ holds: null, problem: { code: 'invalid-input' } });
    expect(second).toMatchObject({ holds: { keys: 2 } });
  });

  it('open with the password they were made with, and say which need another', async () => {
    const vault = await reopen(base);
    await vault.changePassword(text(PASSWORD), text('another one'));
    vault.rollingBackup('daily');
    vault.close();
    rmSync(database);
    const [first, ...others] = await listCopies(copies());
    expect(first).toMatchObject({ otherPassword: true, holds: null, problem: null });
    expect(others.map(({ holds }) => holds?.keys)).toEqual([3, 2, 1]);
    await restoreCopy({ ...copies('another one'), name: newest() });
    (await reopen(base, {}, 'another one')).close();
  });
});

describe('a vault that is not damaged', () => {
  it('is replaced by a copy only where that is said, and is kept', async () => {
    const before = snapshot();
    await expect(restoreCopy({ ...copies(), name: newest() })).rejects.toMatchObject({
      code: 'vault-exists',
    });
    expect(snapshot()).toEqual(before);
    const { replaced } = await restoreCopy({ ...copies(), name: newest(), replace: true });
    rmSync(database);
    copyFileSync(replaced!, database);
    const vault = await reopen(base);
    expect(await reveal(vault, 'three')).toBe(secrets[2]);
    vault.close();
  });

  it('is not taken for damaged where its password or vault key was changed since', async () => {
    const vault = await reopen(base);
    await vault.changePassword(text(PASSWORD), text('another one'));
    vault.close();
    const restore = (): Promise<unknown> => restoreCopy({ ...copies(), name: oldest() });
    await expect(restore()).rejects.toMatchObject({ code: 'vault-exists' });
    const again = await reopen(base, {}, 'another one');
    await again.rotateVaultKey(text('another one'), { keepOldBackups: true });
    again.close();
    await expect(restore()).rejects.toMatchObject({ code: 'vault-exists' });
    (await reopen(base, {}, 'another one')).close();
  });

  it('is not taken for damaged because of a log of another time beside it', async () => {
    writeFileSync(`${database}-journal`, Buffer.alloc(4096, 0x55));
    writeFileSync(`${database}-wal`, Buffer.alloc(4096, 0x55));
    const before = snapshot();
    await expect(restoreCopy({ ...copies(), name: newest() })).rejects.toMatchObject({
      code: 'vault-exists',
    });
    expect(snapshot()).toEqual(before);
  });
});

describe('a vault that is missing', () => {
  it('is said to be missing where its copies are there, and is not taken for a new folder', async () => {
    rmSync(database);
    expect(readVaultState(folder)).toMatchObject({
      exists: false,
      problem: { code: 'vault-missing', hint: expect.stringContaining('--from-copies') as string },
    });
    const empty = path.join(base, 'empty');
    mkdirSync(empty);
    expect(readVaultState(empty)).toMatchObject({ exists: false, problem: null });
    await expect(listCopies({ ...copies(), folder: empty })).rejects.toMatchObject({ code: 'not-found' });
    const { replaced } = await restoreCopy({ ...copies(), name: newest() });
    expect(replaced).toBeNull();
    expect(readVaultState(folder)).toMatchObject({ exists: true, problem: null });
  });
});

describe('a copy that is made while the clock is wrong', () => {
  it('is not the one that goes for being the oldest', async () => {
    const early = { clock: () => new Date(Date.UTC(2000, 0, 1)), rollingBackups: 2 };
    const vault = await reopen(base, early);
    const made = vault.rollingBackup('before-migration');
    expect(existsSync(made)).toBe(true);
    expect(listRollingBackups(folder)).toHaveLength(2);
    // The copies under the old key go; the one under the new key is there.
    (await vault.rotateVaultKey(text(PASSWORD))).recoveryKey?.wipe();
    const [left, ...others] = listRollingBackups(folder);
    expect(others).toEqual([]);
    vault.close();
    damage();
    expect(await tryCopy({ ...copies(), name: path.basename(left!.file) })).toMatchObject({ keys: 3 });
  });
});
