/**
 * A change of the account that is interrupted: the reply is lost, the vault is locked, the window is closed, the app is
 * killed. What became of it is found out, shown, and led out of; nothing is done twice and no secret is lost.
 */
import { expect, test, type Locator } from '@playwright/test';
import { intentsCollection } from '../../electron/keys/registry/records.ts';
import { openVault } from '../../electron/vault/index.ts';
import { SecretBytes } from '../../electron/vault/secret-bytes.ts';
import type { ChannelInput } from '../../shared/ipc-contract.ts';
import { closeStarted } from './support/app.ts';
import { call, reply } from './support/bridge.ts';
import { lock, openKey, startFlowWorld, unlock, type FlowWorld } from './support/flow.ts';
import { choose, goTo, MASTER_PASSWORD } from './support/main-job.ts';
import { countAt, DOWN } from './support/unhappy.ts';

test.describe.configure({ mode: 'serial' });
test.use({ actionTimeout: 15_000 });

let world: FlowWorld;
test.beforeAll(async () => {
  world = await startFlowWorld('test', 'floor');
  await world.server.control('POST', 'limits', { requestsPerSecond: null });
});
test.afterAll(async () => {
  await closeStarted(world);
});
test.afterEach(async () => {
  await world.server.control('DELETE', 'faults');
});

const CREATE = { method: 'POST', path: '/v1/auth/api-keys$' };
const ROTATE = { method: 'POST', path: '/v1/auth/api-keys/.+/rotate' };
const REVOKE = { method: 'DELETE', path: '/v1/auth/api-keys/.+' };

async function fillCreate(name: string): Promise<Locator> {
  const { page } = world;
  await goTo(page, 'Keys');
  await page.getByRole('button', { name: 'New key' }).click();
  const form = page.getByRole('dialog', { name: 'New key' });
  await form.getByLabel('Name').fill(name);
  await choose(page, 'Role', 'Order integration');
  return form;
}

/** Until the vault has the draft: a lock or a kill before that takes the last letters, and that is as it should be. */
async function draftKept(formId: string): Promise<void> {
  await expect
    .poll(async () => (await call(world.page, 'drafts.list', undefined)).drafts.map((draft) => draft.formId))
    .toContain(formId);
}

const REASON = { kind: 'policy', text: '' } as const;

/** Asks for it and does not wait for the answer, which will not come. */
function interrupted<Name extends 'keys.rotate' | 'keys.revoke'>(
  name: Name,
  input: ChannelInput<Name>,
): void {
  void reply(world.page, name, input).catch(() => undefined);
}

/** The one living key of this name, with its secret in the vault. */
async function heldKey(name: string): Promise<string> {
  let id = '';
  await expect
    .poll(
      async () => {
        const { keys } = await call(world.page, 'keys.list', undefined);
        const alive = keys.filter((key) => key.name === name && ['active', 'expiring'].includes(key.status));
        id = alive[0]?.id ?? '';
        return alive.map(({ secretHeld }) => secretHeld);
      },
      { timeout: 20_000 },
    )
    .toEqual([true]);
  return id;
}

/** As a crash leaves it between the note of what is to be done and the request: nothing of that can be timed from outside. */
async function neverSent(folder: string, keyId: string): Promise<void> {
  const vault = await openVault({
    folder,
    credential: { kind: 'password', password: SecretBytes.fromText(MASTER_PASSWORD) },
  });
  vault.transaction((transaction) => {
    for (const { id, value } of transaction.list(intentsCollection))
      if (value.targetKeyId === keyId) transaction.put(intentsCollection, id, { ...value, sentAt: null });
  });
  vault.close();
}

test('a reply that never comes: the form says so, does not offer to do it again, and looks', async () => {
  const { page } = world;
  await world.server.control('POST', 'faults', { ...CREATE, dropAfterCommit: true });
  const form = await fillCreate('Conveyor');
  await form.getByRole('button', { name: 'Create key' }).click();
  await expect(form.getByText('Whether “Conveyor” was created is not known yet.')).toBeVisible({
    timeout: 20_000,
  });
  await expect(form.getByRole('button', { name: 'Create key' })).toHaveCount(0);
  await form.getByLabel('Name').press('Enter');
  await world.server.control('DELETE', 'faults');
  await form.getByRole('button', { name: 'Look into it now' }).click();
  await expect(form).toBeHidden();
  await heldKey('Conveyor');
  expect(await countAt(world, 'test', 'Conveyor')).toEqual({ all: 1, alive: 1 });
  expect((await call(page, 'drafts.list', undefined)).drafts).toEqual([]);
});

