/** Vault files that somebody made or changed: schema objects, key slots, modes. Each is refused by whatever reads a vault. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { restoreDrill, restoreVault, type ManagedVault } from '../../../electron/vault/index.ts';
import { makePasswordSlot, derivedSlots } from '../../../electron/vault/slots.ts';
import { resolveDependencies } from '../../../electron/vault/dependencies.ts';
import { auditContents } from '../../../electron/vault/audit-chain.ts';
import { sealContainer } from '../../../electron/vault/backup/container.ts';
import { openWithPassword } from '../../../electron/vault/slots.ts';
import { openEngine } from '../../../electron/vault/open-engine.ts';
import type { Header } from '../../../electron/vault/header.ts';
import { platformRandom } from '../../../electron/vault/storage/rows.ts';
import { listRollingBackups } from '../../../electron/vault/backup/rolling.ts';
import { journalTo, namingAnother } from '../../fixtures/vault/hostile-journal.ts';
import { cheapKdf } from '../../fixtures/vault/cheap-kdf.ts';
import {
  makeFolder,
  makeVault,
  options,
  PASSWORD,
  plant,
  removeFolder,
  reopen,
  reveal,
  text,
} from '../../fixtures/vault/sample.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = makeFolder();
  file = path.join(folder, 'vault', 'vault.db');
  const { vault } = await makeVault(folder);
  plant(vault, 3);
  vault.close();
});
afterEach(() => {
  removeFolder(folder);
});

function edit(at: string, work: (database: SqliteDatabase.Database) => void): void {
  const database = new SqliteDatabase(at);
  database.unsafeMode(true);
  database.pragma('writable_schema = ON');
  work(database);
  database.close();
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    const opened = await work;
    (opened as Partial<ManagedVault> | null)?.close?.();
    return 'opened';
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return thrown.code;
  }
}

const put = (type: string, name: string, table: string, sql: string): string =>
  `INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql)
   VALUES ('${type}', '${name}', '${table}', 0, '${sql.replaceAll("'", "''")}')`;

/** What somebody could add to a vault's file without any key. */
const PLANTED: Readonly<Record<string, string>> = {
  'a trigger': `CREATE TRIGGER harmless AFTER INSERT ON audit BEGIN DELETE FROM secrets; END`,
  'a trigger with a name like SQLite’s own': put(
    'trigger',
    'sqlite9sleeping',
    'manifest',
    'CREATE TRIGGER sqlite9sleeping AFTER INSERT ON manifest WHEN (SELECT count(*) FROM audit) > 8 BEGIN DELETE FROM secrets; END',
  ),
  'a trigger named sqlite_autoindex_records_2': put(
    'trigger',
    'sqlite_autoindex_records_2',
    'manifest',
    'CREATE TRIGGER sqlite_autoindex_records_2 AFTER INSERT ON manifest BEGIN DELETE FROM secrets; END',
  ),
  'a view with a name like SQLite’s own': put(
    'view',
    'sqlite9',
    'sqlite9',
    'CREATE VIEW sqlite9 AS SELECT 1',
  ),
  'a table': 'CREATE TABLE more (text TEXT)',
  'an index': 'CREATE INDEX more ON audit (mac)',
  'statistics of SQLite': 'ANALYZE',
  'a column': 'ALTER TABLE audit ADD COLUMN note TEXT',
  'a view in place of sqlite_schema, behind a trigger':
    put(
      'view',
      'sqlite_schema',
      'sqlite_schema',
      "CREATE VIEW sqlite_schema AS SELECT * FROM sqlite_master WHERE name NOT LIKE '%sleeping'",
    ) +
    ';' +
    put(
      'trigger',
      'sleeping',
      'audit',
      'CREATE TRIGGER sleeping AFTER INSERT ON audit BEGIN DELETE FROM secrets; END',
    ),
};

