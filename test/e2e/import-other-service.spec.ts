/** An import says which lines are keys of another service, and adds them there. And where an admin key comes from is said. */
import { expect, test } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { createProviderService } from '../../electron/providers/index.ts';
import { openVault } from '../../electron/vault/index.ts';
import { SecretBytes } from '../../electron/vault/secret-bytes.ts';
import { looksRandom } from '../../shared/evidence.ts';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call } from './support/bridge.ts';
import { choose, goTo, MASTER_PASSWORD } from './support/main-job.ts';
import { lookAt } from './support/shots.ts';
import { makeVault } from './support/vault.ts';

const temporary = makeTemporaryFolder();
const vaultFolder = path.join(temporary.path, 'vault');
const file = path.join(temporary.path, '.env');
let running: RunningApp;
let page: Page;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  await makeVault(vaultFolder, 'Acme vault', MASTER_PASSWORD);
  running = await launchApp({ vaultFolder });
  await call(await running.page(), 'vault.unlock', { password: MASTER_PASSWORD });
  page = await running.page();
  await page.getByRole('navigation').first().waitFor();
});
test.afterAll(async () => {
  await closeStarted(running);
  temporary.remove();
});

function userKey(): string {
  for (;;) {
    const body = randomBytes(24).toString('base64url');
    if (looksRandom(body, 20)) return `user.${body}`;
  }
}
const keys = [userKey(), userKey(), userKey()];

async function openImport(): Promise<Locator> {
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Import…', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Import secrets from a file' });
  await dialog.waitFor();
  await running.app.evaluate(({ dialog: native }, chosen) => {
    native.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen], bookmarks: [] });
  }, file);
  await dialog.getByRole('button', { name: 'Choose…' }).click();
  await dialog.getByRole('table').waitFor();
  return dialog;
}

test('a key of a service that is not here yet leads to adding the service', async () => {
  writeFileSync(file, keys.map((key, index) => `AUXOT_${String(index)}=${key}\n`).join(''));
  const dialog = await openImport();
  await expect(dialog.getByText('A key of Auxot')).toHaveCount(3);
  await expect(dialog.getByText('That service is not in this vault yet.')).toHaveCount(3);
  await expect(dialog.getByRole('button', { name: 'Nothing to store' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Add the service…' }).first().click();
  await page.getByRole('dialog', { name: 'Add a service' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});

test('a key goes under the service that is chosen for its line, and under no other', async () => {
  // As the command would, in another process.
  const vault = await openVault({
    folder: vaultFolder,
    credential: { kind: 'password', password: SecretBytes.fromText(MASTER_PASSWORD) },
  });
  const services = createProviderService({
    vault,
    fetch: () => Promise.reject(new Error('no network')),
    userAgent: '',
    actor: 'command',
  });
  const added = ['Agents', 'Agents with a name of '.padEnd(100, 'x')].map((name) =>
    services.addConnection({
      provider: 'auxot',
      name,
      url: 'http://127.0.0.1:9',
      header: null,
      headerPrefix: null,
      mode: 'test',
    }),
  );
  services.close();
  vault.close();
  await expect
    .poll(async () => (await call(page, 'providers.list', undefined)).connections.length)
    .toBe(added.length);

  const dialog = await openImport();
  await choose(page, 'Service for the key in line 1', 'Add it under Agents with');
  await choose(page, 'Service for the key in line 2', 'Add it under Agents');
  await expect(dialog.getByRole('button', { name: 'Store 2 secrets' })).toBeEnabled();
  await choose(page, 'Service for the key in line 2', 'Not added');
  await expect(dialog.getByRole('button', { name: 'Store 1 secret' })).toBeEnabled();
  expect(await dialog.innerHTML()).not.toContain(keys[0]!.slice(8, 30));
  await lookAt({ page, running }, 'import-other-service');
  await dialog.getByRole('button', { name: 'Store 1 secret' }).click();
  await page.getByText('1 secret stored.').waitFor();
  const { keys: listed } = await call(page, 'keys.list', undefined);
  expect(listed.map(({ name, connectionId }) => [name, connectionId])).toEqual([['AUXOT_0', added[1]!.id]]);

  const again = await openImport();
  await expect(again.getByRole('row').nth(1)).toContainText('Held already');
  await again.getByRole('button', { name: 'Cancel' }).click();
});

test('the connect step says where an admin key comes from, under both of the vendor’s names', async () => {
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Connect an account', exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Connect an account' });
  await expect(dialog).toContainText('at openmrp.ai today, at augno.com before August 2026');
  const address = dialog.getByLabel('API address', { exact: true });
  for (const [typed, host] of [
    ['https://api.openmrp.ai', 'openmrp.ai'],
    ['https://api.augno.com/', 'augno.com'],
    ['https://proxy.example', 'openmrp.ai'],
    ['no address', 'openmrp.ai'],
  ] as const) {
    await address.fill(typed);
    await expect(dialog.getByRole('button', { name: `Open the dashboard at ${host}` })).toBeVisible();
  }
  await lookAt({ page, running }, 'connect-where');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});
