/** Many production keys at once, with what can come in between: a refusal, a lock, the end of the app, no network. */
import { expect, test, type Locator } from '@playwright/test';
import type { VaultBridge } from '../../shared/ipc-contract.ts';
import { closeStarted } from './support/app.ts';
import { axeViolations } from './support/axe.ts';
import { call } from './support/bridge.ts';
import { lock, startFlowWorld, unlock, type FlowWorld } from './support/flow.ts';

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

async function accessible(): Promise<void> {
  expect(await axeViolations(world.page, { within: 'html' })).toEqual([]);
}

/** Makes keys, narrows the list to them and marks them all with the keyboard. */
async function markedKeys(prefix: string, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 1; index <= count; index += 1)
    ids.push(await world.createKey(`${prefix} ${String(index)}`));
  const { page } = world;
  await page.getByRole('searchbox', { name: 'Search keys' }).fill(`${prefix} `);
  // The row of a key that is being made has its name already, but not its id.
  const rows = page.getByTestId('key-row');
  await expect(rows).toHaveCount(count);
  for (const id of ids) await expect(rows.and(page.locator(`[data-key-id="${id}"]`))).toBeVisible();
  const grid = page.getByRole('grid', { name: 'Keys' });
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  for (let index = 1; index < count; index += 1) await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('row', { selected: true })).toHaveCount(count);
  return ids;
}

async function begin(action: 'Rotate' | 'Revoke', count: number): Promise<Locator> {
  const { page } = world;
  await page
    .getByRole('toolbar', { name: 'Selected keys' })
    .getByRole('button', { name: `${action}…` })
    .click();
  const dialog = page.getByRole('dialog', { name: `${action} ${String(count)} keys` });
  await dialog.getByLabel(/the number of production keys/).fill(String(count));
  await dialog.getByRole('button', { name: `${action} ${String(count)} keys` }).click();
  return page.getByRole('dialog', { name: action === 'Rotate' ? /^Rotating/ : /^Revoking/ });
}

const revoked = async (ids: readonly string[]): Promise<readonly boolean[]> => {
  const keys = await world.server.keys(world.server.account('prod'));
  return ids.map((id) => typeof keys.find((key) => key.id === id)?.revoked_at === 'string');
};

test('what is pressed is done, however much changes at the same time', async () => {
  const { page } = world;
  const keyId = await world.createKey('Weighbridge');
  const refused = await page.evaluate(async (id) => {
    const { vault } = globalThis as unknown as { vault: VaultBridge };
    const replies = [];
    for (let count = 0; count < 120; count += 1)
      replies.push(await vault.call('keys.edit', { keyId: id, notes: String(count) }));
    return replies.filter(({ ok }) => !ok);
  }, keyId);
  expect(refused).toEqual([]);
});

test('are marked with the keyboard and revoked only when their number was typed; one is refused', async () => {
  const ids = await markedKeys('Loom', 3);
  await accessible();
  const { page } = world;
  await world.server.control('POST', 'faults', { method: 'DELETE', path: ids[1]!, status: 403, times: 1 });
  await page.getByRole('toolbar', { name: 'Selected keys' }).getByRole('button', { name: 'Revoke…' }).click();
  const form = page.getByRole('dialog', { name: 'Revoke 3 keys' });
  await form.getByLabel(/the number of production keys/).fill('2');
  await form.getByRole('button', { name: 'Revoke 3 keys' }).click();
  await expect(form.getByRole('alert')).toContainText('Type the number 3');
  await accessible();
  expect(await revoked(ids)).toEqual([false, false, false]);
  await form.getByLabel(/the number of production keys/).fill('3');
  await form.getByRole('button', { name: 'Revoke 3 keys' }).click();
  const progress = page.getByRole('dialog', { name: /^Revoking/ });
  await expect(progress.getByRole('status')).toHaveText('2 done, 1 failed, 0 to do');
  await accessible();
  expect(await revoked(ids)).toEqual([true, false, true]);
  await progress.getByRole('button', { name: /^Try the failed one again/ }).click();
  await expect(progress.getByRole('status')).toHaveText('3 done, 0 failed, 0 to do');
  expect(await revoked(ids)).toEqual([true, true, true]);
  await progress.getByRole('button', { name: 'Done' }).click();
});

