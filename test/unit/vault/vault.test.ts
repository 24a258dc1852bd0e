import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readVaultState } from '../../../electron/vault/index.ts';
import path from 'node:path';
import { generateKey } from '../../../shared/key-format.ts';
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

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => {
  removeFolder(folder);
});

describe('records and secrets', () => {
  it('come back after closing and opening', async () => {
    const { vault } = await makeVault(folder);
    const planted = plant(vault, 5);
    vault.close();
    const again = await reopen(folder);
    expect(again.name).toBe('Sample vault');
    expect(
      again
        .list(things)
        .map(({ id, value }) => [id, value.name])
        .sort(),
    ).toEqual(planted.map(({ id, name }) => [id, name]));
    for (const { id, secret } of planted) expect(await reveal(again, id)).toBe(secret);
    expect(again.verify()).toMatchObject({ sound: true, problems: [], secrets: 5 });
    again.close();
  });

  it('are undone as a whole when the work throws', async () => {
    const { vault } = await makeVault(folder);
    plant(vault, 2);
    expect(() =>
      vault.transaction((transaction) => {
        transaction.put(things, 'apke_0000', { name: 'changed', notes: '' });
        transaction.destroySecret('apke_0001');
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(vault.get(things, 'apke_0000')?.name).toContain('Distinctive');
    expect(vault.hasSecret('apke_0001')).toBe(true);
    expect(vault.verify().sound).toBe(true);
    vault.close();
  });

  it('are seen inside a transaction as soon as they are staged', async () => {
    const { vault } = await makeVault(folder);
    const secret = text(generateKey('test'));
    vault.transaction((transaction) => {
      transaction.put(things, 'one', { name: 'One', notes: '' });
      transaction.putSecret('one', secret);
      expect(transaction.get(things, 'one')?.name).toBe('One');
      expect(transaction.hasSecret('one')).toBe(true);
      expect(vault.hasSecret('one')).toBe(false);
      transaction.delete(things, 'one');
      expect(transaction.list(things)).toEqual([]);
    });
    expect(vault.list(things)).toEqual([]);
    expect(vault.secretIdByFingerprint(vault.fingerprint(secret))).toBe('one');
    vault.transaction((transaction) => transaction.destroySecret('one'));
    expect(vault.hasSecret('one')).toBe(false);
    expect(vault.secretIdByFingerprint(vault.fingerprint(secret))).toBe('one');
    await expect(reveal(vault, 'one')).rejects.toMatchObject({ code: 'invalid-input' });
    vault.close();
  });
});

describe('the key slots', () => {
  it('open with the recovery key, the changed password, and not with the old one', async () => {
    const { vault, recoveryKey } = await makeVault(folder);
    plant(vault, 1);
    await vault.changePassword(text(PASSWORD), text('another one'));
    expect(vault.confirmRecoveryKey(text(recoveryKey.toLowerCase().replaceAll('-', ' ')))).toBe(true);
    vault.close();
    await expect(reopen(folder)).rejects.toMatchObject({
      code: 'vault-wrong-password',
      retryAfterSeconds: 1,
    });
    expect(readVaultState(path.join(folder, 'vault'))).toMatchObject({
      exists: true,
      failedTries: 1,
      problem: null,
    });
    await expect(reopen(folder, {}, 'another one')).rejects.toMatchObject({ code: 'vault-waiting' });
    const later = (): Date => new Date(Date.now() + 1500);
    const again = await reopen(folder, { clock: later }, 'another one');
    expect(again.auditLog({ limit: 3 }).map(({ action }) => action)).toEqual([
      'unlocked',
      'unlock-failed',
      'password-changed',
    ]);
    again.close();
  });

  it('carry everything over to a new vault key', async () => {
    const { vault, recoveryKey } = await makeVault(folder);
    const planted = plant(vault, 3);
    const fingerprint = vault.fingerprint(text(planted[0]!.secret));
    const result = await vault.rotateVaultKey(text(PASSWORD));
    expect(vault.verify()).toMatchObject({ sound: true, problems: [] });
    expect(vault.fingerprint(text(planted[0]!.secret))).toBe(fingerprint);
    expect(vault.confirmRecoveryKey(text(recoveryKey))).toBe(false);
    expect(vault.confirmRecoveryKey(result.recoveryKey!)).toBe(true);
    vault.close();
    const again = await reopen(folder);
    for (const { id, secret } of planted) expect(await reveal(again, id)).toBe(secret);
    expect(again.verify().sound).toBe(true);
    again.close();
  });
});
