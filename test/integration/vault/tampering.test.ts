import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { readVaultState, type KeychainPort } from '../../../electron/vault/index.ts';
import {
  makeFolder,
  makeVault,
  PASSWORD,
  plant,
  removeFolder,
  reopen,
  reveal,
  text,
  things,
} from '../../fixtures/vault/sample.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

interface Row {
  readonly key: Buffer;
  readonly changed: number;
  readonly sealed: Buffer;
}

let folder: string;
let file: string;
beforeEach(async () => {
  folder = makeFolder();
  file = path.join(folder, 'vault', 'vault.db');
  const { vault } = await makeVault(folder);
  plant(vault, 6);
  vault.close();
});
afterEach(() => {
  removeFolder(folder);
});

function edit(work: (database: SqliteDatabase.Database) => void): void {
  const database = new SqliteDatabase(file);
  work(database);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}

const rows = (database: SqliteDatabase.Database, table: string): Row[] =>
  database.prepare(`SELECT * FROM ${table} ORDER BY key`).all() as Row[];

async function codeOfOpening(): Promise<string> {
  try {
    const vault = await reopen(folder);
    vault.close();
    return 'opened';
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(AppError);
    expect((thrown as AppError).hint).not.toBe('');
    return (thrown as AppError).code;
  }
}

describe('rows', () => {
  for (const table of ['records', 'secrets']) {
    it(`deleted from ${table} are missed`, async () => {
      edit((database) => {
        database.prepare(`DELETE FROM ${table} WHERE key = ?`).run(rows(database, table)[0]!.key);
      });
      expect(await codeOfOpening()).toBe('vault-damaged');
    });

    it(`swapped in ${table} are refused`, async () => {
      edit((database) => {
        const [first, second] = rows(database, table) as [Row, Row];
        const put = database.prepare(`UPDATE ${table} SET changed = ?, sealed = ? WHERE key = ?`);
        put.run(second.changed, second.sealed, first.key);
        put.run(first.changed, first.sealed, second.key);
      });
      expect(await codeOfOpening()).toBe('vault-damaged');
    });

    it(`put back to an older version in ${table} are refused`, async () => {
      let old: Row[] = [];
      edit((database) => {
        old = rows(database, table);
      });
      const vault = await reopen(folder);
      plant(vault, 6);
      vault.close();
      edit((database) => {
        // Not every row was written anew; one that was has another seal now.
        const now = new Map(rows(database, table).map(({ key, sealed }) => [key.toString('hex'), sealed]));
        const changed = old.find(({ key, sealed }) => !now.get(key.toString('hex'))!.equals(sealed))!;
        database
          .prepare(`UPDATE ${table} SET changed = ?, sealed = ? WHERE key = ?`)
          .run(changed.changed, changed.sealed, changed.key);
      });
      expect(await codeOfOpening()).toBe('vault-damaged');
    });

    it(`brought back after their deletion in ${table} are refused`, async () => {
      let old: Row[] = [];
      edit((database) => {
        old = rows(database, table);
      });
      const vault = await reopen(folder);
      vault.transaction((transaction) => {
        transaction.delete(things, 'apke_0001');
        transaction.destroySecret('apke_0001');
      });
      vault.close();
      edit((database) => {
        const put = database.prepare(
          `INSERT OR IGNORE INTO ${table} (key, changed, sealed) VALUES (?, ?, ?)`,
        );
        for (const row of old) put.run(row.key, row.changed, row.sealed);
      });
      expect(await codeOfOpening()).toBe('vault-damaged');
    });
  }

  it('of the audit log are missed at its end on opening, and in its middle by verify and by reading', async () => {
    edit((database) => {
      database.exec('DELETE FROM audit WHERE sequence = 3');
    });
    const vault = await reopen(folder);
    const verified = vault.verify();
    expect(verified.sound).toBe(false);
    expect(verified.problems.map(inEnglish).join()).toContain('audit log');
    expect(() => vault.auditLog({ limit: 100 })).toThrow(/audit log/);
    vault.close();
    edit((database) => {
      database.exec('DELETE FROM audit WHERE sequence = (SELECT max(sequence) FROM audit)');
    });
    expect(await codeOfOpening()).toBe('vault-damaged');
  });

  it('of another vault are refused', async () => {
    const other = makeFolder();
    const { vault } = await makeVault(other);
    plant(vault, 6);
    vault.close();
    const source = new SqliteDatabase(path.join(other, 'vault', 'vault.db'), { readonly: true });
    const foreign = rows(source, 'records');
    source.close();
    edit((database) => {
      const mine = rows(database, 'records');
      database.prepare('UPDATE records SET sealed = ? WHERE key = ?').run(foreign[0]!.sealed, mine[0]!.key);
    });
    removeFolder(other);
    expect(await codeOfOpening()).toBe('vault-damaged');
  });
});

