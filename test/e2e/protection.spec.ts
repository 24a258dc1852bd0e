/** What keeps a vault from being lost, through the screens: backups, recovery key, drill, renewal, exports, imports. */
import { expect, test } from '@playwright/test';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call, lockVault } from './support/bridge.ts';
import { plaintextIn } from './support/files.ts';
import { connectWithKey, createVault, goTo, MASTER_PASSWORD } from './support/main-job.ts';
import {
  answerPassword,
  cancelPassword,
  mayClose,
  passwordWindow,
  typePassword,
} from './support/password.ts';
import { startSandboxServer, type SandboxServer } from './support/sandbox-server.ts';

const BACKUP_PASSWORD = 'seven lanterns by the harbour';
const NEW_PASSWORD = 'a quite different set of words';

const temporary = makeTemporaryFolder();
const backupFile = path.join(temporary.path, 'vault.augnobackup');
let server: SandboxServer;
let running: RunningApp;
let page: Page;
/** As on the printed page. */
let recoveryKey = '';

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  server = await startSandboxServer();
  running = await launchApp({ vaultFolder: path.join(temporary.path, 'vault') });
  page = await running.page();
  await createVault(page);
  await connectWithKey(page, server, 'test');
  await page.getByRole('heading', { name: 'Look for leaked keys' }).waitFor();
  await page.getByRole('button', { name: 'Skip for now' }).click();
  await goTo(page, 'Settings');
});
test.afterAll(async () => {
  await closeStarted(running);
  await server.stop();
  temporary.remove();
});

/** What the system's dialog will answer. */
async function chosenFile(file: string): Promise<void> {
  await running.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen], bookmarks: [] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen, bookmark: '' });
  }, file);
}

async function chooseFile(dialog: Locator, file: string): Promise<void> {
  await chosenFile(file);
  await dialog.getByRole('button', { name: /Choose…/ }).click();
  // What is pressed before the answer is there finds no file.
  await expect(dialog.getByTitle(file, { exact: true })).toBeVisible();
}

async function openDialog(button: string, title: string): Promise<Locator> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.waitFor();
  return dialog;
}

async function writeBackup(file: string): Promise<Locator> {
  const dialog = await openDialog('Back up…', 'Back up the vault');
  await chooseFile(dialog, file);
  await dialog.getByRole('button', { name: 'Write backup' }).click();
  await answerPassword(page, MASTER_PASSWORD, BACKUP_PASSWORD);
  return dialog;
}

test('a backup says what is missing, is written for its owner alone, and overwrites nothing', async () => {
  const dialog = await openDialog('Back up…', 'Back up the vault');
  await dialog.getByRole('button', { name: 'Write backup' }).click();
  await expect(dialog.getByText('Choose a file.')).toBeVisible();
  await chooseFile(dialog, backupFile);
  await dialog.getByRole('button', { name: 'Write backup' }).click();
  const window = await passwordWindow(page);
  await typePassword(window, MASTER_PASSWORD, 'short');
  await expect(window.getByText(/at least \d+ characters/i)).toBeVisible();
  await mayClose(window, window.getByRole('button', { name: 'Cancel' }).click());
  await expect(dialog.getByRole('alert')).toContainText('The master password was not given.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await (await writeBackup(backupFile)).waitFor({ state: 'hidden' });
  expect(statSync(backupFile).mode & 0o777).toBe(0o600);
  expect(plaintextIn(temporary.path, [BACKUP_PASSWORD, MASTER_PASSWORD, 'Acme'])).toEqual([]);
  await expect(page.getByText('Last backup file written')).toBeVisible();

  const before = readFileSync(backupFile);
  const again = await writeBackup(backupFile);
  await expect(again.getByRole('alert')).toContainText('exists already');
  expect(readFileSync(backupFile).equals(before)).toBe(true);
  await again.getByRole('button', { name: 'Cancel' }).click();
});

test('a new recovery key that nobody says they have ends none, and the window says so', async () => {
  const dialog = await openDialog('New recovery key…', 'New recovery key');
  await dialog.getByRole('button', { name: 'Make recovery key' }).click();
  await answerPassword(page, MASTER_PASSWORD);
  const shown = page.getByRole('dialog', { name: 'New recovery key' });
  await expect(shown.getByTestId('recovery-key')).toHaveText(/^(?:[0-9A-Z]{6}-){5}[0-9A-Z]{6}$/);
  await expect(shown.getByText('Until then any recovery key from before goes on working')).toBeVisible();
  await shown.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('The new recovery key was not kept.')).toBeVisible();
  await shown.waitFor({ state: 'hidden' });
  const { entries } = await call(page, 'audit.list', { limit: 5, before: null, subjectId: null });
  expect(entries.map(({ action }) => action)).not.toContain('recovery-key-created');
});