test('a key whose secret was lost on the way is named, with the way out of it', async () => {
  const { page } = world;
  await world.server.control('POST', 'faults', { ...CREATE, status: 500, afterCommit: true });
  const form = await fillCreate('Sorter');
  await form.getByRole('button', { name: 'Create key' }).click();
  await expect(
    form.getByText('“Sorter” was created, but the answer with the new secret was lost'),
  ).toBeVisible();
  await world.server.control('DELETE', 'faults');
  await form.getByRole('button', { name: 'Look into it now' }).click();
  await expect(form).toBeHidden();
  const [orphan] = (await call(page, 'keys.list', undefined)).keys.filter(({ name }) => name === 'Sorter');
  expect(orphan).toMatchObject({ status: 'unresolved', secretHeld: false, origin: 'here' });
  await openKey(world, orphan!.id);
  const panel = page.getByRole('complementary');
  await expect(panel.getByText('its secret was lost on the way')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Create another…' })).toBeVisible();
  await panel.getByRole('button', { name: 'Revoke…' }).click();
  const revoke = page.getByRole('dialog', { name: 'Revoke Sorter' });
  await revoke.getByRole('button', { name: 'Revoke Sorter' }).click();
  await expect(revoke).toBeHidden();
  await expect(panel.getByText('its secret was lost on the way')).toBeHidden();
  expect(await countAt(world, 'test', 'Sorter')).toEqual({ all: 1, alive: 0 });
});

test('locked while a key is made: one key, its secret here, and the form that was left leads to it', async () => {
  await world.server.control('POST', 'faults', { ...CREATE, delayMs: 60_000, afterCommit: true });
  const form = await fillCreate('Bottling');
  await draftKept('create-key');
  await form.getByRole('button', { name: 'Create key' }).click();
  await expect.poll(() => countAt(world, 'test', 'Bottling')).toEqual({ all: 1, alive: 1 });
  await lock(world);
  await world.server.control('DELETE', 'faults');
  await unlock(world);
  const { page } = world;
  await page.getByText('The form you had begun was sent: the key Bottling.').waitFor();
  // While it is looked for it has another id; what is open then is the key all the same.
  await page.getByRole('button', { name: 'Show that key' }).click();
  await heldKey('Bottling');
  const panel = page.getByRole('complementary');
  await panel.getByRole('heading', { name: 'Bottling' }).waitFor();
  await panel.getByRole('button', { name: 'Copy secret' }).waitFor();
  expect(await countAt(world, 'test', 'Bottling')).toEqual({ all: 1, alive: 1 });
  expect((await call(page, 'drafts.list', undefined)).drafts).toEqual([]);
});

test('locked while one key is rotated and another revoked: what was done there is so here', async () => {
  const keyId = await world.createKey('Bagging');
  const doomed = await world.createKey('Balancing');
  for (const request of [ROTATE, REVOKE])
    await world.server.control('POST', 'faults', { ...request, delayMs: 60_000, afterCommit: true });
  interrupted('keys.revoke', { keyId: doomed, reason: REASON, confirmation: null });
  await openKey(world, keyId);
  await world.page.getByRole('button', { name: 'Rotate…' }).click();
  const rotate = world.page.getByRole('dialog', { name: 'Rotate Bagging' });
  await rotate.getByText('At once').click();
  await rotate.getByLabel(/^Note/).fill('Every quarter');
  await draftKept(`rotate-key:${keyId}`);
  await rotate.getByRole('button', { name: 'Rotate Bagging' }).click();
  await expect.poll(() => countAt(world, 'test', 'Bagging')).toEqual({ all: 2, alive: 1 });
  await expect.poll(() => countAt(world, 'test', 'Balancing')).toEqual({ all: 1, alive: 0 });
  await lock(world);
  await world.server.control('DELETE', 'faults');
  await unlock(world);
  await call(world.page, 'connections.sync', { connectionId: null });
  expect(await heldKey('Bagging')).not.toBe(keyId);
  expect((await call(world.page, 'keys.detail', { keyId: doomed })).status).toBe('revoked');
  // The form was sent: what is left of it leads to the key and not to a second rotation.
  await world.page.getByText('You had begun to rotate Bagging.').waitFor();
  await world.page.getByRole('button', { name: 'Go on' }).click();
  await world.page.getByRole('complementary').getByRole('heading', { name: 'Bagging' }).waitFor();
  await expect(world.page.getByRole('dialog')).toHaveCount(0);
  await world.page.getByRole('button', { name: 'Discard' }).click();
});

test('the window is hidden while a key is made: what came of it is there when it is shown again', async () => {
  await world.server.control('POST', 'faults', { ...CREATE, delayMs: 700 });
  const form = await fillCreate('Palletiser');
  await form.getByRole('button', { name: 'Create key' }).click();
  await world.running.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.close();
  });
  expect(
    await world.running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible()),
  ).toBe(false);
  await heldKey('Palletiser');
  await world.running.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.show();
  });
  const done = world.page.getByRole('dialog', { name: 'Palletiser was created' });
  await done.getByText('It is already in your vault.').waitFor();
  await done.getByRole('button', { name: 'Done' }).click();
});

