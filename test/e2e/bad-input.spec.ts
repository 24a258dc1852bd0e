/** Bad input on the screens: each kind has its own words, and nothing that was there is lost. */
import { expect, test } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Page } from 'playwright';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call } from './support/bridge.ts';
import {
  answerFolderDialog,
  connectWithKey,
  createVault,
  goTo,
  MASTER_PASSWORD,
} from './support/main-job.ts';
import { answerPassword } from './support/password.ts';
import { startSandboxServer, type SandboxServer } from './support/sandbox-server.ts';

const temporary = makeTemporaryFolder();
let server: SandboxServer;
let running: RunningApp;
let page: Page;

test.beforeAll(async () => {
  server = await startSandboxServer();
  running = await launchApp({ vaultFolder: path.join(temporary.path, 'vault') });
  page = await running.page();
});
test.afterAll(async () => {
  await closeStarted(running);
  await server.stop();
  temporary.remove();
});

/** A key of the production account whose role is no admin's. */
async function narrowKey(): Promise<string> {
  const headers = {
    Authorization: `Bearer ${server.account('prod').adminKey}`,
    'Augno-Version': '1.0.forge-preview.1',
    'Content-Type': 'application/json',
  };
  const roles = (await (await fetch(`${server.url}/v1/identity/roles`, { headers })).json()) as {
    data: { id: string; name: string }[];
  };
  const response = await fetch(`${server.url}/v1/auth/api-keys`, {
    method: 'POST',
    headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() },
    body: JSON.stringify({
      name: 'Narrow',
      role_id: roles.data.find(({ name }) => name === 'Read-only reporting')!.id,
    }),
  });
  return ((await response.json()) as { api_key_secret: string }).api_key_secret;
}

async function connect(key: string, url: string): Promise<void> {
  await page.getByLabel('Admin key', { exact: true }).fill(key);
  await page.getByLabel('API address').fill(url);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}

test('making a vault: a short password, two that differ', async () => {
  await page.getByLabel('Master password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Create vault' }).click();
  await expect(page.getByText('Use at least 10 characters.')).toBeVisible();
  await page.getByLabel('Master password', { exact: true }).fill(MASTER_PASSWORD);
  await page.getByLabel('Master password, again').fill(`${MASTER_PASSWORD}!`);
  await page.getByRole('button', { name: 'Create vault' }).click();
  await expect(page.getByText('The two passwords differ.')).toBeVisible();
  expect((await call(page, 'app.state', undefined)).phase).toBe('no-vault');
  await createVault(page);
});

test('connecting: each wrong key and each wrong address has its own words', async () => {
  const { adminKey } = server.account('prod');
  const shown = async (): Promise<string> => (await page.locator('main').textContent()) ?? '';
  const messages = new Set<string>();
  const attempt = async (key: string, url: string, words: RegExp, asks: boolean): Promise<void> => {
    await connect(key, url);
    if (asks) await answerPassword(page, MASTER_PASSWORD);
    const message = page.getByText(words).first();
    await expect(message).toBeVisible();
    messages.add((await message.textContent()) ?? '');
    // What was typed stays: only one thing has to be mended.
    await expect(page.getByLabel('API address')).toHaveValue(url);
    expect(await shown()).not.toContain(key.slice(-20));
  };
  const last = adminKey.endsWith('a') ? 'b' : 'a';
  await attempt(`${adminKey.slice(0, -1)}${last}`, server.url, /checksum|typing|mistyped|character/i, false);
  await attempt('hello', server.url, /begin|not.*key/i, false);
  await attempt(adminKey, 'http://127.0.0.1:1', /reach|answer/i, true);
  await attempt(adminKey, 'ftp://example.com', /address|http/i, false);
  await attempt(await narrowKey(), server.url, /admin/i, true);
  const stranger = createServer((_request, response) => response.end('<html>hello</html>'));
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  await attempt(
    adminKey,
    `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`,
    /not .*API|no .*API|Augno API/i,
    true,
  );
  stranger.close();
  expect(messages.size).toBe(6);
  expect((await call(page, 'connections.list', undefined)).connections).toEqual([]);
  await connectWithKey(page, server, 'prod');
  await page.getByRole('heading', { name: 'Look for leaked keys' }).waitFor();
  await page.getByRole('button', { name: 'Skip for now' }).click();
});

