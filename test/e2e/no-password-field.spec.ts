/** After unlocking no dialog of the page has a field for a password or recovery key: each one is opened and looked at. */
import { expect, test } from '@playwright/test';
import type { DialogRequest } from '../../renderer/lib/navigation-store.ts';
import { closeStarted } from './support/app.ts';
import { dialogSubjects } from './support/dialog-subjects.ts';
import { everyDialog, openDialog } from './support/every-dialog.ts';
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

test('none asks for what opens the vault', async () => {
  world = await startFlowWorld('test', 'floor');
  const { page } = world;
  for (const request of everyDialog(
    await dialogSubjects(world, { key: 'Webshop', other: 'Till', service: 'Scales' }),
  )) {
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
