/** The guided flows: a leak from its finding to the proof, a role narrowed from use, the drill; with what may come in between. */
import { expect, test } from '@playwright/test';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { closeStarted } from './support/app.ts';
import { call } from './support/bridge.ts';
import { scanFolder } from './support/dialogs.ts';
import { openKey, startFlowWorld, type FlowWorld } from './support/flow.ts';
import { choose, goTo } from './support/main-job.ts';

let world: FlowWorld;
test.beforeAll(async () => {
  world = await startFlowWorld('prod');
});
test.afterAll(async () => {
  await closeStarted(world);
});

const step = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });

test('a leak is led from its finding to the proof that it is over, across an outage, a lock and a crash', async () => {
  const keyId = await world.createKey('Webhook relay');
  const { secret } = await call(world.page, 'keys.reveal-secret', { keyId });
  const folder = path.join(world.folder, 'relay');
  mkdirSync(folder);
  const file = path.join(folder, 'dev.env');
  writeFileSync(file, `AUGNO_API_KEY=${secret}\n`);
  await goTo(world.page, 'Findings');
  await scanFolder(world.running, world.page, folder);
  const group = world.page.getByTestId('finding-group');
  await group.getByRole('button', { name: 'Leak response…' }).click();
  await world.page.getByRole('heading', { name: 'Leak response: Webhook relay' }).waitFor();

  // The API is down: nothing happens, it is said, and the step stays open.
  await world.server.control('POST', 'faults', { path: '/v1/auth/api-keys', status: 503 });
  await world.page.getByLabel('Type “Webhook relay” to confirm').fill('Webhook relay');
  await world.page.getByRole('button', { name: 'Rotate Webhook relay now' }).click();
  await expect(world.page.getByRole('alert')).toBeVisible({ timeout: 30_000 });
  expect(await world.server.tryKey(secret)).not.toBe(401);
  await world.server.control('DELETE', 'faults');
  await world.page.getByRole('button', { name: 'Rotate Webhook relay now' }).click();
  await step(world.page, 'Update every place').getByTestId('place').waitFor();
  expect(await world.server.tryKey(secret)).toBe(401);

  // Locked in the middle: a bar leads back, and what is done stays done.
  await world.relock();
  await world.page.getByText('Leak response for Webhook relay: 2 of 6 steps done.').waitFor();
  await world.page.getByRole('button', { name: 'Go on' }).click();
  await world.page.getByRole('button', { name: `Replace in ${file}` }).click();
  await world.page.getByText('Replaced on one line').waitFor();
  expect(readFileSync(file, 'utf8')).not.toContain(secret);
  await world.page.getByRole('checkbox', { name: 'This step is done' }).click();
  await world.page.getByText('Look for addresses and programs').waitFor();

  await world.crash();
  await world.page.getByText('Leak response for Webhook relay: 3 of 6 steps done.').waitFor();
  await world.page.getByRole('button', { name: 'Go on' }).click();
  await world.page.getByText('The API has logged').or(world.page.getByRole('table')).first().waitFor();
  await world.page.getByRole('checkbox', { name: 'This step is done' }).click();
  await world.page.getByText('To be scanned, history included:').waitFor();
  await world.page.getByRole('button', { name: 'Scan again' }).click();
  await world.page.getByText('Neither the old nor the new key was found where it must not be.').waitFor();
  await world.page.getByRole('button', { name: /\d\. Write down what happened/ }).click();
  await world.page.getByLabel('What happened, and what was done').fill('It stood in a test repository.');
  await world.page.getByRole('button', { name: 'Note it and finish' }).click();
  await world.page.getByText('The leak is dealt with.').waitFor();
  const { entries } = await call(world.page, 'audit.list', { limit: 50, before: null, subjectId: keyId });
  expect(entries).toContainEqual(
    expect.objectContaining({ action: 'runbook-finished', reason: 'It stood in a test repository.' }),
  );
  const { findings } = await call(world.page, 'findings.list', undefined);
  expect(findings.filter((finding) => finding.keyId === keyId).map(({ state }) => state)).toEqual([
    'resolved',
  ]);
});

