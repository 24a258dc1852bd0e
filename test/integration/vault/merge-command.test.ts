/** `augno-vault merge` on copies of a vault that holds one of everything. */
import { say } from '../../../shared/messages/say.ts';
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  connectionsCollection,
  intentsCollection,
  keysCollection,
} from '../../../electron/keys/registry/records.ts';
import { MERGE_RULES } from '../../../electron/inventory/collections.ts';
import type { AuditEntry } from '../../../shared/domain.ts';
import { adminsCollection, IDENTITY } from '../../../electron/processes/desks/sharing-desk.ts';
import type { MergeReport } from '../../../electron/vault/merge/types.ts';
import { runCommand } from '../providers/augno/support/command.ts';
import { copyVaultOf, text } from '../../fixtures/formats/read.ts';
import { makeFolder, removeFolder, reveal } from '../../fixtures/vault/sample.ts';
import { change, fixture, keys, merge, passwords } from './full-copies.ts';

let folder: string;
let here: string;
let there: string;
beforeEach(() => {
  folder = makeFolder();
  here = path.join(folder, 'here');
  there = path.join(folder, 'there');
  mkdirSync(here);
  mkdirSync(there);
  copyVaultOf(fixture, here);
  copyVaultOf(fixture, there);
});
afterEach(() => {
  removeFolder(folder);
});

const [keyId, key] = Object.entries(keys).find(([, { alias }]) => alias !== null)!;

it('folds a conflict copy in: notes of both, and nothing else is put to use', async () => {
  const file = path.join(here, 'vault (conflicted copy).db');
  const edit = (at: string, changes: object): Promise<void> =>
    change(at, (vault) => {
      vault.transaction((transaction) => {
        transaction.put(keysCollection, keyId, { ...transaction.get(keysCollection, keyId)!, ...changes });
      });
    });
  await edit(here, { alias: 'Named here', lastUsedAt: '2026-12-01T00:00:00.000Z' });
  await edit(there, { notes: 'Noted there', lastUsedAt: '2026-12-02T00:00:00.000Z' });
  const before = await change(there, (vault) => {
    const before = vault.get(connectionsCollection, key.connectionId)!;
    vault.transaction((transaction) => {
      transaction.put(connectionsCollection, key.connectionId, {
        ...before,
        origin: 'https://elsewhere.example',
        adminKeyId: 'apke_other',
      });
      transaction.put(connectionsCollection, 'added', { ...before, name: 'Added there' });
      const [admin] = transaction.list(adminsCollection);
      transaction.put(adminsCollection, 'added', { ...admin!.value, name: 'Sam', compared: true });
      const secret = text('x'.repeat(32));
      transaction.putSecret(IDENTITY, secret);
    });
    return before;
  });
  renameSync(path.join(there, 'vault.db'), file);

  // It is noticed and named, whatever is done.
  const verified = await runCommand(here, ['verify'], [passwords.vault]);
  expect(verified.err).toContain('vault (conflicted copy).db');

  const dry = await merge(here, file, ['--dry-run']);
  expect(dry.isEmpty).toBe(false);
  await change(here, (vault) => {
    expect(vault.get(keysCollection, keyId)?.notes).not.toBe('Noted there');
  });
  const report = await merge(here, file);
  expect(report.differences).toEqual([]);
  expect(report.proposals.map(({ kind }) => kind).sort()).toEqual([
    'address',
    'admin',
    'admin-key',
    'connection',
    'identity',
  ]);
  await change(here, async (vault) => {
    expect(vault.get(keysCollection, keyId)).toMatchObject({ alias: 'Named here', notes: 'Noted there' });
    expect(vault.get(connectionsCollection, key.connectionId)).toMatchObject({
      origin: before.origin,
      adminKeyId: before.adminKeyId,
    });
    expect(vault.get(adminsCollection, 'added')?.compared).toBe(false);
    expect(await reveal(vault, IDENTITY)).not.toBe('x'.repeat(32));
    expect(vault.list(intentsCollection).map(({ value }) => [value.state, value.question])).toEqual([
      ['ask', 'merged'],
    ]);
    expect(vault.verify().problems).toEqual([]);
    // Every proposal can still be looked at.
    expect(vault.differences(MERGE_RULES).map(({ proposal }) => proposal)).toContain('address');
    expect(vault.otherAuditLogs()).toHaveLength(1);
  });
  expect(await merge(here, file)).toMatchObject({ isEmpty: true, relation: 'older' });
  // Said as what it is, and not as a restored backup.
  const listed = await runCommand(here, ['keys', 'list', '--json'], [passwords.vault]);
  expect(listed.out).toContain('Another copy of the vault was folded in while this key was being');
});

