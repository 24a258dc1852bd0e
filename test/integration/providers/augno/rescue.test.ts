/** A secret that came back from the server is never dropped, whatever happened to the vault's file meanwhile. */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foldRescues } from '../../../../electron/providers/augno/index.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { exitCodeOf } from '../../../../electron/cli/exit-code.ts';
import { AppError } from '../../../../shared/errors.ts';
import { canMount, connectFolder, coverReadOnly, SmallDisk, uncover } from '../../../fixtures/disk.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import { exchange, expectHeld, rescueFiles, whenAnswered } from './support/rescued.ts';
import { PASSWORD, World } from './support/world.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

let world: World;
let file: string;
let connectionId: string;
let roleId: string;
beforeEach(async () => {
  world = await World.start();
  file = path.join(world.vaultFolder, 'vault.db');
  const { vault, service } = await world.open();
  const connection = await service.connect({
    url: world.sandbox.url,
    name: 'Test',
    adminKey: world.adminKey(),
  });
  connectionId = connection.id;
  roleId = (await service.listRoles(connectionId)).find(({ name }) => name === 'Admin')!.id;
  await service.close();
  vault.close();
});
afterEach(async () => {
  await world.close();
});

async function createAnd(happen: () => void): Promise<AppError> {
  const { vault, service } = await world.open({ fetch: whenAnswered(happen) });
  const failure = await create(service).catch((thrown: unknown) => thrown);
  await service.close();
  vault.close();
  expect(failure).toBeInstanceOf(AppError);
  return failure as AppError;
}

const create = (service: AccountService): Promise<{ keyId: string }> =>
  service.createKey({ connectionId, name: 'Rescued', roleId, expiresAt: null });

/** By the operation that stayed open: nothing was kept aside. */
async function expectFetchedAgain(): Promise<void> {
  const { vault, service } = await world.open();
  world.clock.advance(10 * 60_000);
  await service.sync(null);
  expect(service.listKeys().find(({ name }) => name === 'Rescued')).toMatchObject({ secretHeld: true });
  await service.close();
  vault.close();
}

describe('the secret of a new key, where the vault’s file', () => {
  it('was replaced by an identical copy, is kept aside and taken in at the next unlock', async () => {
    const failure = await createAnd(() => exchange(file, file));
    expect(failure.code).toBe('vault-replaced');
    expect(exitCodeOf(failure.code)).toBe(3);
    expect(failure.message).toContain('Another program replaced the vault’s file');
    const [name] = rescueFiles(world.vaultFolder);
    expect(failure.hint).toContain(name);
    await expectHeld(world);
    expect(rescueFiles(world.vaultFolder)).toEqual([]);
  });

  it('was replaced by a copy that knows neither the operation nor the account, is kept all the same', async () => {
    const blank = path.join(world.folder, 'blank.db');
    const { vault, service } = await world.open();
    copyFileSync(file, `${blank}.with`);
    service.removeConnection(connectionId);
    await service.close();
    vault.close();
    copyFileSync(file, blank);
    exchange(`${blank}.with`, file);
    const failure = await createAnd(() => exchange(blank, file));
    expect(failure.code).toBe('vault-replaced');
    const again = await world.open();
    expect(foldRescues(again.vault).length).toBe(1);
    const key = again.service.listKeys().find(({ name }) => name === 'Rescued')!;
    expect(key.secretHeld).toBe(true);
    // Nothing is asked with any key until somebody repairs it.
    expect(again.service.listConnections()[0]).toMatchObject({ adminKeyId: null });
    await again.service.close();
    again.vault.close();
  });

  it('lies among a thousand files that only look like it, is taken in, and the list of those stays short', async () => {
    await createAnd(() => exchange(file, file));
    for (let index = 0; index < 1000; index += 1) {
      const name = `rescue-20261129T000000000Z-${index.toString(16).padStart(8, '0')}.sealed`;
      writeFileSync(path.join(world.vaultFolder, name), '['.repeat(index * 100));
    }
    const { vault, service } = await world.open();
    const said = foldRescues(vault).map(({ message }) => inEnglish(message));
    expect(said[0]).toBe('The secret of “Rescued”, which had been kept aside, is in the vault now.');
    expect(said).toHaveLength(7);
    expect(said.at(-1)).toContain('995 more files');
    await service.close();
    vault.close();
    expect(rescueFiles(world.vaultFolder)).toHaveLength(1000);
  });

  it('was deleted with its folder, is kept in the profile’s folder', async () => {
    const elsewhere = path.join(world.folder, 'elsewhere');
    const failure = await createAnd(() => renameSync(world.vaultFolder, elsewhere));
    expect(failure.code).toBe('vault-replaced');
    expect(existsSync(world.vaultFolder)).toBe(false);
    expect(rescueFiles(`${world.vaultFolder}.app`).length).toBe(1);
    renameSync(elsewhere, world.vaultFolder);
    await expectHeld(world);
    expect(rescueFiles(`${world.vaultFolder}.app`)).toEqual([]);
  });

  it('is gone, and nothing can be written anywhere, stays with the operation, which is said', async () => {
    writeFileSync(`${world.vaultFolder}.app`, 'in the way');
    const elsewhere = path.join(world.folder, 'elsewhere');
    const failure = await createAnd(() => renameSync(world.vaultFolder, elsewhere));
    expect(exitCodeOf(failure.code)).toBe(3);
    expect(failure.hint).toContain('stays open');
    rmSync(`${world.vaultFolder}.app`);
    renameSync(elsewhere, world.vaultFolder);
    await expectFetchedAgain();
  });

  it('was given another vault key by another process, is asked for again, as is said', async () => {
    const { vault, service } = await world.open({
      fetch: whenAnswered(async () => {
        const other = await world.openVault();
        await other.rotateVaultKey(SecretBytes.fromText(PASSWORD), { withoutRecoveryKey: true });
        other.close();
      }),
    });
    const failure = (await create(service).catch((thrown: unknown) => thrown)) as AppError;
    await service.close();
    vault.close();
    expect(exitCodeOf(failure.code)).toBe(3);
    const [name] = rescueFiles(world.vaultFolder);
    expect(failure.hint).toContain(name);
    // It does not open under the next key.
    expect(failure.hint).not.toContain('The next unlock of this vault takes it in');
    expect(failure.hint).toContain('the server gives the secret out again');
    const again = await world.open();
    expect(foldRescues(again.vault).map(({ message }) => inEnglish(message))).toEqual([
      expect.stringContaining('cannot be taken in') as string,
    ]);
    world.clock.advance(10 * 60_000);
    await again.service.sync(null);
    expect(again.service.listKeys().find(({ name: one }) => one === 'Rescued')).toMatchObject({
      secretHeld: true,
    });
    await again.service.close();
    again.vault.close();
    expect(rescueFiles(world.vaultFolder)).toEqual([name]);
    // At every unlock, as long as it lies there.
    const later = await world.openVault();
    expect(foldRescues(later).map(({ message }) => inEnglish(message))).toEqual([
      expect.stringContaining('cannot be taken in') as string,
    ]);
    later.close();
    expect(rescueFiles(world.vaultFolder)).toEqual([name]);
  });

  it('had already been put right by a synchronisation, changes nothing when it is folded', async () => {
    const saved = path.join(world.folder, 'saved');
    await createAnd(() => exchange(file, file));
    const [name] = rescueFiles(world.vaultFolder);
    copyFileSync(path.join(world.vaultFolder, name!), saved);
    await expectHeld(world);
    copyFileSync(saved, path.join(world.vaultFolder, name!));
    const { vault } = await world.open();
    const before = vault.auditLog({ limit: 1 })[0]!.sequence;
    foldRescues(vault);
    expect(vault.auditLog({ limit: 1 })[0]!.sequence).toBe(before);
    expect(rescueFiles(world.vaultFolder)).toEqual([]);
    vault.close();
  });
});