test('a team puts its own words and steps into the leak response, and back', async () => {
  const keyId = await world.createKey('Label printer');
  await openKey(world, keyId);
  await world.page.getByRole('button', { name: 'More actions' }).click();
  await world.page.getByRole('menuitem', { name: 'Leak response…' }).click();
  await world.page.getByRole('button', { name: 'Edit steps…' }).click();
  const dialog = world.page.getByRole('dialog', { name: 'Steps of the leak response' });
  await dialog.getByRole('button', { name: 'Add a step' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('This is needed.').waitFor();
  const own = dialog.getByRole('region', { name: 'New step' });
  await own.getByLabel('Title').fill('Call the plant manager');
  const named = dialog.getByRole('region', { name: 'Call the plant manager' });
  await named.getByRole('button', { name: 'Move up: Call the plant manager' }).press('Enter');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  // It was looked at, and not begun: nothing is noted, and nothing is left of it.
  await world.page.getByText('It begins with your first step').waitFor();
  await world.page.getByRole('button', { name: 'End without finishing' }).click();
  await expect(world.page.getByRole('heading', { name: 'Leak response: Label printer' })).toHaveCount(0);
  const { entries: noted } = await call(world.page, 'audit.list', {
    limit: 50,
    before: null,
    subjectId: keyId,
  });
  expect(noted.filter(({ action }) => action.startsWith('runbook-'))).toEqual([]);

  await openKey(world, keyId);
  await world.page.getByRole('button', { name: 'More actions' }).click();
  await world.page.getByRole('menuitem', { name: 'Leak response…' }).click();
  await step(world.page, 'Call the plant manager').waitFor();
  await world.page.getByRole('button', { name: 'Edit steps…' }).click();
  // For the rest of the team: into a file, and from it into a vault that has the steps as they came.
  const file = path.join(world.folder, 'leak-response.json');
  await world.running.app.evaluate(({ dialog: desktop }, chosen) => {
    desktop.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
    desktop.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, file);
  await world.page.getByRole('button', { name: 'Save as file…' }).click();
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8')).toContain('Call the plant manager');
  await world.page.getByRole('button', { name: 'Back to how it came' }).click();
  await expect(dialog.getByRole('region', { name: 'Call the plant manager' })).toHaveCount(0);
  await world.page.getByRole('button', { name: 'Load from file…' }).click();
  await dialog.getByRole('region', { name: 'Call the plant manager' }).waitFor();
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  expect((await call(world.page, 'runbook.read', undefined)).steps.map(({ title }) => title)).toContain(
    'Call the plant manager',
  );
  writeFileSync(file, '{"format":"something else"}');
  await world.page.getByRole('button', { name: 'Edit steps…' }).click();
  await world.page.getByRole('button', { name: 'Load from file…' }).click();
  await expect(dialog.getByRole('alert')).toContainText('holds no steps of a leak response');
  await world.page.getByRole('button', { name: 'Back to how it came' }).click();
  await expect(world.page.getByRole('button', { name: 'Back to how it came' })).toBeHidden();
  expect((await call(world.page, 'runbook.read', undefined)).changed).toBe(false);
  await world.page.keyboard.press('Escape');
  await world.page.getByRole('button', { name: 'End without finishing' }).click();
});

test('a step that is opened while another is noted as done stays open', async () => {
  const { page, running } = world;
  const keyId = await world.createKey('Palletizer');
  await openKey(world, keyId);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Leak response…' }).click();
  await page.getByRole('button', { name: /\d\. Update every place/ }).click();
  const other = page.getByRole('button', { name: /\d\. Prove that it is gone/ });
  const vault = await running.app.evaluate(
    ({ app }) => app.getAppMetrics().find((one) => (one as { name?: string }).name === 'vault-process')?.pid,
  );
  process.kill(vault!, 'SIGSTOP');
  try {
    await page.getByRole('checkbox', { name: 'This step is done' }).click();
    await other.click();
    await expect(other).toHaveAttribute('aria-expanded', 'true');
  } finally {
    process.kill(vault!, 'SIGCONT');
  }
  await page.getByRole('button', { name: /Update every place.*\(done\)/ }).waitFor();
  await expect(other).toHaveAttribute('aria-expanded', 'true');
  await page.getByRole('button', { name: 'End without finishing' }).click();
});

test('a role is narrowed to what the key really called, and the wide key retired', async () => {
  const { keys } = await call(world.page, 'keys.list', undefined);
  const erp = keys.find(({ name, status }) => name === 'ERP Sync' && status === 'active');
  if (erp === undefined) throw new Error('The demo has no ERP Sync.');
  await openKey(world, erp.id);
  await world.page.getByRole('button', { name: 'More actions' }).click();
  await world.page.getByRole('menuitem', { name: 'Narrow the role…' }).click();
  await expect(world.page.getByRole('table', { name: 'Routes the key called' })).toContainText('units:read');
  await world.page.getByText('not seen in use').waitFor();
  await world.page.getByRole('checkbox', { name: 'This step is done' }).click();
  await world.page.getByText('Permissions (9 chosen)').waitFor();
  const orders = world.page.getByRole('group', { name: 'sales orders' });
  await expect(orders.getByRole('checkbox', { name: 'Create' })).toBeChecked();
  await expect(orders.getByRole('checkbox', { name: 'Delete' })).not.toBeChecked();
  await orders.getByRole('checkbox', { name: 'Update' }).press('Space');
  // What no log shows is asked about, with what the present role has.
  await world.page.getByText('The present role does not have it.').waitFor();
  await world.page.getByRole('checkbox', { name: 'Show costs (costs:read)' }).press('Space');
  const search = world.page.getByPlaceholder('Search by name or code');
  await search.fill('machine_downtime:read');
  await expect(world.page.getByRole('group', { name: 'machine downtime' })).toBeVisible();
  await expect(orders).toBeHidden();
  await search.fill('');
  await expect(world.page.getByRole('region', { name: 'Production' })).toBeVisible();
  await world.page.getByText(/^Opens \d+ endpoints and perhaps \d+ more$/).click();
  await expect(world.page.getByText('GET /v1/catalog/units', { exact: true }).first()).toBeVisible();
  await world.page.getByRole('button', { name: 'Create role' }).click();
  await world.page.getByRole('button', { name: 'Issue the key' }).click();
  await step(world.page, 'Move everything').getByRole('checkbox', { name: 'This step is done' }).click();
  await world.page.getByLabel('Type “ERP Sync” to confirm').fill('ERP Sync');
  await world.page.getByRole('button', { name: 'Revoke ERP Sync' }).click();
  await world.page.getByRole('button', { name: 'Note it and finish' }).click();
  await world.page.getByText('The narrow key is in place.').waitFor();

  const after = await call(world.page, 'keys.list', undefined);
  expect(after.keys.find(({ id }) => id === erp.id)?.status).toBe('revoked');
  const narrow = after.keys.find(
    (key) =>
      (key.name === 'ERP Sync' && key.status === 'expiring') ||
      key.roleName === 'ERP Sync, only what it needs',
  );
  const detail = await call(world.page, 'keys.detail', { keyId: narrow?.id ?? '' });
  expect(detail.permissions).toEqual([
    'costs:read',
    'customers:read',
    'inventory:read',
    'products:read',
    'sales_orders:create',
    'sales_orders:read',
    'shipments:create',
    'shipments:update',
    'units:read',
  ]);
});

test('a rotation is drilled from the palette and leaves nothing behind', async () => {
  const connectionId = await world.connect('test');
  await world.page.keyboard.press('Control+k');
  await world.page.getByRole('combobox', { name: 'Search or do…' }).fill('practise');
  await world.page.keyboard.press('Enter');
  await world.page.getByRole('button', { name: 'Make key and file' }).click();
  await world.page.getByRole('button', { name: 'Rotate the practice key' }).click();
  await world.page.getByRole('button', { name: /^Replace in / }).click();
  await world.page.getByRole('checkbox', { name: 'This step is done' }).click();
  await world.page.getByRole('button', { name: 'Clean up and finish' }).click();
  await world.page.getByText('You have rotated a key, and proved it.').waitFor();
  const { keys } = await call(world.page, 'keys.list', undefined);
  expect(
    keys.filter((key) => key.connectionId === connectionId && key.name.startsWith('Rotation drill')),
  ).toEqual([]);
});

test('help is found by F1 and from the palette, and a role is made by itself', async () => {
  await world.page.keyboard.press('F1');
  await world.page.getByRole('heading', { name: 'Rotating a key, with and without overlap' }).waitFor();
  await world.page.keyboard.press('Control+k');
  await world.page.getByRole('combobox', { name: 'Search or do…' }).fill('forgotten');
  await world.page.getByRole('option', { name: 'Forgotten password, recovery key, backups' }).click();
  await expect(world.page.getByRole('article')).toContainText('Nobody can reset it');
  await world.page.getByLabel('Search help').fill('base64');
  await expect(world.page.getByRole('navigation', { name: 'Help pages' }).getByRole('listitem')).toHaveCount(
    2,
  );

  await world.page.keyboard.press('Control+k');
  await world.page.getByRole('combobox', { name: 'Search or do…' }).fill('new role');
  await world.page.keyboard.press('Enter');
  const dialog = world.page.getByRole('dialog', { name: 'New role' });
  await dialog.getByRole('button', { name: 'Create role' }).click();
  await dialog.getByText('Choose at least one permission.').waitFor();
  await dialog.getByLabel('Role’s name').fill('Admin');
  await dialog
    .getByRole('group', { name: 'units', exact: true })
    .getByRole('checkbox', { name: 'Read' })
    .click();
  await dialog.getByRole('button', { name: 'Create role' }).click();
  // The name is taken: it is said at the field, and what was chosen is kept.
  await expect(dialog.getByLabel('Role’s name')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Role’s name').fill('Units only');
  await dialog.getByRole('button', { name: 'Create role' }).click();
  await expect(dialog).toBeHidden();
  expect(world.running.consoleErrors).toEqual([]);
});

test('a new key says what its role may do, a production account its sandboxes, and a key where else it works', async () => {
  const { page } = world;
  await goTo(page, 'Keys');
  await page.getByRole('button', { name: 'New key' }).click();
  const dialog = page.getByRole('dialog', { name: 'New key' });
  // The account of production: nothing else may hide that an admin key there can do everything.
  await choose(page, 'Account', world.server.account('prod').name);
  await choose(page, 'Role', 'Admin');
  await expect(dialog).toContainText('This is an admin role in production');
  await choose(page, 'Role', 'Read-only reporting');
  await expect(dialog).toContainText('May change: nothing');
  await choose(page, 'Expires', 'Never');
  await expect(dialog).toContainText('lives on when everybody has forgotten it');
  await page.keyboard.press('Escape');

  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Sandboxes…' }).click();
  const sandboxes = page.getByRole('dialog', { name: /^Sandboxes of/ });
  await expect(sandboxes.getByRole('region')).not.toHaveCount(0);
  await sandboxes.getByRole('button', { name: 'Close' }).last().click();

  await openKey(world, await world.createKey('Visitor'));
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Test in another account…' }).click();
  const account = page.getByRole('dialog', { name: 'Test Visitor in another account' });
  await account.getByLabel('Account id').fill('Acme');
  await account.getByRole('button', { name: 'Test key' }).click();
  await account.getByText('begins with ac_').waitFor();
  await account.getByLabel('Account id').fill('ac_nobody000000');
  await account.getByRole('button', { name: 'Test key' }).click();
  await account.getByText('has no access to the account ac_nobody000000').waitFor();
});
