/** The overview: signs from the request logs, putting off, what others did, expiries by the week, requests by day. */
import { expect, test } from '@playwright/test';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { axeViolations, showTheme } from './support/axe.ts';
import { call, lockVault } from './support/bridge.ts';
import { connectAccount } from './support/dialogs.ts';
import { goTo } from './support/main-job.ts';
import { startSandboxServer, type SandboxServer } from './support/sandbox-server.ts';
import { makeVault } from './support/vault.ts';

const PASSWORD = 'marmalade cupboard twelve';
const temporary = makeTemporaryFolder();
let server: SandboxServer;
let running: RunningApp;
let page: Page;
let connectionId = '';
let adminRole = '';

test.describe.configure({ mode: 'serial' });

async function ask(secret: string, route: string, userAgent: string): Promise<number> {
  const response = await fetch(`${server.url}${route}`, {
    headers: {
      Authorization: `Bearer ${secret}`,
      'Augno-Version': '1.0.forge-preview.1',
      'User-Agent': userAgent,
    },
  });
  return response.status;
}

async function unlock(): Promise<void> {
  page = await lockVault(running, page);
  await page.getByLabel('Master password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await goTo(page, 'Overview');
}

/** Answers the system's dialog, and waits until the file is there. */
async function exportTo(name: string, act: () => Promise<void>): Promise<void> {
  const file = path.join(temporary.path, name);
  rmSync(file, { force: true });
  await running.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen, bookmark: '' });
  }, file);
  await act();
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8') !== '').toBe(true);
}

/** What axe finds in the screen, or in the dialog in front of it, in every theme. */
async function violations(
  themes: readonly ('light' | 'dark' | 'forced')[] = ['light', 'dark', 'forced'],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const theme of themes) {
    await showTheme(page, theme);
    const rules = theme === 'light' ? 'all' : theme === 'dark' ? 'colours' : 'without-colours';
    found.push(...(await axeViolations(page, { rules })).map((line) => `${theme}: ${line}`));
  }
  await showTheme(page, 'light');
  return found;
}

test.beforeAll(async () => {
  server = await startSandboxServer();
  await makeVault(path.join(temporary.path, 'vault'), 'Acme', PASSWORD);
  running = await launchApp({ vaultFolder: path.join(temporary.path, 'vault') });
  page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  const connection = await connectAccount(
    running,
    page,
    {
      url: server.url,
      name: 'Acme',
      adminKey: server.account('prod').adminKey,
    },
    PASSWORD,
  );
  connectionId = connection.id;
});
test.afterAll(async () => {
  await closeStarted(running);
  await server.stop();
  temporary.remove();
});

test('tells of an old secret still in use after its rotation, and of a production key used by a test', async () => {
  const { roles } = await call(page, 'roles.list', { connectionId });
  adminRole = roles.find(({ name }) => name === 'Admin')!.id;
  const role = roles.find(({ name }) => name === 'Order integration')!.id;
  const make = async (name: string): Promise<{ keyId: string; secret: string }> => {
    const { keyId } = await call(page, 'keys.create', { connectionId, name, roleId: role, expiresAt: null });
    const { secret } = await call(page, 'keys.reveal-secret', { keyId });
    return { keyId, secret };
  };
  const packing = await make('Packing line');
  await call(page, 'keys.rotate', {
    keyId: packing.keyId,
    overlapSeconds: 0,
    reason: { kind: 'policy' },
    confirmation: 'Packing line',
  });
  const labels = await make('Label printing');
  // The clock of the log counts whole milliseconds; what comes is after the rotation in any case.
  const rotated = Date.now();
  await expect.poll(() => Date.now()).toBeGreaterThan(rotated);
  for (let tries = 0; tries < 3; tries += 1) {
    expect(await ask(packing.secret, '/v1/catalog/units', 'packing-line/3.2')).toBe(401);
  }
  expect(await ask(labels.secret, '/v1/catalog/units', 'labels-staging/1.0')).toBe(200);
  await page.reload();
  await page.getByRole('navigation').waitFor();
  await goTo(page, 'Overview');
  const items = page.getByTestId('attention-item');
  await expect(items.filter({ hasText: 'The old secret was still tried 3 times' })).toContainText(
    'packing-line/3.2',
  );
  await expect(items.filter({ hasText: 'by a program that calls itself a test' })).toContainText(
    'labels-staging/1.0',
  );
});

