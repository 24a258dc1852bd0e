/** From a damaged or missing vault back to one of its own copies, on the unlock screen. */
import { expect, test } from '@playwright/test';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { openVault } from '../../electron/vault/index.ts';
import { SecretBytes } from '../../electron/vault/secret-bytes.ts';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call, lockVault, reply } from './support/bridge.ts';
import { makeVault } from './support/vault.ts';

const PASSWORD = 'marmalade cupboard twelve';
const temporary = makeTemporaryFolder();
let running: RunningApp | undefined;

test.afterEach(async () => {
  if (running !== undefined) await closeStarted(running);
  running = undefined;
});
test.afterAll(() => temporary.remove());

async function vaultWithCopy(name: string): Promise<{ readonly folder: string; readonly database: string }> {
  const folder = path.join(temporary.path, name);
  await makeVault(folder, 'Acme vault', PASSWORD);
  const vault = await openVault({
    folder,
    credential: { kind: 'password', password: SecretBytes.fromText(PASSWORD) },
  });
  vault.rollingBackup('daily');
  vault.close();
  return { folder, database: path.join(folder, 'vault.db') };
}

async function openCopies(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Go back to an automatic copy…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Go back to an automatic copy' });
  await dialog.waitFor();
  return dialog;
}

test('a damaged vault: the copies are listed after the password, tried, and one is put in place', async () => {
  const { folder, database } = await vaultWithCopy('damaged');
  const rubbish = Buffer.from('this was a vault once');
  writeFileSync(database, rubbish);
  running = await launchApp({ vaultFolder: folder });
  const page = await running.page();
  await expect(page.getByText('The vault is damaged:')).toBeVisible();
  const dialog = await openCopies(page);

  await dialog.getByRole('button', { name: 'Show the copies' }).click();
  await expect(dialog.getByText('Type the master password or the recovery key.')).toBeVisible();
  await dialog.getByLabel('Master password or recovery key of that time').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Show the copies' }).click();
  await expect(dialog.getByRole('radio').first()).toBeChecked();
  await expect(dialog.getByText('0 keys, 0 secrets').first()).toBeVisible();

  await dialog.getByRole('button', { name: 'Try it' }).click();
  await expect(dialog.getByText('This copy is whole')).toBeVisible();
  expect(readFileSync(database).equals(rubbish)).toBe(true);

  await dialog.getByRole('button', { name: 'Put it in place' }).click();
  await expect(dialog.getByText('“Acme vault” is restored')).toBeVisible();
  const kept = readdirSync(path.join(folder, 'backups')).filter((name) => name.startsWith('damaged-'));
  expect(kept).toHaveLength(1);
  expect(readFileSync(path.join(folder, 'backups', kept[0]!)).equals(rubbish)).toBe(true);
  await dialog.getByRole('button', { name: 'Unlock it' }).click();
  await page.getByLabel('Master password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
});

test('a missing vault whose copies are there offers them, and no new vault', async () => {
  const { folder, database } = await vaultWithCopy('missing');
  rmSync(database);
  running = await launchApp({ vaultFolder: folder });
  const page = await running.page();
  await expect(page.getByText('is missing; automatic copies of it are there.')).toBeVisible();
  const dialog = await openCopies(page);
  await dialog.getByLabel('Master password or recovery key of that time').fill('not this one');
  await dialog.getByRole('button', { name: 'Show the copies' }).click();
  await expect(dialog.getByText('That password does not open the copy.')).toBeVisible();
});

test('while a vault is open nobody can list, try or put in place a copy', async () => {
  const { folder } = await vaultWithCopy('open');
  running = await launchApp({ vaultFolder: folder });
  const page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  const name = readdirSync(path.join(folder, 'backups')).find((one) => one.startsWith('vault-'))!;
  for (const refused of [
    await reply(page, 'vault.copies', { password: PASSWORD }),
    await reply(page, 'vault.try-copy', { name, password: PASSWORD }),
    await reply(page, 'vault.restore-copy', { name, password: PASSWORD }),
  ])
    expect(refused).toMatchObject({ ok: false, error: { code: 'conflict' } });
  await lockVault(running, page);
});
