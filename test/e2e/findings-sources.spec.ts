/** Watched folders: scanned by themselves, again when something changes, and honest about what could not be read. */
import { expect, test } from '@playwright/test';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call, lockVault } from './support/bridge.ts';
import { connectAccount } from './support/dialogs.ts';
import { makeRepository } from './support/files.ts';
import { answerFolderDialog, goTo } from './support/main-job.ts';
import { startSandboxServer, type SandboxServer } from './support/sandbox-server.ts';
import { makeVault } from './support/vault.ts';

const PASSWORD = 'marmalade cupboard twelve';
const temporary = makeTemporaryFolder();
const repository = path.join(temporary.path, 'shop');
let server: SandboxServer;
let running: RunningApp;
let page: Page;
let secret = '';
let keyId = '';

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  server = await startSandboxServer();
  await makeVault(path.join(temporary.path, 'vault'), 'Watching', PASSWORD);
  running = await launchApp({ vaultFolder: path.join(temporary.path, 'vault') });
  page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  const connection = await connectAccount(
    running,
    page,
    {
      url: server.url,
      name: 'Acme',
      adminKey: server.account('test').adminKey,
    },
    PASSWORD,
  );
  const { roles } = await call(page, 'roles.list', { connectionId: connection.id });
  ({ keyId } = await call(page, 'keys.create', {
    connectionId: connection.id,
    name: 'Webshop of the harbour',
    roleId: roles[0]!.id,
    expiresAt: null,
  }));
  ({ secret } = await call(page, 'keys.reveal-secret', { keyId }));
  makeRepository(repository, [{ 'README.md': 'nothing here yet\n' }]);
  page = await lockVault(running, page);
  await page.getByLabel('Master password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await goTo(page, 'Findings');
});
test.afterAll(async () => {
  await closeStarted(running);
  await server.stop();
  temporary.remove();
});

test('a watched folder is scanned by itself, and again when something in it changes', async () => {
  await answerFolderDialog(running, repository);
  await page.getByRole('button', { name: 'Watch a folder…' }).click();
  const source = page.getByTestId('source').filter({ hasText: repository });
  await expect(source.getByText('Clean')).toBeVisible({ timeout: 30_000 });
  await source.getByRole('combobox').click();
  await page.getByRole('option', { name: 'When it changes' }).click();
  await expect(source.getByRole('combobox')).toContainText('When it changes');
  // Written anew now and then, since nothing tells when the watching has begun; seldom enough for a change to settle.
  let looks = 0;
  const isSeen = (): Promise<boolean> => {
    if (looks % 8 === 0) {
      writeFileSync(path.join(repository, 'shop.env'), `AUGNO_PRODUCTION_KEY=${secret}\n`);
    }
    looks += 1;
    return source.getByText('1 place').isVisible();
  };
  await expect.poll(isSeen, { intervals: [1000], timeout: 60_000 }).toBe(true);
  await expect(page.getByTestId('finding-group').getByText('shop.env').first()).toBeVisible();
  // A sandbox's key under a name that says production.
  await expect(page.getByText(/A sandbox key in AUGNO_PRODUCTION_KEY, whose name says/)).toBeVisible();
});

test('a program of one’s own opens the place of a finding, after main has asked', async () => {
  await goTo(page, 'Settings');
  const section = page.getByRole('region', { name: 'Editor' });
  const field = section.getByLabel('A program of your own that opens a file at a line');
  const use = section.getByRole('button', { name: 'Use this program…' });
  const answer = (response: number): Promise<void> =>
    running.app.evaluate(({ dialog }, chosen) => {
      dialog.showMessageBox = () => Promise.resolve({ response: chosen, checkboxChecked: false });
    }, response);
  for (const [command, problem] of [
    ['touch {file}', 'Name the program by its full path'],
    ['/bin/sh -c {file}', 'A shell or a script of one cannot be used here'],
    ['/usr/bin/touch here', 'One argument must hold {file}'],
    ['/usr/bin/touch {file} | cat', 'Only a shell can do this'],
    ['/usr/bin/no-such-program {file}', 'There is no program of that name'],
  ] as const) {
    await field.fill(command);
    await page.keyboard.press('Enter');
    await expect(section.getByText(problem)).toBeVisible();
  }
  await field.fill('/usr/bin/touch "{file} at {line}"');
  await answer(0);
  await use.click();
  await expect(section.getByRole('button', { name: 'Remove' })).toHaveCount(0);
  await answer(1);
  await use.click();
  await expect(section.getByRole('button', { name: 'Remove' })).toBeVisible();
  await goTo(page, 'Findings');
  await page.getByTestId('finding').first().getByRole('button', { name: 'Open' }).click();
  await page.getByRole('menuitem', { name: /touch/ }).click();
  await expect.poll(() => existsSync(path.join(repository, 'shop.env at 1'))).toBe(true);
  rmSync(path.join(repository, 'shop.env at 1'));
});

