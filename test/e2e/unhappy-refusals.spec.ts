/**
 * Every flow that asks the API, refused in each way: the form says so, stays as it was, nothing was done, and the same form
 * goes through when the reason is gone. One app for all of them.
 */
import { expect, test } from '@playwright/test';
import { closeStarted } from './support/app.ts';
import { call } from './support/bridge.ts';
import { openKey, startFlowWorld, type FlowWorld } from './support/flow.ts';
import { choose, goTo } from './support/main-job.ts';
import { processIds } from './support/our-processes.ts';
import {
  countAt,
  DOWN,
  elsewhere,
  fromKeyMenu,
  fromPalette,
  LIMITED,
  REFUSALS,
  survives,
} from './support/unhappy.ts';

test.describe.configure({ mode: 'serial' });
test.use({ actionTimeout: 15_000 });

let world: FlowWorld;
test.beforeAll(async () => {
  world = await startFlowWorld('prod');
  await world.server.control('POST', 'limits', { requestsPerSecond: null });
});
test.afterAll(async () => {
  await closeStarted(world);
});
test.afterEach(async () => {
  await world.server.control('DELETE', 'faults');
});

test('creating a key', async () => {
  const { page } = world;
  await goTo(page, 'Keys');
  await page.getByRole('button', { name: 'New key' }).click();
  const form = page.getByRole('dialog', { name: 'New key' });
  await form.getByLabel('Name').fill('Weighing scale');
  await choose(page, 'Role', 'Order integration');
  await choose(page, 'Expires', 'In 180 days');
  await survives(
    world,
    {
      form,
      submit: form.getByRole('button', { name: 'Create key' }),
      kept: async () => {
        await expect(form.getByLabel('Name')).toHaveValue('Weighing scale');
        await expect(form.getByRole('combobox', { name: 'Role' })).toContainText('Order integration');
        await expect(form.getByRole('combobox', { name: 'Expires' })).toContainText('In 180 days');
      },
    },
    [...REFUSALS, DOWN, LIMITED],
  );
  expect(await countAt(world, 'prod', 'Weighing scale')).toEqual({ all: 0, alive: 0 });
  await form.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('dialog', { name: 'Weighing scale was created' }).getByText('already in').waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  expect(await countAt(world, 'prod', 'Weighing scale')).toEqual({ all: 1, alive: 1 });
});

test('rotating with an overlap, finishing the rotation, and revoking', async () => {
  const { page } = world;
  const keyId = await world.createKey('Dock door');
  const { secret } = await call(page, 'keys.reveal-secret', { keyId });
  await openKey(world, keyId);
  await page.getByRole('button', { name: 'Rotate…' }).click();
  const rotate = page.getByRole('dialog', { name: 'Rotate Dock door' });
  await choose(page, 'The old key works for', '3 days');
  await rotate.getByLabel(/^Note/).fill('Quarterly');
  await rotate.getByLabel(/^Type /).fill('Dock door');
  const kept = async (): Promise<void> => {
    await expect(rotate.getByLabel(/^Note/)).toHaveValue('Quarterly');
    await expect(rotate.getByLabel(/^Type /)).toHaveValue('Dock door');
    await expect(rotate.getByRole('combobox', { name: 'The old key works for' })).toContainText('3 days');
  };
  const submit = rotate.getByRole('button', { name: 'Rotate Dock door' });
  await survives(world, { form: rotate, submit, kept }, REFUSALS);
  // A refusal of the very request, after the looking before it went well.
  await survives(
    world,
    { form: rotate, submit, kept },
    REFUSALS.map((refusal) => ({ ...refusal, fault: { ...refusal.fault, method: 'POST' } })),
  );
  expect(await countAt(world, 'prod', 'Dock door')).toEqual({ all: 1, alive: 1 });
  await submit.click();
  await page.getByRole('button', { name: 'Go to the checklist' }).click();
  expect((await countAt(world, 'prod', 'Dock door')).all).toBe(2);

  // The old key is ended before its day, and what the API says meanwhile is shown each time.
  await openKey(world, keyId);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Revoke…' }).click();
  const revoke = page.getByRole('dialog', { name: 'Revoke Dock door' });
  await revoke.getByLabel(/^Note/).fill('All places are updated');
  await revoke.getByLabel(/^Type /).fill('Dock');
  await revoke.getByRole('button', { name: 'Revoke Dock door' }).click();
  await expect(revoke.getByText('That is not the name.')).toBeVisible();
  await revoke.getByLabel(/^Type /).fill('Dock door');
  const revokeForm = {
    form: revoke,
    submit: revoke.getByRole('button', { name: 'Revoke Dock door' }),
    kept: async () => {
      await expect(revoke.getByLabel(/^Note/)).toHaveValue('All places are updated');
      await expect(revoke.getByLabel(/^Type /)).toHaveValue('Dock door');
    },
  };
  await survives(world, revokeForm, REFUSALS);
  await survives(
    world,
    revokeForm,
    REFUSALS.map((refusal) => ({ ...refusal, fault: { ...refusal.fault, method: 'DELETE' } })),
  );
  expect(await world.server.tryKey(secret)).not.toBe(401);
  await revokeForm.submit.click();
  await expect(revoke).toBeHidden();
  expect(await world.server.tryKey(secret)).toBe(401);
  await page.getByText('was seen refused').first().waitFor();
});

