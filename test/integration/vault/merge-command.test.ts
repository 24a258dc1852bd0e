/** `augno-vault merge` on copies of a vault that holds one of everything. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  connectionsCollection,
  intentsCollection,
  keysCollection,
} from '../../../electron/keys/registry/records.ts';
import { emptyTrash, listTrash, moveToTrash, purgeTrash } from '../../../electron/keys/trash/trash.ts';
import { MERGE_RULES } from '../../../electron/inventory/collections.ts';
import { adminsCollection, IDENTITY } from '../../../electron/processes/desks/sharing-desk.ts';
import { providerKeysCollection } from '../../../electron/keys/registry/other-records.ts';
import * as providerTrash from '../../../electron/providers/other/trash.ts';
import { openVault, type ManagedVault } from '../../../electron/vault/index.ts';
import type { MergeReport } from '../../../electron/vault/merge/types.ts';
import { runCommand } from '../augno/support/command.ts';
import { copyVaultOf, FORMAT_LAYOUTS, readFormat, text } from '../../fixtures/formats/read.ts';
import { makeFolder, removeFolder, reveal } from '../../fixtures/vault/sample.ts';

const fixture = readFormat(FORMAT_LAYOUTS.at(-1)!);
const { passwords } = fixture.contents;

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

async function change<Result>(
  at: string,
  work: (vault: ManagedVault) => Result | Promise<Result>,
): Promise<Result> {
  const vault = await openVault({
    folder: at,
    credential: { kind: 'password', password: text(passwords.vault) },
    pollIntervalMs: 0,
  });
  try {
    return await work(vault);
  } finally {
    vault.close();
  }
}

async function merge(at: string, file: string, more: readonly string[] = []): Promise<MergeReport> {
  const { code, json } = await runCommand(at, ['merge', file, '--json', ...more], [passwords.vault]);
  expect(code).toBe(0);
  return json<MergeReport & Record<string, unknown>>();
}

const keys = fixture.contents.records['keys'] as Readonly<
  Record<string, { readonly connectionId: string; readonly alias: string | null }>
>;
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
    expect(vault.list(intentsCollection).map(({ value }) => value.state)).toEqual(['ask']);
    expect(vault.verify().problems).toEqual([]);
    // Every proposal can still be looked at.
    expect(vault.differences(MERGE_RULES).map(({ proposal }) => proposal)).toContain('address');
    expect(vault.otherAuditLogs()).toHaveLength(1);
  });
  expect(await merge(here, file)).toMatchObject({ isEmpty: true, relation: 'older' });
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

const isGone = new Date('2100-01-01T00:00:00.000Z');

it('keeps the secret of a key that went to the trash in one copy and was changed in the other', async () => {
  const [serviceKey] = Object.keys(fixture.contents.records['provider-keys']!).filter(
    (id) => fixture.contents.secrets[id] !== undefined,
  );
  const id = Object.keys(keys).find((one) => fixture.contents.secrets[one] !== undefined)!;
  const secrets = await change(here, async (vault) => {
    vault.transaction((transaction) => {
      moveToTrash(transaction, id, transaction.get(keysCollection, id)!, new Date());
      const other = transaction.get(providerKeysCollection, serviceKey!)!;
      providerTrash.moveToTrash(transaction, serviceKey!, other, new Date());
    });
    return [await reveal(vault, id), await reveal(vault, serviceKey!)];
  });
  await change(there, (vault) => {
    vault.transaction((transaction) => {
      transaction.put(keysCollection, id, { ...transaction.get(keysCollection, id)!, notes: 'In use' });
      const other = transaction.get(providerKeysCollection, serviceKey!)!;
      transaction.put(providerKeysCollection, serviceKey!, { ...other, notes: 'In use' });
    });
  });
  await merge(here, path.join(there, 'vault.db'));
  await change(here, async (vault) => {
    expect(listTrash(vault).map(({ keyId: one }) => one)).not.toContain(id);
    expect(providerTrash.listTrash(vault).map(({ keyId: one }) => one)).not.toContain(serviceKey);
    emptyTrash(vault, id);
    purgeTrash(vault, isGone);
    providerTrash.purgeTrash(vault, isGone);
    expect([await reveal(vault, id), await reveal(vault, serviceKey!)]).toEqual(secrets);
    expect(vault.get(keysCollection, id)?.notes).toBe('In use');
  });
});
