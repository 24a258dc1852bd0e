/** What lies beside a vault's file is judged before SQLite may see it; nothing is lost to it and nothing of it is deleted. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { resolveDependencies } from '../../../electron/vault/dependencies.ts';
import type { Engine } from '../../../electron/vault/engine.ts';
import { judgeBeside } from '../../../electron/vault/judge.ts';
import { putAside } from '../../../electron/vault/storage/beside.ts';
import { copiesBeside, restoreVault } from '../../../electron/vault/index.ts';
import { openEngine } from '../../../electron/vault/open-engine.ts';
import { openWithPassword } from '../../../electron/vault/slots.ts';
import { cheapKdf } from '../../fixtures/vault/cheap-kdf.ts';
import {
  makeFolder,
  makeVault,
  options,
  PASSWORD,
  plantOne,
  removeFolder,
  reopen,
  text,
  things,
} from '../../fixtures/vault/sample.ts';
import { inEnglish } from '../../../shared/messages/words.ts';
import { otherPassword } from '../../../electron/vault/copy-opener.ts';

let folder: string;
let file: string;
let kept: string;
beforeEach(async () => {
  folder = makeFolder();
  file = path.join(folder, 'vault', 'vault.db');
  kept = path.join(folder, 'kept');
  mkdirSync(kept);
  const { vault } = await makeVault(folder);
  plantOne(vault, 'first');
  vault.close();
});
afterEach(() => {
  removeFolder(folder);
});

const dependencies = () => resolveDependencies(options(path.join(folder, 'vault'), { busyTimeoutMs: 200 }));

function engineOn(at: string): Promise<Engine> {
  return openEngine(at, dependencies(), async (header) => {
    const opened = await openWithPassword(header, text(PASSWORD), cheapKdf);
    return opened!.vaultKey;
  });
}

const put = (engine: Engine, id: string): unknown =>
  engine.write('command', (transaction) =>
    transaction.put(things, id, { name: id, notes: 'n'.repeat(3000) }),
  );

/** As a process leaves it that is killed: what is on disk at this moment, under another name. */
function snapshot(suffixes: readonly string[]): void {
  for (const suffix of ['', ...suffixes])
    copyFileSync(`${file}${suffix}`, path.join(kept, `vault.db${suffix}`));
}

/** @returns what a process of before left that kept a log: the last change is in the log alone */
async function crashWithLog(): Promise<void> {
  const engine = await engineOn(file);
  engine.database.pragma('journal_mode = WAL');
  put(engine, 'in the log');
  snapshot(['-wal']);
  engine.close();
}

/** A commit that was cut off when a part of it was in the file already. */
async function crashWithJournal(): Promise<void> {
  const engine = await engineOn(file);
  const before = readFileSync(file);
  const { database } = engine;
  const pageSize = database.pragma('page_size', { simple: true }) as number;
  const manifest = database
    .prepare("SELECT rootpage FROM sqlite_master WHERE name = 'manifest'")
    .pluck()
    .get() as number;
  const reader = new SqliteDatabase(file);
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM records').get();
  const exec = database.exec.bind(database);
  database.exec = (sql) => {
    if (sql !== 'COMMIT') return exec(sql);
    // While somebody reads, the journal is written and the file is not yet.
    expect(() => exec(sql)).toThrow('locked');
    const journal = readFileSync(`${file}-journal`);
    // As its sync leaves it: with its mark, and as many pages as it is long.
    Buffer.from('d9d505f920a163d7ffffffff', 'hex').copy(journal);
    writeFileSync(path.join(kept, 'vault.db-journal'), journal);
    reader.close();
    return exec(sql);
  };
  put(engine, 'cut off');
  engine.close();
  const torn = readFileSync(file);
  before.copy(torn, (manifest - 1) * pageSize, (manifest - 1) * pageSize, manifest * pageSize);
  writeFileSync(path.join(kept, 'vault.db'), torn);
}

function restoreKept(suffixes: readonly string[]): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true });
  for (const suffix of suffixes) {
    copyFileSync(path.join(kept, `vault.db${suffix}`), `${file}${suffix}`);
    chmodSync(`${file}${suffix}`, 0o600);
  }
}

