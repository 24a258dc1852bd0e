/** The vault's commands through their `run`, with the real derivation: what they print, read and answer. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportCommand } from '../../../electron/cli/augno/transfer.ts';
import { auditCommand } from '../../../electron/cli/vault/audit.ts';
import { backupCommand } from '../../../electron/cli/vault/backup.ts';
import { changePasswordCommand } from '../../../electron/cli/vault/change-password.ts';
import { drillCommand } from '../../../electron/cli/vault/drill.ts';
import { createVaultCommand } from '../../../electron/cli/vault/create-vault.ts';
import { recoveryKeyCommand } from '../../../electron/cli/vault/recovery-key.ts';
import { restoreCommand } from '../../../electron/cli/vault/restore.ts';
import { rotateVaultKeyCommand } from '../../../electron/cli/vault/rotate-vault-key.ts';
import { verifyCommand } from '../../../electron/cli/vault/verify.ts';
import { PORTABLE_COLLECTIONS } from '../../../electron/inventory/collections.ts';
import type { Command } from '../../../electron/cli/types.ts';
import {
  createVault,
  defaultKdfPolicy,
  exportVault,
  listRollingBackups,
  openVault,
} from '../../../electron/vault/index.ts';
import { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import { runCommand, type CommandInput, type Ran } from './run-command.ts';
import { makeFolder, removeFolder } from '../../fixtures/vault/sample.ts';

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => {
  removeFolder(folder);
});

const run = (command: Command, ...rest: CommandInput): Promise<Ran> => runCommand(folder, command, ...rest);

describe('the vault’s commands', () => {
  it('make, change, back up, restore, verify and audit a vault, reading secrets in their documented order', async () => {
    expect(await run(verifyCommand, [], ['one'])).toMatchObject({ code: 'vault-missing', unread: 1 });
    expect(await run(createVaultCommand, ['--name', 'Mine'], ['one'], { json: true })).toMatchObject({
      code: 0,
      json: { name: 'Mine', folder: path.join(folder, 'vault') },
      unread: 0,
    });
    expect(await run(createVaultCommand, [], ['one'])).toMatchObject({ code: 'vault-exists', unread: 1 });
    expect(await run(changePasswordCommand, [], ['one', 'two'])).toMatchObject({ code: 0, unread: 0 });
    expect((await run(verifyCommand, [], ['one'])).code).toBe('vault-wrong-password');
    // Short waits are waited out.
    expect(await run(verifyCommand, [], ['two'], { json: true })).toMatchObject({
      code: 0,
      json: { sound: true, problems: [] },
    });
    const recovery = await run(recoveryKeyCommand, [], ['two']);
    expect(recovery.printed).toEqual([expect.stringMatching(/^(?:[0-9A-Z]{6}-){5}[0-9A-Z]{6}$/)]);
    const kit = path.join(folder, 'kit.html');
    expect(await run(recoveryKeyCommand, ['--kit', kit], ['two'])).toMatchObject({ code: 0 });
    expect(readFileSync(kit, 'utf8')).toContain('Emergency kit');
    const made = async (): Promise<number> => {
      const { json } = await run(auditCommand, ['--limit', '1000'], ['two'], { json: true });
      return (json as { entries: { action: string }[] }).entries.filter(
        ({ action }) => action === 'recovery-key-created',
      ).length;
    };
    const before = await made();
    // A name that is taken costs nobody the key that is there.
    expect(await run(recoveryKeyCommand, ['--kit', kit], ['two'])).toMatchObject({ code: 'conflict' });
    expect(await made()).toBe(before);
    // Nor does a folder that is not there, is none, or takes no name as long as this.
    for (const nowhere of [
      path.join(folder, 'no', 'kit.html'),
      path.join(kit, 'kit.html'),
      path.join(folder, 'k'.repeat(300)),
    ]) {
      const refused = await run(recoveryKeyCommand, ['--kit', nowhere], ['two']);
      expect(refused, nowhere).toMatchObject({
        code: 'vault-unwritable',
        hint: expect.stringContaining('Nothing was changed') as string,
        printed: [],
      });
      expect(await made()).toBe(before);
    }
    // What nothing says before it is written: the name that it has until it is whole is too long.
    const late = await run(recoveryKeyCommand, ['--kit', path.join(folder, 'k'.repeat(250))], ['two']);
    expect(late).toMatchObject({
      code: 'vault-unwritable',
      hint: expect.stringContaining('any made before goes on working') as string,
    });
    expect((await run(rotateVaultKeyCommand, [], ['two'], { json: true })).json).toMatchObject({
      rotated: true,
      recoveryKeyRemoved: true,
    });
    const file = path.join(folder, 'backup');
    expect(await run(backupCommand, [file], ['two', 'three'])).toMatchObject({ code: 0, unread: 0 });
    expect(await run(backupCommand, [file], ['two', 'three'])).toMatchObject({ code: 'conflict', unread: 2 });
    expect(await run(restoreCommand, [file], ['three'])).toMatchObject({ code: 'vault-exists' });
    expect(await run(restoreCommand, [file], ['three'], { vault: 'again', json: true })).toMatchObject({
      code: 0,
      json: { secrets: 0, replaced: null },
    });
    const renewed = await run(recoveryKeyCommand, [], ['two']);
    const second = path.join(folder, 'second');
    expect((await run(backupCommand, [second], ['two', 'three'])).code).toBe(0);
    const printedKey = renewed.printed[0]!;
    expect(await run(drillCommand, [second], ['three', printedKey], { json: true })).toMatchObject({
      code: 0,
      json: { sound: true, name: 'Mine' },
      unread: 0,
    });
    expect((await run(drillCommand, [file], ['three', printedKey])).code).toBe('vault-wrong-password');
    const copy = listRollingBackups(path.join(folder, 'vault'))[0]!.file;
    expect(await run(drillCommand, [copy], [recovery.printed[0]!])).toMatchObject({
      code: 'vault-wrong-password',
      unread: 0,
    });
    // Whoever lost the password has the recovery key in its place.
    expect(await run(changePasswordCommand, [], [printedKey, 'four'])).toMatchObject({ code: 0, unread: 0 });
    expect((await run(changePasswordCommand, [], ['four', 'two'])).code).toBe(0);
    const audit = await run(auditCommand, ['--since', '1h'], ['two'], { vault: 'again' });
    expect(audit.code).toBe(0);
    expect(audit.printed.join('\n')).toMatch(/Restored from a backup/);
    const entries = (await run(auditCommand, [], ['two'], { json: true })).json as {
      entries: { action: string }[];
    };
    expect(entries.entries.at(-1)?.action).toBe('vault-created');
    expect((await run(auditCommand, ['--since', '2099-01-01'], ['two'])).printed).toEqual([]);
  });

  it('open once what was made with a password of bytes that are no text, and give it another', async () => {
    const bytes = Buffer.from('päßwörter', 'latin1');
    const { vault } = await createVault({
      folder: path.join(folder, 'vault'),
      actor: 'command',
      name: 'Old',
      password: SecretBytes.copyOf(bytes),
      withRecoveryKey: false,
      kdf: { ...defaultKdfPolicy(), acceptsAnyBytes: true },
    });
    vault.close();
    expect((await run(createVaultCommand, [], [bytes], { vault: 'new' })).code).toBe('invalid-input');
    expect((await run(verifyCommand, [], [bytes])).code).toBe('invalid-input');
    expect((await run(changePasswordCommand, [], [bytes, 'next'])).code).toBe('invalid-input');
    expect((await run(changePasswordCommand, ['--password-bytes'], [bytes, 'next'])).code).toBe(0);
    expect((await run(verifyCommand, [], ['next'])).code).toBe(0);
  });

  it.each([
    ['backup', backupCommand, []],
    ['export', exportCommand, []],
    ['kit', recoveryKeyCommand, ['--kit']],
  ] as const)(
    'write no %s into a vault’s own folder, where it would be tidied up',
    async (_what, command, option) => {
      await run(createVaultCommand, [], ['one']);
      await run(createVaultCommand, [], ['one'], { vault: 'other' });
      mkdirSync(path.join(folder, 'vault', 'backups'), { recursive: true });
      // What was named like the first one was deleted by the next unlock, the second by the copies that follow, the third put aside.
      for (const name of [
        'vault/tries.json',
        'vault/backups/vault-20260101T000000000Z-daily.db',
        'vault/vault.db-journal',
        'other/vault.db-shm',
      ]) {
        const file = path.join(folder, name);
        expect(await run(command, [...option, file], ['one', 'two'])).toMatchObject({
          code: 'invalid-input',
          hint: 'Nothing was written. Choose another folder.',
          unread: command === recoveryKeyCommand ? 1 : 2,
        });
        expect(existsSync(file)).toBe(false);
      }
      // Whoever asks the vault itself, as the app does, is told the same.
      const vault = await openVault({
        folder: path.join(folder, 'vault'),
        credential: { kind: 'password', password: SecretBytes.fromText('one') },
      });
      const file = path.join(folder, 'vault', 'tries.json');
      const password = SecretBytes.fromText('two');
      await expect(vault.backup(file, password)).rejects.toMatchObject({ code: 'invalid-input' });
      await expect(
        exportVault(vault, { file, password, collections: PORTABLE_COLLECTIONS }),
      ).rejects.toMatchObject({ code: 'invalid-input' });
      expect(vault.auditLog({ limit: 10 }).map(({ action }) => action)).not.toContain('exported');
      vault.close();
    },
  );

  it('answer wrong usage before any secret is read', async () => {
    const cases: [Command, string[]][] = [
      [createVaultCommand, ['extra']],
      [changePasswordCommand, ['--new', 'x']],
      [backupCommand, []],
      [restoreCommand, ['a', 'b']],
      [verifyCommand, ['x']],
      [auditCommand, ['--since', 'yesterday']],
      [auditCommand, ['--limit', '0']],
      [recoveryKeyCommand, ['--kit']],
      [recoveryKeyCommand, ['--kit', '']],
      [rotateVaultKeyCommand, ['--now']],
    ];
    for (const [command, args] of cases) {
      const ran = await run(command, args, ['secret']);
      expect([command.name, ran.code, ran.unread]).toEqual([command.name, 'invalid-input', 1]);
    }
    expect(existsSync(path.join(folder, 'vault'))).toBe(false);
  });

  it('go back to a copy of the vault: listed, tried, put in place, with the damaged file kept', async () => {
    await run(createVaultCommand, [], ['one']);
    const opened = await openVault({
      folder: path.join(folder, 'vault'),
      credential: { kind: 'password', password: SecretBytes.fromText('one') },
    });
    opened.rollingBackup('daily');
    opened.close();
    const database = path.join(folder, 'vault', 'vault.db');
    const copies = listRollingBackups(path.dirname(database));
    const date = copies[0]!.at.toISOString();
    for (const args of [
      ['--list'],
      ['--use', 'newest'],
      ['--from-copies', '--list', '--use', date],
      ['--from-copies', '--use', 'yesterday'],
      ['--from-copies', '--replace'],
      ['--from-copies', 'FILE'],
    ])
      expect(await run(restoreCommand, args, ['one'])).toMatchObject({ code: 'invalid-input', unread: 1 });
    const other = ['--from-copies', '--use', '2001-01-01T00:00:00.000Z'];
    expect(await run(restoreCommand, other, ['one'])).toMatchObject({ code: 'not-found', unread: 1 });
    const use = ['--from-copies', '--use', date];
    expect(await run(restoreCommand, use, ['one'])).toMatchObject({ code: 'vault-exists' });
    writeFileSync(database, 'no vault any more');
    expect(await run(verifyCommand, [], ['one'])).toMatchObject({ code: 'vault-damaged', unread: 1 });
    expect(await run(restoreCommand, ['--from-copies'], ['one'], { json: true })).toMatchObject({
      code: 0,
      json: { copies: copies.map(({ at }) => ({ date: at.toISOString(), keys: 0, state: 'opens' })) },
    });
    const listed = await run(restoreCommand, ['--from-copies', '--list'], ['one']);
    expect(listed.printed).toContain(`${date}  0 keys, 0 secrets`);
    const tried = await run(restoreCommand, ['--from-copies', '--try', date], ['one'], { json: true });
    expect(tried).toMatchObject({ code: 0, json: { sound: true } });
    expect(readFileSync(database, 'utf8')).toBe('no vault any more');
    const used = await run(restoreCommand, ['--from-copies', '--use', 'newest'], ['one'], { json: true });
    expect(used).toMatchObject({ code: 0, json: { madeAt: date, asleep: [] } });
    const { replaced } = used.json as { readonly replaced: string };
    expect(readFileSync(replaced, 'utf8')).toBe('no vault any more');
    expect(await run(verifyCommand, [], ['one'])).toMatchObject({ code: 0 });
  });
});