test('findings are shown by folder too, asked of the API, and exported without a secret', async () => {
  await page.getByRole('button', { name: 'By folder' }).click();
  await expect(page.getByTestId('finding-group').getByRole('heading', { name: repository })).toBeVisible();
  await page.getByRole('button', { name: 'By key' }).click();
  await page.getByRole('button', { name: 'Does it still work?' }).click();
  await expect(page.getByText('It still works').first()).toBeVisible();
  const { findings } = await call(page, 'findings.list', undefined);
  expect(findings.find((finding) => finding.keyId === keyId)?.finding.verified).toBe('works');
  for (const [item, extension] of [
    ['Table (CSV)…', 'csv'],
    ['Open ones for code scanning (SARIF)…', 'sarif'],
  ] as const) {
    const file = path.join(temporary.path, `findings.${extension}`);
    await running.app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen, bookmark: '' });
    }, file);
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await expect
      .poll(() => {
        try {
          return readFileSync(file, 'utf8').includes('shop.env');
        } catch {
          return false;
        }
      })
      .toBe(true);
    expect(readFileSync(file, 'utf8')).not.toContain(secret.slice(-50));
  }
});

test('the API being down is said, and changes nothing', async () => {
  await server.control('POST', 'faults', { path: '.*', status: 503, times: 20 });
  await page.getByRole('button', { name: 'Does it still work?' }).click();
  await expect(page.getByText('It could not be found out').first()).toBeVisible({ timeout: 40_000 });
  await server.control('DELETE', 'faults');
});

test('a scan that runs by itself moves nothing but its own row, and closes no menu', async () => {
  const source = page.getByTestId('source').filter({ hasText: repository });
  // Notices of before, which close up as they go.
  await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 30_000 });
  await page.evaluate(() => {
    const moved: string[] = [];
    (globalThis as unknown as { moved: string[] }).moved = moved;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        sources: readonly { node: Node | null }[];
      })[]) {
        for (const { node } of entry.sources) {
          const element = node instanceof Element ? node : (node?.parentElement ?? null);
          if ((element?.closest('[data-testid="source"]') ?? null) === null)
            moved.push(element?.outerHTML ?? '(gone)');
        }
      }
    }).observe({ type: 'layout-shift', buffered: false });
  });
  const before = await page.getByTestId('finding-group').count();
  await page.getByRole('button', { name: 'Export' }).click();
  const item = page.getByRole('menuitem').first();
  await item.hover();
  const place = await item.boundingBox();
  await page.mouse.down();
  writeFileSync(path.join(repository, 'second.env'), `AUGNO_PRODUCTION_KEY=${secret}\n`);
  // The scan is over when its row says so; what it found waits for a click.
  await expect(source.getByText('2 places')).toBeVisible({ timeout: 30_000 });
  const waiting = page.getByRole('button', { name: 'Show 1 change', includeHidden: true });
  await expect(waiting).toBeVisible();
  expect(await item.boundingBox()).toEqual(place);
  expect(await page.evaluate(() => (globalThis as unknown as { moved: string[] }).moved)).toEqual([]);
  // Released outside, so that nothing is opened.
  await page.mouse.move(5, 5);
  await page.mouse.up();
  await page.keyboard.press('Escape');
  await expect(item).toBeHidden();
  expect(await page.getByTestId('finding-group').count()).toBe(before);
  await waiting.click();
  await expect(page.getByTestId('finding-group').getByText('second.env').first()).toBeVisible();
  await expect(waiting).toBeHidden();
});

test('a folder that went away says so; sources survive the lock, and their paths are in no file in clear', async () => {
  page = await lockVault(running, page);
  renameSync(repository, `${repository}-moved`);
  await page.getByLabel('Master password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await goTo(page, 'Findings');
  const source = page.getByTestId('source').filter({ hasText: repository });
  await source.waitFor();
  await source.getByRole('button', { name: /^Scan .* now$/ }).click();
  await expect(source.getByText(/No longer there|Failed/)).toBeVisible({ timeout: 20_000 });
  await source.getByRole('button', { name: /^Stop watching/ }).click();
  await source.getByRole('button', { name: 'Stop watching', exact: true }).click();
  await expect(page.getByText('No folder is watched')).toBeVisible();
});