describe('a vault’s file with something added to its schema', () => {
  for (const [what, sql] of Object.entries(PLANTED)) {
    it(`(${what}) is refused on opening and by the drill, and nothing is written to it`, async () => {
      edit(file, (database) => database.exec(sql));
      const before = readFileSync(file);
      expect(await codeOf(reopen(folder))).toBe('vault-damaged');
      const drill = { kdf: cheapKdf, secret: { kind: 'password', password: text(PASSWORD) } } as const;
      expect(await codeOf(restoreDrill({ file, ...drill }))).toBe('vault-damaged');
      expect(readFileSync(file).equals(before)).toBe(true);
    });

    it(`(${what}) is not restored from a backup`, async () => {
      const dependencies = resolveDependencies(options(path.join(folder, 'vault')));
      let vaultKey = Buffer.alloc(0);
      const engine = await openEngine(file, dependencies, async (header: Header) => {
        const opened = await openWithPassword(header, text(PASSWORD), cheapKdf);
        vaultKey = Buffer.from(opened!.vaultKey);
        return opened!.vaultKey;
      });
      engine.close();
      edit(file, (database) => database.exec(sql));
      const preamble = Buffer.concat([Buffer.of(1), vaultKey, Buffer.alloc(8)]);
      const parts = await sealContainer(
        [preamble, readFileSync(file)],
        text('backup'),
        cheapKdf,
        platformRandom,
      );
      const backup = path.join(folder, 'hostile.augnobackup');
      writeFileSync(backup, Buffer.concat([...parts]));
      const target = options(path.join(folder, 'restored'));
      const restored = restoreVault({ ...target, file: backup, backupPassword: text('backup') });
      expect(await codeOf(restored)).toBe('vault-damaged');
    });

    it(`(${what}) while it is open is refused by the next write, by backups and by verify`, async () => {
      const vault = await reopen(folder);
      edit(file, (database) => database.exec(sql));
      expect(() => plant(vault, 1)).toThrow(/tables are not the expected ones/);
      expect(await codeOf(vault.backup(path.join(folder, 'backup'), text('backup')))).toBe('vault-damaged');
      expect(() => vault.rollingBackup('daily')).toThrow();
      vault.close();
      edit(file, (database) => {
        expect(database.prepare('SELECT count(*) FROM secrets').pluck().get()).toBe(3);
      });
    });
  }

  it('is named by verify, where it was added while the vault was open', async () => {
    const vault = await reopen(folder);
    edit(file, (database) => database.exec(PLANTED['a trigger']!));
    expect(vault.verify()).toMatchObject({ sound: false });
    vault.close();
  });
});

it.skipIf(process.platform === 'win32')(
  'a pipe or device in a vault’s folder is not waited for',
  async () => {
    // Under the name of a journal it is judged, and put aside.
    for (const suffix of ['-journal', '-wal']) {
      execFileSync('mkfifo', [`${file}${suffix}`]);
      expect(await codeOf(reopen(folder))).toBe('opened');
      expect(existsSync(`${file}${suffix}`)).toBe(false);
    }
    symlinkSync('/dev/zero', `${file}-journal`);
    expect(await codeOf(reopen(folder))).toBe('opened');
    execFileSync('mkfifo', [`${file}-shm`]);
    expect(await codeOf(reopen(folder))).toBe('vault-foreign');
    rmSync(`${file}-shm`);
    rmSync(file);
    execFileSync('mkfifo', [file]);
    expect(await codeOf(reopen(folder))).toBe('vault-foreign');
  },
);