test('testing a key, here and in another account', async () => {
  const { page } = world;
  const keyId = await world.createKey('Label press');
  await openKey(world, keyId);
  const panel = page.getByRole('complementary');
  const testKey = panel.getByRole('button', { name: 'Test key' });
  for (const [fault, says] of [
    [{ dropBeforeCommit: true }, /could not be reached|answer/i],
    [{ status: 401 }, /refused|not accept|does not know/i],
  ] as const) {
    await world.server.control('POST', 'faults', fault);
    await testKey.click();
    await expect(panel.getByRole('alert').filter({ hasText: says }).first()).toBeVisible({ timeout: 20_000 });
    await world.server.control('DELETE', 'faults');
  }
  await testKey.click();
  await expect(panel.getByRole('alert').filter({ hasText: /accepted/i })).toBeVisible();

  await fromKeyMenu(world, keyId, 'Test in another account…');
  const other = page.getByRole('dialog', { name: 'Test Label press in another account' });
  await other.getByLabel('Account id').fill('ac_elsewhere0000');
  await world.server.control('POST', 'faults', { status: 403 });
  await other.getByRole('button', { name: 'Test key' }).click();
  await expect(other.getByRole('alert').first()).toBeVisible();
  await world.server.control('DELETE', 'faults');
  await expect(other.getByLabel('Account id')).toHaveValue('ac_elsewhere0000');
  await other.getByRole('button', { name: 'Cancel' }).click();
});

