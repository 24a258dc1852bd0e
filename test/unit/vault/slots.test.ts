import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openVault, type KeychainPort, type ManagedVault } from '../../../electron/vault/index.ts';
import { cheapKdf } from '../../fixtures/vault/cheap-kdf.ts';
import {
  cutOffWhileSealing,
  makeFolder,
  makeVault,
  options,
  PASSWORD,
  plant,
  removeFolder,
  reopen,
  reveal,
  text,
} from '../../fixtures/vault/sample.ts';

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => {
  removeFolder(folder);
});

/** A keychain in memory: encrypts by exclusive-or, which is all that the design relies on. */
class MemoryKeychain implements KeychainPort {
  #key = 0x5a;
  readonly items = new Map<string, string>();
  protect(bytes: Buffer): Promise<Buffer> {
    return Promise.resolve(Buffer.from(bytes.map((byte) => byte ^ this.#key)));
  }
  unprotect(blob: Buffer): Promise<Buffer | null> {
    return this.protect(blob);
  }
  readAnchor(id: string): Promise<string | null> {
    return Promise.resolve(this.items.get(id) ?? null);
  }
  writeAnchor(id: string, value: string): Promise<void> {
    this.items.set(id, value);
    return Promise.resolve();
  }
  /** As when the user's keyring was made anew. */
  forget(): void {
    this.#key = 0x33;
  }
}

function openWithKeychain(keychain: KeychainPort, clock = (): Date => new Date()): Promise<ManagedVault> {
  return openVault({
    ...options(path.join(folder, 'vault'), { keychain, clock }),
    credential: { kind: 'keychain' },
  });
}

describe('the keychain slot', () => {
  it('opens the vault, until 14 days after a password was typed', async () => {
    const keychain = new MemoryKeychain();
    const { vault } = await makeVault(folder, { keychain });
    const [first] = plant(vault, 1);
    await vault.enableKeychain();
    vault.close();
    const quick = await openWithKeychain(keychain);
    expect(await reveal(quick, first!.id)).toBe(first!.secret);
    quick.close();
    const late = (): Date => new Date(Date.now() + 15 * 86_400_000);
    await expect(openWithKeychain(keychain, late)).rejects.toMatchObject({ code: 'keychain-unavailable' });
    (await reopen(folder, { clock: late })).close();
    const again = await openWithKeychain(keychain, late);
    again.disableKeychain();
    again.close();
    await expect(openWithKeychain(keychain, late)).rejects.toMatchObject({ code: 'keychain-unavailable' });
  });

  it('survives a rotation of the vault key, and a lost keyring loses nothing but itself', async () => {
    const keychain = new MemoryKeychain();
    const { vault } = await makeVault(folder, { keychain });
    const [first] = plant(vault, 1);
    await vault.enableKeychain();
    expect((await vault.rotateVaultKey(text(PASSWORD))).keychainRemoved).toBe(false);
    vault.close();
    (await openWithKeychain(keychain)).close();
    keychain.forget();
    await expect(openWithKeychain(keychain)).rejects.toMatchObject({ code: 'keychain-unavailable' });
    const again = await reopen(folder, { keychain });
    expect(await reveal(again, first!.id)).toBe(first!.secret);
    again.close();
  });
});

describe('the recovery key', () => {
  const openWith = (recoveryKey: string): Promise<ManagedVault> =>
    openVault({
      ...options(path.join(folder, 'vault')),
      credential: { kind: 'recovery-key', recoveryKey: text(recoveryKey) },
    });

  it('opens the vault and may be replaced or removed', async () => {
    const { vault, recoveryKey } = await makeVault(folder);
    const [first] = plant(vault, 1);
    vault.close();
    const opened = await openWith(recoveryKey.toLowerCase().replaceAll('-', ' '));
    expect(await reveal(opened, first!.id)).toBe(first!.secret);
    const second = opened.draftRecoveryKey();
    opened.keepRecoveryKey(second);
    expect(opened.confirmRecoveryKey(text(recoveryKey))).toBe(false);
    expect(opened.confirmRecoveryKey(second)).toBe(true);
    expect(opened.slots().filter(({ kind }) => kind === 'recovery').length).toBe(1);
    opened.removeRecoveryKey();
    expect(opened.confirmRecoveryKey(second)).toBe(false);
    opened.close();
    await expect(openWith(second.revealText())).rejects.toMatchObject({ code: 'vault-wrong-password' });
  });

  it('that was drafted opens nothing until it is kept, and the one before goes on working', async () => {
    const { vault, recoveryKey } = await makeVault(folder);
    const drafted = vault.draftRecoveryKey();
    const confirmed = (): boolean[] => [
      vault.confirmRecoveryKey(text(recoveryKey)),
      vault.confirmRecoveryKey(drafted),
    ];
    expect(confirmed()).toEqual([true, false]);
    vault.keepRecoveryKey(drafted);
    expect(confirmed()).toEqual([false, true]);
    vault.close();
  });

  it('of a rotation of the vault key is given out also where what follows that fails', async () => {
    const { vault, recoveryKey } = await makeVault(folder);
    writeFileSync(path.join(folder, 'vault', 'backups'), 'a file in their place');
    const result = await vault.rotateVaultKey(text(PASSWORD));
    vault.close();
    expect(result.unfinished?.message).toMatch(/^The vault has a new key, but /);
    expect(result.unfinished?.hint).not.toContain('Nothing was changed');
    (await openWith(result.recoveryKey!.revealText())).close();
    await expect(openWith(recoveryKey)).rejects.toMatchObject({ code: 'vault-wrong-password' });
  });

  it('with a typing error is not counted as a try', async () => {
    const { vault, recoveryKey } = await makeVault(folder);
    vault.close();
    const typo = recoveryKey.slice(0, -1) + (recoveryKey.endsWith('0') ? '1' : '0');
    await expect(openWith(typo)).rejects.toMatchObject({ code: 'invalid-input', field: 'recoveryKey' });
    (await openWith(recoveryKey)).close();
  });
});

describe('the master password', () => {
  it('is not changed by somebody who does not know it', async () => {
    const { vault } = await makeVault(folder);
    await expect(vault.changePassword(text('wrong'), text('mine'))).rejects.toMatchObject({
      code: 'vault-wrong-password',
    });
    await expect(vault.rotateVaultKey(text('wrong'))).rejects.toMatchObject({ code: 'vault-wrong-password' });
    await expect(vault.changePassword(text(PASSWORD), text(''))).rejects.toMatchObject({
      code: 'invalid-input',
    });
    vault.close();
    (await reopen(folder)).close();
  });

  it('is the same however its letters are composed', async () => {
    const { vault } = await makeVault(folder);
    await vault.changePassword(text(PASSWORD), text('caf\u00e9'));
    vault.close();
    (await reopen(folder, {}, 'cafe\u0301')).close();
  });
});

describe('a rotation of the vault key that died after its first step', () => {
  it('is finished by the next unlock, and leaves no recovery key that nobody has seen', async () => {
    const { vault } = await makeVault(folder);
    const planted = plant(vault, 5);
    vault.close();
    const { random, cutOff } = cutOffWhileSealing();
    const failing = await reopen(folder, { random });
    cutOff();
    await expect(failing.rotateVaultKey(text(PASSWORD))).rejects.toThrow('killed');
    expect(failing.verify().problems).toEqual([]);
    failing.close();
    const again = await reopen(folder);
    expect(again.auditLog({ limit: 5 }).map(({ detail }) => detail)).toContain(
      'finished after an interruption',
    );
    expect(again.slots().map(({ kind }) => kind)).toEqual(['password']);
    for (const { id, secret } of planted) expect(await reveal(again, id)).toBe(secret);
    expect(again.verify().problems).toEqual([]);
    again.close();
  });
});

describe('the real derivation', () => {
  it('is calibrated at creation, never under the floor, and refused below it on opening', async () => {
    const folderOf = path.join(folder, 'vault');
    const { vault } = await makeVault(folder);
    vault.close();
    // Made with the tests' cheap derivation: the product itself refuses it.
    await expect(
      openVault({ folder: folderOf, credential: { kind: 'password', password: text(PASSWORD) } }),
    ).rejects.toMatchObject({ code: 'vault-parameters' });
    const { calibrate, KDF_FLOOR, KDF_CEILING, checkParameters, defaultKdfPolicy } =
      await import('../../../electron/vault/crypto/kdf.ts');
    for (const speed of [1, 60, 5000]) {
      // A clock that says each derivation took so long, however long it did.
      let now = 0;
      const parameters = await calibrate(() => (now += speed));
      expect(parameters.memoryKib).toBeGreaterThanOrEqual(KDF_FLOOR.memoryKib);
      expect(parameters.iterations).toBeGreaterThanOrEqual(KDF_FLOOR.iterations);
      expect(parameters.iterations).toBeLessThanOrEqual(KDF_CEILING.iterations);
      expect(() => {
        checkParameters(parameters, defaultKdfPolicy());
      }).not.toThrow();
    }
    expect(cheapKdf.floor.memoryKib).toBeLessThan(KDF_FLOOR.memoryKib);
    // What Argon2 itself would refuse is refused in the vault's own words.
    expect(() => {
      checkParameters({ memoryKib: 8, iterations: 1, parallelism: 4 }, cheapKdf);
    }).toThrow(expect.objectContaining({ code: 'vault-parameters' }) as Error);
  });
});