describe.skipIf(!canMount())('the secret of a new key, where the disk', () => {
  const profile = (): string => `${world.vaultFolder}.app`;

  it('is full, is kept in the profile’s folder, and taken in once there is room', async () => {
    const saved = path.join(world.folder, 'saved');
    cpSync(world.vaultFolder, saved, { recursive: true });
    const disk = new SmallDisk(world.vaultFolder);
    try {
      cpSync(saved, world.vaultFolder, { recursive: true });
      const failure = await createAnd(() => disk.fill());
      expect(failure.code).toBe('vault-disk-full');
      expect(exitCodeOf(failure.code)).toBe(3);
      expect(failure.hint).toContain('The secret is not lost');
      const [name] = rescueFiles(profile());
      expect(failure.hint).toContain(name);
      // Still full: it waits, and nobody says that it belongs elsewhere.
      const full = await world.open();
      expect(foldRescues(full.vault).map(({ message }) => inEnglish(message))).toEqual([
        expect.stringContaining('waits until the vault can be written') as string,
      ]);
      await full.service.close();
      full.vault.close();
      disk.empty();
      await expectHeld(world);
      expect(rescueFiles(profile())).toEqual([]);
    } finally {
      disk.remove();
    }
  });

  /** Moves a folder to a disk of its own, which is taken out in the middle, and connects it again. */
  async function createWhileTakenOut(
    folder: string,
    use: (failure: AppError) => Promise<void>,
  ): Promise<void> {
    const disk = new SmallDisk(`${world.folder}-disk`);
    try {
      cpSync(folder, disk.folder, { recursive: true });
      for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true });
      connectFolder(disk.folder, folder);
      const failure = await createAnd(() => uncover(folder));
      const leftBehind = readdirSync(folder);
      connectFolder(disk.folder, folder);
      expect(failure.code).toBe('vault-replaced');
      // In an empty folder, in which nobody looks once the disk is there again.
      expect(leftBehind).toEqual([]);
      await use(failure);
    } finally {
      uncover(folder);
      disk.remove();
      rmSync(disk.folder, { recursive: true });
    }
  }

  it('is taken out, is kept beside the place where it was, and is there when the disk is back', async () => {
    await createWhileTakenOut(world.vaultFolder, async ({ hint }) => {
      const [name] = rescueFiles(profile());
      expect(hint).toContain(name);
      await expectHeld(world);
      expect(rescueFiles(profile())).toEqual([]);
    });
  });

  it('is taken out with all that is beside the vault, leaves the operation open and says so', async () => {
    await createWhileTakenOut(world.folder, async ({ hint }) => {
      expect(hint).toContain('It could not be kept aside either. The operation stays open');
      await expectFetchedAgain();
    });
  });

  it('is read-only, and that of the profile too, leaves the operation open and says so', async () => {
    const failure = await createAnd(() => {
      mkdirSync(profile(), { recursive: true });
      coverReadOnly(profile());
      coverReadOnly(world.vaultFolder);
    });
    try {
      expect(failure.code).toBe('vault-unwritable');
      expect(exitCodeOf(failure.code)).toBe(3);
      expect(failure.hint).toContain('It could not be kept aside either. The operation stays open');
    } finally {
      uncover(world.vaultFolder);
      uncover(profile());
    }
    await expectFetchedAgain();
  });
});
