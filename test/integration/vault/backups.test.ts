import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  emergencyKitPage,
  listRollingBackups,
  openVault,
  restoreDrill,
  restoreVault,
} from '../../../electron/vault/index.ts';
import { openContainer, sealContainer } from '../../../electron/vault/backup/container.ts';
import { platformRandom } from '../../../electron/vault/storage/rows.ts';
import { canMount, coverReadOnly, uncover } from '../../fixtures/disk.ts';
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
  things,
  type Planted,
} from '../../fixtures/vault/sample.ts';

const BACKUP_PASSWORD = 'the backup’s own';
let folder: string;
let file: string;
let planted: readonly Planted[];
let recoveryKey: string;

beforeEach(async () => {
  folder = makeFolder();
  file = path.join(folder, 'portable');
  const made = await makeVault(folder);
  ({ recoveryKey } = made);
  planted = plant(made.vault, 5);
  await made.vault.backup(file, text(BACKUP_PASSWORD));
  made.vault.close();
});
afterEach(() => {
  removeFolder(folder);
});

const open = (at: string, password: string): ReturnType<typeof openVault> =>
  openVault({ ...options(at), credential: { kind: 'password', password: text(password) } });

describe('a portable backup', () => {
  it('brings everything back, open to the old password and to its own, and says so in the audit log', async () => {
    const target = path.join(folder, 'restored');
    const result = await restoreVault({ ...options(target), file, backupPassword: text(BACKUP_PASSWORD) });
    expect(result).toMatchObject({ name: 'Sample vault', secrets: 5, replaced: null });
    for (const password of [PASSWORD, BACKUP_PASSWORD]) {
      const vault = await open(target, password);
      for (const { id, secret } of planted) expect(await reveal(vault, id)).toBe(secret);
      expect(vault.auditLog({ limit: 10 }).map(({ action }) => action)).toContain('restored');
      expect(vault.verify().problems).toEqual([]);
      vault.close();
    }
    const vault = await open(target, BACKUP_PASSWORD);
    await vault.changePassword(text(BACKUP_PASSWORD), text('from now on'));
    vault.close();
    await expect(open(target, BACKUP_PASSWORD)).rejects.toMatchObject({ code: 'vault-wrong-password' });
  });

  it('with a date that is none is refused, and nothing is made of it', async () => {
    const payload = await openContainer(readFileSync(file), text(BACKUP_PASSWORD), cheapKdf);
    payload.writeBigInt64BE(2n ** 62n, 33);
    const sealed = await sealContainer([payload], text(BACKUP_PASSWORD), cheapKdf, platformRandom);
    writeFileSync(file, Buffer.concat([...sealed]));
    const target = path.join(folder, 'restored');
    await expect(
      restoreVault({ ...options(target), file, backupPassword: text(BACKUP_PASSWORD) }),
    ).rejects.toMatchObject({ code: 'vault-damaged' });
    expect(existsSync(path.join(target, 'vault.db'))).toBe(false);
  });

  it('never touches a vault that is there, unless told to, and then keeps it', async () => {
    const target = path.join(folder, 'vault');
    const before = readFileSync(path.join(target, 'vault.db'));
    const restore = {
      ...options(target, { busyTimeoutMs: 50 }),
      file,
      backupPassword: text(BACKUP_PASSWORD),
    };
    await expect(restoreVault(restore)).rejects.toMatchObject({ code: 'vault-exists' });
    expect(readFileSync(path.join(target, 'vault.db')).equals(before)).toBe(true);
    const vault = await reopen(folder);
    vault.transaction((transaction) => transaction.put(things, 'newer', { name: 'Newer', notes: '' }));
    // In the middle of a write it is not pulled from under anybody.
    const writer = new SqliteDatabase(path.join(target, 'vault.db'));
    writer.exec('BEGIN IMMEDIATE');
    await expect(restoreVault({ ...restore, replace: true })).rejects.toMatchObject({ code: 'vault-busy' });
    writer.exec('ROLLBACK');
    writer.close();
    expect(vault.verify().problems).toEqual([]);
    // Whoever has it open acknowledges nothing from then on, and what was stored is in the file that was kept.
    const { replaced } = await restoreVault({ ...restore, replace: true });
    expect(() => vault.transaction((transaction) => transaction.delete(things, 'newer'))).toThrow(
      expect.objectContaining({ code: 'vault-replaced' }) as Error,
    );
    vault.close();
    const kept = new SqliteDatabase(replaced!, { readonly: true });
    expect(kept.pragma('integrity_check', { simple: true })).toBe('ok');
    kept.close();
    const restored = await reopen(folder);
    expect(restored.get(things, 'newer')).toBeUndefined();
    restored.close();
    const drill = await restoreDrill({
      file: replaced!,
      kdf: cheapKdf,
      secret: { kind: 'password', password: text(PASSWORD) },
    });
    expect(drill).toMatchObject({ sound: true, secrets: 5 });
  });

  it('is restored over a vault that is too damaged to open, which is kept too', async () => {
    const target = path.join(folder, 'vault');
    const database = path.join(target, 'vault.db');
    const rubbish = Buffer.alloc(5000, 0x55);
    writeFileSync(database, rubbish);
    const { replaced } = await restoreVault({
      ...options(target),
      file,
      backupPassword: text(BACKUP_PASSWORD),
      replace: true,
    });
    expect(readFileSync(replaced!).equals(rubbish)).toBe(true);
    const vault = await reopen(folder);
    expect(vault.verify().problems).toEqual([]);
    vault.close();
  });

  it('under a wrong password, changed, cut, or no backup at all is refused and leaves nothing', async () => {
    const whole = readFileSync(file);
    const changed = Buffer.from(whole);
    changed[whole.length - 40]! ^= 1;
    const cases: [Buffer, string, string][] = [
      [whole, 'wrong', 'vault-wrong-password'],
      [changed, BACKUP_PASSWORD, 'vault-damaged'],
      [whole.subarray(0, whole.length - 1), BACKUP_PASSWORD, 'vault-damaged'],
      [whole.subarray(0, 20), BACKUP_PASSWORD, 'vault-damaged'],
      [Buffer.from('something else'), BACKUP_PASSWORD, 'vault-foreign'],
      [Buffer.alloc(0), BACKUP_PASSWORD, 'vault-foreign'],
    ];
    const target = path.join(folder, 'restored');
    for (const [contents, password, code] of cases) {
      writeFileSync(path.join(folder, 'case'), contents);
      await expect(
        restoreVault({ ...options(target), file: path.join(folder, 'case'), backupPassword: text(password) }),
      ).rejects.toMatchObject({ code });
      expect(existsSync(target) ? readdirSync(target) : []).toEqual([]);
    }
    await expect(
      restoreVault({ ...options(target), file: path.join(folder, 'none'), backupPassword: text('x') }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('never overwrites a file', async () => {
    const vault = await reopen(folder);
    await expect(vault.backup(file, text('other'))).rejects.toMatchObject({ code: 'conflict' });
    await expect(vault.backup(path.join(folder, 'new'), text(''))).rejects.toMatchObject({
      code: 'invalid-input',
    });
    vault.close();
  });
});

describe('automatic copies', () => {
  it.skipIf(!canMount())(
    'that can’t be deleted when they are too many keep nobody from a new one',
    async () => {
      const vault = await reopen(folder, { rollingBackups: 1 });
      const old = vault.rollingBackup('daily');
      // As on Windows a program does that holds it open.
      coverReadOnly(old);
      try {
        const fresh = vault.rollingBackup('daily');
        expect(listRollingBackups(path.join(folder, 'vault')).map((one) => one.file)).toEqual([fresh, old]);
      } finally {
        uncover(old);
      }
      const next = vault.rollingBackup('daily');
      expect(listRollingBackups(path.join(folder, 'vault')).map((one) => one.file)).toEqual([next]);
      vault.close();
    },
  );

  it.skipIf(!canMount())(
    'under the old key all go at a rotation, whichever of them can’t be deleted',
    async () => {
      const vault = await reopen(folder);
      const [first, second] = [vault.rollingBackup('daily'), vault.rollingBackup('daily')];
      coverReadOnly(second);
      try {
        const { unfinished, recoveryKey: renewed } = await vault.rotateVaultKey(text(PASSWORD));
        renewed?.wipe();
        expect(unfinished?.hint).toContain('copies that open with the old key may be left');
        expect([first, second].map((copy) => existsSync(copy))).toEqual([false, true]);
      } finally {
        uncover(second);
      }
      vault.close();
    },
  );
});

describe('the emergency kit', () => {
  it('is one page with the recovery key, on which hostile names do nothing', () => {
    const page = emergencyKitPage({
      vaultName: '<script>alert(1)</script> & "Co"',
      vaultFolder: '/home/\u202eme',
      recoveryKey,
      madeAt: new Date('2026-11-21T00:00:00Z'),
    });
    for (const group of recoveryKey.split('-')) expect(page).toContain(`<span>${group}</span>`);
    expect(page).not.toContain('<script');
    expect(page).not.toContain('\u202e');
    expect(page).toContain('2026-11-21');
    expect(page).not.toMatch(/https?:/);
  });

  it('proves in a drill that its key opens a rolling and a portable backup, and leaves nothing behind', async () => {
    const vault = await reopen(folder);
    vault.rollingBackup('daily');
    vault.close();
    const drills = (): string[] =>
      readdirSync(tmpdir()).filter((name) =>
        name.startsWith(`augno-vault-restore-drill-${String(process.pid)}-`),
      );
    const drillsBefore = drills();
    const [newest] = listRollingBackups(path.join(folder, 'vault'));
    const secret = { kind: 'recovery-key', recoveryKey: text(recoveryKey) } as const;
    for (const backup of [{ file: newest!.file }, { file, backupPassword: text(BACKUP_PASSWORD) }]) {
      const drill = await restoreDrill({ ...backup, kdf: cheapKdf, secret });
      expect(drill).toMatchObject({ sound: true, problems: [], secrets: 5, name: 'Sample vault' });
      expect(drill.newestAuditEntryAt).not.toBeNull();
    }
    await expect(
      restoreDrill({
        file: newest!.file,
        kdf: cheapKdf,
        secret: { kind: 'password', password: text('wrong') },
      }),
    ).rejects.toMatchObject({ code: 'vault-wrong-password' });
    expect(drills()).toEqual(drillsBefore);
  });
});