test('a new recovery key needs the password, is shown once, saved as a kit and typed again', async () => {
  const dialog = await openDialog('New recovery key…', 'New recovery key');
  await dialog.getByRole('button', { name: 'Make recovery key' }).click();
  const window = await passwordWindow(page);
  await typePassword(window, 'not this one');
  await expect(window.getByRole('alert').filter({ hasText: 'does not open the vault' })).toBeVisible();
  await expect(window.getByRole('button', { name: 'Make recovery key' })).toBeEnabled();
  await answerPassword(page, MASTER_PASSWORD);
  const shown = page.getByRole('dialog', { name: 'New recovery key' });
  await expect(shown.getByTestId('recovery-key')).toHaveText(/^(?:[0-9A-Z]{6}-){5}[0-9A-Z]{6}$/);
  recoveryKey = (await shown.getByTestId('recovery-key').textContent()) ?? '';

  const kit = path.join(temporary.path, 'kit.pdf');
  await chosenFile(kit);
  await shown.getByRole('button', { name: 'Save as PDF…' }).click();
  await expect(page.getByText('Print it, then delete the file.')).toBeVisible();
  expect(readFileSync(kit).subarray(0, 5).toString()).toBe('%PDF-');
  expect(statSync(kit).mode & 0o777).toBe(0o600);

  // Typed where the page does not see it.
  await expect(shown.getByRole('textbox')).toHaveCount(0);
  await shown.getByRole('button', { name: 'Confirm recovery key' }).click();
  const confirming = await passwordWindow(page);
  await typePassword(confirming, recoveryKey.replace(/^./, recoveryKey.startsWith('0') ? '1' : '0'));
  await expect(confirming.getByRole('alert').filter({ hasText: 'not the new recovery key' })).toBeVisible();
  await answerPassword(page, recoveryKey.toLowerCase());
  await shown.waitFor({ state: 'hidden' });
});

test('the drill passes with the backup and the printed key, and not with another key', async () => {
  const second = path.join(temporary.path, 'second.augnobackup');
  await (await writeBackup(second)).waitFor({ state: 'hidden' });
  const dialog = await openDialog('Try a restore…', 'Restore drill');
  const fromFile = dialog.getByRole('radio', { name: 'A backup file' });
  if (await fromFile.isVisible()) await fromFile.click();
  await chooseFile(dialog, backupFile);
  await expect(dialog.getByRole('textbox')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Start the drill' }).click();
  const first = await passwordWindow(page);
  await expect(first.locator('dd')).toHaveText(backupFile);
  await typePassword(first, recoveryKey, BACKUP_PASSWORD);
  // The first backup was made under the recovery key before this one.
  await expect(first.getByRole('alert').filter({ hasText: 'do not open that backup' })).toBeVisible();
  await cancelPassword(first);
  await expect(dialog.getByRole('alert')).toContainText('closed without an answer');
  await chooseFile(dialog, second);
  await dialog.getByRole('button', { name: 'Start the drill' }).click();
  await answerPassword(page, recoveryKey, BACKUP_PASSWORD);
  await expect(page.getByText('This backup and this recovery key are enough')).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('Last passed')).toBeVisible();
});

