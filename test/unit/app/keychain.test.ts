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
  const text = Buffer.concat([decipher.update(blob.subarray(3)), decipher.final()]).toString('utf8');
  // Under another key one text in 256 ends like a padded one; what it says is nobody's words.
  if (!/^[ -~]*$/.test(text)) throw new Error('It was sealed with another key.');
  return text;
}

interface StandIn {
  keyring: 'answers' | 'missing' | 'refuses';
  /** The key that it seals with now; what it sealed with one before still opens, and is to be sealed anew. */
  own?: Buffer;
}

/** @param form `asynchronous` as 45 has it, `synchronous` as the development runtime has it */
function standIn(state: StandIn, form: 'asynchronous' | 'synchronous'): Storage {
  const first = randomBytes(16);
  const own = (): Buffer => state.own ?? first;
  const encrypt = (text: string): Buffer => {
    if (state.keyring === 'refuses') throw new Error('The question was closed.');
    return state.keyring === 'answers' ? seal('v11', own(), text) : seal('v10', PUBLIC_KEY, text);
  };
  const opened = (blob: Buffer): { readonly result: string; readonly shouldReEncrypt: boolean } => {
    if (blob.subarray(0, 3).toString() === 'v10')
      return { result: unseal(PUBLIC_KEY, blob), shouldReEncrypt: false };
    try {
      return { result: unseal(own(), blob), shouldReEncrypt: false };
    } catch {
      return { result: unseal(first, blob), shouldReEncrypt: true };
    }
  };
  const synchronous = {
    getSelectedStorageBackend: () => 'gnome_libsecret',
    isEncryptionAvailable: () => true,
    encryptString: encrypt,
    decryptString: (blob: Buffer) => opened(blob).result,
  };
  return {
    ...synchronous,
    ...(form === 'synchronous'
      ? {}
      : {
          isAsyncEncryptionAvailable: () => Promise.resolve(true),
          encryptStringAsync: (text: string) => Promise.resolve().then(() => encrypt(text)),
          decryptStringAsync: (blob: Buffer) => Promise.resolve().then(() => opened(blob)),
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
    expect(await keychain.unprotect(sealed)).toEqual({ bytes: new Uint8Array(KEY), stale: false });
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
    expect((await keychain.unprotect(await keychain.protect(KEY)))?.bytes).toEqual(new Uint8Array(KEY));
  });
});

describe('what the system wants sealed anew', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sealed-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is said with what was opened, and the file of notices is sealed anew at once', async () => {
    const state: StandIn = { keyring: 'answers' };
    const keychain = createKeychain(standIn(state, 'asynchronous'), 'linux');
    const file = path.join(folder, 'notices.sealed');
    const sealed = createSealedFile(file, keychain, () => undefined);
    await sealed.write(KEY);
    const before = readFileSync(file);
    state.own = Buffer.from('sixteen bytes...');
    expect(await keychain.unprotect(before)).toEqual({ bytes: new Uint8Array(KEY), stale: true });
    expect(Buffer.from((await sealed.read())!)).toEqual(KEY);
    const after = readFileSync(file);
    expect(after.equals(before)).toBe(false);
    expect(await keychain.unprotect(after)).toEqual({ bytes: new Uint8Array(KEY), stale: false });
    expect(Buffer.from((await sealed.read())!)).toEqual(KEY);
    expect(readFileSync(file).equals(after)).toBe(true);
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
    const destroyed = vi.fn();
    const sealed = createSealedFile(file, keychain, destroyed);
    expect(await sealed.read()).toBeNull();
    expect(destroyed).toHaveBeenCalledOnce();
    expect(existsSync(file)).toBe(false);
    await sealed.write(Buffer.from('names'));
    expect(readFileSync(file).subarray(0, 3).toString()).toBe('v11');
    expect(Buffer.from((await sealed.read())!).toString()).toBe('names');
  });
});
