/** A keychain slot that an earlier version made where no keyring answered: its key stood in the file for everybody. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openVault, type KeychainPort } from '../../../electron/vault/index.ts';
import { makeFolder, makeVault, options, removeFolder, reopen } from '../../fixtures/vault/sample.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => {
  removeFolder(folder);
});

/** @param mark what the system's storage puts before what it sealed */
function keychain(mark: string): KeychainPort {
  return {
    protect: (bytes) => Promise.resolve(Buffer.concat([Buffer.from(mark), bytes])),
    unprotect: (blob) => Promise.resolve(blob.subarray(mark.length)),
    readAnchor: () => Promise.resolve(null),
    writeAnchor: () => Promise.resolve(),
  };
}

async function vaultWithSlot(port: KeychainPort): Promise<string> {
  const { vault } = await makeVault(folder);
  const path = vault.folder;
  vault.close();
  const again = await reopen(folder, { keychain: port });
  await again.enableKeychain();
  again.close();
  return path;
}

describe.skipIf(process.platform !== 'linux')('a keychain slot', () => {
  it('sealed in public is destroyed when the password opens the vault, and that is said', async () => {
    const port = keychain('v10');
    const path = await vaultWithSlot(port);
    // By the command, which has no keychain, as well as by the app.
    const vault = await reopen(folder, {});
    expect(vault.slots().map(({ kind }) => kind)).not.toContain('keychain');
    expect(vault.notes.map(({ message }) => inEnglish(message)).join()).toContain(
      'whoever had this vault’s file could open it',
    );
    expect(vault.auditLog({ limit: 5 }).map(({ action }) => action)).toContain('keychain-slot-removed');
    vault.close();
    await expect(
      openVault({ ...options(path), keychain: port, credential: { kind: 'keychain' } }),
    ).rejects.toMatchObject({ code: 'keychain-unavailable' });
    const after = await reopen(folder, {});
    expect(after.notes).toEqual([]);
    after.close();
  });

  it('is sealed anew where the system wants that, once, and opens the vault before and after', async () => {
    let key = 1;
    const changing: KeychainPort = {
      ...keychain('v11'),
      protect: (bytes) => Promise.resolve(Buffer.from([key, ...bytes])),
      unprotect: (blob, onStale) => {
        if (blob[0] !== key) onStale?.();
        return Promise.resolve(blob.subarray(1));
      },
    };
    const path = await vaultWithSlot(changing);
    const openAgain = async () =>
      await openVault({ ...options(path), keychain: changing, credential: { kind: 'keychain' } });
    const slotIn = (vault: Awaited<ReturnType<typeof openAgain>>): string =>
      vault.slots().find(({ kind }) => kind === 'keychain')!.id;
    const first = await openAgain();
    const before = slotIn(first);
    first.close();
    key = 2;
    const second = await openAgain();
    const after = slotIn(second);
    expect(after).not.toBe(before);
    expect(second.auditLog({ limit: 1 })).toMatchObject([
      { action: 'keychain-slot-added', detail: 'sealed anew, as the system asked' },
    ]);
    second.close();
    const third = await openAgain();
    expect(slotIn(third)).toBe(after);
    expect(third.slots().filter(({ kind }) => kind === 'keychain')).toHaveLength(1);
    third.close();
    // Where it can't be sealed now, what opened it still does.
    key = 3;
    const refusing: KeychainPort = { ...changing, protect: () => Promise.reject(new Error('Refused.')) };
    const fourth = await openVault({
      ...options(path),
      keychain: refusing,
      credential: { kind: 'keychain' },
    });
    expect(slotIn(fourth)).toBe(after);
    fourth.close();
  });

  it('sealed by a keyring stays', async () => {
    const port = keychain('v11');
    await vaultWithSlot(port);
    const vault = await reopen(folder, { keychain: port });
    expect(vault.slots().map(({ kind }) => kind)).toContain('keychain');
    expect(vault.notes).toEqual([]);
    vault.close();
  });
});