describe('the header', () => {
  function editHeader(change: (header: Record<string, unknown>) => void): void {
    edit((database) => {
      const { body } = database.prepare('SELECT body FROM header').get() as { body: Buffer };
      const header = JSON.parse(body.toString()) as Record<string, unknown>;
      change(header);
      const next = Buffer.from(JSON.stringify(header));
      // As somebody would who knows the format: the checksum fits.
      database.function('digest', (bytes: unknown) => digest(bytes as Buffer));
      database.prepare('UPDATE header SET body = ?, checksum = digest(?)').run(next, next);
    });
  }

  it('with weaker or exhausting parameters is refused before the password is used', async () => {
    for (const memoryKib of [1, 64 * 1024 * 1024]) {
      editHeader((header) => {
        (header['slots'] as { kdf: { memoryKib: number } }[])[0]!.kdf.memoryKib = memoryKib;
      });
      expect(await codeOfOpening()).toBe('vault-parameters');
    }
  });

  it('with a slot removed is refused', async () => {
    editHeader((header) => {
      header['slots'] = (header['slots'] as unknown[]).slice(0, 1);
    });
    expect(await codeOfOpening()).toBe('vault-damaged');
  });

  it('with a slot of before a password change is refused', async () => {
    let old: unknown;
    edit((database) => {
      old = database.prepare('SELECT body, checksum FROM header').get();
    });
    const vault = await reopen(folder);
    await vault.changePassword(text(PASSWORD), text('a new one'));
    vault.close();
    edit((database) => {
      const { body, checksum } = old as { body: Buffer; checksum: Buffer };
      database.prepare('UPDATE header SET body = ?, checksum = ?').run(body, checksum);
    });
    expect(await codeOfOpening()).toBe('vault-damaged');
  });

  it('of a newer format is left alone', async () => {
    editHeader((header) => {
      header['format'] = 2;
    });
    expect(await codeOfOpening()).toBe('vault-newer-format');
  });
});

