/**
 * What was typed to unlock and what was shown of a secret: in the page and in the vault's process while the vault is open,
 * in no other, and in none once it is locked. The automation itself goes through main, so the password reaches the page
 * backwards and the secret never leaves it: else the search would find the test's own traces.
 */
import { expect, test } from '@playwright/test';
import { createHash } from 'node:crypto';
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
import { startSandboxServer, type SandboxServer } from './support/sandbox-server.ts';
import { makeVault } from './support/vault.ts';

const PASSWORD = 'gooseberry lighthouse forty';
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

const backwards = (text: string): string => [...text].reverse().join('');

/** Types and submits as a person would, from inside the page. */
async function unlockFromInside(page: Page): Promise<void> {
  await page.getByLabel('Master password').waitFor();
  await page.evaluate((reversed) => {
    const input = document.querySelector<HTMLInputElement>('input[type=password]')!;
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!;
    setValue.call(input, [...reversed].reverse().join(''));
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.form!.requestSubmit();
  }, backwards(PASSWORD));
  await page.getByRole('navigation').waitFor();
}

/** Reveals in the page and keeps it there. @returns its digest, to be sure that it was the right one */
async function revealInside(page: Page, keyId: string): Promise<string> {
  return await page.evaluate(async (id) => {
    const bridge = (
      globalThis as unknown as {
        vault: { call(name: string, input: unknown): Promise<{ value: { secret: string } }> };
      }
    ).vault;
    const { value } = await bridge.call('keys.reveal-secret', { keyId: id });
    (globalThis as unknown as { shown: string }).shown = value.secret;
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(value.secret));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }, keyId);
}

test('the typed password and a revealed secret are in the page and the vault’s process alone, and gone after locking', async () => {
  let page = await running.page();
  const mainProcess = running.app.process().pid!;
  await unlockFromInside(page);
  const { keys } = await call(page, 'keys.list', undefined);
  const key = keys.find(({ isConnectionKey }) => isConnectionKey)!;
  const { adminKey } = server.account('test');
  expect(await revealInside(page, key.id)).toBe(createHash('sha256').update(adminKey).digest('hex'));

  const holders = (text: string): readonly string[] =>
    processTree(mainProcess)
      .flatMap((id) =>
        countInMemory(id, inBothWidths(text)).some((count) => count > 0) ? [commandOf(id)] : [],
      )
      .sort();
  const secretPart = secretPartOf(adminKey);
  // Proof that the search would see them: they are where they have to be.
  expect(holders(secretPart)).toEqual(['renderer', 'utility node.mojom.NodeService']);
  const open = holders(PASSWORD);
  expect(open).toContain('utility node.mojom.NodeService');
  expect(open).not.toContain('main');

  page = await lockVault(running, page);
  await call(page, 'app.state', undefined);
  expect(holders(PASSWORD)).toEqual([]);
  expect(holders(secretPart)).toEqual([]);
});
