/** An account whose API answers under the vendor's other name now is moved there in the window, and loses nothing. */
import { expect, test } from '@playwright/test';
import { closeStarted, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call } from './support/bridge.ts';
import { connectAccount } from './support/dialogs.ts';
import { goTo, MASTER_PASSWORD } from './support/main-job.ts';
import { answerPassword, cancelPassword, passwordWindow } from './support/password.ts';
import { startSandboxServer, type SandboxServer } from './support/sandbox-server.ts';
import { launchWithVault } from './support/vault.ts';
import type { Page } from 'playwright';
import path from 'node:path';

const temporary = makeTemporaryFolder();
const state = path.join(temporary.path, 'state');
let server: SandboxServer;
let running: RunningApp;
let page: Page;

test.afterAll(async () => {
  await closeStarted(running);
  await server.stop();
  temporary.remove();
});

test('moves an account to its new address after main’s question', async () => {
  server = await startSandboxServer(['--data', state]);
  ({ running, page } = await launchWithVault({
    vaultFolder: path.join(temporary.path, 'vault'),
    name: 'Acme keys',
    password: MASTER_PASSWORD,
  }));
  const account = { url: server.url, name: 'Acme', adminKey: server.account('test').adminKey };
  const connection = await connectAccount(running, page, account, MASTER_PASSWORD);
  const { roles } = await call(page, 'roles.list', { connectionId: connection.id });
  const { keyId } = await call(page, 'keys.create', {
    connectionId: connection.id,
    name: 'Till',
    roleId: roles.find(({ name }) => name === 'Admin')!.id,
    expiresAt: null,
  });
  await server.stop();
  server = await startSandboxServer(['--data', state, '--brand', 'openmrp']);

  await goTo(page, 'Settings');
  await page.getByRole('group', { name: 'Acme' }).getByRole('button', { name: 'Move…', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Move Acme to another address' });
  await dialog.getByText('Today https://api.openmrp.ai').waitFor();
  await dialog.getByLabel('API address').fill(server.url);
  // SECURITY: a key that is held is not offered to an address that is none of the vendor's.
  await dialog.getByRole('button', { name: 'Move…' }).click();
  await dialog.getByText('the admin key has to be typed').waitFor();
  await dialog.getByLabel('Admin key').fill(server.account('test').adminKey);
  await dialog.getByRole('button', { name: 'Move…' }).click();
  const question = await passwordWindow(page);
  await question.getByText(server.url, { exact: true }).waitFor();
  await cancelPassword(question);
  const listed = (): Promise<string> =>
    call(page, 'connections.list', undefined).then(({ connections }) => connections[0]!.url);
  expect(new URL(await listed()).origin).toBe(new URL(account.url).origin);
  await Promise.all([
    dialog.getByRole('button', { name: 'Move…' }).click(),
    answerPassword(page, MASTER_PASSWORD),
  ]);
  await page.getByText('Acme was moved. Every secret is here.').waitFor();
  expect(new URL(await listed()).origin).toBe(new URL(server.url).origin);
  const { secret } = await call(page, 'keys.reveal-secret', { keyId });
  expect(secret.startsWith('mrp_sk_test_')).toBe(true);
  expect((await call(page, 'keys.test', { keyId })).outcome).toBe('accepted');

  // Connecting it once more is refused in favour of what is here.
  const again = { url: server.url, name: 'Again', adminKey: server.account('test').adminKey };
  await expect(connectAccount(running, page, again, MASTER_PASSWORD)).rejects.toThrow('conflict');

  // Removing it says what would go, and offers to keep it elsewhere first.
  const { connections } = await call(page, 'connections.list', undefined);
  await page.getByRole('group', { name: 'Acme' }).getByRole('button', { name: 'Remove…' }).click();
  const removal = page.getByRole('dialog', { name: 'Remove Acme from this vault' });
  await removal.getByText(`${String(connections[0]!.secretCount)} secrets leave this vault`).waitFor();
  await removal.getByRole('button', { name: 'Export them first…' }).click();
  await page.getByRole('dialog', { name: 'Export keys' }).waitFor();
});
