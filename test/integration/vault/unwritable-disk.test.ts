/** A vault on a disk that is full or read-only: it is read, its log is kept beside it, and it leads back by itself. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import type SqliteDatabase from 'better-sqlite3';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../shared/domain.ts';
import { SCHEMA_VERSION } from '../../../electron/vault/storage/migrations.ts';
import {
  createVault,
  openVault,
  readVaultState,
  restoreDrill,
  type KeychainPort,
  type ManagedVault,
} from '../../../electron/vault/index.ts';
import { canMount, coverReadOnly, SmallDisk, uncover } from '../../fixtures/disk.ts';
import {
  cutOffWhileSealing,
  makeFolder,
  options,
  PASSWORD,
  plantOne,
  removeFolder,
  reveal,
  text,
  things,
} from '../../fixtures/vault/sample.ts';
import type { VaultOptions } from '../../../electron/vault/dependencies.ts';

const base = makeFolder();
const mountable = canMount();
afterAll(() => {
  removeFolder(base);
});

let count = 0;
let disk: SmallDisk;
let profileDisk: SmallDisk | null;
let folder: string;
let profile: string;
let open: ManagedVault[];

beforeEach(() => {
  if (!mountable) return;
  count += 1;
  folder = path.join(base, String(count), 'vault');
  profile = `${folder}.app`;
  disk = new SmallDisk(folder);
  profileDisk = null;
  open = [];
});
afterEach(() => {
  if (!mountable) return;
  for (const vault of open) vault.close();
  disk.remove();
  profileDisk?.remove();
});

async function make(more: Partial<VaultOptions> = {}): Promise<string> {
  const { vault } = await createVault({
    ...options(folder, more),
    name: 'On a disk',
    password: text(PASSWORD),
    withRecoveryKey: false,
  });
  const secret = plantOne(vault, 'first');
  vault.close();
  return secret;
}

async function unlock(more: Partial<VaultOptions> = {}, password = PASSWORD): Promise<ManagedVault> {
  const vault = await openVault({
    ...options(folder, more),
    credential: { kind: 'password', password: text(password) },
  });
  open.push(vault);
  return vault;
}

function lend(vault: ManagedVault): void {
  vault.enter({ action: 'secret-revealed', subjectId: 'first', subjectName: 'First' }, { lends: true });
}

const log = (vault: ManagedVault): readonly AuditEntry[] => vault.auditLog({ limit: 1000 });
const revealed = (vault: ManagedVault): readonly AuditEntry[] =>
  log(vault).filter(({ action }) => action === 'secret-revealed');
const gaps = (vault: ManagedVault): readonly AuditEntry[] =>
  log(vault).filter(({ detail }) => detail?.startsWith('A gap in this log') === true);
const pendingFiles = (at = profile): readonly string[] =>
  existsSync(at) ? readdirSync(at).filter((name) => /^pending-log-.*\.sealed$/.test(name)) : [];

function memoryKeychain(): KeychainPort {
  const anchors = new Map<string, string>();
  return {
    protect: (bytes) => Promise.resolve(Buffer.from(bytes)),
    unprotect: (blob) => Promise.resolve(Buffer.from(blob)),
    readAnchor: (id) => Promise.resolve(anchors.get(id) ?? null),
    writeAnchor: (id, value) => Promise.resolve(void anchors.set(id, value)),
  };
}

describe.skipIf(!mountable)('a vault on a read-only disk', () => {
  it('is opened, listed, revealed, verified and backed up elsewhere; only writes are refused', async () => {
    const secret = await make();
    disk.makeReadOnly();
    const before = readFileSync(path.join(folder, 'vault.db'));
    const vault = await unlock();
    expect(vault.writeProblem).toMatchObject({ code: 'vault-unwritable' });
    expect(vault.list(things)).toHaveLength(1);
    expect(await reveal(vault, 'first')).toBe(secret);
    expect(vault.verify()).toMatchObject({ sound: true });
    const backup = path.join(base, `${String(count)}.augnobackup`);
    await vault.backup(backup, text('backup password'));
    const drill = await restoreDrill({
      ...options(path.join(base, 'drill')),
      file: backup,
      backupPassword: text('backup password'),
      secret: { kind: 'password', password: text(PASSWORD) },
    });
    expect(drill).toMatchObject({ sound: true, secrets: 1 });
    const refused = expect.objectContaining({ code: 'vault-unwritable' }) as Error;
    expect(() => plantOne(vault, 'second')).toThrow(refused);
    expect(() => vault.rename('Other')).toThrow(refused);
    expect(() => vault.rollingBackup('daily')).toThrow(refused);
    await expect(vault.changePassword(text(PASSWORD), text('another password'))).rejects.toThrow(refused);
    await expect(vault.rotateVaultKey(text(PASSWORD))).rejects.toThrow(refused);
    expect(vault.list(things)).toHaveLength(1);
    expect(readFileSync(path.join(folder, 'vault.db')).equals(before)).toBe(true);
  });

  it('keeps what is revealed sealed in the profile, and enters it once when it can be written', async () => {
    const keychain = memoryKeychain();
    await make({ keychain });
    disk.makeReadOnly();
    const vault = await unlock({ keychain, actor: 'command' });
    lend(vault);
    lend(vault);
    const [name] = pendingFiles();
    const kept = readFileSync(path.join(profile, name!));
    expect(kept.toString('utf8')).not.toContain('First');
    expect(vault.writeAccess).toMatchObject({ pending: 3, kept: true });
    disk.makeWritable();
    plantOne(vault, 'second');
    expect(vault.writeAccess).toEqual({ problem: null, pending: 0, kept: true });
    expect(revealed(vault)).toHaveLength(2);
    expect(revealed(vault)[0]!.detail).toContain('Entered later');
    expect(log(vault).filter(({ action }) => action === 'unlocked')).toHaveLength(2);
    expect(pendingFiles()).toEqual([]);
    vault.close();

    // A file that could not be removed, or comes back out of a copy, adds nothing.
    writeFileSync(path.join(profile, name!), kept);
    const again = await unlock({ keychain });
    expect(again.rollbackWarning).toBeNull();
    expect(revealed(again)).toHaveLength(2);
    expect(gaps(again)).toEqual([]);
    expect(again.verify()).toMatchObject({ sound: true });
    expect(pendingFiles()).toEqual([]);
  });

  it('has what another process left entered by the next unlock', async () => {
    await make();
    disk.makeReadOnly();
    const first = await unlock();
    lend(first);
    first.close();
    const second = await unlock();
    lend(second);
    expect(second.writeAccess.pending).toBe(4);
    expect(pendingFiles()).toHaveLength(2);
    second.close();
    disk.makeWritable();
    const vault = await unlock();
    expect(revealed(vault)).toHaveLength(2);
    expect(pendingFiles()).toEqual([]);
  });

  it('whose rotation of the vault key was cut off keeps its log, and enters it before the rotation is finished', async () => {
    const secret = await make();
    const { random, cutOff } = cutOffWhileSealing();
    const failing = await unlock({ random });
    cutOff();
    await expect(failing.rotateVaultKey(text(PASSWORD))).rejects.toThrow('killed');
    failing.close();

    disk.makeReadOnly();
    const reading = await unlock();
    expect(await reveal(reading, 'first')).toBe(secret);
    lend(reading);
    expect(pendingFiles()).toHaveLength(1);
    reading.close();

    disk.makeWritable();
    const again = await unlock();
    expect(log(again).map(({ detail }) => detail)).toContain('finished after an interruption');
    expect(revealed(again)).toHaveLength(1);
    expect(gaps(again)).toEqual([]);
    expect(pendingFiles()).toEqual([]);
    expect(await reveal(again, 'first')).toBe(secret);
    expect(again.verify()).toMatchObject({ sound: true });
  });

  it('leads back to normal by itself', async () => {
    await make();
    disk.makeReadOnly();
    const vault = await unlock({ pollIntervalMs: 5, actor: 'app' });
    lend(vault);
    expect(vault.writeProblem).not.toBeNull();
    disk.makeWritable();
    await expect
      .poll(() => vault.writeAccess, { timeout: 30_000 })
      .toEqual({ problem: null, pending: 0, kept: true });
    expect(revealed(vault)).toHaveLength(1);
    plantOne(vault, 'second');
    vault.close();
    expect((await unlock()).list(things)).toHaveLength(2);
  });

  it('that becomes read-only while the vault is open is said before anything is written', async () => {
    const secret = await make();
    const vault = await unlock({ pollIntervalMs: 5 });
    const said: (string | undefined)[] = [];
    vault.onWriteAccess(({ problem }) => said.push(problem?.code));
    coverReadOnly(folder);
    await expect.poll(() => said, { timeout: 30_000 }).toEqual(['vault-unwritable']);
    expect(() => plantOne(vault, 'second')).toThrow(
      expect.objectContaining({ code: 'vault-unwritable' }) as Error,
    );
    expect(await reveal(vault, 'first')).toBe(secret);
    lend(vault);
    uncover(folder);
    await expect.poll(() => said.at(-1), { timeout: 30_000 }).toBeUndefined();
    expect(revealed(vault)).toHaveLength(1);
  });

  it('keeps in memory what can be written nowhere, and a loss shows as a gap at the next unlock', async () => {
    const keychain = memoryKeychain();
    await make({ keychain });
    profileDisk = new SmallDisk(profile);
    profileDisk.makeReadOnly();
    disk.makeReadOnly();
    const vault = await unlock({ keychain, actor: 'app' });
    lend(vault);
    expect(vault.writeAccess).toMatchObject({ pending: 2, kept: false });
    vault.close();
    disk.makeWritable();
    const next = await unlock({ keychain });
    expect(gaps(next)).toHaveLength(1);
    expect(next.rollbackWarning).toBeNull();
    next.close();
    // Told once.
    expect(gaps(await unlock({ keychain }))).toHaveLength(1);
  });

  it('enters from memory what could be written nowhere, when it can be written again', async () => {
    await make();
    profileDisk = new SmallDisk(profile);
    profileDisk.makeReadOnly();
    disk.makeReadOnly();
    const vault = await unlock();
    lend(vault);
    disk.makeWritable();
    plantOne(vault, 'second');
    expect(revealed(vault)).toHaveLength(1);
    expect(gaps(vault)).toEqual([]);
  });

  it('says a gap, once, for what was kept and cannot be read', async () => {
    await make();
    disk.makeReadOnly();
    const vault = await unlock();
    lend(vault);
    vault.close();
    const file = path.join(profile, pendingFiles()[0]!);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"sealed":"..../, '"sealed":"AAAA'));
    disk.makeWritable();
    const next = await unlock();
    expect(gaps(next)).toHaveLength(1);
    next.close();
    expect(gaps(await unlock())).toHaveLength(1);
    expect(pendingFiles()).toEqual([]);
  });

  it('counts failed tries in memory, and enters them', async () => {
    await make();
    disk.makeReadOnly();
    let now = Date.now();
    const clock = (): Date => new Date(now);
    for (const seconds of [1, 2]) {
      await expect(unlock({ clock }, 'not this one')).rejects.toMatchObject({
        code: 'vault-wrong-password',
        retryAfterSeconds: seconds,
      });
      await expect(unlock({ clock })).rejects.toMatchObject({ code: 'vault-waiting' });
      expect(readVaultState(folder, clock()).failedTries).toBe(seconds);
      now += seconds * 1000;
    }
    const vault = await unlock({ clock });
    expect(readVaultState(folder, clock()).failedTries).toBe(0);
    disk.makeWritable();
    plantOne(vault, 'second');
    expect(log(vault).find(({ action }) => action === 'unlock-failed')?.detail).toContain('2 failed tries');
  });

  it('is read from a copy where reading it needs writing: a log of before, or what a crash left', async () => {
    const secret = await make();
    const database = path.join(folder, 'vault.db');
    const Sqlite = createRequire(import.meta.url)('better-sqlite3') as typeof SqliteDatabase;
    const whole = readFileSync(database);
    const before = new Sqlite(database);
    before.pragma('journal_mode = WAL');
    before.close();
    for (const prepare of [
      () => undefined,
      () => {
        writeFileSync(database, whole);
        writeFileSync(`${database}-journal`, Buffer.alloc(600, 7));
      },
    ]) {
      prepare();
      disk.makeReadOnly();
      const bytes = readFileSync(database);
      const vault = await unlock();
      expect(await reveal(vault, 'first')).toBe(secret);
      expect(() => plantOne(vault, 'second')).toThrow(
        expect.objectContaining({ code: 'vault-unwritable' }) as Error,
      );
      expect(readFileSync(database).equals(bytes)).toBe(true);
      disk.makeWritable();
      // What went into the copy would be lost with it.
      expect(() => plantOne(vault, 'second')).toThrow(
        expect.objectContaining({ code: 'vault-locked' }) as Error,
      );
      vault.close();
    }
    const vault = await unlock();
    expect(vault.list(things)).toHaveLength(1);
    plantOne(vault, 'second');
  });

  it('is read in an older layout, and brought up to date when it can be written', async () => {
    const { vault: made } = await createVault({
      ...options(folder),
      name: 'Older',
      password: text(PASSWORD),
      withRecoveryKey: false,
      schemaVersion: 2,
      migrate: false,
    });
    const secret = plantOne(made, 'first');
    made.close();
    disk.makeReadOnly();
    const vault = await unlock();
    expect(await reveal(vault, 'first')).toBe(secret);
    expect(vault.verify()).toMatchObject({ sound: true });
    disk.makeWritable();
    plantOne(vault, 'second');
    expect(log(vault).some(({ detail }) => detail === `Format 2 brought to ${String(SCHEMA_VERSION)}`)).toBe(
      true,
    );
    expect(vault.verify()).toMatchObject({ sound: true });
  });
});

describe.skipIf(!mountable)('a vault on a full disk', () => {
  it('is opened and revealed, refuses writes, and leads back by itself', async () => {
    const secret = await make();
    disk.fill();
    const vault = await unlock({ pollIntervalMs: 5, actor: 'app' });
    expect(await reveal(vault, 'first')).toBe(secret);
    expect(() => plantOne(vault, 'second')).toThrow(
      expect.objectContaining({ code: 'vault-disk-full' }) as Error,
    );
    lend(vault);
    expect(pendingFiles()).toHaveLength(1);
    const backup = path.join(base, `${String(count)}-full.augnobackup`);
    await vault.backup(backup, text('backup password'));
    expect(existsSync(backup)).toBe(true);
    disk.empty();
    await expect
      .poll(() => vault.writeAccess, { timeout: 30_000 })
      .toEqual({ problem: null, pending: 0, kept: true });
    expect(revealed(vault)).toHaveLength(1);
    plantOne(vault, 'second');
  });

  it('lends nothing without the log in the app before that is known, and then keeps the entry', async () => {
    await make();
    const vault = await unlock({ actor: 'app' });
    disk.fill();
    expect(() => lend(vault)).toThrow(expect.objectContaining({ code: 'vault-disk-full' }) as Error);
    expect(vault.writeAccess).toMatchObject({ pending: 0 });
    lend(vault);
    expect(vault.writeAccess).toMatchObject({ pending: 1, kept: true });
  });

  it('keeps a secret that came back in the profile, and says where neither takes it', async () => {
    await make();
    const vault = await unlock();
    disk.fill();
    const { file } = vault.rescue('intent', Buffer.from('what the server answered'));
    expect(path.dirname(file)).toBe(profile);
    profileDisk = new SmallDisk(profile);
    profileDisk.makeReadOnly();
    expect(() => vault.rescue('intent', Buffer.from('again'))).toThrow();
    profileDisk.remove();
    profileDisk = null;
    disk.empty();
    vault.close();
    const { opened } = (await unlock()).rescues();
    expect(opened.map(({ payload }) => payload.toString('utf8'))).toEqual(['what the server answered']);
  });
});

describe.skipIf(!mountable)('a vault whose disk is taken out', () => {
  it('while it is open is lost at once; it is no vault in memory alone', async () => {
    await make();
    const vault = await unlock({ pollIntervalMs: 5 });
    const problems: string[] = [];
    vault.onProblem(({ code }) => problems.push(code));
    disk.disconnect();
    await expect.poll(() => problems, { timeout: 30_000 }).toEqual(['vault-replaced']);
    expect(() => plantOne(vault, 'second')).toThrow(
      expect.objectContaining({ code: 'vault-replaced' }) as Error,
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});
