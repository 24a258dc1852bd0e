/** After unlocking no dialog of the page has a field for a password or recovery key: each one is opened and looked at. */
import { expect, test } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DialogRequest } from '../../renderer/lib/navigation-store.ts';
import { closeStarted } from './support/app.ts';
import { call } from './support/bridge.ts';
import { scanFolder } from './support/dialogs.ts';
import { everyDialog, openDialog, type Subjects } from './support/every-dialog.ts';
import { startFlowWorld, type FlowWorld } from './support/flow.ts';

/** Where a key is typed that a person has in hand: it opens an account, not the vault. */
const KEYS_ARE_TYPED: readonly DialogRequest['kind'][] = [
  'connect',
  'repair-connection',
  'move-connection',
  'add-secret',
  'create-key',
  'rotate-key',
];

let world: FlowWorld;
test.afterAll(async () => {
  await closeStarted(world);
});

async function subjects(): Promise<Subjects> {
  const { page, connectionId } = world;
  const [keyId, otherKeyId] = [await world.createKey('Webshop'), await world.createKey('Till')];
  const service = await call(page, 'providers.add-connection', {
    provider: 'generic',
    name: 'Scales',
    address: 'none',
    header: 'X-Api-Key',
    headerPrefix: null,
    mode: 'test',
  });
  const added = await call(page, 'providers.add-key', {
    connectionId: service.id,
    name: 'Scale 1',
    secret: `scale-${String(Date.now())}-0123456789abcdef`,
    scanPrefix: null,
    owner: null,
    expiresAt: null,
    rotateBy: null,
  });
  const { secret } = await call(page, 'keys.reveal-secret', { keyId });
  const folder = path.join(world.folder, 'leaks');
  mkdirSync(folder);
  writeFileSync(path.join(folder, '.env'), `AUGNO_API_KEY=${secret}\n`);
  await scanFolder(world.running, page, folder);
  const found = async (): Promise<string | undefined> =>
    (await call(page, 'findings.list', undefined)).findings[0]?.id;
  await expect.poll(found).toBeTruthy();
  const batch = await call(page, 'batches.start', {
    kind: 'revoke',
    cause: 'selection',
    person: null,
    keyIds: [otherKeyId],
    overlapSeconds: 0,
    reason: { kind: 'policy', text: '' },
    confirmation: null,
  });
  return {
    keyId,
    otherKeyId,
    connectionId,
    serviceId: service.id,
    serviceKeyId: added.key.id,
    findingId: (await found())!,
    batchId: batch.id,
  };
}

test('none asks for what opens the vault', async () => {
  world = await startFlowWorld('test', 'floor');
  const { page } = world;
  for (const request of everyDialog(await subjects())) {
    const what = JSON.stringify(request);
    await openDialog(page, request);
    const dialog = page.getByRole('dialog');
    await expect(dialog, what).toBeVisible();
    const fields = await dialog.locator('input, textarea').evaluateAll((all) =>
      all.map((one) => ({
        hidden: one.getAttribute('type') === 'password',
        says: [
          ...[...((one as HTMLInputElement).labels ?? [])].map(({ textContent }) => textContent),
          one.getAttribute('aria-label'),
          one.getAttribute('placeholder'),
        ].join(' '),
      })),
    );
    for (const { hidden, says } of fields) {
      expect(says, what).not.toMatch(/password|passphrase|recovery key/i);
      if (hidden) expect(KEYS_ARE_TYPED, what).toContain(request.kind);
    }
    await openDialog(page, null);
    await expect(dialog, what).toHaveCount(0);
  }
});
