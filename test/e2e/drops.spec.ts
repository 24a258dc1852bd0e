/** What is dropped onto the window: its path goes from the preload script to main, which asks; the page has a number. */
import { expect, test } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { closeStarted, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call } from './support/bridge.ts';
import { answerDialogs, askedQuestions } from './support/dialogs.ts';
import { goTo } from './support/main-job.ts';
import { launchWithVault } from './support/vault.ts';

const temporary = makeTemporaryFolder();
const file = path.join(temporary.path, 'shop.env');
let running: RunningApp;
let page: Page;
test.beforeAll(async () => {
  writeFileSync(file, 'LOG=debug\n');
  ({ running, page } = await launchWithVault({
    vaultFolder: path.join(temporary.path, 'vault'),
    name: 'Drops',
    password: 'seven lanterns by the harbour',
  }));
});
test.afterAll(async () => {
  await closeStarted(running);
  temporary.remove();
});

/** As the system does it: a script can't. */
async function dropOn(what: string, target: { readonly x: number; readonly y: number }): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', {
      type,
      ...target,
      data: { items: [], files: [what], dragOperationsMask: 1 },
    });
  }
  await session.detach();
}

test('a file is taken where it is dropped, once the person said yes', async () => {
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Import…', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const box = await dialog.getByText('No file chosen').boundingBox();
  if (box === null) throw new Error('The choice of a file is not to be seen.');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await answerDialogs(running, { yes: false });
  await askedQuestions(running);
  await dropOn(file, middle);
  await expect.poll(async () => (await askedQuestions(running)).map(({ detail }) => detail)).toEqual([file]);
  await expect(dialog.getByText('No file chosen')).toBeVisible();

  await answerDialogs(running);
  await dropOn(file, middle);
  await expect(dialog.getByText(file)).toBeVisible();
  await dialog
    .getByText(/No API key stands in/)
    .first()
    .waitFor();
  expect((await call(page, 'app.state', undefined)).phase).toBe('unlocked');
});

test('a folder is scanned where it is dropped, once the person said yes', async () => {
  await page.keyboard.press('Escape');
  await goTo(page, 'Findings');
  const box = await page.getByRole('button', { name: 'Choose folder and scan' }).first().boundingBox();
  if (box === null) throw new Error('The panel of the scan is not to be seen.');
  const folder = path.join(temporary.path, 'dropped');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'shop.env'), 'LOG=debug\n');
  await askedQuestions(running);
  await answerDialogs(running, { yes: false });
  await dropOn(folder, { x: box.x + 4, y: box.y + 4 });
  await expect
    .poll(async () => (await askedQuestions(running)).map(({ detail }) => detail))
    .toEqual([folder]);
  await answerDialogs(running);
  await dropOn(folder, { x: box.x + 4, y: box.y + 4 });
  await expect(page.getByText(/^1 file and/)).toBeVisible();
});
