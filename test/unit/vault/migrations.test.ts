import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVault, listRollingBackups } from '../../../electron/vault/index.ts';
import { migrate, MIGRATIONS, SCHEMA_VERSION } from '../../../electron/vault/storage/migrations.ts';
import { checkSchema } from '../../../electron/vault/storage/schema.ts';
import {
  makeFolder,
  options,
  PASSWORD,
  plant,
  removeFolder,
  reopen,
  reveal,
  text,
} from '../../fixtures/vault/sample.ts';

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => {
  removeFolder(folder);
});

const versionOf = (): number => readFileSync(path.join(folder, 'vault', 'vault.db')).readUInt32BE(60);

describe('the steps', () => {
  it('count up by one and each leads to the layout it says', () => {
    expect(MIGRATIONS.map(({ to }) => to)).toEqual(MIGRATIONS.map((_, index) => index + 1));
    const database = new SqliteDatabase(':memory:');
    for (const { to } of MIGRATIONS) {
      migrate(database, to);
      expect(database.pragma('user_version', { simple: true })).toBe(to);
      expect(() => {
        checkSchema(database);
      }).not.toThrow();
    }
    database.exec('CREATE TABLE extra (text TEXT)');
    expect(() => {
      checkSchema(database);
    }).toThrow('tables');
    database.close();
  });

  for (let from = 1; from < SCHEMA_VERSION; from += 1) {
    it(`bring a vault of layout ${String(from)} to ${String(SCHEMA_VERSION)}, after a backup, with everything in it`, async () => {
      const { vault } = await createVault({
        ...options(path.join(folder, 'vault')),
        name: 'Old',
        password: text(PASSWORD),
        schemaVersion: from,
        migrate: false,
      });
      const planted = plant(vault, 10);
      vault.close();
      expect(versionOf()).toBe(from);
      const opened = await reopen(folder);
      for (const { id, secret } of planted) expect(await reveal(opened, id)).toBe(secret);
      expect(opened.verify().problems).toEqual([]);
      opened.close();
      expect(versionOf()).toBe(SCHEMA_VERSION);
      const [backup] = listRollingBackups(path.join(folder, 'vault'));
      expect(path.basename(backup!.file)).toContain('before-migration');
      expect(readFileSync(backup!.file).readUInt32BE(60)).toBe(from);
      // The copy is the way back: it opens as it is, and is brought up to date in its turn.
      writeFileSync(path.join(folder, 'vault', 'vault.db'), readFileSync(backup!.file));
      const again = await reopen(folder);
      for (const { id, secret } of planted) expect(await reveal(again, id)).toBe(secret);
      again.close();
    });
  }

  it('cannot be undone by changing the number in the file', async () => {
    const { vault } = await createVault({
      ...options(path.join(folder, 'vault')),
      name: 'New',
      password: text(PASSWORD),
    });
    vault.close();
    const database = new SqliteDatabase(path.join(folder, 'vault', 'vault.db'));
    database.exec('DROP INDEX records_changed');
    database.pragma('user_version = 1');
    database.close();
    await expect(reopen(folder)).rejects.toMatchObject({ code: 'vault-damaged' });
  });
});

describe('rolling backups', () => {
  it('are made daily, kept up to their number, and open with the password of their time', async () => {
    let now = Date.now();
    const clock = (): Date => new Date(now);
    const { vault } = await createVault({
      ...options(path.join(folder, 'vault'), { clock, rollingBackups: 3 }),
      name: 'Daily',
      password: text(PASSWORD),
    });
    plant(vault, 2);
    vault.close();
    const dates: string[][] = [];
    for (let day = 0; day < 6; day += 1) {
      now += 86_400_000 + 1000;
      (await reopen(folder, { clock, rollingBackups: 3 })).close();
      // A second time on the same day makes none.
      (await reopen(folder, { clock, rollingBackups: 3 })).close();
      dates.push(listRollingBackups(path.join(folder, 'vault')).map(({ at }) => at.toISOString()));
    }
    expect(dates.map((list) => list.length)).toEqual([1, 2, 3, 3, 3, 3]);
    expect(dates[5]![0]).toBe(new Date(now).toISOString());
  });
});

it('an older program refuses a newer layout, and writes nothing', async () => {
  const { vault } = await createVault({
    ...options(path.join(folder, 'vault')),
    name: 'Newer',
    password: text(PASSWORD),
  });
  vault.close();
  const at = path.join(folder, 'vault');
  const bytes = readFileSync(path.join(at, 'vault.db'));
  bytes.writeUInt32BE(SCHEMA_VERSION + 1, 60);
  writeFileSync(path.join(at, 'vault.db'), bytes);
  const before = readdirSync(at, { recursive: true });
  await expect(reopen(folder)).rejects.toMatchObject({ code: 'vault-newer-format' });
  expect(readFileSync(path.join(at, 'vault.db')).equals(bytes)).toBe(true);
  expect(readdirSync(at, { recursive: true })).toEqual(before);
});