test('making a role, and narrowing one', async () => {
  const { page } = world;
  await fromPalette(page, 'new role');
  const form = page.getByRole('dialog', { name: 'New role' });
  await form.getByLabel('Role’s name').fill('Scales only');
  // A template after the name was typed: it stays.
  await choose(page, 'Begin with', 'Read-only reporting');
  await expect(form.getByLabel('Role’s name')).toHaveValue('Scales only');
  const boxes = form
    .getByRole('group', { name: 'units', exact: true })
    .getByRole('checkbox', { name: 'Create' });
  await boxes.click();
  await survives(
    world,
    {
      form,
      submit: form.getByRole('button', { name: 'Create role' }),
      kept: async () => {
        await expect(form.getByLabel('Role’s name')).toHaveValue('Scales only');
        await expect(boxes).toBeChecked();
      },
    },
    REFUSALS.filter(({ fault }) => fault['status'] !== 409),
  );
  await form.getByRole('button', { name: 'Create role' }).click();
  await expect(form).toBeHidden();

  const keyId = await world.createKey('Pallet wrapper', 'Admin');
  await world.server.control('POST', 'faults', { path: 'request-logs|logs', status: 403 });
  await fromKeyMenu(world, keyId, 'Narrow the role…');
  await page.getByRole('heading', { name: 'Narrow the role of Pallet wrapper' }).waitFor();
  await expect(page.getByRole('alert').first()).toBeVisible();
  await world.server.control('DELETE', 'faults');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('The logs show no request').waitFor();
  await page.getByRole('checkbox', { name: 'This step is done' }).click();
  await page.getByLabel('Role’s name').fill('Wrapper');
  const read = page
    .getByRole('group', { name: 'units', exact: true })
    .getByRole('checkbox', { name: 'Read' });
  await read.click();
  await survives(
    world,
    {
      form: page.getByRole('main'),
      submit: page.getByRole('button', { name: 'Create role' }),
      kept: async () => {
        await expect(page.getByLabel('Role’s name')).toHaveValue('Wrapper');
        await expect(read).toBeChecked();
      },
    },
    REFUSALS.slice(0, 2),
  );
  await page.getByRole('button', { name: 'Create role' }).click();
  const issue = page.getByRole('button', { name: 'Issue the key' });
  await page.getByLabel('Name', { exact: true }).fill('Pallet wrapper, narrow');
  await survives(
    world,
    {
      form: page.getByRole('main'),
      submit: issue,
      kept: async () => {
        await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Pallet wrapper, narrow');
      },
    },
    REFUSALS,
  );
  expect((await countAt(world, 'prod', 'Pallet wrapper, narrow')).all).toBe(0);
  await page.getByRole('button', { name: 'End without finishing' }).click();
  await page.getByText('Ended without finishing').waitFor();
});

