/** The screen of roles: what each opens, which keys have it and what of it they use, and the ways on from there. */
import { expect, test } from '@playwright/test';
import { closeStarted } from './support/app.ts';
import { axeViolations } from './support/axe.ts';
import { startFlowWorld, type FlowWorld } from './support/flow.ts';
import { goTo } from './support/main-job.ts';
import { lookAt } from './support/shots.ts';

let world: FlowWorld;
test.beforeAll(async () => {
  world = await startFlowWorld();
  await world.createKey('Loom');
});
test.afterAll(async () => {
  await closeStarted(world);
});

test('a role says what it opens and which keys have it, and a key’s use is held against it', async () => {
  const { page } = world;
  await goTo(page, 'Roles');
  const row = page.getByTestId('role-row').filter({ hasText: 'Order integration' });
  await expect(row).toContainText(/\d+ keys$/);
  await row.click();
  await expect(row).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('heading', { name: 'Order integration', level: 2 })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What it opens' })).toContainText('Read');
  const loom = page.getByTestId('role-key').filter({ hasText: 'Loom' });
  await expect(loom).toBeVisible();
  await page.getByRole('button', { name: 'Compare with what they use' }).click();
  // Nothing was asked with it yet.
  await expect(loom).toContainText(/Does not use [1-9]\d* of the \d+ permissions that it holds\./);
  expect(await axeViolations(page)).toEqual([]);
  await lookAt(world, 'roles');
});

test('a new key is counted at once, here and in the line below', async () => {
  const { page } = world;
  await goTo(page, 'Roles');
  const line = page.getByTestId('status-line');
  const keysIn = async (): Promise<number> =>
    Number(/(\d+) keys/.exec((await line.textContent()) ?? '')?.[1]);
  const before = await keysIn();
  await world.createKey('Kiln');
  await page.getByTestId('role-row').filter({ hasText: 'Order integration' }).click();
  await expect(page.getByTestId('role-key').filter({ hasText: 'Kiln' })).toBeVisible();
  await expect.poll(keysIn).toBe(before + 1);
});

test('an admin’s role opens everything, and is marked', async () => {
  const { page } = world;
  await goTo(page, 'Roles');
  const row = page
    .getByTestId('role-row')
    .filter({ hasText: 'Admin' })
    .filter({ has: page.locator('svg') })
    .first();
  await row.click();
  await expect(page.getByText('Everything, keys and roles included.')).toBeVisible();
});

test('it leads on to a narrower role, to the key, and to a new role', async () => {
  const { page } = world;
  await goTo(page, 'Roles');
  await page.getByRole('button', { name: 'New role' }).click();
  await expect(page.getByRole('dialog', { name: 'New role' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByTestId('role-row').filter({ hasText: 'Order integration' }).click();
  await page.getByRole('button', { name: 'Narrow the role of Loom' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Guide' })).toBeVisible();
  await goTo(page, 'Roles');
  await page.getByTestId('role-row').filter({ hasText: 'Order integration' }).click();
  await page.getByTestId('role-key').getByRole('button', { name: 'Loom', exact: true }).click();
  await expect(page.getByRole('complementary').getByRole('heading', { name: 'Loom' })).toBeVisible();
});