const names = (): string[] =>
  readdirSync(path.dirname(file))
    .filter((name) => name.startsWith('vault.db'))
    .sort();

describe('after a crash', () => {
  it('a log that belongs is taken in, and leaves one file', async () => {
    await crashWithLog();
    restoreKept(['', '-wal']);
    const vault = await reopen(folder);
    expect(vault.notes).toEqual([]);
    expect(vault.get(things, 'in the log')).toBeDefined();
    expect(vault.verify().problems).toEqual([]);
    vault.close();
    expect(names()).toEqual(['vault.db']);
  });

  it('a journal that belongs undoes what was cut off', async () => {
    await crashWithJournal();
    restoreKept(['']);
    await expect(reopen(folder)).rejects.toMatchObject({ code: 'vault-damaged' });
    restoreKept(['', '-journal']);
    const vault = await reopen(folder);
    expect(vault.notes).toEqual([]);
    expect(vault.list(things).map(({ id }) => id)).toEqual(['first']);
    expect(vault.verify().problems).toEqual([]);
    vault.close();
    expect(names()).toEqual(['vault.db']);
  });

  it('one that another process has put in order in the middle of it is judged anew', async () => {
    await crashWithJournal();
    restoreKept(['', '-journal']);
    let isOther = true;
    const note = await judgeBeside(file, dependencies(), (header) => {
      if (isOther) {
        const other = new SqliteDatabase(file);
        other.prepare('SELECT count(*) FROM records').get();
        other.close();
      }
      isOther = false;
      return unlock(header);
    });
    expect(note).toBeNull();
    expect(names()).toEqual(['vault.db']);
  });

  it('one that goes between the look at it and the next is no error', async () => {
    await crashWithJournal();
    restoreKept(['', '-journal']);
    const known = dependencies();
    let isOther = true;
    const random = (size: number): Buffer => {
      if (isOther) {
        const other = new SqliteDatabase(file);
        other.prepare('SELECT count(*) FROM records').get();
        other.close();
      }
      isOther = false;
      return known.random(size);
    };
    expect(await judgeBeside(file, { ...known, random }, unlock)).toBeNull();
    expect([isOther, names()]).toEqual([false, ['vault.db']]);
  });

  it('a journal with which another process has begun to write in the middle of it stays where it is', async () => {
    await crashWithJournal();
    restoreKept(['', '-journal']);
    const other = new SqliteDatabase(file);
    const judging = judgeBeside(file, { ...dependencies(), busyTimeoutMs: 100 }, (header) => {
      if (!other.inTransaction) {
        other.exec('BEGIN IMMEDIATE');
        other.exec('DELETE FROM header');
      }
      return unlock(header);
    });
    await expect(judging).rejects.toMatchObject({ code: 'vault-busy' });
    expect(names()).toEqual(['vault.db', 'vault.db-journal']);
    other.exec('ROLLBACK');
    other.close();
    (await reopen(folder)).close();
  });
});

