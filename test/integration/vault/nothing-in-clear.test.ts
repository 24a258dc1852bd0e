import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import {
  makeFolder,
  makeVault,
  PASSWORD,
  plant,
  removeFolder,
  reopen,
  text,
  things,
} from '../../fixtures/vault/sample.ts';
import { waitAfter } from '../../../electron/vault/tries.ts';

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => {
  removeFolder(folder);
});

function filesUnder(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** As text, as UTF-16, in base64 at each alignment, and in hex. */
function formsOf(word: string): Buffer[] {
  const bytes = Buffer.from(word);
  const forms = [bytes, Buffer.from(word, 'utf16le'), Buffer.from(bytes.toString('hex'))];
  for (let shift = 0; shift < 3; shift += 1) {
    const padded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    forms.push(Buffer.from(padded.slice(shift === 0 ? 0 : 4, -4)));
  }
  return forms;
}

describe('the vault folder', () => {
  it('holds none of 20 secrets and names in any file, open or closed, before or after every operation', async () => {
    const { vault, recoveryKey } = await makeVault(folder);
    const planted = plant(vault, 20);
    const words = [
      ...planted.flatMap(({ id, name, secret }) => [id, name, secret]),
      'Sample vault',
      PASSWORD,
      recoveryKey,
      things.name,
      'key-created',
    ];
    const leaks: string[] = [];
    let looked = 0;
    const look = (when: string): void => {
      for (const file of filesUnder(folder)) {
        const contents = readFileSync(file);
        looked += 1;
        for (const [index, word] of words.entries()) {
          if (formsOf(word).some((form) => form.length > 5 && contents.includes(form))) {
            leaks.push(`${when}: word ${String(index)} in ${path.basename(file)}`);
          }
        }
      }
    };
    look('open');
    vault.rollingBackup('daily');
    await vault.backup(path.join(folder, 'portable'), text('backup password'));
    vault.transaction((transaction) => {
      for (const { id } of planted.slice(0, 5)) {
        transaction.delete(things, id);
        transaction.destroySecret(id);
      }
    });
    look('after deletion');
    await vault.changePassword(text(PASSWORD), text('another password'));
    await vault.rotateVaultKey(text('another password'));
    look('after rotation');
    vault.close();
    await expect(reopen(folder)).rejects.toMatchObject({ code: 'vault-wrong-password' });
    look('closed');
    expect(leaks).toEqual([]);
    expect(looked).toBeGreaterThan(8);
    for (const file of filesUnder(path.join(folder, 'vault'))) {
      if (process.platform !== 'win32') expect([file, statSync(file).mode & 0o777]).toEqual([file, 0o600]);
    }
    expect(statSync(path.join(folder, 'vault')).mode & 0o777).toBe(0o700);
  });

  it('is searched in a way that finds a planted word', () => {
    const word = 'Distinctive name';
    for (const form of formsOf(word))
      expect(Buffer.concat([Buffer.from('xx'), form]).includes(form)).toBe(true);
    const [, , , base64] = formsOf(word);
    expect(Buffer.from(Buffer.from(`${word} and more`).toString('base64')).includes(base64!)).toBe(true);
  });
});

describe('a secret in memory', () => {
  it('prints as [secret] everywhere and is gone once lent', async () => {
    const { vault } = await makeVault(folder);
    const [first] = plant(vault, 1);
    let kept: SecretBytes | undefined;
    await vault.withSecret(first!.id, (secret) => {
      kept = secret;
      expect([String(secret), JSON.stringify({ secret }), inspect({ secret })].join()).not.toContain(
        first!.secret,
      );
    });
    expect(() => kept!.bytes()).toThrow('wiped');
    await expect(
      vault.withSecret(first!.id, (secret) => {
        kept = secret;
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    expect(() => kept!.bytes()).toThrow('wiped');
    vault.close();
  });
});

describe('failed tries', () => {
  it('are waited for 1, 2, 4 … 30 seconds, kept in a file, and told at the next unlock', async () => {
    const { vault } = await makeVault(folder);
    vault.close();
    let now = Date.now();
    const clock = (): Date => new Date(now);
    const waits: number[] = [];
    for (let index = 0; index < 7; index += 1) {
      const failure: unknown = await reopen(folder, { clock }, 'wrong').catch((thrown: unknown) => thrown);
      waits.push((failure as { retryAfterSeconds: number }).retryAfterSeconds);
      await expect(reopen(folder, { clock })).rejects.toMatchObject({ code: 'vault-waiting' });
      now += waits[index]! * 1000;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30]);
    expect(waitAfter(0)).toBe(0);
    // A clock set back by years does not lock anybody out for longer than the rule.
    now -= 400 * 86_400_000;
    await expect(reopen(folder, { clock })).rejects.toMatchObject({
      code: 'vault-waiting',
      retryAfterSeconds: 30,
    });
    now += 400 * 86_400_000;
    const again = await reopen(folder, { clock });
    expect(again.auditLog({ limit: 2 })[1]).toMatchObject({
      action: 'unlock-failed',
      detail: expect.stringContaining('7 failed tries') as string,
    });
    again.close();
    const after = await reopen(folder, { clock });
    expect(after.auditLog({ limit: 10 }).filter(({ action }) => action === 'unlock-failed').length).toBe(1);
    after.close();
  });
});
