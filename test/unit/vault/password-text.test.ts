/** Passwords are text: bytes that are none opened a vault together with all others of their number. */
import path from 'node:path';
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createVault, openVault, type KdfPolicy, type ManagedVault } from '../../../electron/vault/index.ts';
import { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import { cheapKdf } from '../../fixtures/vault/cheap-kdf.ts';
import {
  makeFolder,
  makeVault,
  options,
  PASSWORD,
  removeFolder,
  reopen,
  text,
} from '../../fixtures/vault/sample.ts';

const asBefore: KdfPolicy = { ...cheapKdf, acceptsAnyBytes: true };
const LATIN_1 = Buffer.from('päßwörter', 'latin1');
const OTHER_LATIN_1 = Buffer.from('péçwñrter', 'latin1');

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => {
  removeFolder(folder);
});

const secret = (bytes: Buffer): SecretBytes => SecretBytes.copyOf(bytes);

async function create(password: Buffer, kdf: KdfPolicy): Promise<ManagedVault> {
  const made = await createVault({
    ...options(path.join(folder, 'vault'), { kdf }),
    name: 'Sample',
    password: secret(password),
    withRecoveryKey: false,
  });
  return made.vault;
}

async function open(password: Buffer, kdf: KdfPolicy): Promise<ManagedVault> {
  return await openVault({
    ...options(path.join(folder, 'vault'), { kdf }),
    credential: { kind: 'password', password: secret(password) },
  });
}

const refused: readonly (readonly [string, Buffer, RegExp])[] = [
  ['Latin-1', LATIN_1, /no text in UTF-8/],
  ['replacement characters', Buffer.from('p\ufffdssword'), /no text in UTF-8/],
  ['half of a surrogate pair', Buffer.from('pass\ud83dword'), /no text in UTF-8/],
  ['UTF-16 with a mark', Buffer.from('\ufeffpassword', 'utf16le'), /UTF-16/],
  ['UTF-16, high byte first', Buffer.from('\ufeffpassword', 'utf16le').swap16(), /UTF-16/],
  ['UTF-16 without a mark', Buffer.from('password', 'utf16le'), /UTF-16/],
  ['a byte-order mark', Buffer.from('\ufeffpassword'), /byte-order mark/],
];

it.each(refused)('refuses %s at creation and leaves nothing', async (_name, bytes, sentence) => {
  await expect(create(bytes, cheapKdf)).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringMatching(sentence) as string,
  });
  expect(existsSync(path.join(folder, 'vault', 'vault.db'))).toBe(false);
});

it.each(refused)('refuses %s at unlock, and counts no try', async (_name, bytes) => {
  (await makeVault(folder)).vault.close();
  for (let tries = 0; tries < 4; tries += 1) {
    await expect(open(bytes, cheapKdf)).rejects.toMatchObject({ code: 'invalid-input' });
  }
  (await reopen(folder)).close();
});

it('opens once what was made with such bytes, to give it another password', async () => {
  (await create(LATIN_1, asBefore)).close();
  await expect(open(LATIN_1, cheapKdf)).rejects.toMatchObject({
    hint: expect.stringContaining('change-password --password-bytes') as string,
  });
  const vault = await open(LATIN_1, asBefore);
  await expect(vault.changePassword(secret(LATIN_1), secret(OTHER_LATIN_1))).rejects.toMatchObject({
    code: 'invalid-input',
  });
  await vault.changePassword(secret(LATIN_1), text(PASSWORD));
  vault.close();
  (await reopen(folder)).close();
  await expect(open(OTHER_LATIN_1, asBefore)).rejects.toMatchObject({ code: 'vault-wrong-password' });
});

it('opens with the same letters in other code points', async () => {
  (await create(Buffer.from('Schlüssel'.normalize('NFD')), cheapKdf)).close();
  (await open(Buffer.from('Schlüssel'.normalize('NFC')), cheapKdf)).close();
});

it('says that blanks at the end are too many, and counts no try for them', async () => {
  (await makeVault(folder)).vault.close();
  for (let tries = 0; tries < 4; tries += 1) {
    await expect(reopen(folder, {}, `${PASSWORD} \t`)).rejects.toMatchObject({
      message: expect.stringContaining('blanks at its end') as string,
    });
  }
  (await reopen(folder)).close();
});

it('counts a wrong password with a blank at its end like any other', async () => {
  (await makeVault(folder)).vault.close();
  await expect(reopen(folder, {}, 'a guess ')).rejects.toMatchObject({ code: 'vault-wrong-password' });
  await expect(reopen(folder)).rejects.toMatchObject({ code: 'vault-waiting' });
});

it('keeps blanks that belong to the password', async () => {
  (await create(Buffer.from(`${PASSWORD} `), cheapKdf)).close();
  (await open(Buffer.from(`${PASSWORD} `), cheapKdf)).close();
});