describe('the file', () => {
  it('of a newer layout is left alone', async () => {
    edit((database) => database.pragma('user_version = 99'));
    const before = readFileSync(file);
    expect(await codeOfOpening()).toBe('vault-newer-format');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('of another program, or no database at all, is left alone', async () => {
    for (const contents of [Buffer.from('#!/bin/sh\n'.repeat(50)), foreignDatabase()]) {
      writeFileSync(file, contents);
      expect(await codeOfOpening()).toBe('vault-foreign');
      expect(readVaultState(path.join(folder, 'vault')).problem?.code).toBe('vault-foreign');
      expect(readFileSync(file).equals(contents)).toBe(true);
    }
  });

  it('cut off at any length is refused', async () => {
    const whole = readFileSync(file);
    for (const length of [0, 1, 50, 99, 100, 512, 4096, 5000, whole.length - 4096, whole.length - 1]) {
      writeFileSync(file, whole);
      truncateSync(file, length);
      expect([length, await codeOfOpening()]).toEqual([length, 'vault-damaged']);
    }
  });

  it('that is missing is said to be missing', async () => {
    rmSync(file);
    expect(await codeOfOpening()).toBe('vault-missing');
    expect(readVaultState(path.join(folder, 'vault'))).toMatchObject({ exists: false, problem: null });
  });

  it('older than the keychain last saw is warned about, and not when it is new', async () => {
    const keychain = keychainInMemory();
    const first = await reopen(folder, { keychain });
    expect(first.rollbackWarning).toBeNull();
    first.close();
    copyFileSync(file, `${file}.old`);
    const second = await reopen(folder, { keychain });
    second.transaction((transaction) => transaction.delete(things, 'apke_0000'));
    expect(second.rollbackWarning).toBeNull();
    second.close();
    copyFileSync(`${file}.old`, file);
    const third = await reopen(folder, { keychain });
    expect(third.rollbackWarning?.code).toBe('vault-rolled-back');
    await third.acceptRollback();
    third.close();
    const fourth = await reopen(folder, { keychain });
    expect(fourth.rollbackWarning).toBeNull();
    fourth.close();
  });

  it('older, but written to so often that its generation is higher, is another copy until that is accepted', async () => {
    const keychain = keychainInMemory();
    (await reopen(folder, { keychain })).close();
    copyFileSync(file, `${file}.old`);
    (await reopen(folder, { keychain })).close();
    copyFileSync(`${file}.old`, file);
    // By the command, which has no keychain and so can't warn.
    for (let times = 0; times < 10; times += 1) (await reopen(folder, { actor: 'app' })).close();
    for (let times = 0; times < 2; times += 1) {
      const vault = await reopen(folder, { keychain });
      expect(vault.rollbackWarning?.code).toBe('vault-another-copy');
      vault.close();
    }
    const vault = await reopen(folder, { keychain });
    await vault.acceptRollback();
    vault.close();
    const accepted = await reopen(folder, { keychain });
    expect(accepted.rollbackWarning).toBeNull();
    accepted.close();
  });

  it('of before a rotation of the vault key is warned about each time, however often it is written to', async () => {
    const keychain = keychainInMemory();
    (await reopen(folder, { keychain })).close();
    copyFileSync(file, `${file}.old`);
    const rotating = await reopen(folder, { keychain });
    (await rotating.rotateVaultKey(text(PASSWORD))).recoveryKey?.wipe();
    rotating.close();
    copyFileSync(`${file}.old`, file);
    for (let times = 0; times < 12; times += 1) {
      const vault = await reopen(folder, { keychain });
      expect(vault.rollbackWarning?.code).toBe('vault-rolled-back');
      vault.close();
    }
    const vault = await reopen(folder, { keychain });
    await vault.acceptRollback();
    vault.close();
    const accepted = await reopen(folder, { keychain });
    expect(accepted.rollbackWarning).toBeNull();
    accepted.close();
  });

  it('whose vault key was changed elsewhere is not warned about', async () => {
    const keychain = keychainInMemory();
    (await reopen(folder, { keychain })).close();
    const elsewhere = await reopen(folder);
    const password = text(PASSWORD);
    const { recoveryKey } = await elsewhere.rotateVaultKey(password);
    recoveryKey?.wipe();
    elsewhere.close();
    const vault = await reopen(folder, { keychain });
    expect(vault.rollbackWarning).toBeNull();
    vault.close();
  });

  it('replaced by an older copy while it is open is noticed', async () => {
    copyFileSync(file, `${file}.old`);
    const vault = await reopen(folder);
    vault.transaction((transaction) => transaction.put(things, 'new', { name: 'New', notes: '' }));
    // As a sync program does it: the content goes back, the file stays.
    edit((database) => {
      const old = new SqliteDatabase(`${file}.old`, { readonly: true });
      const manifest = old.prepare('SELECT sealed FROM manifest').pluck().get();
      old.close();
      database.prepare('UPDATE manifest SET sealed = ?').run(manifest);
    });
    expect(() => vault.transaction(() => undefined)).toThrow(
      expect.objectContaining({ code: 'vault-rolled-back' }) as Error,
    );
    // Nothing more is written once that was seen.
    await expect(reveal(vault, 'apke_0000')).rejects.toMatchObject({ code: 'vault-rolled-back' });
    vault.close();
  });
});

describe('a second writer', () => {
  it('is waited for, then named', async () => {
    const vault = await reopen(folder, { busyTimeoutMs: 50 });
    const other = new SqliteDatabase(file);
    other.exec('BEGIN IMMEDIATE');
    expect(() => vault.transaction((transaction) => transaction.delete(things, 'apke_0000'))).toThrow(
      expect.objectContaining({ code: 'vault-busy' }) as Error,
    );
    other.exec('ROLLBACK');
    other.close();
    vault.transaction((transaction) => transaction.delete(things, 'apke_0000'));
    expect(vault.verify().sound).toBe(true);
    vault.close();
  });
});

function keychainInMemory(): KeychainPort {
  const anchors = new Map<string, string>();
  return {
    protect: (bytes) => Promise.resolve(Buffer.from(bytes)),
    unprotect: (blob) => Promise.resolve(Buffer.from(blob)),
    readAnchor: (id) => Promise.resolve(anchors.get(id) ?? null),
    writeAnchor: (id, value) => {
      anchors.set(id, value);
      return Promise.resolve();
    },
  };
}

function digest(body: Buffer): Buffer {
  return createHash('sha256').update('augno-vault/header').update(body).digest();
}

function foreignDatabase(): Buffer {
  const database = new SqliteDatabase(':memory:');
  database.exec('CREATE TABLE notes (text TEXT)');
  const bytes = database.serialize();
  database.close();
  return bytes;
}