describe('beside a good file', () => {
  const crashes = { '-wal': crashWithLog, '-journal': crashWithJournal } as const;
  for (const suffix of ['-wal', '-journal'] as const) {
    it(`${suffix} of an earlier crash is put aside under a dated name; the file is not touched`, async () => {
      await crashes[suffix]();
      restoreKept([]);
      // Another one under the same name and password.
      removeFolder(path.dirname(file));
      const made = await makeVault(folder);
      plantOne(made.vault, 'newer');
      made.vault.close();
      const engine = await engineOn(file);
      for (let times = 0; times < 5; times += 1) put(engine, `newer ${String(times)}`);
      engine.close();
      const before = readFileSync(file);
      const stale = path.join(kept, `vault.db${suffix}`);
      copyFileSync(stale, `${file}${suffix}`);

      const note = await judgeBeside(file, dependencies(), unlock);
      expect(inEnglish(note!.message)).toContain('.aside-');
      expect(readFileSync(file).equals(before)).toBe(true);
      const [, aside] = names();
      expect(aside).toMatch(new RegExp(`^vault\\.db${suffix}\\.aside-\\d{8}T\\d{9}Z$`));
      expect(readFileSync(path.join(path.dirname(file), aside!)).equals(readFileSync(stale))).toBe(true);

      copyFileSync(stale, `${file}${suffix}`);
      const opened = await reopen(folder);
      expect(inEnglish(opened.notes[0]!.message)).toContain('put aside');
      expect(opened.list(things).length).toBe(6);
      expect(opened.verify().problems).toEqual([]);
      opened.close();
    });

    it.skipIf(process.platform === 'win32')(
      `${suffix} beside the file that vault.db links to is judged as well, and the link stays`,
      async () => {
        await crashes[suffix]();
        restoreKept(['', suffix]);
        const vault = await reopen(folder);
        plantOne(vault, 'later');
        vault.close();
        const synced = path.join(folder, 'synced');
        mkdirSync(synced);
        renameSync(file, path.join(synced, 'keys.db'));
        symlinkSync(path.join('..', 'synced', 'keys.db'), file);
        const stale = readFileSync(path.join(kept, `vault.db${suffix}`));
        writeFileSync(path.join(synced, `keys.db${suffix}`), stale);
        const again = await reopen(folder);
        expect(again.hasSecret('later')).toBe(true);
        expect(again.notes.map(({ message }) => inEnglish(message)).join()).toContain('put aside');
        plantOne(again, 'written through the link');
        // Made to lead elsewhere while it is open.
        copyFileSync(path.join(synced, 'keys.db'), path.join(folder, 'elsewhere.db'));
        rmSync(file);
        symlinkSync(path.join('..', 'elsewhere.db'), file);
        expect(() => plantOne(again, 'lost')).toThrow(AppError);
        again.close();
        rmSync(file);
        symlinkSync(path.join('..', 'synced', 'keys.db'), file);
        const last = await reopen(folder);
        expect(last.verify().problems).toEqual([]);
        const backup = path.join(folder, 'all.augnobackup');
        await last.backup(backup, text(PASSWORD));
        last.close();
        const [, aside, ...others] = readdirSync(synced).sort();
        expect(others).toEqual([]);
        expect(aside).toMatch(/\.aside-/);
        expect(readFileSync(path.join(synced, aside!)).equals(stale)).toBe(true);
        expect(lstatSync(file).isSymbolicLink()).toBe(true);
        // Where sync tools leave their copies.
        copyFileSync(path.join(synced, 'keys.db'), path.join(synced, 'keys (conflicted copy).db'));
        copyFileSync(path.join(synced, 'keys.db'), path.join(synced, 'other.db'));
        expect(copiesBeside(path.dirname(file))).toEqual([path.join(synced, 'keys (conflicted copy).db')]);
        // What is restored comes to where the others read it.
        await restoreVault({
          ...options(path.dirname(file)),
          file: backup,
          backupPassword: text(PASSWORD),
          replace: true,
        });
        expect(lstatSync(file).isSymbolicLink()).toBe(true);
        const restored = await reopen(folder);
        expect(restored.hasSecret('written through the link')).toBe(true);
        restored.close();
      },
    );

    it(`${suffix} of the same vault’s earlier crash loses against a file that was written to since`, async () => {
      await crashes[suffix]();
      restoreKept(['', suffix]);
      const vault = await reopen(folder);
      for (const id of ['later 1', 'later 2']) plantOne(vault, id);
      vault.close();
      copyFileSync(path.join(kept, `vault.db${suffix}`), `${file}${suffix}`);
      const again = await reopen(folder);
      for (const id of ['later 1', 'later 2']) expect(again.hasSecret(id)).toBe(true);
      expect(again.notes.map(({ message }) => inEnglish(message)).join()).toContain('put aside');
      expect(again.verify().problems).toEqual([]);
      again.close();
      expect(names().filter((name) => name.includes('.aside-')).length).toBe(1);
    });

    it(`rubbish, a link, a folder or a pipe named ${suffix} is never applied, and nothing waits for it`, async () => {
      const place = `${file}${suffix}`;
      const kinds: (() => void)[] = [
        () => writeFileSync(place, Buffer.alloc(5000, 0xd9)),
        () => symlinkSync('/dev/zero', place),
        () => mkdirSync(place),
        () => execFileSync('mkfifo', [place]),
      ];
      for (const make of kinds) {
        make();
        const vault = await reopen(folder);
        expect(inEnglish(vault.notes[0]!.message)).toContain('put aside');
        expect(vault.verify().problems).toEqual([]);
        vault.close();
        expect(existsSync(place)).toBe(false);
      }
      expect(names().filter((name) => name.includes('.aside-')).length).toBe(kinds.length);
    });
  }

  it('what is put aside takes no other’s place, also where the clock stands still', () => {
    const at = new Date(Date.UTC(2026, 10, 20));
    const aside = ['first', 'second'].flatMap((text) => {
      writeFileSync(`${file}-journal`, text);
      return putAside(file, ['-journal'], at);
    });
    expect(aside.map((name) => readFileSync(path.join(path.dirname(file), name), 'utf8'))).toEqual([
      'first',
      'second',
    ]);
  });

  it('nothing is judged where nothing lies there', async () => {
    const never = (): never => expect.unreachable('opened a second time');
    expect(await judgeBeside(file, dependencies(), never)).toBeNull();
  });

  it('a wrong password is counted once, and decides nothing', async () => {
    writeFileSync(`${file}-journal`, Buffer.alloc(5000, 0xd9));
    const before = names();
    await expect(reopen(folder, {}, 'wrong')).rejects.toMatchObject({ code: 'vault-wrong-password' });
    expect(names()).toEqual(before);
    expect(JSON.parse(readFileSync(path.join(folder, 'vault', 'tries.json'), 'utf8'))).toMatchObject({
      failed: 1,
    });
  });

  it('and where neither is whole, both stay as they are', async () => {
    const bytes = readFileSync(file);
    bytes.fill(0x55, 4096, 8192);
    writeFileSync(file, bytes);
    writeFileSync(`${file}-journal`, Buffer.alloc(5000, 0xd9));
    const before = names();
    await expect(reopen(folder)).rejects.toMatchObject({ code: 'vault-damaged' });
    expect(names()).toEqual(before);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });
});