test('killed in the middle of a creation, a rotation and a revocation: the next start says what is known, and looks', async () => {
  const rotated = await world.createKey('Stacker');
  const revoked = await world.createKey('Shredder');
  // Done there, and not yet heard of here.
  for (const request of [CREATE, ROTATE, REVOKE])
    await world.server.control('POST', 'faults', { ...request, delayMs: 60_000, afterCommit: true });
  interrupted('keys.rotate', { keyId: rotated, overlapSeconds: 0, reason: REASON, confirmation: null });
  interrupted('keys.revoke', { keyId: revoked, reason: REASON, confirmation: null });
  const form = await fillCreate('Wrapper');
  await draftKept('create-key');
  await form.getByRole('button', { name: 'Create key' }).click();
  await expect.poll(() => countAt(world, 'test', 'Wrapper')).toEqual({ all: 1, alive: 1 });
  await expect.poll(() => countAt(world, 'test', 'Stacker')).toEqual({ all: 2, alive: 1 });
  await expect.poll(() => countAt(world, 'test', 'Shredder')).toEqual({ all: 1, alive: 0 });
  await world.server.control('DELETE', 'faults');
  await world.server.control('POST', 'faults', DOWN.fault);
  await world.crash();

  const { page } = world;
  await page.getByText('The form you had begun was sent: the key Wrapper.').waitFor();
  await page.getByRole('button', { name: 'Show that key' }).click();
  const panel = page.getByRole('complementary');
  await expect(panel.getByText('The outcome of this creation is not known yet')).toBeVisible();
  await openKey(world, rotated);
  await expect(panel.getByText('The outcome of this rotation is not known yet')).toBeVisible();
  await openKey(world, revoked);
  await expect(panel.getByText('The outcome of this revocation is not known yet')).toBeVisible();
  // The account can't be asked: that is said, and nothing is given up for it.
  const look = panel.getByRole('button', { name: 'Look into it now' });
  await look.click();
  await expect(look).not.toHaveAttribute('aria-busy', 'true', { timeout: 20_000 });
  await expect(panel.getByRole('alert').filter({ hasText: 'api-unreachable' }).first()).toBeVisible();
  await world.server.control('DELETE', 'faults');
  await look.click();
  await expect(panel.getByText('The outcome of this revocation is not known yet')).toBeHidden({
    timeout: 20_000,
  });
  await expect(panel.getByText('Revoked').first()).toBeVisible();
  await heldKey('Wrapper');
  expect(await heldKey('Stacker')).not.toBe(rotated);
  expect(await countAt(world, 'test', 'Wrapper')).toEqual({ all: 1, alive: 1 });
  expect(await countAt(world, 'test', 'Stacker')).toEqual({ all: 2, alive: 1 });
});

test('quit in the middle: the app ends in order, and the next start goes on', async () => {
  await call(world.page, 'settings.update', { closeToTray: false });
  await world.server.control('POST', 'faults', { ...CREATE, delayMs: 60_000, afterCommit: true });
  const form = await fillCreate('Strapping');
  await draftKept('create-key');
  await form.getByRole('button', { name: 'Create key' }).click();
  await expect.poll(() => countAt(world, 'test', 'Strapping')).toEqual({ all: 1, alive: 1 });
  await world.server.control('DELETE', 'faults');
  const keyId = await world.createKey('Chipper');
  await world.server.control('POST', 'faults', { ...REVOKE, delayMs: 60_000 });
  interrupted('keys.revoke', { keyId, reason: REASON, confirmation: null });
  await expect.poll(async () => (await call(world.page, 'keys.detail', { keyId })).status).toBe('unresolved');
  await world.restart(
    () =>
      world.running.app.evaluate(({ BrowserWindow }) => {
        setImmediate(() => {
          BrowserWindow.getAllWindows()[0]!.close();
        });
      }),
    (folder) => neverSent(folder, keyId),
  );
  await world.server.control('DELETE', 'faults');
  await world.page.getByText('The form you had begun was sent: the key Strapping.').waitFor();
  await heldKey('Strapping');
  expect(await countAt(world, 'test', 'Strapping')).toEqual({ all: 1, alive: 1 });

  // What was never sent is not sent by itself either: a person says so.
  await openKey(world, keyId);
  const panel = world.page.getByRole('complementary');
  await expect(panel.getByText('was interrupted and did not take effect')).toBeVisible({ timeout: 20_000 });
  await expect(panel.getByRole('button', { name: 'Leave it as it is' })).toBeVisible();
  expect(await countAt(world, 'test', 'Chipper')).toEqual({ all: 1, alive: 1 });
  await panel.getByRole('button', { name: 'Send it again' }).click();
  await expect(panel.getByText('Revoked').first()).toBeVisible();
  expect(await countAt(world, 'test', 'Chipper')).toEqual({ all: 1, alive: 0 });
  expect(world.running.consoleErrors).toEqual([]);
});
