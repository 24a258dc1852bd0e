/** The product in one test: from first start to a rotated leak, on a real desktop, against the server over HTTP. */
import { expect, test } from '@playwright/test';
import path from 'node:path';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { forgetNotifications, notificationHistory } from './support/desktop.ts';
import { filesBelow } from './support/files.ts';
import { createVault, goTo, MASTER_PASSWORD, runMainJob } from './support/main-job.ts';
import { startSandboxServer, type SandboxServer } from './support/sandbox-server.ts';

const temporary = makeTemporaryFolder();
let server: SandboxServer;
let running: RunningApp;

test.beforeAll(async () => {
  forgetNotifications();
  server = await startSandboxServer();
  running = await launchApp({ vaultFolder: path.join(temporary.path, 'vault') });
});
test.afterAll(async () => {
  await closeStarted(running);
  await server.stop();
  temporary.remove();
});

test('an admin keeps, leaks, finds and rotates a key', async () => {
  const evidence = await runMainJob({ running, server, workFolder: temporary.path });
  expect(evidence.map(({ step }) => step)).toEqual([
    'vault',
    'connect',
    'notification',
    'create',
    'scan',
    'rotate',
    'on disk',
  ]);
  const titles = notificationHistory().map(({ summary }) => summary);
  expect(titles.filter((title) => title === 'Picking robot was found in 2 places')).toHaveLength(1);
  expect(running.consoleErrors).toEqual([]);
  expect(filesBelow(running.vaultFolder).length).toBeGreaterThan(0);
});

test('what was kept is there again after locking', async () => {
  let page = await running.page();
  const closed = page.waitForEvent('close');
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await closed;
  page = await running.page();
  await page.getByLabel('Master password').fill(MASTER_PASSWORD);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await goTo(page, 'Keys');
  await page.getByRole('gridcell', { name: 'Picking robot' }).first().waitFor();
});

test('the sandbox account needs nothing but one click, and is still there after a restart', async () => {
  const folder = path.join(temporary.path, 'second vault');
  let second = await launchApp({ vaultFolder: folder });
  try {
    let page = await second.page();
    await createVault(page, 'Trial');
    await page.getByRole('button', { name: 'Try it with a sandbox account' }).click();
    await page.getByRole('heading', { name: 'Look for leaked keys' }).waitFor();
    await page.getByRole('button', { name: 'Skip for now' }).click();
    await goTo(page, 'Keys');
    await expect(page.getByTestId('key-row').nth(5)).toBeVisible();
    const rows = await page.getByTestId('key-row').count();
    await second.close();

    second = await launchApp({ vaultFolder: folder });
    page = await second.page();
    await page.getByLabel('Master password').fill(MASTER_PASSWORD);
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await goTo(page, 'Keys');
    await expect(page.getByTestId('key-row')).toHaveCount(rows);
    await page.getByRole('button', { name: 'Sync now' }).click();
    await expect(page.getByTestId('status-line')).toContainText('synced now');
    expect(second.consoleErrors).toEqual([]);
  } finally {
    await second.close();
  }
});
