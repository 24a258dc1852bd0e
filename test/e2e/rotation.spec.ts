/** A rotation as a thing: both keys beside each other, checked in words, put off, and ended once nothing needs the old one. */
import { expect, test } from '@playwright/test';
import { closeStarted } from './support/app.ts';
import { axeViolations } from './support/axe.ts';
import { call } from './support/bridge.ts';
import { openKey, startFlowWorld, type FlowWorld } from './support/flow.ts';
import { lookAt } from './support/shots.ts';

let world: FlowWorld;
test.beforeAll(async () => {
  world = await startFlowWorld('test');
});
test.afterAll(async () => {
  await closeStarted(world);
});

const LONG =
  'Nachtlauf des Lagerabgleichs für die Filialen in Mönchengladbach, Recklinghausen und Castrop-Rauxel, zweite Ausbaustufe';

test('an overlap is seen, checked, put off and ended', async () => {
  const { page } = world;
  const keyId = await world.createKey(LONG);
  await call(page, 'keys.edit', { keyId, places: ['till.env on the counter', 'CI'] });
  const { secret } = await call(page, 'keys.reveal-secret', { keyId });
  await openKey(world, keyId);
  await page.getByRole('button', { name: 'Rotate…' }).click();
  const rotate = page.getByRole('dialog', { name: `Rotate ${LONG}` });
  // Nobody is made to have said "Regular rotation".
  await expect(rotate.getByLabel('Reason')).toHaveText('Not said');
  await rotate.getByRole('checkbox', { name: /^The date can still be put off/ }).click();
  // A button carries no name that it cannot hold; the title does.
  await rotate.getByRole('button', { name: 'Rotate key' }).click();
  await page.getByRole('button', { name: 'Go to the checklist' }).click();

  // A program that still has the old key.
  await world.server.tryKey(secret);
  await call(page, 'connections.sync', { connectionId: world.connectionId });
  await openKey(world, keyId);
  const panel = page.getByRole('region', { name: 'Rotation' });
  const old = panel.getByTestId('rotation-old');
  await expect(old).toContainText('Works');
  await expect(old).toContainText('127.0.0.1');
  await expect(old).toContainText('GET /v1/catalog/units');
  await expect(panel.getByTestId('rotation-new')).toContainText('No request yet.');

  await panel.getByRole('button', { name: 'Check the old key' }).click();
  await expect(panel.getByRole('alert')).toContainText('The old key is still accepted, as planned. Checked');
  await expect(panel.getByRole('button', { name: 'End the overlap now' })).toHaveCount(0);
  await panel.getByText('Ending it now would stop what still uses it.', { exact: false }).waitFor();

  const rotationOf = async () =>
    (await call(page, 'rotations.list', undefined)).rotations.find(({ oldKeyId }) => oldKeyId === keyId)!;
  const before = await rotationOf();
  await panel.getByRole('button', { name: 'Extend the overlap' }).click();
  await expect
    .poll(async () => Date.parse((await rotationOf()).oldWorksUntil!) - Date.parse(before.oldWorksUntil!))
    .toBe(86_400_000);
  await lookAt(world, 'rotation');
  expect(await axeViolations(page)).toEqual([]);

  // Both before the first was answered: neither goes astray.
  await panel
    .getByRole('checkbox')
    .evaluateAll((places) => places.forEach((place) => (place as unknown as { click(): void }).click()));
  for (const place of ['till.env on the counter', 'CI'])
    await expect(panel.getByRole('checkbox', { name: place })).toBeChecked();
  await panel.getByRole('button', { name: 'End the overlap now' }).click();
  const dialog = page.getByRole('dialog');
  await lookAt(world, 'rotation-end');
  await dialog.getByRole('button', { name: 'End the overlap now' }).click();
  await expect(old).toContainText('Refused');
  await expect(panel.getByRole('button', { name: 'Check the old key' })).toHaveCount(0);
  expect((await rotationOf()).state).toBe('done');
  const { audit } = await call(page, 'keys.detail', { keyId });
  expect(audit.filter(({ action }) => action === 'key-rotated' || action === 'key-revoked')).toMatchObject([
    { reason: null },
    { reason: null },
  ]);
});