test('what is put off, by keyboard, stays so over a lock, in the notices too, and comes back', async () => {
  // Locking makes a new page: these are looked up in the one of now.
  const items = (): Locator => page.getByTestId('attention-item');
  const labels = (): Locator => items().filter({ hasText: 'calls itself a test' });
  const webshop = (): Locator => items().filter({ hasText: 'Webshop' }).filter({ hasText: 'Expires' });
  await labels().getByRole('button', { name: 'Put off Label printing…' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Until tomorrow' })).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(labels()).toHaveCount(0);
  // A date: the notices' own memory.
  await webshop().getByRole('button', { name: 'Put off Webshop…' }).click();
  await page.getByRole('menuitem', { name: 'For a week' }).click();
  await expect(webshop()).toHaveCount(0);
  const snoozed = async (): Promise<boolean> => {
    const { due } = await call(page, 'notices.list', undefined);
    return due.some((date) => 'name' in date && date.name === 'Webshop' && date.snoozedUntil !== null);
  };
  await expect.poll(snoozed).toBe(true);

  await unlock();
  await page.getByText('2 matters put off').click();
  const list = page.getByTestId('put-off-item');
  await expect(list.filter({ hasText: 'Label printing' })).toContainText('until it changes');
  await expect(webshop()).toHaveCount(0);
  await page.getByRole('button', { name: 'Bring back Webshop' }).click();
  await expect(webshop()).toHaveCount(1);
  await expect.poll(snoozed).toBe(false);
  await page.getByRole('button', { name: 'Bring back Label printing' }).click();
  await expect(labels()).toHaveCount(1);
  await expect(page.getByText('matters put off')).toHaveCount(0);

  // And the other way round: what a notice puts off is put off here.
  const { due } = await call(page, 'notices.list', undefined);
  const ids = due.filter((date) => 'name' in date && date.name === 'Webshop').map(({ id }) => id);
  await call(page, 'notices.snooze', { ids, until: new Date(Date.now() + 86_400_000).toISOString() });
  await expect(webshop()).toHaveCount(0);
  await expect(page.getByText('1 matter put off')).toBeVisible();
});

test('a key made elsewhere: who it was, as the API says, and that it is known goes into the activity', async () => {
  const response = await fetch(`${server.url}/v1/auth/api-keys`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${server.account('prod').adminKey}`,
      'Augno-Version': '1.0.forge-preview.1',
      'Content-Type': 'application/json',
      'User-Agent': 'dashboard-of-ann/1.0',
    },
    body: JSON.stringify({ name: 'Made by Ann', role_id: adminRole }),
  });
  expect(response.status).toBe(201);
  await call(page, 'connections.sync', { connectionId });
  // Under the pointer nothing comes by itself.
  await page.getByRole('button', { name: /^Show \d+ new matter/ }).click();
  const item = page.getByTestId('attention-item').filter({ hasText: 'Made by Ann' });
  await item.getByRole('button', { name: 'Who made this?' }).click();
  const dialog = page.getByRole('dialog', { name: 'Made by Ann was made elsewhere' });
  await expect(dialog.getByText('Program: dashboard-of-ann/1.0.')).toBeVisible();
  await expect(dialog.getByText('From 127.0.0.1.')).toBeVisible();
  await expect(dialog.getByText(/^With the key /)).toBeVisible();
  expect.soft(await violations(['light', 'dark'])).toEqual([]);
  await dialog.getByLabel('Note').fill('Ann told us');
  // What was typed survives a lock.
  await expect.poll(async () => (await call(page, 'drafts.list', undefined)).drafts.length).toBe(1);
  await unlock();
  await page.getByRole('button', { name: 'Go on' }).click();
  const again = page.getByRole('dialog', { name: 'Made by Ann was made elsewhere' });
  await expect(again.getByLabel('Note')).toHaveValue('Ann told us');
  await again.getByLabel('Note').press('Enter');
  await expect(again).toHaveCount(0);
  const itsOwn = page.getByTestId('attention-item').filter({ hasText: 'Made by Ann' });
  await expect(itsOwn.filter({ hasText: 'Made outside' })).toHaveCount(0);
  const { entries } = await call(page, 'audit.list', { limit: 1, before: null, subjectId: null });
  expect(entries[0]).toMatchObject({
    action: 'elsewhere-known',
    subjectName: 'Made by Ann',
    reason: 'Ann told us',
  });
  await goTo(page, 'Activity');
  for (const [format, holds] of [
    ['With the chain’s verdict (JSON)…', '"sound": true'],
    ['Table (CSV)…', 'elsewhere-known,app,'],
  ] as const) {
    await exportTo('activity.txt', async () => {
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await page.getByRole('menuitem', { name: format }).click();
    });
    const text = readFileSync(path.join(temporary.path, 'activity.txt'), 'utf8');
    expect(text).toContain(holds);
    expect(text).toContain('Ann told us');
    expect(text).not.toMatch(/aug_sk_\w+_\w{22}_/);
  }
  await goTo(page, 'Overview');
});

test('requests by day are read with the keyboard and as a table, and a refusal is said', async () => {
  const inPage = (): Locator => page.getByRole('region', { name: 'Requests in the last 30 days' });
  const section = inPage();
  const chart = section.getByRole('slider', { name: 'Requests per day: All keys' });
  await chart.focus();
  const valueOf = (): Promise<string | null> => chart.getAttribute('aria-valuetext');
  const today = await valueOf();
  expect(today).toMatch(/: \d+ requests, \d+ refused, \d+ failed$/);
  await page.keyboard.press('ArrowLeft');
  expect(await valueOf()).not.toBe(today);
  await page.keyboard.press('End');
  expect(await valueOf()).toBe(today);
  await section.getByText('Show as a table').click();
  const table = section.getByRole('table', { name: 'Requests per day: All keys' });
  await expect(table.getByRole('row')).toHaveCount(31);
  await page.getByText('1 matter put off').click();
  expect.soft(await violations()).toEqual([]);
  const shown = await table.getByRole('row').nth(1).getByRole('cell').first().textContent();
  expect(today).toContain(`: ${shown ?? ''} requests`);
  await expect(section.getByRole('table', { name: 'Requests by key' })).toContainText('ERP Sync');
  await section.getByRole('combobox').click();
  await page
    .getByRole('option', { name: /^ERP Sync/ })
    .first()
    .click();
  await expect(section.getByRole('slider', { name: /ERP Sync/ })).toBeVisible();

  await server.control('POST', 'faults', { path: '/v1/core/request-logs', status: 403 });
  await unlock();
  await expect(inPage().getByText('The request logs of Acme could not be read just now')).toBeVisible({
    timeout: 20_000,
  });
  await expect(inPage().getByText('Nothing of them is known since the vault was unlocked.')).toBeVisible();
  await server.control('DELETE', 'faults');
});

test('a week of expiries leads to its keys, by keyboard', async () => {
  const section = page.getByRole('region', { name: 'Keys that end soon' });
  await section.getByRole('combobox', { name: 'How far ahead' }).click();
  await page.getByRole('option', { name: 'Next 180 days' }).click();
  const weeks = section.getByRole('list', { name: 'Keys that end, by the week' });
  const week = weeks.getByRole('button').last();
  const count = Number(/: (\d+) keys? end/.exec((await week.getAttribute('aria-label')) ?? '')?.[1]);
  expect(count).toBeGreaterThan(0);
  await week.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Keys', exact: true })).toBeVisible();
  await expect(page.getByRole('grid').locator('[role=row][aria-rowindex]')).toHaveCount(count + 1);
  // What is shown, as a table: redacted values alone.
  await exportTo('keys.csv', async () => {
    await page.getByRole('button', { name: 'Views and more' }).click();
    await page.getByRole('menuitem', { name: /^Export .* shown/ }).click();
  });
  const rows = readFileSync(path.join(temporary.path, 'keys.csv'), 'utf8').trimEnd().split('\r\n');
  expect(rows).toHaveLength(count + 1);
  expect(rows[1]).toMatch(/aug_sk_prod_\*{4}\w{4}/);
});

test('an access review under way waits on the overview', async () => {
  await call(page, 'reviews.start', undefined);
  await goTo(page, 'Overview');
  const item = page.getByTestId('attention-item').filter({ hasText: 'Access review' });
  await expect(item).toContainText(/Under way: 0 of \d+ keys decided\./);
  await item.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Access review', level: 1 })).toBeVisible();
});
