/** A secret that came back when the vault's file had been replaced lies in a file beside it: the next unlock in the app says so. */
import { expect, test } from '@playwright/test';
import { copyFileSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { createAccountService } from '../../electron/providers/index.ts';
import { openVault } from '../../electron/vault/index.ts';
import { SecretBytes } from '../../electron/vault/secret-bytes.ts';
import { closeStarted } from './support/app.ts';
import { call } from './support/bridge.ts';
import { lock, startFlowWorld, unlock, type FlowWorld } from './support/flow.ts';
import { MASTER_PASSWORD } from './support/main-job.ts';

let world: FlowWorld;
test.beforeAll(async () => {
  world = await startFlowWorld('test', 'floor');
});
test.afterAll(async () => {
  await closeStarted(world);
});

test('a rescued secret is reported at the next unlock, and the key works', async () => {
  const folder = world.running.vaultFolder;
  const file = path.join(folder, 'vault.db');
  const rescues = (): readonly string[] => readdirSync(folder).filter((name) => name.startsWith('rescue-'));
  await lock(world);

  // A command, whose file another program replaces in the moment in which the account's answer is there.
  const vault = await openVault({
    folder,
    credential: { kind: 'password', password: SecretBytes.fromText(MASTER_PASSWORD) },
    pollIntervalMs: 0,
  });
  const service = createAccountService({
    vault,
    userAgent: 'AugnoVault/0.0.0 (test)',
    actor: 'command',
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (init?.method !== 'POST') return response;
      const text = await response.text();
      copyFileSync(file, `${file}.tmp`);
      renameSync(`${file}.tmp`, file);
      return new Response(text, { status: response.status, headers: response.headers });
    },
  });
  await expect(
    service.createKey({
      connectionId: world.connectionId,
      name: 'Rescued',
      roleId: world.roleId('Order integration'),
      expiresAt: null,
    }),
  ).rejects.toMatchObject({ code: 'vault-replaced' });
  await service.close();
  vault.close();
  expect(rescues()).toHaveLength(1);

  await unlock(world);
  await expect(
    world.page.getByText('The secret of “Rescued”, which had been kept aside, is in the vault now.'),
  ).toBeVisible();
  expect(rescues()).toEqual([]);
  const { keys } = await call(world.page, 'keys.list', undefined);
  const key = keys.find(({ name }) => name === 'Rescued')!;
  expect(key).toMatchObject({ secretHeld: true, status: 'active', repair: null });
  expect((await call(world.page, 'keys.test', { keyId: key.id })).outcome).toBe('accepted');
});
