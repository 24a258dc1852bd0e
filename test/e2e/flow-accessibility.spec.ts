/** The screens and dialogs of the flows through axe, in the light and in the dark. */
import { expect, test } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { closeStarted } from './support/app.ts';
import { axeViolations, showTheme } from './support/axe.ts';
import { call } from './support/bridge.ts';
import { openKey, startFlowWorld, type FlowWorld } from './support/flow.ts';

let world: FlowWorld;
test.beforeAll(async () => {
  world = await startFlowWorld();
});
test.afterAll(async () => {
  await closeStarted(world);
});

/** One line for each thing that axe finds. */
async function look(where: string): Promise<readonly string[]> {
  const { page } = world;
  const found: string[] = [];
  for (const [colorScheme, rules] of [
    ['light', 'all'],
    ['dark', 'colours'],
  ] as const) {
    await showTheme(page, colorScheme);
    let violations = await axeViolations(page, { rules });
    if (violations.length > 0) {
      // What is scrolled out of sight may still have the other theme's colours; what is really wrong stays wrong.
      await showTheme(page, colorScheme);
      violations = await axeViolations(page, { rules });
    }
    found.push(...violations.map((line) => `${where}, ${colorScheme}: ${line}`));
  }
  await showTheme(page, 'light');
  return found;
}

test('axe finds no violation in any flow', async () => {
  const { page } = world;
  const found: string[] = [];
  const keyId = await world.createKey('Shop');
  const { secret } = await call(page, 'keys.reveal-secret', { keyId });
  const file = path.join(world.folder, 'shop.env');
  writeFileSync(file, `K=${secret}\nB=${Buffer.from(secret).toString('base64')}\n`);
  await call(page, 'keys.edit', { keyId, places: [file, path.join(world.folder, 'gone.env'), 'GitHub'] });
  const { keyId: newKeyId } = await call(page, 'keys.rotate', {
    keyId,
    overlapSeconds: 3600,
    reason: { kind: 'policy', text: '' },
    confirmation: null,
  });
  await openKey(world, newKeyId);
  await page.getByRole('button', { name: 'Replace in files…' }).click();
  await page.getByTestId('place').first().waitFor();
  found.push(...(await look('places')));
  await page.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Pass on…' }).click();
  await page.getByLabel('Name of the secret').fill('AUGNO_API_KEY');
  found.push(...(await look('to a program')));
  await page.getByRole('tab', { name: 'To a file' }).click();
  found.push(...(await look('to a file')));
  await page.getByRole('tab', { name: 'To another admin' }).click();
  await page.getByLabel('Their public key').waitFor();
  found.push(...(await look('to an admin')));
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Leak response…' }).click();
  await page.getByRole('button', { name: 'Rotate Shop now' }).waitFor();
  found.push(...(await look('leak response')));
  await page.getByRole('button', { name: 'Edit steps…' }).click();
  await page.getByRole('button', { name: 'Add a step' }).waitFor();
  found.push(...(await look('edit steps')));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'End without finishing' }).click();

  await page.keyboard.press('F1');
  await page.getByRole('article').waitFor();
  found.push(...(await look('help')));
  for (const [typed, dialog] of [
    ['new role', 'New role'],
    ['sealed', 'Open a sealed secret'],
  ] as const) {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or do…' }).fill(typed);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: dialog }).waitFor();
    found.push(...(await look(dialog)));
    await page.keyboard.press('Escape');
  }
  expect(found).toEqual([]);
});
