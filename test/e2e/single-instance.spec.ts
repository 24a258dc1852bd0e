/** A second start, links from elsewhere, core dumps, crash reports: what surrounds the window. */
import { expect, test } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call } from './support/bridge.ts';
import { commandOf, processTree } from './support/process-memory.ts';
import { startAgain } from './support/start-again.ts';
import { makeVault } from './support/vault.ts';

const PASSWORD = 'marmalade cupboard twelve';
const ROOT = path.resolve(import.meta.dirname, '..', '..');
const temporary = makeTemporaryFolder();
let running: RunningApp;

test.beforeAll(async () => {
  await makeVault(path.join(temporary.path, 'vault'), 'Acme vault', PASSWORD);
  running = await launchApp({ vaultFolder: path.join(temporary.path, 'vault') });
  const page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
});
test.afterAll(async () => {
  await closeStarted(running);
  temporary.remove();
});

test('told to quit while it starts, it ends, and holds the vault no longer', async () => {
  const vaultFolder = path.join(temporary.path, 'left at once');
  for (let starts = 0; starts < 3; starts += 1) {
    const left = await launchApp({ vaultFolder });
    const main = left.app.process();
    const exited = new Promise((resolve) => main.once('exit', resolve));
    await left.close();
    await exited;
  }
});

test('a second start ends at once and leads the first one to the link’s screen', async () => {
  const page = await running.page();
  expect(startAgain(running, 'augno-vault://findings').status).toBe(0);
  await page.getByRole('heading', { name: 'Findings', level: 1 }).waitFor();
  expect(running.app.windows()).toHaveLength(1);
});

test('what is no link to a screen or a key changes nothing', async () => {
  const page = await running.page();
  const other = path.join(temporary.path, 'other vault');
  const started = startAgain(
    running,
    'augno-vault://settings/../../keys',
    'augno-vault://revoke/apke_1',
    'augno-vault://lock',
    'javascript:alert(1)',
    'https://evil.example/',
    `--vault=${other}`,
    path.join(ROOT, 'package.json'),
  );
  expect(started.status).toBe(0);
  await page.getByRole('heading', { name: 'Findings', level: 1 }).waitFor();
  expect(page.url()).toMatch(/^vault-ui:\/\/app\/index\.html/);
  expect(existsSync(other)).toBe(false);
  expect((await call(page, 'app.state', undefined)).vaultPath).toBe(running.vaultFolder);
});

test('while the vault is locked a link waits, and is followed after unlocking', async () => {
  let page = await running.page();
  const closed = page.waitForEvent('close');
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await closed;
  page = await running.page();
  await page.getByLabel('Master password').waitFor();
  expect(startAgain(running, 'augno-vault://activity').status).toBe(0);
  await page.getByLabel('Master password').fill(PASSWORD);
  expect(await page.getByRole('navigation').count()).toBe(0);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await page.getByRole('heading', { name: 'Activity', level: 1 }).waitFor();
});

test('no process of the app leaves its memory in a core dump', () => {
  test.skip(process.platform !== 'linux', 'Linux’s own limits; see docs/packaging.md.');
  const tree = processTree(running.app.process().pid!);
  const limits = tree.flatMap((id) => {
    const kind = commandOf(id);
    if (kind === 'gone') return [];
    const line = /^Max core file size\s+(\S+)/m.exec(readFileSync(`/proc/${String(id)}/limits`, 'utf8'));
    return [`${kind}: ${line?.[1] ?? '?'}`];
  });
  // The vault's own process and the page's are among them.
  expect(limits).toContain('utility node.mojom.NodeService: 1');
  expect(limits).toContain('renderer: 1');
  expect(limits.filter((entry) => !entry.endsWith(': 1'))).toEqual([]);
});

test('no crash is reported to anybody, nor is there a program that could', async () => {
  const state = await running.app.evaluate(({ app, crashReporter }) => ({
    uploads: crashReporter.getUploadToServer(),
    reports: crashReporter.getUploadedReports().length,
    folder: app.getPath('crashDumps'),
    profile: app.getPath('userData'),
    url: app.commandLine.getSwitchValue('crash-server-url'),
  }));
  expect(state).toMatchObject({ uploads: false, reports: 0, url: '' });
  expect(state.folder.startsWith(state.profile)).toBe(true);
  const commands = processTree(running.app.process().pid!).map((id) => {
    try {
      return readFileSync(`/proc/${String(id)}/cmdline`, 'utf8');
    } catch {
      return '';
    }
  });
  expect(commands.filter((command) => command.includes('crashpad'))).toEqual([]);
});
