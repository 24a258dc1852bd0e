import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createVault,
  listRollingBackups,
  openVault,
  restoreDrill,
  restoreVault,
  type ManagedVault,
} from '../../../electron/vault/index.ts';
import { cheapKdf } from '../../fixtures/vault/cheap-kdf.ts';
import {
  endPrepared,
  runAndKill,
  type Acknowledged,
  type CrashWork,
} from '../../fixtures/vault/crash-harness.ts';
import { seeded } from '../../fixtures/vault/flips.ts';
import {
  makeFastFolder,
  makeVault,
  options,
  PASSWORD,
  plant,
  removeFolder,
  reopen,
  reveal,
  text,
  things,
} from '../../fixtures/vault/sample.ts';
import { expectServices, plantServices } from '../../fixtures/vault/services-of-before.ts';

let folder: string;
beforeEach(() => {
  folder = makeFastFolder();
});
afterEach(() => {
  removeFolder(folder);
});

afterAll(endPrepared);

/** Every failed try in a test counts; each opening happens a minute after the one before. */
let minute = 0;
const clock = (): Date => new Date(Date.now() + minute * 60_000);

async function openWithOneOf(
  passwords: readonly string[],
): Promise<{ vault: ManagedVault; password: string }> {
  let last: unknown;
  for (const password of passwords) {
    minute += 1;
    try {
      return { vault: await reopen(folder, { clock, rollingBackups: 4 }, password), password };
    } catch (thrown) {
      last = thrown;
    }
  }
  throw last;
}

async function expectWhole(vault: ManagedVault, acknowledged: Acknowledged): Promise<void> {
  expect(vault.verify().problems).toEqual([]);
  for (const [id, secret] of acknowledged.stored) {
    expect(vault.get(things, id)?.name).toBe(`Name of ${id}`);
    expect(await reveal(vault, id)).toBe(secret);
  }
}

async function killTimes(
  work: CrashWork,
  times: number,
  longestMs: number,
  afterEachKill: (vault: ManagedVault, acknowledged: Acknowledged) => Promise<void> = expectWhole,
): Promise<void> {
  const random = seeded(times * 31 + longestMs);
  let password = PASSWORD;
  let killed = 0;
  for (let index = 0; index < times; index += 1) {
    if (index % 5 === 0) {
      // What is stored between the kills adds up; a new vault now and then keeps the checks quick.
      rmSync(path.join(folder, 'vault'), { recursive: true, force: true });
      const { vault } = await makeVault(folder);
      plant(vault, 3);
      vault.close();
      password = PASSWORD;
    }
    const acknowledged = await runAndKill(work, folder, password, random() * longestMs);
    if (acknowledged.signal === 'SIGKILL') killed += 1;
    const opened = await openWithOneOf(acknowledged.passwords);
    ({ password } = opened);
    await afterEachKill(opened.vault, acknowledged);
    opened.vault.close();
  }
  expect(killed).toBe(times);
}

describe('after SIGKILL the vault opens, verifies and holds what was acknowledged', () => {
  it('while records and secrets are stored (60 moments)', async () => {
    await killTimes('put', 60, 25);
  });

  it('while the password is changed (30 moments)', async () => {
    await killTimes('password', 30, 25);
  });

  it('while the vault key is rotated (45 moments)', async () => {
    await killTimes('rotate', 45, 40);
  });

  it('while backups are made (20 moments)', async () => {
    let drills = 0;
    await killTimes('backup', 20, 60, async (vault, acknowledged) => {
      await expectWhole(vault, acknowledged);
      // A portable backup that has its name is whole, acknowledged or not; so is each rolling one.
      const portable = readdirSync(folder).filter((name) => /^backup-.*\d$/.test(name));
      expect(portable).toEqual(expect.arrayContaining([...acknowledged.backups]));
      for (const name of portable) {
        const restored = path.join(folder, 'restored');
        await restoreVault({
          ...options(restored),
          file: path.join(folder, name),
          backupPassword: text('backup password'),
        });
        rmSync(restored, { recursive: true });
        rmSync(path.join(folder, name));
      }
      for (const { file } of listRollingBackups(path.join(folder, 'vault')).slice(0, 2)) {
        const secret = { kind: 'password', password: text(PASSWORD) } as const;
        expect((await restoreDrill({ file, kdf: cheapKdf, secret })).problems).toEqual([]);
        drills += 1;
      }
    });
    expect(drills).toBeGreaterThan(0);
  });

  it('while vaults are made: whole or not there (20 moments)', async () => {
    const random = seeded(7);
    for (let round = 0; round < 20; round += 1) {
      const { made } = await runAndKill('create', folder, PASSWORD, random() * 30);
      let index = 0;
      for (; existsSync(path.join(folder, `made-${String(index)}`, 'vault.db')); index += 1) {
        const vault = await openVault({
          ...options(path.join(folder, `made-${String(index)}`)),
          credential: { kind: 'password', password: text(PASSWORD) },
        });
        expect(vault.verify().problems).toEqual([]);
        vault.close();
      }
      expect(index).toBeGreaterThanOrEqual(made.length);
      for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true });
    }
  });

  it('while an older layout is brought up to date (25 moments)', async () => {
    const random = seeded(11);
    const source = path.join(folder, 'source');
    const { vault } = await createVault({
      ...options(source),
      name: 'Old',
      password: text(PASSWORD),
      schemaVersion: 1,
      migrate: false,
    });
    const planted = plant(vault, 50);
    const services = plantServices(vault);
    vault.close();
    for (let round = 0; round < 25; round += 1) {
      const target = path.join(folder, 'vault');
      rmSync(target, { recursive: true, force: true });
      cpSync(source, target, { recursive: true });
      await runAndKill('migrate', folder, PASSWORD, random() * 20);
      const opened = await reopen(folder);
      expect(opened.verify().problems).toEqual([]);
      for (const { id, secret } of planted) expect(await reveal(opened, id)).toBe(secret);
      expectServices(opened);
      for (const [id, secret] of services) expect(await reveal(opened, id)).toBe(secret);
      opened.close();
    }
  });
});
