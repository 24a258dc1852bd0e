/** A form whose file is still being chosen in the system's own dialog. */
import { expect, test } from '@playwright/test';
import path from 'node:path';
import type { Page } from 'playwright';
import { closeStarted, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { goTo, MASTER_PASSWORD } from './support/main-job.ts';
import { cancelPassword, passwordWindow } from './support/password.ts';
import { launchWithVault } from './support/vault.ts';

const temporary = makeTemporaryFolder();
let running: RunningApp;
let page: Page;

test.beforeAll(async () => {
  ({ running, page } = await launchWithVault({
    vaultFolder: path.join(temporary.path, 'vault'),
    name: 'Acme keys',
    password: MASTER_PASSWORD,
  }));
  await page.reload();
  await page.getByRole('navigation').waitFor();
});
test.afterAll(async () => {
  await closeStarted(running);
  temporary.remove();
});

test('nothing is sent off before the chosen file is there, by the button or by Enter', async () => {
  const file = path.join(temporary.path, 'slow.augnoexport');
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Export…', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export keys' });
  // A dialog of the system that the person takes their time with.
  await running.app.evaluate(({ dialog: system }, chosen) => {
    system.showSaveDialog = () =>
      new Promise((resolve) => {
        (globalThis as { answerSave?: () => void }).answerSave = () =>
          resolve({ canceled: false, filePath: chosen, bookmark: '' });
      });
  }, file);
  const write = dialog.getByRole('button', { name: 'Write export' });
  await expect(write).toBeEnabled();
  await dialog.getByRole('button', { name: /Choose…/ }).click();
  await expect(write).toBeDisabled();
  await dialog.locator('form').evaluate((form: HTMLFormElement) => form.requestSubmit());
  await expect(dialog.getByText('Choose a file.')).toHaveCount(0);
  await expect
    .poll(() =>
      running.app.evaluate(() => {
        const { answerSave } = globalThis as { answerSave?: () => void };
        answerSave?.();
        return answerSave !== undefined;
      }),
    )
    .toBe(true);
  // Pressed as soon as it can be: by then the file is there.
  await write.click();
  const window = await passwordWindow(page);
  await expect(window.locator('dd')).toHaveText(file);
  await cancelPassword(window);
  await expect(dialog.getByRole('alert')).toContainText('was not given');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});