describe.skipIf(process.platform === 'win32')('what a writer of the folder plants in it', () => {
  const inside = (name: string): string => path.join(folder, 'vault', name);

  it('a journal that names another file is put aside: that file is neither waited for nor deleted', async () => {
    const older = readFileSync(file);
    const before = await reopen(folder);
    plant(before, 4);
    before.close();
    const newer = readFileSync(file);
    // SQLite takes such names only, and reads what they hold as names of journals.
    const pipe = path.join(folder, 'pipe-mj0123456789');
    execFileSync('mkfifo', [pipe]);
    const document = path.join(folder, 'thesis-mj01234569AB');
    writeFileSync(document, `${file}-journal\0`);
    for (const named of [pipe, document]) {
      // One that would take the file back, and one that is worth having: without its last change the file is older.
      for (const [present, other] of [
        [newer, older],
        [older, newer],
      ] as const) {
        writeFileSync(file, present);
        writeFileSync(`${file}-journal`, namingAnother(journalTo(other), named));
        const vault = await reopen(folder);
        expect(inEnglish(vault.notes[0]!.message)).toContain('does not belong to it');
        vault.close();
        expect(existsSync(named)).toBe(true);
        writeFileSync(path.join(folder, 'copy.db'), present);
        writeFileSync(path.join(folder, 'copy.db-journal'), namingAnother(journalTo(other), named));
        const ours = await reopen(folder);
        const rules = { collections: new Map(), trustedSecrets: new Map() };
        const merging = ours.mergeCopy(path.join(folder, 'copy.db'), null, rules, { dryRun: true });
        expect(await codeOf(merging)).toBe('vault-damaged');
        ours.close();
        expect(existsSync(named)).toBe(true);
      }
    }
  });

  it('a log without an end is put aside and not copied', async () => {
    writeFileSync(`${file}-journal`, 'x');
    truncateSync(`${file}-journal`, 3_000_000_000);
    const vault = await reopen(folder);
    expect(inEnglish(vault.notes[0]!.message)).toContain('put aside');
    vault.close();
  });

  it('a file without an end and a journal beside it are refused without being copied', async () => {
    const size = statSync(file).size;
    writeFileSync(`${file}-journal`, journalTo(readFileSync(file)));
    truncateSync(file, 3_000_000_000);
    await expect(reopen(folder)).rejects.toMatchObject({
      code: 'vault-damaged',
      message: 'The vault is damaged: its file is larger than any vault.',
    });
    rmSync(`${file}-journal`);
    truncateSync(file, size);
    (await reopen(folder)).close();
  });

  it.each(['a folder', 'a pipe'])('as index of a log, %s is named, and what to do about it', async (what) => {
    const at = `${file}-shm`;
    if (what === 'a pipe') execFileSync('mkfifo', [at]);
    else mkdirSync(at);
    const before = readFileSync(file);
    await expect(reopen(folder)).rejects.toMatchObject({
      code: 'vault-foreign',
      message: expect.stringContaining(`${at} is a folder, a pipe or a device`) as string,
      hint: expect.stringContaining('Move what lies there away') as string,
    });
    expect(readFileSync(file)).toEqual(before);
  });

  it('in place of the count of tries, nothing is waited for or read without a bound', async () => {
    const tries = inside('tries.json');
    const planted = [
      () => execFileSync('mkfifo', [tries]),
      () => mkdirSync(path.join(tries, 'in the way'), { recursive: true }),
      () => {
        symlinkSync('/dev/zero', tries);
      },
      () => {
        writeFileSync(tries, '{');
        truncateSync(tries, 3_000_000_000);
      },
    ];
    for (const put of planted) {
      put();
      expect(await codeOf(reopen(folder))).toBe('opened');
      rmSync(tries, { force: true, recursive: true });
    }
  });

  it('in place of rolling copies, it keeps nobody out and takes nobody’s place', async () => {
    const first = await reopen(folder);
    const good = first.rollingBackup('daily');
    for (let day = 10; day < 60; day += 1)
      mkdirSync(inside(`backups/vault-202801${String(day)}T000000000Z-daily.db`));
    writeFileSync(inside('backups/vault-99999999T999999999Z-daily.db'), '');
    first.rollingBackup('daily');
    first.close();
    expect(existsSync(good)).toBe(true);
    expect(await codeOf(reopen(folder))).toBe('opened');
    expect(listRollingBackups(path.join(folder, 'vault')).every(({ at }) => at.getTime() > 0)).toBe(true);
  });

  it('names as many files as it likes, and the sentence about their modes stays one', async () => {
    for (let index = 0; index < 200; index += 1) {
      const planted = inside(`rescue-X-${index.toString(16).padStart(8, '0')}.sealed`);
      writeFileSync(planted, '');
      chmodSync(planted, 0o644);
    }
    const vault = await reopen(folder);
    expect(vault.notes.map(({ message }) => inEnglish(message)).join()).toContain('and 190 more');
    vault.close();
  });
});

