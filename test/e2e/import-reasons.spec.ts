/** What an export of others holds and an import does not take is named with its reason, in both languages. */
import { expect, test } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { sealContainer } from '../../electron/vault/backup/container.ts';
import { SecretBytes } from '../../electron/vault/secret-bytes.ts';
import { generateKey, redactKey } from '../../shared/key-format.ts';
import { floorKdf } from '../fixtures/formats/read.ts';
import {
  forgedConnection,
  forgedKey,
  record,
  secretLine,
} from '../integration/keys/transfer/support/forged-export.ts';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call } from './support/bridge.ts';
import { goTo, MASTER_PASSWORD } from './support/main-job.ts';
import { answerPassword } from './support/password.ts';
import { makeVault } from './support/vault.ts';

const BACKUP_PASSWORD = 'seven lanterns by the harbour';
const temporary = makeTemporaryFolder();
let running: RunningApp;
let page: Page;
test.beforeAll(async () => {
  const vaultFolder = path.join(temporary.path, 'vault');
  await makeVault(vaultFolder, 'Acme vault', MASTER_PASSWORD);
  running = await launchApp({ vaultFolder });
  await call(await running.page(), 'vault.unlock', { password: MASTER_PASSWORD });
  page = await running.page();
  await page.getByRole('navigation').first().waitFor();
  await goTo(page, 'Settings');
});
test.afterAll(async () => {
  await closeStarted(running);
  temporary.remove();
});

async function chosenFile(file: string): Promise<void> {
  await running.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen], bookmarks: [] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen, bookmark: '' });
  }, file);
}

async function chooseFile(dialog: Locator, file: string): Promise<void> {
  await chosenFile(file);
  await dialog.getByRole('button', { name: /Choose…|Wählen…/ }).click();
  // What is pressed before the answer is there finds no file.
  await expect(dialog.getByTitle(file, { exact: true })).toBeVisible();
}

async function openDialog(button: string, title: string): Promise<Locator> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.waitFor();
  return dialog;
}

test('what of an export is not taken is named with its reason, in both languages', async () => {
  const [key, other] = [generateKey('prod'), generateKey('prod')];
  const lines = [
    record('connections', 'c', forgedConnection({ origin: 'https://theirs.example', name: 'Theirs' })),
    record('keys', 'apke_1', forgedKey({ connectionId: 'c', redacted: redactKey(key) })),
    record('keys', 'apke_2', forgedKey({ connectionId: 'gone', apiName: 'Homeless' })),
    record('intents', 'i', {}),
    secretLine('apke_1', key),
    secretLine('apke_1~other-0000000000000001', other),
    secretLine('apke_1~other-0000000000000002', 'no key'),
  ];
  const file = path.join(temporary.path, 'theirs.augnoexport');
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const password = SecretBytes.fromText(BACKUP_PASSWORD);
  const parts = await sealContainer([Buffer.from([2]), Buffer.from(text)], password, floorKdf, randomBytes);
  writeFileSync(file, Buffer.concat([...parts]));
  const dialog = await openDialog('Import an export…', 'Import an export');
  await chooseFile(dialog, file);
  await dialog.getByRole('button', { name: 'Look inside' }).click();
  await answerPassword(page, BACKUP_PASSWORD);
  // With the room that it needs: the buttons are held for what is said of a press, not for what was read.
  await expect(dialog.getByText('keys Homeless: its account is not in the file')).toBeInViewport({
    ratio: 1,
  });
  await expect(dialog.getByText('intents: a file may not bring that')).toBeVisible();
  await expect(dialog.getByText('secret ERP Sync 3: a second secret, which is no key')).toBeVisible();
  await expect(
    dialog.getByRole('listitem').filter({ hasText: 'a second secret that was kept for it' }),
  ).toContainText('ERP Sync 2');
  await call(page, 'settings.update', { language: 'de' });
  const german = page.getByRole('dialog', { name: 'Export importieren' });
  await chooseFile(german, file);
  await german.getByRole('button', { name: 'Hineinsehen' }).click();
  await answerPassword(page, BACKUP_PASSWORD);
  await expect(page.getByText('keys Homeless: das Konto dazu ist nicht in der Datei')).toBeVisible();
  await expect(page.getByText('intents: das darf eine Datei nicht mitbringen')).toBeVisible();
  await call(page, 'settings.update', { language: 'en' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});
