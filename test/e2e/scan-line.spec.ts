/** What a scan finds goes from its process to the vault's, and never through main; also after either of them was started again. */
import { expect, test } from '@playwright/test';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import type { EventPayload, VaultBridge } from '../../shared/ipc-contract.ts';
import { generateKey } from '../../shared/key-format.ts';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call, lockVault } from './support/bridge.ts';
import { answerDialogs, scanFolder } from './support/dialogs.ts';
import { processIds } from './support/our-processes.ts';
import { makeVault } from './support/vault.ts';

const PASSWORD = 'marmalade cupboard twelve';
const temporary = makeTemporaryFolder();
const scanned = path.join(temporary.path, 'project');
/** Each in a folder that nothing else names. */
const NAMES = ['zeppelinhangar', 'quittenbaumschule', 'xylophonwerkstatt'] as const;
let running: RunningApp;
let page: Page;

test.describe.configure({ mode: 'serial' });

/** Everything that main's children send it and what it sends them, as text; what it sends the page it has from them. */
async function watchMain(): Promise<void> {
  await running.app.evaluate(({ utilityProcess }) => {
    const { fork } = utilityProcess;
    const store = globalThis as unknown as { seen: string };
    store.seen = '';
    const note = (what: unknown): void => {
      store.seen += `${JSON.stringify(what) ?? ''}\n`;
    };
    utilityProcess.fork = (...given) => {
      const child = fork.apply(utilityProcess, given);
      const post = child.postMessage.bind(child);
      child.on('message', note);
      child.postMessage = (message, ports) => {
        note(message);
        post(message, ports);
      };
      return child;
    };
  });
}

const seenByMain = (): Promise<string> =>
  running.app.evaluate(() => (globalThis as unknown as { seen: string }).seen);

async function scanToItsEnd(): Promise<EventPayload<'scan.finished'>> {
  const end = page.evaluate(
    () =>
      new Promise<EventPayload<'scan.finished'>>((resolve) => {
        (globalThis as unknown as { vault: VaultBridge }).vault.on('scan.finished', resolve);
      }),
  );
  await scanFolder(running, page, scanned);
  return end;
}

/** One more file with a key in it. */
function leak(name: string): string {
  mkdirSync(path.join(scanned, name), { recursive: true });
  const file = path.join(scanned, name, `${name}.env`);
  writeFileSync(file, `KEY=${generateKey('prod')}\n`);
  return file;
}

async function foundPaths(): Promise<readonly (string | null)[]> {
  return (await call(page, 'findings.list', undefined)).findings.map(({ finding }) => finding.path);
}

test.beforeAll(async () => {
  const vaultFolder = path.join(temporary.path, 'vault');
  await makeVault(vaultFolder, 'Acme vault', PASSWORD);
  running = await launchApp({ vaultFolder });
  page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  await watchMain();
  // The vault's process that is watched is the next one.
  page = await lockVault(running, page);
  await call(page, 'vault.unlock', { password: PASSWORD });
});
test.afterAll(async () => {
  await closeStarted(running);
  temporary.remove();
});

test('main hears how many were found, and where none of them is', async () => {
  leak(NAMES[0]);
  expect(await scanToItsEnd()).toMatchObject({ outcome: 'done', newFindings: 1 });
  expect(await foundPaths()).toEqual([`${NAMES[0]}/${NAMES[0]}.env`]);

  const file = path.join(temporary.path, 'findings.json');
  await answerDialogs(running, { path: file });
  expect(await call(page, 'findings.export', { format: 'json' })).toEqual({ path: file });
  expect(readFileSync(file, 'utf8')).toContain(NAMES[0]);

  const seen = await seenByMain();
  // It does look at the lines between the processes.
  expect(seen).toContain('"method":"start"');
  expect(seen).toContain('"findings":1');
  expect(seen).toContain('vault-changed');
  expect(seen).not.toContain(NAMES[0]);
});

test('of the one that a person wants to be shown, main learns the place', async () => {
  await running.app.evaluate(({ shell }) => {
    shell.showItemInFolder = (file) => {
      (globalThis as unknown as { shown: string }).shown = file;
    };
  });
  const [finding] = (await call(page, 'findings.list', undefined)).findings;
  await call(page, 'findings.open', { findingId: finding!.id });
  expect(await running.app.evaluate(() => (globalThis as unknown as { shown: string }).shown)).toBe(
    path.join(scanned, NAMES[0], `${NAMES[0]}.env`),
  );
});

test('a scan’s process that was started again has a line of its own', async () => {
  leak(NAMES[1]);
  // The first hears nothing and is killed as soon as it is there.
  await running.app.evaluate(({ utilityProcess }) => {
    const { fork } = utilityProcess;
    utilityProcess.fork = (...given) => {
      utilityProcess.fork = fork;
      const child = fork.apply(utilityProcess, given);
      child.postMessage = () => undefined;
      child.once('spawn', () => process.kill(child.pid!, 'SIGKILL'));
      return child;
    };
  });
  expect(await scanToItsEnd()).toMatchObject({ outcome: 'done', error: null, newFindings: 1 });
  expect(await foundPaths()).toContain(`${NAMES[1]}/${NAMES[1]}.env`);
});

test('so has the scan after the vault’s process was lost', async () => {
  leak(NAMES[2]);
  const [holder] = await processIds(running, 'vault-process');
  process.kill(holder!, 'SIGKILL');
  await expect.poll(() => page.isClosed()).toBe(true);
  page = await running.page();
  await expect.poll(async () => (await call(page, 'app.state', undefined)).phase).toBe('locked');
  await call(page, 'vault.unlock', { password: PASSWORD });
  expect(await scanToItsEnd()).toMatchObject({ outcome: 'done', newFindings: 1 });
  expect(await foundPaths()).toContain(`${NAMES[2]}/${NAMES[2]}.env`);
  expect(await seenByMain()).not.toContain(NAMES[2]);
});