test('a key that is being made can’t be marked: what it becomes has another id', async () => {
  const { page } = world;
  const present = await world.createKey('Spindle 1');
  await world.server.control('POST', 'faults', {
    method: 'POST',
    path: '/api-keys',
    delayMs: 5000,
    times: 1,
  });
  const made = world.createKey('Spindle 2');
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('Spindle ');
  const rows = page.getByTestId('key-row');
  await expect(rows).toHaveCount(2);
  const pending = rows.and(page.locator('[data-key-id^="pending_"]'));
  await expect(pending.getByRole('checkbox')).toBeDisabled();
  await page.getByRole('grid', { name: 'Keys' }).focus();
  await page.keyboard.press('Control+a');
  const selected = page.getByRole('row', { selected: true });
  await expect(selected).toHaveCount(1);
  await expect(selected).toHaveAttribute('data-key-id', present);
  await expect(page.getByLabel('Select all')).toBeChecked();
  await expect(pending).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('Escape');
  await expect(selected).toHaveCount(0);
  const id = await made;
  await expect(rows.and(page.locator(`[data-key-id="${id}"]`))).toBeVisible();
});

test('go on after a lock in the middle, and no key is made twice', async () => {
  const ids = await markedKeys('Kiln', 2);
  await world.server.control('POST', 'faults', { method: 'GET', path: ids[0]!, delayMs: 3000, times: 1 });
  await begin('Rotate', 2);
  await world.page.getByTestId('batch-item').first().getByText('Under way…').waitFor();
  await lock(world);
  await unlock(world);
  const { page } = world;
  await page.getByText(/^Rotating 2 keys was interrupted/).waitFor();
  await page.getByRole('button', { name: 'Continue' }).click();
  const progress = page.getByRole('dialog', { name: /^Rotating/ });
  await progress.getByRole('button', { name: 'Continue' }).click();
  await expect(progress.getByRole('status')).toHaveText('2 done, 0 failed, 0 to do');
  await progress.getByRole('button', { name: 'Done' }).click();
  const { keys } = await call(page, 'keys.list', undefined);
  for (const name of ['Kiln 1', 'Kiln 2']) {
    const replacements = keys.filter((key) => key.name === name && !ids.includes(key.id));
    expect(replacements.map(({ secretHeld }) => secretHeld)).toEqual([true]);
  }
  const atServer = await world.server.keys(world.server.account('prod'));
  expect(atServer.filter(({ name }) => name.startsWith('Kiln '))).toHaveLength(4);
});

test('go on after the app was killed in the middle', async () => {
  const ids = await markedKeys('Anvil', 2);
  await world.server.control('POST', 'faults', { method: 'GET', path: ids[0]!, delayMs: 3000, times: 1 });
  await begin('Revoke', 2);
  await world.page.getByTestId('batch-item').first().getByText('Under way…').waitFor();
  await world.crash();
  await world.page.getByText(/^Revoking 2 keys was interrupted/).waitFor();
  await world.page.getByRole('button', { name: 'Continue' }).click();
  const progress = world.page.getByRole('dialog', { name: /^Revoking/ });
  await progress.getByRole('button', { name: 'Continue' }).click();
  await expect(progress.getByRole('status')).toHaveText('2 done, 0 failed, 0 to do');
  expect(await revoked(ids)).toEqual([true, true]);
  await progress.getByRole('button', { name: 'Done' }).click();
});

test('stop where Augno does not answer; the rest can be left as it is', async () => {
  const ids = await markedKeys('Bellows', 2);
  await world.server.control('POST', 'faults', { path: '/v1/auth/api-keys/.+', status: 503 });
  const progress = await begin('Revoke', 2);
  await progress.getByText('Stopped here').waitFor();
  await accessible();
  expect(await revoked(ids)).toEqual([false, false]);
  await progress.getByRole('button', { name: 'Close' }).first().click();
  await world.page.getByRole('button', { name: 'Leave the rest' }).click();
  await expect(world.page.getByText(/was interrupted/)).toHaveCount(0);
  expect(await revoked(ids)).toEqual([false, false]);
});

