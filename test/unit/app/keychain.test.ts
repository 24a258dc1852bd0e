/**
 * The system's keychain against a stand-in that behaves as Electron 45 does on Linux: where no keyring answers it says that
 * encryption is available, and seals with a key that is the same on every computer.
 */
import { createCipheriv, createDecipheriv, pbkdf2Sync, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { SafeStorageForms } from '../../../electron/app/keychain.ts';

vi.mock('electron', () => ({ safeStorage: {} }));
const { createKeychain } = await import('../../../electron/app/keychain.ts');
const { createSealedFile } = await import('../../../electron/app/sealed-file.ts');
type Storage = SafeStorageForms;

/** Chromium's own key for `v10` on Linux, and how it is used. */
const PUBLIC_KEY = pbkdf2Sync('peanuts', 'saltysalt', 1, 16, 'sha1');
const BLANKS = Buffer.alloc(16, ' ');

function seal(mark: string, key: Buffer, text: string): Buffer {
  const cipher = createCipheriv('aes-128-cbc', key, BLANKS);
  return Buffer.concat([Buffer.from(mark), cipher.update(text, 'utf8'), cipher.final()]);
}
function unseal(key: Buffer, blob: Buffer): string {
  const decipher = createDecipheriv('aes-128-cbc', key, BLANKS);
  return Buffer.concat([decipher.update(blob.subarray(3)), decipher.final()]).toString('utf8');
}

interface StandIn {
  keyring: 'answers' | 'missing' | 'refuses';
}

/** @param form `asynchronous` as 45 has it, `synchronous` as the development runtime has it */
function standIn(state: StandIn, form: 'asynchronous' | 'synchronous'): Storage {
  const own = randomBytes(16);
  const encrypt = (text: string): Buffer => {
    if (state.keyring === 'refuses') throw new Error('The question was closed.');
    return state.keyring === 'answers' ? seal('v11', own, text) : seal('v10', PUBLIC_KEY, text);
  };
  const decrypt = (blob: Buffer): string =>
    unseal(blob.subarray(0, 3).toString() === 'v10' ? PUBLIC_KEY : own, blob);
  const synchronous = {
    getSelectedStorageBackend: () => 'gnome_libsecret',
    isEncryptionAvailable: () => true,
    encryptString: encrypt,
    decryptString: decrypt,
  };
  return {
    ...synchronous,
    ...(form === 'synchronous'
      ? {}
      : {
          isAsyncEncryptionAvailable: () => Promise.resolve(true),
          encryptStringAsync: (text: string) => Promise.resolve().then(() => encrypt(text)),
          decryptStringAsync: (blob: Buffer) =>
            Promise.resolve({ result: decrypt(blob), shouldReEncrypt: false }),
        }),
  };
}

const KEY = Buffer.from('thirty-two bytes that are a key.');

describe.each(['asynchronous', 'synchronous'] as const)('the %s form', (form) => {
  it('seals and opens where a keyring answers', async () => {
    const keychain = createKeychain(standIn({ keyring: 'answers' }, form), 'linux');
    expect(await keychain.status()).toBe('usable');
    const sealed = await keychain.protect(KEY);
    expect(Buffer.from(sealed).subarray(0, 3).toString()).toBe('v11');
    expect(await keychain.unprotect(sealed)).toEqual(new Uint8Array(KEY));
  });

  it('is refused for sealing where none answers, whatever it says of itself', async () => {
    const storage = standIn({ keyring: 'missing' }, form);
    expect(storage.isEncryptionAvailable()).toBe(true);
    const keychain = createKeychain(storage, 'linux');
    expect(await keychain.status()).toBe('no-keyring');
    expect(await keychain.available()).toBe(false);
    await expect(keychain.protect(KEY)).rejects.toMatchObject({ code: 'keychain-unavailable' });
  });

  it('is refused where the keyring goes between the probe and the sealing', async () => {
    const state: StandIn = { keyring: 'answers' };
    const storage = standIn(state, form);
    let sealed = 0;
    const disappearing = new Proxy(storage, {
      get: (target, name: keyof Storage) => {
        const value: unknown = target[name];
        if (!/^encrypt/.test(name) || typeof value !== 'function') return value;
        return (text: string): unknown => {
          sealed += 1;
          if (sealed > 1) state.keyring = 'missing';
          return (value as (text: string) => unknown)(text);
        };
      },
    });
    await expect(createKeychain(disappearing, 'linux').protect(KEY)).rejects.toMatchObject({
      code: 'keychain-unavailable',
    });
    expect(sealed).toBe(2);
  });

  it('is refused for using what anybody could have made, also when a keyring answers now', async () => {
    const forged = seal('v10', PUBLIC_KEY, KEY.toString('base64'));
    for (const keyring of ['answers', 'missing'] as const) {
      expect(await createKeychain(standIn({ keyring }, form), 'linux').unprotect(forged)).toBeNull();
    }
  });

  it('counts a question that was closed as no keychain', async () => {
    const state: StandIn = { keyring: 'refuses' };
    expect(await createKeychain(standIn(state, form), 'linux').status()).toBe('no-keyring');
    expect(await createKeychain(standIn(state, form), 'darwin').status()).toBe('refused');
  });

  it.each(['darwin', 'win32'] as const)('uses the mark rightly on %s', async (platform) => {
    const keychain = createKeychain(standIn({ keyring: 'missing' }, form), platform);
    expect(await keychain.status()).toBe('usable');
    expect(await keychain.unprotect(await keychain.protect(KEY))).toEqual(new Uint8Array(KEY));
  });
});

describe.skipIf(process.platform !== 'linux')('what an earlier version sealed without a keyring', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sealed-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is destroyed when it is read, and made anew under a real keyring', async () => {
    const file = path.join(folder, 'notices.sealed');
    writeFileSync(file, seal('v10', PUBLIC_KEY, 'names'));
    const keychain = createKeychain(standIn({ keyring: 'answers' }, 'asynchronous'), 'linux');
    const sealed = createSealedFile(file, keychain);
    expect(await sealed.read()).toBeNull();
    expect(existsSync(file)).toBe(false);
    await sealed.write(Buffer.from('names'));
    expect(readFileSync(file).subarray(0, 3).toString()).toBe('v11');
    expect(Buffer.from((await sealed.read())!).toString()).toBe('names');
  });
});