test('secrets from a .env file are shown before they are stored', async () => {
  const account = server.account('test');
  const headers = {
    Authorization: `Bearer ${account.adminKey}`,
    'Augno-Version': '1.0.forge-preview.1',
    'Content-Type': 'application/json',
  };
  const roles = (await (await fetch(`${server.url}/v1/identity/roles`, { headers })).json()) as {
    data: { id: string }[];
  };
  const created = (await (
    await fetch(`${server.url}/v1/auth/api-keys`, {
      method: 'POST',
      headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() },
      body: JSON.stringify({ name: 'Made elsewhere', role_id: roles.data[0]!.id }),
    })
  ).json()) as { api_key_secret: string };
  await call(page, 'connections.sync', { connectionId: null });
  const file = path.join(temporary.path, '.env');
  writeFileSync(
    file,
    `PORT=3000\nAUGNO_KEY=${created.api_key_secret}\nSAME='${created.api_key_secret}'\nBROKEN=${created.api_key_secret.slice(0, -1)}\n`,
  );
  const dialog = await openDialog('Import…', 'Import secrets from a file');
  await chooseFile(dialog, file);
  await expect(dialog.getByRole('row')).toHaveCount(4);
  await expect(dialog.getByRole('row', { name: /AUGNO_KEY/ })).toContainText('Will be stored, unproven');
  await expect(dialog.getByRole('row', { name: /SAME/ })).toContainText('Repeated in the file');
  await expect(dialog.getByRole('row', { name: /BROKEN/ })).toContainText(
    'Broken: characters are missing, or too many',
  );
  const heldBefore = (await call(page, 'keys.list', undefined)).keys.find(
    (key) => key.name === 'Made elsewhere',
  );
  expect(heldBefore?.secretHeld).toBe(false);
  await dialog.getByRole('button', { name: 'Store 1 secret' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const key = (await call(page, 'keys.list', undefined)).keys.find(({ name }) => name === 'Made elsewhere')!;
  expect(key.secretHeld).toBe(true);
  expect((await call(page, 'keys.reveal-secret', { keyId: key.id })).secret).toBe(created.api_key_secret);

  writeFileSync(file, 'NOTHING=here\n');
  const empty = await openDialog('Import…', 'Import secrets from a file');
  await chooseFile(empty, file);
  await expect(empty.getByRole('alert')).toContainText('No API key stands in .env');
  await empty.getByRole('button', { name: 'Cancel' }).click();
});

test('an export is counted before it is imported, and adds nothing that is there', async () => {
  const file = path.join(temporary.path, 'keys.augnoexport');
  const dialog = await openDialog('Export…', 'Export keys');
  await chooseFile(dialog, file);
  await dialog.getByRole('button', { name: 'Write export' }).click();
  await answerPassword(page, MASTER_PASSWORD, BACKUP_PASSWORD);
  await expect(dialog.getByText('Not in the export:')).toBeVisible();
  await expect(dialog.getByText('It says what was confirmed on this computer.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  const back = await openDialog('Import an export…', 'Import an export');
  await chooseFile(back, file);
  await expect(back.getByRole('textbox')).toHaveCount(0);
  await back.getByRole('button', { name: 'Look inside' }).click();
  const window = await passwordWindow(page);
  await typePassword(window, 'wrong');
  await expect(window.getByRole('alert').filter({ hasText: 'does not open this file' })).toBeVisible();
  await answerPassword(page, BACKUP_PASSWORD);
  await expect(back.getByText('Everything in this file is here already.')).toBeVisible();
  await expect(back.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await back.getByRole('button', { name: 'Cancel' }).click();
});

test('renewing the vault key gives a new recovery key, and everything is still there', async () => {
  const before = await call(page, 'keys.list', undefined);
  const dialog = await openDialog('Renew…', 'Renew the vault key');
  await dialog.getByRole('button', { name: 'Renew vault key' }).click();
  await answerPassword(page, MASTER_PASSWORD);
  const shown = page.getByRole('dialog', { name: 'Renew the vault key' });
  await shown.getByTestId('recovery-key').waitFor();
  const renewed = (await shown.getByTestId('recovery-key').textContent()) ?? '';
  expect(renewed).not.toBe(recoveryKey);
  recoveryKey = renewed;
  await shown.getByRole('button', { name: 'Confirm recovery key' }).click();
  await answerPassword(page, renewed);
  await shown.waitFor({ state: 'hidden' });
  expect((await call(page, 'keys.list', undefined)).keys.map(({ id }) => id)).toEqual(
    before.keys.map(({ id }) => id),
  );
  await page.getByRole('button', { name: 'Verify vault' }).click();
  await expect(page.getByText('The vault is sound')).toBeVisible();
});

test('whoever lost the password gets in with the recovery key and sets a new one', async () => {
  page = await lockVault(running, page);
  await page.getByRole('button', { name: 'Use the recovery key' }).click();
  await page.getByLabel('Recovery key').fill(recoveryKey);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await goTo(page, 'Settings');
  const dialog = await openDialog('Change password…', 'Change password');
  await dialog.getByRole('button', { name: 'Change password' }).click();
  await answerPassword(page, recoveryKey, NEW_PASSWORD);
  await dialog.waitFor({ state: 'hidden' });
});

test('a backup is restored from the unlock screen; the vault that was there is kept', async () => {
  page = await lockVault(running, page);
  await page.getByRole('button', { name: 'Restore a backup…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Restore a backup' });
  await chooseFile(dialog, backupFile);
  await dialog.getByLabel('Password of the backup').fill('wrong');
  await dialog.getByRole('checkbox').click();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabel('Password of the backup').fill(BACKUP_PASSWORD);
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  // The vault that is here is asked for its own password before another takes its place.
  await answerPassword(page, NEW_PASSWORD);
  await expect(page.getByText('“Acme keys” is restored')).toBeVisible();
  const kept = await page.locator('code', { hasText: 'replaced-' }).textContent();
  expect(statSync(kept ?? '').size).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Unlock it' }).click();
  await page.getByLabel('Master password').fill(MASTER_PASSWORD);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await goTo(page, 'Settings');
  await expect(page.getByText('The backup’s password still opens this vault')).toBeVisible();
  const { keys } = await call(page, 'keys.list', undefined);
  expect(keys.length).toBeGreaterThan(0);
});

test('a new computer starts from a backup', async () => {
  const other = await launchApp({ vaultFolder: path.join(temporary.path, 'elsewhere') });
  try {
    const first = await other.page();
    await other.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen], bookmarks: [] });
    }, backupFile);
    await first.getByRole('button', { name: 'Restore a backup…' }).click();
    const dialog = first.getByRole('dialog', { name: 'Restore a backup' });
    await expect(dialog.getByRole('checkbox')).toHaveCount(0);
    await dialog.getByRole('button', { name: /Choose…/ }).click();
    // What is pressed before the answer is there finds no file.
    await expect(dialog.getByTitle(backupFile, { exact: true })).toBeVisible();
    await dialog.getByLabel('Password of the backup').fill(BACKUP_PASSWORD);
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
    await first.getByRole('button', { name: 'Unlock it' }).click();
    await first.getByLabel('Master password').fill(MASTER_PASSWORD);
    await first.getByRole('button', { name: 'Unlock', exact: true }).click();
    await first.getByRole('navigation').waitFor();
    expect((await call(first, 'keys.list', undefined)).keys.length).toBeGreaterThan(0);
  } finally {
    await other.close();
  }
});