describe('a vault of before, with a write-ahead log', () => {
  const usesLog = (): boolean => readFileSync(file)[18] === 2;
  beforeEach(() => {
    const database = new SqliteDatabase(file);
    database.pragma('journal_mode = WAL');
    database.close();
    expect(usesLog()).toBe(true);
  });

  it('is one file after it was opened, with everything in it', async () => {
    const vault = await reopen(folder);
    expect(usesLog()).toBe(false);
    expect(vault.hasSecret('first')).toBe(true);
    expect(names()).toEqual(['vault.db']);
    vault.close();
  });

  it('is left alone by a wrong password', async () => {
    const before = readFileSync(file);
    await expect(reopen(folder, {}, 'wrong')).rejects.toMatchObject({ code: 'vault-wrong-password' });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('opens for two at once', async () => {
    const both = await Promise.all([reopen(folder), reopen(folder)]);
    expect(usesLog()).toBe(false);
    for (const [index, vault] of both.entries()) plantOne(vault, `by ${String(index)}`);
    for (const vault of both) vault.close();
    const vault = await reopen(folder);
    expect(vault.list(things).length).toBe(3);
    vault.close();
  });

  it('is not taken from a program of before that has it open', async () => {
    const old = new SqliteDatabase(file);
    old.prepare('SELECT count(*) FROM records').get();
    const refused = await reopen(folder, { busyTimeoutMs: 100 }).catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(AppError);
    expect(refused).toMatchObject({ code: 'vault-busy' });
    old.close();
    (await reopen(folder)).close();
  });
});

async function unlock(header: Parameters<typeof openWithPassword>[0]): Promise<Buffer> {
  const opened = await openWithPassword(header, text(PASSWORD), cheapKdf);
  if (opened === null) throw otherPassword();
  return opened.vaultKey;
}
