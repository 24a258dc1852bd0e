/** What a server sent in place of a key: seen on the overview, with the reason, tested, and taken in. */
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { createAccountService } from '../../electron/providers/index.ts';
import { SecretBytes } from '../../electron/vault/secret-bytes.ts';
import { openVault } from '../../electron/vault/index.ts';
import {
  infoOf,
  isCreated,
  startLyingServer,
  type Json,
  type LyingServer,
} from '../integration/providers/augno/support/lying-server.ts';
import { launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call } from './support/bridge.ts';
import { goTo, MASTER_PASSWORD } from './support/main-job.ts';
import { startSandboxServer, type SandboxServer } from './support/sandbox-server.ts';
import { makeVault } from './support/vault.ts';

const temporary = makeTemporaryFolder();
const vaultFolder = path.join(temporary.path, 'vault');
let sandbox: SandboxServer;
let server: LyingServer;
let running: RunningApp | undefined;

/** A vault whose server sent garbage for one key and a wrong redacted form for another, as the command leaves it. */
async function prepare(): Promise<void> {
  await makeVault(vaultFolder, 'Acme keys', MASTER_PASSWORD);
  const vault = await openVault({
    folder: vaultFolder,
    actor: 'command',
    credential: { kind: 'password', password: SecretBytes.fromText(MASTER_PASSWORD) },
  });
  const service = createAccountService({
    vault,
    fetch: (input, init) => fetch(input, init),
    userAgent: 'AugnoVault/0.0.0 (test)',
    actor: 'command',
  });
  try {
    const adminKey = SecretBytes.fromText(sandbox.account('test').adminKey);
    const connection = await service.connect({ url: server.url, name: 'Acme', adminKey });
    const role = (await service.listRoles(connection.id)).find(({ name }) => name === 'Admin')!;
    const create = (name: string) =>
      service.createKey({ connectionId: connection.id, name, roleId: role.id, expiresAt: null });
    server.twist = (_request, reply) => {
      if (isCreated(reply)) (reply.body as Json)['api_key_secret'] = 'x$(touch /tmp/owned)';
      return reply;
    };
    await expect(create('Scale')).rejects.toThrow('not the key that was asked for');
    server.twist = (_request, reply) => {
      if (isCreated(reply)) infoOf(reply)['redacted_value'] = 'aug_sk_test_****AAAA';
      return reply;
    };
    await expect(create('Till')).rejects.toThrow('not the key that was asked for');
    server.twist = undefined;
  } finally {
    await service.close();
    vault.close();
  }
}

test.afterAll(async () => {
  await running?.close();
  await server.close();
  await sandbox.stop();
  temporary.remove();
});

test('is kept apart with its reason, and taken in once the server accepts it', async () => {
  sandbox = await startSandboxServer();
  server = await startLyingServer(sandbox.url);
  await prepare();
  running = await launchApp({ vaultFolder });
  const page = await running.page();
  await call(page, 'vault.unlock', { password: MASTER_PASSWORD });
  await goTo(page, 'Overview');
  const item = page.getByTestId('attention-item').filter({ hasText: 'Not a key' });
  await expect(item).toContainText('It is kept apart, and nothing uses it.');
  await item.getByRole('button', { name: 'Look at it' }).click();
  const dialog = page.getByRole('dialog', { name: 'Kept apart' });
  await expect(dialog.getByText('What was sent as the secret is not a key.')).toBeVisible();
  await expect(dialog.getByText('The redacted form beside it is that of another key.')).toBeVisible();
  // Nothing of what was sent is in the page.
  expect(await page.content()).not.toContain('touch /tmp');
  await expect(dialog.getByRole('button', { name: 'Take in what was sent for Scale' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'I know about Scale' }).click();
  await expect(dialog.getByRole('button', { name: 'I know about Scale' })).toBeHidden();
  await dialog.getByRole('button', { name: 'Test what was sent for Till' }).click();
  await expect(dialog.getByText('Accepted by “Acme”.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Take in what was sent for Till' }).click();
  await expect(page.getByText('Till is in the vault')).toBeVisible();
  const { keys } = await call(page, 'keys.list', undefined);
  expect(keys.find(({ name }) => name === 'Till')).toMatchObject({ secretHeld: true, repair: null });
  await goTo(page, 'Overview');
  await expect(page.getByTestId('attention-item').filter({ hasText: 'Not a key' })).toHaveCount(0);
  // What a person knows about stays kept.
  const { replies } = await call(page, 'kept.list', undefined);
  expect(replies).toMatchObject([{ name: 'Scale', faults: ['not-a-key'] }]);
});

test('entries of a list that cannot be read are counted and named where the list is shown', async () => {
  if (running === undefined) throw new Error('The app did not start.');
  const page = await running.page();
  server.twist = (request, reply) => {
    const { data } = reply.body as { data?: Json[] };
    if (/^\/v1\/core\/(?:request-logs|audit-events)\?/.test(request.url)) data?.push({ id: 'entry_odd' });
    return reply;
  };
  const noted = 'entry of the server’s list is in a form that is not known and left out';
  await goTo(page, 'Keys');
  await page.getByRole('row', { name: /Till/ }).first().click();
  const requests = page.getByRole('region', { name: 'Recent requests' });
  await expect(requests.getByText(`1 ${noted}`)).toBeVisible();
  await expect(requests.getByText('“entry_odd”')).toBeVisible();
  server.twist = undefined;
});
