/**
 * A copied secret on an X11 desktop: where it lies while it may be pasted, and that it lies nowhere once it was cleared or
 * the vault was locked. The selections are read as another program reads them, and memory as one with a debugger does; the
 * automation goes through main, so the secret itself never does.
 */
import { expect, test } from '@playwright/test';
import path from 'node:path';
import type { Page } from 'playwright';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call, lockVault } from './support/bridge.ts';
import { runCommand } from './support/command.ts';
import {
  commandOf,
  countInMemory,
  inBothWidths,
  processTree,
  secretPartOf,
} from './support/process-memory.ts';
import { readSelection, selectionTargets } from './support/selections.ts';
import { startSandboxServer, type SandboxServer } from './support/sandbox-server.ts';
import { makeVault } from './support/vault.ts';

const PASSWORD = 'tangerine staircase eleven';
const VAULT_PROCESS = 'utility node.mojom.NodeService';
const temporary = makeTemporaryFolder();
const vaultFolder = path.join(temporary.path, 'vault');
let server: SandboxServer;
let running: RunningApp;

test.beforeAll(async () => {
  server = await startSandboxServer();
  await makeVault(vaultFolder, 'Acme vault', PASSWORD);
  const connected = await runCommand(
    ['connect', '--url', server.url, '--name', 'Acme', '--vault', vaultFolder],
    [PASSWORD, server.account('test').adminKey],
  );
  expect(connected.code, connected.stderr).toBe(0);
  running = await launchApp({ vaultFolder });
});
test.afterAll(async () => {
  await closeStarted(running);
  await server.stop();
  temporary.remove();
});

/** Copies the account's own key. */
async function copy(page: Page): Promise<void> {
  const { keys } = await call(page, 'keys.list', undefined);
  await call(page, 'keys.copy-secret', { keyId: keys.find(({ isConnectionKey }) => isConnectionKey)!.id });
}

function holders(): readonly string[] {
  const needles = inBothWidths(secretPartOf(server.account('test').adminKey));
  return processTree(running.app.process().pid!).flatMap((id) =>
    countInMemory(id, needles).some((count) => count > 0) ? [commandOf(id)] : [],
  );
}

test('is in the clipboard and not in PRIMARY, marked, and in no process but the vault’s; locking leaves it nowhere', async () => {
  let page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  await copy(page);
  const { adminKey } = server.account('test');
  expect((await readSelection('CLIPBOARD'))?.toString()).toBe(adminKey);
  expect((await readSelection('CLIPBOARD', 'STRING'))?.toString()).toBe(adminKey);
  expect((await readSelection('CLIPBOARD', 'text/plain;charset=utf-8'))?.toString()).toBe(adminKey);
  expect((await readSelection('CLIPBOARD', 'x-kde-passwordManagerHint'))?.toString()).toBe('secret');
  expect(await selectionTargets('CLIPBOARD')).toEqual(
    expect.arrayContaining(['TARGETS', 'TIMESTAMP', 'STRING']),
  );
  expect(await readSelection('CLIPBOARD', 'image/png')).toBeNull();
  expect(await readSelection('PRIMARY')).toBeNull();
  // The search sees it where it has to be, and main never had it.
  expect(holders()).toEqual([VAULT_PROCESS]);

  page = await lockVault(running, page);
  await call(page, 'app.state', undefined);
  expect(await readSelection('CLIPBOARD')).toBeNull();
  expect(await readSelection('PRIMARY')).toBeNull();
  expect(holders()).toEqual([]);
});

test('is given up when its time is over, and the page is told', async () => {
  const page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  await call(page, 'settings.update', { clipboardClearSeconds: 5 });
  await page.evaluate(() => {
    const { vault, states } = Object.assign(globalThis, { states: [] as unknown[] }) as unknown as {
      vault: { on(name: string, listener: (state: unknown) => void): void };
      states: unknown[];
    };
    vault.on('clipboard.state', (state) => states.push(state));
  });
  await copy(page);
  expect(await readSelection('CLIPBOARD')).not.toBeNull();
  await expect.poll(() => readSelection('CLIPBOARD')).toBeNull();
  await expect
    .poll(() => page.evaluate(() => (globalThis as unknown as { states: unknown[] }).states.at(-1)))
    .toEqual({ label: null, clearsAt: null });
});

test('is let go of as soon as something else is copied, which stays', async () => {
  const page = await running.page();
  await call(page, 'settings.update', { clipboardClearSeconds: 300 });
  await copy(page);
  await running.app.evaluate(({ clipboard }) => clipboard.writeText('a shopping list'));
  await expect.poll(async () => (await readSelection('CLIPBOARD'))?.toString()).toBe('a shopping list');
  await lockVault(running, page);
  expect((await readSelection('CLIPBOARD'))?.toString()).toBe('a shopping list');
});

test('is gone with a vault’s process that is stuck and answers nobody', async () => {
  let page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  await copy(page);
  const stuck = processTree(running.app.process().pid!).filter((id) => commandOf(id) === VAULT_PROCESS);
  expect(stuck).toHaveLength(1);
  process.kill(stuck[0]!, 'SIGSTOP');
  page = await lockVault(running, page);
  expect(processTree(running.app.process().pid!)).not.toContain(stuck[0]);
  expect(await readSelection('CLIPBOARD')).toBeNull();
  expect(await call(page, 'app.state', undefined)).toMatchObject({ phase: 'locked', lockProblem: null });
  await call(page, 'vault.unlock', { password: PASSWORD });
});