describe('a header', () => {
  type Slots = Record<string, unknown>[];

  function editSlots(change: (slots: Slots) => Slots): void {
    edit(file, (database) => {
      const { body } = database.prepare('SELECT body FROM header').get() as { body: Buffer };
      const header = JSON.parse(body.toString()) as { slots: Slots };
      header.slots = change(header.slots);
      const next = Buffer.from(JSON.stringify(header));
      const digest = createHash('sha256').update('augno-vault/header').update(next).digest();
      database.prepare('UPDATE header SET body = ?, checksum = ?').run(next, digest);
    });
  }
  const costly = { algorithm: 'argon2id', memoryKib: 1024 * 1024, iterations: 31, parallelism: 4 };
  const named = (slots: Slots, kind: string): Record<string, unknown> =>
    slots.find((slot) => slot['kind'] === kind)!;

  it('with decoy slots is refused before any derivation, whatever their kind', async () => {
    const whole = readFileSync(file);
    const decoys: [string, (slots: Slots) => Slots][] = [
      // What kept an unlock busy for the better part of a minute: not one derivation may be begun.
      [
        'vault-parameters',
        (slots) => [...slots, ...many(12, { ...named(slots, 'password'), kind: 'backup', kdf: costly })],
      ],
      ['vault-damaged', (slots) => [...slots, { ...named(slots, 'password'), kdf: costly }]],
      ['vault-damaged', (slots) => [...slots, named(slots, 'recovery')]],
      [
        'vault-damaged',
        (slots) => [...slots, ...many(2, { ...named(slots, 'recovery'), kind: 'keychain', protected: 'aa' })],
      ],
    ];
    for (const [code, change] of decoys) {
      writeFileSync(file, whole);
      editSlots(change);
      expect(await codeOf(reopen(folder))).toBe(code);
    }
  });

  it('is tried at its cheapest slot first', () => {
    const slot = (kind: 'password' | 'backup', iterations: number) => ({
      kind,
      id: String(iterations),
      salt: '',
      wrapped: '',
      kdf: { algorithm: 'argon2id' as const, memoryKib: 1024, iterations, parallelism: 4 },
    });
    const header = {
      slots: [slot('backup', 30), slot('password', 3), slot('backup', 9)],
    } as unknown as Header;
    expect(derivedSlots(header).map(({ kdf }) => kdf.iterations)).toEqual([3, 9, 30]);
  });

  it('of a vault that was restored twice opens, and is folded to one backup’s password with a sentence', async () => {
    const passwords = ['first backup', 'second backup'];
    const dependencies = resolveDependencies(options(path.join(folder, 'vault')));
    const engine = await openEngine(file, dependencies, async (header: Header) => {
      const opened = await openWithPassword(header, text(PASSWORD), cheapKdf);
      return opened!.vaultKey;
    });
    for (const password of passwords) {
      const { header, keys } = engine;
      const slot = await makePasswordSlot(
        header,
        header.epoch,
        'backup',
        text(password),
        keys.vaultKey,
        cheapKdf,
        platformRandom,
      );
      engine.rewriteHeader(
        (present) => ({ ...present, slots: [...present.slots, slot] }),
        [auditContents({ action: 'restored' }, 'command', new Date())],
      );
    }
    engine.close();
    copyFileSync(file, `${file}.twice`);

    const vault = await reopen(folder);
    expect(vault.notes.map(({ message }) => inEnglish(message)).join()).toContain(
      'passwords of several backups',
    );
    expect(vault.slots().map(({ kind }) => kind)).toEqual(['password', 'recovery', 'backup']);
    vault.close();
    (await reopen(folder, {}, 'second backup')).close();
    expect(await codeOf(reopen(folder, {}, 'first backup'))).toBe('vault-wrong-password');

    // Whoever opens with the older one keeps that.
    copyFileSync(`${file}.twice`, file);
    rmSync(path.join(folder, 'vault', 'tries.json'));
    const first = await reopen(folder, {}, 'first backup');
    expect(first.notes.length).toBe(1);
    first.close();
    const again = await reopen(folder, {}, 'first backup');
    expect(again.notes).toEqual([]);
    expect(again.slots().filter(({ kind }) => kind === 'backup').length).toBe(1);
    again.close();
  });

  it('has one slot of a backup’s password, however often it is restored', async () => {
    let at = path.join(folder, 'vault');
    for (let times = 0; times < 3; times += 1) {
      const vault = await reopen(path.dirname(at), { folder: at });
      const backup = path.join(folder, `backup-${String(times)}`);
      await vault.backup(backup, text(`password ${String(times)}`));
      vault.close();
      at = path.join(folder, `restored-${String(times)}`, 'vault');
      await restoreVault({ ...options(at), file: backup, backupPassword: text(`password ${String(times)}`) });
    }
    const vault = await reopen(path.dirname(at));
    expect(vault.slots().map(({ kind }) => kind)).toEqual(['password', 'recovery', 'backup']);
    vault.close();
  });
});