test('connecting an account, and looking for its sandboxes', async () => {
  const { page } = world;
  await fromPalette(page, 'connect an account');
  const form = page.getByRole('dialog', { name: 'Connect an account' });
  const { adminKey } = world.server.account('test');
  await form.getByLabel('Admin key', { exact: true }).fill(adminKey);
  await form.getByLabel('Name').fill('Second account');
  await form.getByLabel('API address').fill(world.server.url);
  await survives(
    world,
    {
      form,
      submit: form.getByRole('button', { name: 'Connect', exact: true }),
      kept: async () => {
        await expect(form.getByLabel('Admin key', { exact: true })).toHaveValue(adminKey);
        await expect(form.getByLabel('Name')).toHaveValue('Second account');
        await expect(form.getByLabel('API address')).toHaveValue(world.server.url);
      },
    },
    // Said at the field of the key.
    [
      { ...REFUSALS[0]!, says: /it is no admin's/ },
      { ...REFUSALS[1]!, says: /does not know this API key/ },
    ],
  );
  expect((await call(page, 'connections.list', undefined)).connections).toHaveLength(1);
  await form.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(form).toBeHidden();

  await goTo(page, 'Settings');
  await world.server.control('POST', 'faults', { path: 'sandboxes', status: 403 });
  await page.getByRole('button', { name: 'Sandboxes…' }).first().click();
  const sandboxes = page.getByRole('dialog', { name: /^Sandboxes of/ });
  await expect(sandboxes.getByRole('alert')).toBeVisible();
  await world.server.control('DELETE', 'faults');
  await sandboxes.getByRole('button', { name: 'Try again' }).click();
  await expect(sandboxes.getByRole('region')).not.toHaveCount(0);
  await sandboxes.getByRole('button', { name: 'Close' }).last().click();
});

test('a drill, refused at every step', async () => {
  const { page } = world;
  await fromPalette(page, 'practise');
  const main = page.getByRole('main');
  const nothing = async (): Promise<void> => Promise.resolve();
  const step = async (button: string | RegExp): Promise<void> => {
    const submit = page.getByRole('button', { name: button });
    await submit.waitFor();
    await survives(world, { form: main, submit, kept: nothing }, REFUSALS.slice(0, 1));
    await submit.click();
  };
  await step('Make key and file');
  await step('Rotate the practice key');
  await page.getByRole('button', { name: /^Replace in / }).click();
  await page.getByRole('checkbox', { name: 'This step is done' }).click();
  await step('Clean up and finish');
  await page.getByText('You have rotated a key, and proved it.').waitFor();
  const drilled = (await world.server.keys(world.server.account('test'))).filter(({ name }) =>
    name.startsWith('Rotation drill'),
  );
  expect(drilled.filter(({ revoked_at: at }) => at === null)).toEqual([]);
});

test('what another admin did meanwhile is said, and shown', async () => {
  const { page } = world;
  const keyId = await world.createKey('Gate sensor');
  await openKey(world, keyId);
  await page.getByRole('button', { name: 'Rotate…' }).click();
  const rotate = page.getByRole('dialog', { name: 'Rotate Gate sensor' });
  await rotate.getByLabel(/^Type /).fill('Gate sensor');
  await elsewhere(world, 'prod', 'DELETE', `/v1/auth/api-keys/${keyId}`);
  await rotate.getByRole('button', { name: 'Rotate Gate sensor' }).click();
  await expect(rotate.getByText('This key is revoked already, so it cannot be rotated.')).toBeVisible();
  await rotate.getByRole('button', { name: 'Cancel' }).click();

  // Somebody else revoked it first: what was wanted is so, and is shown so.
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Revoke…' }).click();
  const revoke = page.getByRole('dialog', { name: 'Revoke Gate sensor' });
  await revoke.getByLabel(/^Type /).fill('Gate sensor');
  await revoke.getByRole('button', { name: 'Revoke Gate sensor' }).click();
  await expect(revoke).toBeHidden();
  await expect(page.getByRole('complementary').getByText('Revoked').first()).toBeVisible();

  // Its record was deleted by another window or command while its dialog is open.
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  const remove = page.getByRole('dialog', { name: 'Delete Gate sensor' });
  await call(page, 'keys.delete', { keyId });
  await remove.getByRole('button', { name: 'Delete Gate sensor' }).click();
  await expect(remove.getByRole('alert')).toBeVisible();
  await remove.getByRole('button', { name: 'Cancel' }).click();
});

test('the admin key ends in the middle: the form stays, the account is repaired, the form goes through', async () => {
  const { page } = world;
  const account = world.server.account('prod');
  const spare = (await elsewhere(world, 'prod', 'POST', '/v1/auth/api-keys', {
    name: 'Spare admin',
    role_id: world.roleId('Admin'),
  })) as { api_key_secret: string };
  await goTo(page, 'Keys');
  await page.getByRole('button', { name: 'New key' }).click();
  const form = page.getByRole('dialog', { name: 'New key' });
  await choose(page, 'Account', account.name);
  await form.getByLabel('Name').fill('Night shift');
  await choose(page, 'Role', 'Order integration');
  const own = (await call(page, 'connections.list', undefined)).connections.find(
    ({ id }) => id === world.connectionId,
  )!.adminKeyId!;
  await elsewhere(world, 'prod', 'DELETE', `/v1/auth/api-keys/${own}`, undefined, spare.api_key_secret);
  await form.getByRole('button', { name: 'Create key' }).click();
  await expect(form.getByRole('alert').filter({ hasText: /not accept|refus|revoked/i })).toBeVisible();
  await expect(form.getByLabel('Name')).toHaveValue('Night shift');
  // Straight from the form to what helps; what was typed waits.
  await form.getByRole('button', { name: 'Repair connection…' }).click();
  const repair = page.getByRole('dialog', { name: new RegExp(`^Repair ${account.name}`) });
  await repair.getByLabel('Admin key', { exact: true }).fill(spare.api_key_secret);
  await repair.getByRole('button', { name: /Repair/ }).click();
  await expect(repair).toBeHidden();
  // The roles are not there yet when it is pressed: the role was chosen before.
  const [holder] = await processIds(world.running, 'vault-process');
  process.kill(holder!, 'SIGSTOP');
  try {
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(form.getByLabel('Name')).toHaveValue('Night shift');
    await form.getByRole('button', { name: 'Create key' }).click();
  } finally {
    process.kill(holder!, 'SIGCONT');
  }
  await page.getByRole('dialog', { name: 'Night shift was created' }).waitFor();
  expect(world.running.consoleErrors).toEqual([]);
});