test('a key’s name: empty, or 300 characters long', async () => {
  await goTo(page, 'Keys');
  const before = (await server.keys(server.account('prod'))).length;
  await page.getByRole('button', { name: 'New key' }).click();
  const dialog = page.getByRole('dialog', { name: 'New key' });
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(dialog.getByText('Give the key a name.')).toBeVisible();
  await dialog.getByLabel('Name').fill('x'.repeat(300));
  await expect(dialog.getByText('The name has 300 characters; 255 is the most.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await server.keys(server.account('prod'))).toHaveLength(before);
});

test('a folder that is not there any more', async () => {
  await answerFolderDialog(running, path.join(temporary.path, 'gone'));
  await goTo(page, 'Findings');
  await page.getByRole('button', { name: 'Choose folder and scan' }).click();
  await expect(page.getByText(/There is nothing at/)).toBeVisible();
});

test('a key with one wrong character, and a masked one, in what is scanned', async () => {
  const { adminKey } = server.account('prod');
  const folder = path.join(temporary.path, 'notes');
  mkdirSync(folder);
  const other = adminKey[50] === 'a' ? 'b' : 'a';
  writeFileSync(path.join(folder, 'typed.txt'), adminKey.slice(0, 50) + other + adminKey.slice(51));
  writeFileSync(path.join(folder, 'masked.md'), `${adminKey.slice(0, 12)}****${adminKey.slice(-4)}\n`);
  await answerFolderDialog(running, folder);
  await goTo(page, 'Findings');
  await page.getByRole('button', { name: 'Choose folder and scan' }).click();
  const group = page.getByTestId('finding-group').filter({ hasText: 'typed.txt' });
  await expect(group.getByText('One character is wrong, which anybody can put right')).toBeVisible();
  // It is the connection's own key, named as every leaked one.
  const { keys } = await call(page, 'keys.list', undefined);
  const own = keys.find(({ redacted }) => redacted.endsWith(adminKey.slice(-4)))!;
  await expect(group.getByRole('heading', { name: own.name })).toBeVisible();
  await page.getByText('1 masked key, which is no leak').click();
  await expect(page.getByText(`looks like ${own.name}`)).toBeVisible();
  expect(await page.locator('main').textContent()).not.toContain(adminKey.slice(51, 79));
});

test('a wrong password on the lock screen', async () => {
  const closed = page.waitForEvent('close');
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await closed;
  page = await running.page();
  await page.getByLabel('Master password').fill('not the password');
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(page.getByText('That password does not open the vault.')).toBeVisible();
});

test('a vault folder that can’t be written', async () => {
  // Below a file there can be no folder, for root either.
  const file = path.join(temporary.path, 'a file');
  writeFileSync(file, '');
  const other = await launchApp({ vaultFolder: path.join(file, 'vault') });
  try {
    const screen = await other.page();
    await screen.getByLabel('Vault name').fill('Nowhere');
    await screen.getByLabel('Master password', { exact: true }).fill(MASTER_PASSWORD);
    await screen.getByLabel('Master password, again').fill(MASTER_PASSWORD);
    await screen.getByRole('button', { name: 'Create vault' }).click();
    await expect(screen.getByText(/There can be no vault folder at/).first()).toBeVisible();
    expect((await call(screen, 'app.state', undefined)).phase).toBe('no-vault');
  } finally {
    await other.close();
  }
});

test('a damaged vault says so before anybody types a password', async () => {
  const folder = path.join(temporary.path, 'damaged');
  const first = await launchApp({ vaultFolder: folder });
  await call(await first.page(), 'vault.create', { name: 'Damaged', password: MASTER_PASSWORD });
  await first.close();
  writeFileSync(path.join(folder, 'vault.db'), 'This was a vault once.');
  const second = await launchApp({ vaultFolder: folder });
  try {
    await expect(
      (await second.page()).getByText(/damaged|not a vault|no Augno vault/i).first(),
    ).toBeVisible();
  } finally {
    await second.close();
  }
});