function many<Value>(count: number, value: Value): Value[] {
  return Array.from({ length: count }, () => value);
}

describe.skipIf(process.platform === 'win32')('modes of an existing vault', () => {
  it('that are too open are narrowed, and it is said', async () => {
    const at = path.join(folder, 'vault');
    const first = await reopen(folder);
    first.rollingBackup('daily');
    first.close();
    const open = ['.', 'vault.db', 'backups'];
    for (const name of open) chmodSync(path.join(at, name), name === 'vault.db' ? 0o644 : 0o755);
    const vault = await reopen(folder);
    expect(vault.notes.length).toBe(1);
    for (const name of open) {
      expect(inEnglish(vault.notes[0]!.message)).toContain(name);
      expect(statSync(path.join(at, name)).mode & 0o077).toBe(0);
    }
    const [, narrowed] = vault.auditLog({ limit: 2 });
    expect(narrowed?.detail).toMatch(/^Modes narrowed: \., backups, vault\.db/);
    expect(await reveal(vault, 'apke_0000')).not.toBe('');
    vault.close();
    const again = await reopen(folder);
    expect(again.notes).toEqual([]);
    again.close();
  });

  it('are those of what the vault made: what else lies in its folder, and the folder, are left alone', async () => {
    const at = path.join(folder, 'home');
    const theirs = ['shared.txt', 'script', 'backups/theirs.tar', 'vault.notes.txt'];
    mkdirSync(path.join(at, 'backups'), { recursive: true });
    for (const name of theirs) writeFileSync(path.join(at, name), 'theirs');
    const all = ['.', 'backups', ...theirs];
    for (const name of all) chmodSync(path.join(at, name), 0o755);
    const { vault: made } = await makeVault(folder, { folder: at });
    const copy = made.rollingBackup('daily');
    made.close();
    const modes = (): readonly number[] => all.map((name) => statSync(path.join(at, name)).mode & 0o777);
    expect(modes()).toEqual(all.map(() => 0o755));
    for (const name of [path.join(at, 'vault.db'), copy]) chmodSync(name, 0o644);
    const vault = await reopen(folder, { folder: at });
    expect(vault.notes.map(({ message }) => inEnglish(message))).toEqual([
      `Other users of this computer could reach files of the vault: vault.db, backups/${path.basename(copy)}.`,
    ]);
    vault.close();
    expect(modes()).toEqual(all.map(() => 0o755));
    chmodSync(at, 0o775);
    const shared = await reopen(folder, { folder: at });
    expect(shared.notes.map(({ message }) => inEnglish(message))).toEqual([
      `Other users of this computer can write to the folder of the vault, ${at}.`,
    ]);
    shared.close();
    expect(statSync(at).mode & 0o777).toBe(0o775);
  });
});