test('have their overlaps extended together, and ended where nothing needs the old key', async () => {
  const ids = await markedKeys('Press', 3);
  const { page } = world;
  const { secret } = await call(page, 'keys.reveal-secret', { keyId: ids[0]! });
  await page.getByRole('toolbar', { name: 'Selected keys' }).getByRole('button', { name: 'Rotate…' }).click();
  const form = page.getByRole('dialog', { name: 'Rotate 3 keys' });
  await form.getByRole('combobox', { name: 'The old key works for' }).click();
  await page.getByRole('option', { name: '3 days', exact: true }).click();
  await form.getByRole('checkbox', { name: /^The date can still be put off/ }).click();
  await form.getByLabel(/the number of production keys/).fill('3');
  await form.getByRole('button', { name: 'Rotate 3 keys' }).click();
  const rotating = page.getByRole('dialog', { name: /^Rotating/ });
  await expect(rotating.getByRole('status')).toHaveText('3 done, 0 failed, 0 to do');
  await rotating.getByRole('button', { name: 'Overlaps…' }).click();

  const ends = async (): Promise<readonly number[]> =>
    (await call(page, 'rotations.list', undefined)).rotations
      .filter(({ oldKeyId }) => ids.includes(oldKeyId))
      .map(({ oldWorksUntil }) => Date.parse(oldWorksUntil ?? ''));
  const before = await ends();
  const overlaps = page.getByRole('dialog', { name: 'Overlaps of these keys' });
  await expect(overlaps.getByTestId('overlap')).toHaveCount(3);
  await accessible();
  await overlaps.getByRole('radio', { name: 'Extend them' }).click();
  await overlaps.getByRole('button', { name: 'Extend 3 overlaps' }).click();
  await expect(overlaps).toHaveCount(0);
  await expect(page.getByText('3 overlaps last 1 day longer').first()).toBeVisible();
  expect(await ends()).toEqual(before.map((at) => at + 86_400_000));

  // Longer than an overlap may last: each is named with why, and stays as it was.
  await page.getByRole('grid', { name: 'Keys' }).focus();
  await page.keyboard.press('Control+a');
  const open = page
    .getByRole('toolbar', { name: 'Selected keys' })
    .getByRole('button', { name: 'Overlaps…' });
  for (let week = 1; week <= 4; week += 1) {
    await open.click();
    await overlaps.getByRole('radio', { name: 'Extend them' }).click();
    await overlaps.getByRole('combobox', { name: 'Longer by' }).click();
    await page.getByRole('option', { name: '7 days', exact: true }).click();
    await overlaps.getByRole('button', { name: 'Extend 3 overlaps' }).click();
    if (week === 4) await expect(overlaps).toContainText('3 overlaps were not extended');
    else await expect(overlaps).toHaveCount(0);
  }
  await expect(overlaps.getByText(/30 days from now at the latest/)).toHaveCount(3);
  await accessible();
  await overlaps.getByRole('button', { name: 'Close' }).last().click();

  // One old key is used still, as is heard of while they are looked at: it is named, and left.
  await open.click();
  await overlaps.getByRole('radio', { name: 'End them now' }).click();
  await expect(overlaps.getByRole('button', { name: 'End 3 overlaps now' })).toBeVisible();
  await fetch(`${world.server.url}/v1/catalog/units`, {
    headers: { Authorization: `Bearer ${secret}`, 'Augno-Version': '1.0.forge-preview.1' },
  });
  await call(page, 'connections.sync', { connectionId: world.connectionId });
  await expect(overlaps.getByText('Left as it is: something may still use the old key.')).toHaveCount(1);
  await overlaps.getByRole('button', { name: 'End 2 overlaps now' }).click();
  await expect(overlaps.getByRole('alert')).toContainText('Type the number 2');
  await overlaps.getByLabel(/the number of production keys/).fill('2');
  await overlaps.getByRole('button', { name: 'End 2 overlaps now' }).click();
  const ending = page.getByRole('dialog', { name: /^Revoking/ });
  await expect(ending.getByRole('status')).toHaveText('2 done, 0 failed, 0 to do');
  expect(await revoked(ids)).toEqual([false, true, true]);
  await ending.getByRole('button', { name: 'Done' }).click();
  const log = await call(page, 'keys.detail', { keyId: ids[1]! });
  expect(log.audit.find(({ action }) => action === 'key-revoked')).toBeTruthy();
});
