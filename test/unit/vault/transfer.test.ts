import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exportVault, readExport } from '../../../electron/vault/index.ts';
import { cheapKdf } from '../../fixtures/vault/cheap-kdf.ts';
import { makeFolder, makeVault, plant, removeFolder, text, things } from '../../fixtures/vault/sample.ts';

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => {
  removeFolder(folder);
});

describe('an encrypted export', () => {
  it('holds records and secrets under a password of its own', async () => {
    const { vault } = await makeVault(folder);
    const planted = plant(vault, 4);
    const options = {
      file: path.join(folder, 'export'),
      password: text('its own'),
      collections: [things],
      kdf: cheapKdf,
    };
    expect(await exportVault(vault, options)).toEqual({ records: 4, secrets: 4, skipped: 0 });
    await expect(exportVault(vault, options)).rejects.toMatchObject({ code: 'conflict' });
    await expect(readExport({ ...options, password: text('wrong') })).rejects.toMatchObject({
      code: 'vault-wrong-password',
    });
    const lines = await readExport(options);
    expect(lines.filter(({ kind }) => kind === 'record')).toHaveLength(4);
    for (const { id, secret } of planted) {
      const line = lines.find((one) => one.kind === 'secret' && one.id === id);
      expect(line?.kind === 'secret' && line.secret.revealText()).toBe(secret);
    }
    vault.close();
  });

  it('carries what a merge kept beside a secret, and looks for that once, however many keys there are', async () => {
    const { vault } = await makeVault(folder);
    const planted = plant(vault, 50);
    const [{ id }] = planted as [(typeof planted)[number]];
    const beside = [`${id}~other-0000000000000001`, `${id}~other-0000000000000002`];
    vault.transaction((transaction) => {
      for (const other of beside) transaction.putSecret(other, text(other));
    });
    const looks = vi.spyOn(vault, 'heldSecretIds');
    const options = {
      file: path.join(folder, 'export'),
      password: text('its own'),
      collections: [things],
      kdf: cheapKdf,
    };
    expect(await exportVault(vault, options)).toMatchObject({ records: 50, secrets: 52 });
    // A second look for each key would be a list of all of them for each of them.
    expect(looks).toHaveBeenCalledTimes(1);
    const lines = await readExport(options);
    const secrets = lines.flatMap((line) => (line.kind === 'secret' ? [line.id] : []));
    expect(secrets.slice(0, 3)).toEqual([id, ...beside]);
    vault.close();
  });
});