it('shows the logs of copies side by side, each with the copy it came from', async () => {
  const note = (at: string, detail: string): Promise<void> =>
    change(at, (vault) => {
      vault.transaction((transaction) => {
        transaction.audit({ action: 'note', detail: say('file.as-it-is', { text: detail }) });
      });
    });
  await note(here, 'Written here.');
  await note(there, 'Written there.');
  const none = await runCommand(here, ['audit', '--copies'], [passwords.vault]);
  expect(none.out).toContain('No other copy of this vault was folded in.');
  await merge(here, path.join(there, 'vault.db'));
  const shown = await runCommand(here, ['audit', '--copies', '--json'], [passwords.vault]);
  const { entries, copies } = shown.json<{
    readonly entries: readonly AuditEntry[];
    readonly copies: readonly {
      readonly copy: string;
      readonly verified: boolean;
      readonly first: number;
      readonly entries: readonly AuditEntry[];
    }[];
  }>();
  expect(entries.map(({ detail }) => detail)).toContain('Written here.');
  expect(entries.map(({ detail }) => detail)).not.toContain('Written there.');
  expect(copies).toHaveLength(1);
  expect(copies[0]).toMatchObject({
    verified: true,
    copy: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
  });
  expect(copies[0]!.entries.map(({ detail }) => detail)).toContain('Written there.');
  expect(copies[0]!.entries.at(-1)!.sequence).toBe(copies[0]!.first);
  const text = await runCommand(here, ['audit', '--copies', '--limit', '1'], [passwords.vault]);
  expect(text.out).toContain(`Copy ${copies[0]!.copy}, its entries`);
  const plain = await runCommand(here, ['audit', '--json'], [passwords.vault]);
  expect(plain.json()).not.toHaveProperty('copies');
});

it('takes a rolling copy of an older format for what it is: nothing comes back', async () => {
  await change(here, (vault) => {
    vault.transaction((transaction) => transaction.delete(keysCollection, keyId));
  });
  expect(await merge(here, path.join(there, 'vault.db'))).toMatchObject({ relation: 'older', isEmpty: true });
});

it('reads a portable backup with its own password', async () => {
  const file = path.join(fixture.folder, 'portable.augnobackup');
  const { code, json } = await runCommand(
    here,
    ['merge', file, '--dry-run', '--json'],
    [passwords.vault, passwords.backup],
  );
  expect(code).toBe(0);
  expect(json<MergeReport & Record<string, unknown>>().relation).toBe('older');
});

it('says what is no copy of it', async () => {
  expect((await runCommand(here, ['merge', path.join(folder, 'nothing')], [passwords.vault])).code).toBe(2);
  const settings = path.join(fixture.folder, 'profile', 'profile.json');
  const { error } = await runCommand(here, ['merge', settings], [passwords.vault]);
  expect(error?.code).toBe('vault-foreign');
});

it.skipIf(process.platform === 'win32')('waits for no pipe or device beside the other copy', async () => {
  const file = path.join(there, 'vault.db');
  execFileSync('mkfifo', [`${file}-wal`]);
  const { error } = await runCommand(here, ['merge', file], [passwords.vault]);
  expect(error).toMatchObject({ code: 'invalid-input', message: 'vault.db-wal is a pipe, not a file.' });
  rmSync(`${file}-wal`);
  symlinkSync('/dev/zero', `${file}-journal`);
  const device = await runCommand(here, ['merge', file], [passwords.vault]);
  expect(device.error?.message).toBe('vault.db-journal is a device, not a file.');
});
