/** The overview tells of an old secret that is still tried after its rotation, and from where. */
import { expect, test } from '@playwright/test';
import path from 'node:path';
import { launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call } from './support/bridge.ts';
import { goTo } from './support/main-job.ts';
import { startSandboxServer, type SandboxServer } from './support/sandbox-server.ts';

const temporary = makeTemporaryFolder();
let server: SandboxServer;
let running: RunningApp;

test.beforeAll(async () => {
  server = await startSandboxServer();
  running = await launchApp({ vaultFolder: path.join(temporary.path, 'vault') });
});
test.afterAll(async () => {
  await running.close();
  await server.stop();
  temporary.remove();
});

test('an old secret still in use after its rotation is told first of what can be repaired, with where from', async () => {
  const page = await running.page();
  await call(page, 'vault.create', { name: 'Acme', password: 'marmalade cupboard twelve' });
  const connection = await call(page, 'connections.connect', {
    url: server.url,
    name: 'Acme',
    adminKey: server.account('prod').adminKey,
  });
  const { roles } = await call(page, 'roles.list', { connectionId: connection.id });
  const created = await call(page, 'keys.create', {
    connectionId: connection.id,
    name: 'Packing line',
    roleId: roles.find(({ name }) => name === 'Order integration')!.id,
    expiresAt: null,
  });
  const { secret } = await call(page, 'keys.reveal-secret', { keyId: created.keyId });
  await call(page, 'keys.rotate', {
    keyId: created.keyId,
    overlapSeconds: 0,
    reason: { kind: 'policy' },
    confirmation: 'Packing line',
  });
  // The clock of the log counts whole milliseconds; what comes is after the rotation in any case.
  await page.waitForTimeout(50);
  for (let tries = 0; tries < 3; tries += 1) {
    const response = await fetch(`${server.url}/v1/catalog/units`, {
      headers: {
        Authorization: `Bearer ${secret}`,
        'Augno-Version': '1.0.forge-preview.1',
        'User-Agent': 'packing-line/3.2',
      },
    });
    expect(response.status).toBe(401);
  }
  await page.reload();
  await page.getByRole('navigation').waitFor();
  await goTo(page, 'Overview');
  const item = page
    .getByTestId('attention-item')
    .filter({ hasText: 'The old secret was still tried 3 times' });
  await expect(item).toContainText('packing-line/3.2');
  await item.getByRole('button', { name: 'Put away until the next unlock' }).click();
  await expect(item).toHaveCount(0);
});
