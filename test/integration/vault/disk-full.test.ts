import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { createVault, type ManagedVault } from '../../../electron/vault/index.ts';
import { seeded } from '../../fixtures/vault/flips.ts';
import {
  makeFolder,
  makeVault,
  options,
  PASSWORD,
  removeFolder,
  reopen,
  reveal,
  text,
  things,
} from '../../fixtures/vault/sample.ts';

const base = makeFolder();
const disk = path.join(base, 'disk');
mkdirSync(disk);

function mount(arguments_: readonly string[]): boolean {
  try {
    execFileSync('mount', arguments_, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const mounted =
  process.platform === 'linux' && mount(['-t', 'tmpfs', '-o', 'size=1536k', 'augno-vault-test', disk]);
if (!mounted) {
  console.warn(
    'SKIPPED: the full-disk and read-only tests need the right to mount a tmpfs (root on Linux); not available here.',
  );
}

afterAll(() => {
  if (mounted) execFileSync('umount', [disk]);
  removeFolder(base);
});

/** Leaves exactly this many bytes free, in whole pages. */
function leaveFree(bytes: number): void {
  const ballast = path.join(disk, 'ballast');
  rmSync(ballast, { force: true });
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
}

function freeAll(): void {
  rmSync(path.join(disk, 'ballast'), { force: true });
}

function codeOf(thrown: unknown): string {
  return thrown instanceof AppError ? thrown.code : String(thrown);
}

describe.skipIf(!mounted)('a full disk', () => {
  let stored: Map<string, string>;

  beforeAll(async () => {
    stored = new Map();
    const { vault } = await makeVault(disk, { rollingBackups: 2 });
    vault.close();
  });

  async function expectWhole(): Promise<void> {
    const vault = await reopen(disk, { rollingBackups: 2 });
    expect(vault.verify().problems).toEqual([]);
    for (const [id, secret] of stored) expect(await reveal(vault, id)).toBe(secret);
    vault.close();
  }

  function put(vault: ManagedVault, id: string): void {
    const secret = `secret of ${id}`;
    vault.transaction((transaction) => {
      transaction.put(things, id, { name: id, notes: 'n'.repeat(2000) });
      transaction.putSecret(id, text(secret));
    });
    stored.set(id, secret);
  }

  it('while storing undoes the change it was at, says so, and keeps all before', async () => {
    const random = seeded(5);
    const codes = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const vault = await reopen(disk, { rollingBackups: 2 });
      leaveFree(Math.floor(random() * 24) * 4096);
      try {
        for (let index = 0; index < 30; index += 1) put(vault, `round-${String(round)}-${String(index)}`);
        codes.add('stored');
      } catch (thrown) {
        codes.add(codeOf(thrown));
      }
      expect(vault.list(things).length).toBe(stored.size);
      freeAll();
      // The same open vault goes on as soon as there is room.
      put(vault, `after-${String(round)}`);
      vault.close();
      await expectWhole();
      // Make room for the next round: the test is about the moment, not about the amount.
      const cleaner = await reopen(disk, { rollingBackups: 2 });
      cleaner.transaction((transaction) => {
        for (const id of stored.keys()) {
          transaction.delete(things, id);
          transaction.destroySecret(id);
        }
      });
      cleaner.close();
      stored.clear();
    }
    expect(codes).toContain('vault-disk-full');
    codes.delete('stored');
    expect([...codes]).toEqual(['vault-disk-full']);
  });

  it('while unlocking, changing the password, rotating the key or backing up loses nothing', async () => {
    const maker = await reopen(disk, { rollingBackups: 2 });
    for (let index = 0; index < 20; index += 1) put(maker, `kept-${String(index)}`);
    maker.close();
    const codes = new Set<string>();
    let full = 0;
    for (let pages = 0; pages < 40; pages += 2) {
      for (const work of ['unlock', 'password', 'rotate', 'backup'] as const) {
        let vault: ManagedVault | null = null;
        try {
          if (work === 'unlock') leaveFree(pages * 4096);
          vault = await reopen(disk, { rollingBackups: 2 });
          leaveFree(pages * 4096);
          if (work === 'password') await vault.changePassword(text(PASSWORD), text(PASSWORD));
          if (work === 'rotate') await vault.rotateVaultKey(text(PASSWORD));
          if (work === 'backup') await vault.backup(path.join(disk, 'portable'), text('backup password'));
        } catch (thrown) {
          full += 1;
          codes.add(codeOf(thrown));
        } finally {
          vault?.close();
          freeAll();
        }
        rmSync(path.join(disk, 'portable'), { force: true });
        await expectWhole();
      }
    }
    expect(full).toBeGreaterThan(0);
    expect([...codes]).toEqual(['vault-disk-full']);
  });

  it('while making a vault leaves nothing behind', async () => {
    const folder = path.join(disk, 'second');
    const codes = new Set<string>();
    for (let pages = 0; pages < 24; pages += 1) {
      leaveFree(pages * 4096);
      try {
        const { vault } = await createVault({ ...options(folder), name: 'Second', password: text(PASSWORD) });
        vault.close();
      } catch (thrown) {
        codes.add(codeOf(thrown));
      }
      freeAll();
      if (existsSync(path.join(folder, 'vault.db'))) {
        const vault = await reopenAt(folder);
        expect(vault.verify().sound).toBe(true);
        vault.close();
      } else if (existsSync(folder)) {
        expect(readdirSync(folder)).toEqual([]);
      }
      rmSync(folder, { recursive: true, force: true });
    }
    expect([...codes]).toEqual(['vault-disk-full']);
  });

  it('that is read-only takes no new vault and no change, and says so', async () => {
    expect(mount(['-o', 'remount,ro', disk])).toBe(true);
    try {
      const vault = await reopen(disk);
      expect(() => put(vault, 'refused')).toThrow(
        expect.objectContaining({ code: 'vault-unwritable' }) as Error,
      );
      vault.close();
      await expect(
        createVault({ ...options(path.join(disk, 'third')), name: 'Third', password: text(PASSWORD) }),
      ).rejects.toMatchObject({ code: 'vault-unwritable' });
    } finally {
      mount(['-o', 'remount,rw', disk]);
    }
    await expectWhole();
  });
});

async function reopenAt(folder: string): Promise<ManagedVault> {
  const { openVault } = await import('../../../electron/vault/index.ts');
  return await openVault({ ...options(folder), credential: { kind: 'password', password: text(PASSWORD) } });
}
