/** A vault whose making fails in the last moment is not there: nobody was shown its recovery key. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { restoreVault } from '../../../electron/vault/index.ts';
import { makeFolder, makeVault, options, removeFolder, reopen, text } from '../../fixtures/vault/sample.ts';

/** There is no other way to let a folder's wait for its disk fail. */
const disk = vi.hoisted(() => ({ fails: false }));
vi.mock('../../../electron/files/sync-folder.ts', async (importOriginal) => {
  const { syncFolder } = await importOriginal<{ syncFolder: (folder: string) => void }>();
  return {
    syncFolder: (folder: string): void => {
      if (disk.fails)
        throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO', errno: -5, syscall: 'fsync' });
      syncFolder(folder);
    },
  };
});

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => {
  disk.fails = false;
  removeFolder(folder);
});

it('is not there, and is made the next time', async () => {
  disk.fails = true;
  await expect(makeVault(folder)).rejects.toMatchObject({ code: 'vault-unwritable' });
  expect(readdirSync(path.join(folder, 'vault'))).toEqual([]);
  disk.fails = false;
  (await makeVault(folder)).vault.close();
  (await reopen(folder)).close();
});

it('restored where there was none, is not there either, and is restored the next time', async () => {
  const file = path.join(folder, 'portable');
  const { vault } = await makeVault(folder);
  await vault.backup(file, text('the backup’s own'));
  vault.close();
  const elsewhere = path.join(folder, 'elsewhere');
  const restore = () =>
    restoreVault({ ...options(elsewhere), file, backupPassword: text('the backup’s own'), replace: false });
  disk.fails = true;
  await expect(restore()).rejects.toMatchObject({ code: 'vault-unwritable' });
  expect(existsSync(path.join(elsewhere, 'vault.db'))).toBe(false);
  disk.fails = false;
  expect(await restore()).toMatchObject({ replaced: null });
});
