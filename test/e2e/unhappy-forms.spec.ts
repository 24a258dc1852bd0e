/**
 * Forms that are left half filled, and the odd ends of many at once: every longer form is there again after a lock, none
 * of them once it was given up; a service of one's own; keys of the documentation; tags that fit nowhere.
 */
import { expect, test, type Locator } from '@playwright/test';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Draft } from '../../shared/ipc/desktop-channels.ts';
import { closeStarted } from './support/app.ts';
import { axeViolations } from './support/axe.ts';
import { call, reply } from './support/bridge.ts';
import { connectAccount, grantPath } from './support/dialogs.ts';
import { lock, openKey, startFlowWorld, unlock, type FlowWorld } from './support/flow.ts';
import { dialogOf, halfFilled } from './support/half-filled.ts';
import { goTo, MASTER_PASSWORD } from './support/main-job.ts';
import { answerPassword, callConfirmed } from './support/password.ts';
import { startSandboxServer, type SandboxServer } from './support/sandbox-server.ts';
import { fromKeyMenu } from './support/unhappy.ts';

test.describe.configure({ mode: 'serial' });
test.use({ actionTimeout: 15_000 });

let world: FlowWorld;
/** Of another account, with a documentation key of its own. */
let second: SandboxServer;
/** What the service of one's own accepts. */
const accepted = new Set<string>();
const service = createServer((request, response) => {
  const key = String(request.headers['x-scale-key'] ?? '').replace(/^Key /, '');
  response.writeHead(accepted.has(key) ? 200 : 401).end();
});
let serviceUrl = '';

test.beforeAll(async () => {
  world = await startFlowWorld('test');
  await world.server.control('POST', 'limits', { requestsPerSecond: null });
  second = await startSandboxServer();
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  serviceUrl = `http://127.0.0.1:${String((service.address() as AddressInfo).port)}/me`;
});
test.afterAll(async () => {
  service.close();
  await second.stop();
  await closeStarted(world);
});

const shot = async (name: string): Promise<void> => {
  const folder = process.env['AUGNO_VAULT_SHOTS'];
  if (folder !== undefined) await world.page.screenshot({ path: path.join(folder, `${name}.png`) });
};

async function accessible(): Promise<void> {
  expect(await axeViolations(world.page, { within: 'html' })).toEqual([]);
}

const dialog = (): Locator => dialogOf(world.page);

test('a service of one’s own: its key is stored, tested, rotated, and gone when it is refused', async () => {
  const { page } = world;
  await goTo(page, 'Keys');
  await page.getByRole('button', { name: 'More ways to add a key' }).click();
  await page.getByRole('menuitem', { name: 'Add a key of another service…' }).click();
  await dialog().getByText('Any other service').click();
  await dialog().getByLabel('Name of the service').fill('Scales');
  await dialog().getByLabel('Address to test keys at').fill(serviceUrl);
  await dialog().getByLabel('Header', { exact: true }).fill('not a header');
  await dialog().getByRole('button', { name: 'Add service' }).click();
  await expect(dialog().getByLabel('Header', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog().getByLabel('Name of the service')).toHaveValue('Scales');
  await dialog().getByLabel('Header', { exact: true }).fill('X-Scale-Key');
  await dialog()
    .getByLabel(/^Before the key/)
    .fill('Key ');
  await dialog().getByRole('button', { name: 'Add service' }).click();
  await answerPassword(page, MASTER_PASSWORD);

  const [old, next] = ['scale-0123456789-abcdefghij', 'scale-9876543210-jihgfedcba'] as const;
  // The service is refusing: the key is stored all the same, and that is said.
  await dialog().getByLabel('Name', { exact: true }).fill('Hopper');
  await dialog().getByLabel('Key', { exact: true }).fill(old);
  await dialog().getByRole('button', { name: 'Store key' }).click();
  await expect(
    dialog()
      .getByText(/refused/i)
      .first(),
  ).toBeVisible();
  await dialog().getByRole('button', { name: 'Done' }).click();
  accepted.add(old);
  const panel = page.getByRole('complementary');
  await panel.getByRole('button', { name: 'Test key' }).click();
  await expect(panel.getByText(/Accepted by 127\.0\.0\.1/)).toBeVisible();

  await panel.getByRole('button', { name: 'Rotate…' }).click();
  accepted.add(next);
  await dialog().getByLabel('New key', { exact: true }).fill(next);
  await dialog().getByRole('button', { name: 'Store new key' }).click();
  await dialog().getByRole('button', { name: 'Go to the checklist' }).click();
  accepted.delete(old);
  await panel.getByRole('button', { name: 'Check the old key' }).click();
  await expect(panel.getByText(/was seen refused/)).toBeVisible();
});

test('many at once that cannot be: says why and leads to each; a tag goes to all or to none', async () => {
  const { page } = world;
  await goTo(page, 'Keys');
  const search = page.getByRole('searchbox', { name: 'Search keys' });
  await search.fill('Hopper');
  await page.getByTestId('key-row').first().getByRole('checkbox').click();
  const bar = page.getByRole('toolbar', { name: 'Selected keys' });
  await bar.getByRole('button', { name: 'Rotate…' }).click();
  await expect(dialog().getByRole('heading', { name: 'This key can’t be rotated from here' })).toBeVisible();
  await accessible();
  await shot('none-en');
  await call(page, 'settings.update', { language: 'de' });
  await expect(
    page.getByRole('heading', { name: 'Dieser Schlüssel lässt sich von hier aus nicht erneuern' }),
  ).toBeVisible();
  await expect(page.getByRole('dialog').getByText(/keine Schnittstelle zum Erneuern/)).toBeVisible();
  await shot('none-de');
  await call(page, 'settings.update', { language: 'system' });
  await dialog().getByRole('button', { name: 'Show Hopper' }).press('Enter');
  await expect(page.getByRole('complementary').getByRole('heading', { name: 'Hopper' })).toBeVisible();

  const full = await world.createKey('Hopper full');
  await call(page, 'keys.edit', {
    keyId: full,
    tags: Array.from({ length: 50 }, (_, at) => `t${String(at)}`),
  });
  await expect(page.getByTestId('key-row')).toHaveCount(2);
  await page.getByRole('checkbox', { name: 'Select all shown keys' }).click();
  await bar.getByRole('button', { name: 'Tag…' }).click();
  const tag = page.getByRole('dialog', { name: 'Tag 2 keys' });
  await tag.getByLabel('Tag', { exact: true }).fill('weighing');
  await tag.getByRole('button', { name: 'Add the tag' }).click();
  await expect(tag.getByText('“Hopper full” has 50 tags already')).toBeVisible();
  await expect(tag.getByLabel('Tag', { exact: true })).toHaveValue('weighing');
  const tagged = async (): Promise<number> =>
    (await call(page, 'keys.list', undefined)).keys.filter(({ tags }) => tags.includes('weighing')).length;
  expect(await tagged()).toBe(0);
  await call(page, 'keys.edit', { keyId: full, tags: ['t1'] });
  await tag.getByRole('button', { name: 'Add the tag' }).click();
  await expect(tag).toBeHidden();
  expect(await tagged()).toBe(2);
  await search.fill('');
});

test('the key of the documentation is switched off here, and in all sandboxes together', async () => {
  const { page } = world;
  const other = second.account('test');
  const otherId = (
    await connectAccount(
      world.running,
      page,
      {
        url: second.url,
        name: 'Second',
        adminKey: other.adminKey,
      },
      MASTER_PASSWORD,
    )
  ).id;
  const keys = async () =>
    (await call(page, 'keys.list', undefined)).keys.filter(({ isDocumentationKey }) => isDocumentationKey);
  const [here, there] = (await keys()).toSorted((left) => (left.connectionId === otherId ? 1 : -1));
  await openKey(world, here!.id);
  const panel = page.getByRole('complementary');
  // Asked about all of them first, and one is refused: the result names it.
  await second.control('POST', 'faults', { method: 'DELETE', status: 403, times: 1 });
  await panel.getByRole('button', { name: 'Switch off in all 2 sandboxes…' }).click();
  await page
    .getByRole('dialog', { name: 'Revoke 2 keys' })
    .getByRole('button', { name: 'Revoke 2 keys' })
    .click();
  const progress = page.getByRole('dialog', { name: /^Revoking/ });
  await expect(progress.getByRole('status')).toHaveText('1 done, 1 failed, 0 to do');
  await progress.getByRole('button', { name: 'Done' }).click();
  await expect(panel.getByText(/switched off/)).toBeVisible();

  // The other one by itself.
  await openKey(world, there!.id);
  await expect(panel.getByRole('button', { name: /^Switch off in all/ })).toHaveCount(0);
  await panel.getByRole('button', { name: 'Switch off here…' }).click();
  const revoke = page.getByRole('dialog', { name: /^Revoke Doc API Key/ });
  await expect(revoke.getByText('Augno made this key for its documentation pages.')).toBeVisible();
  await revoke.getByRole('button', { name: 'Revoke key' }).click();
  await expect(revoke).toBeHidden();
  expect((await keys()).map(({ status }) => status)).toEqual(['revoked', 'revoked']);
  for (const [server, id] of [
    [world.server, here!.id],
    [second, there!.id],
  ] as const) {
    const atServer = (await server.keys(server.account('test'))).find((key) => key.id === id);
    expect(atServer?.revoked_at).not.toBeNull();
  }
  await callConfirmed(page, MASTER_PASSWORD, 'connections.remove', { connectionId: otherId });
});

test('the key that an account is managed with is revoked only when its name was typed, in a sandbox too', async () => {
  const { page } = world;
  const own = (await call(page, 'keys.list', undefined)).keys.find(({ isConnectionKey }) => isConnectionKey)!;
  await fromKeyMenu(world, own.id, 'Revoke…');
  const revoke = page.getByRole('dialog', { name: `Revoke ${own.name}` });
  await revoke.getByRole('button', { name: /^Revoke/ }).click();
  await expect(revoke.getByText('That is not the name.')).toBeVisible();
  await expect(revoke.getByText('Augno Vault itself works with this key.')).toBeVisible();
  await revoke.getByRole('button', { name: 'Cancel' }).click();
  expect(await world.server.tryKey(world.server.account('test').adminKey)).toBe(200);
});

test('what is half typed into any longer form is there again after a lock, and gone once it was given up', async () => {
  const keyId = await world.createKey('Half done');
  const { keys } = await call(world.page, 'keys.list', undefined);
  const hopper = keys.find(({ name, status }) => name === 'Hopper' && status === 'active')!;
  const forms = halfFilled(world, { keyId, serviceKeyId: hopper.id });
  const drafts = async (): Promise<readonly Draft[]> =>
    (await call(world.page, 'drafts.list', undefined)).drafts;
  const kept: Draft[] = [];
  for (const { formId, open, fill, giveUp } of forms) {
    await open();
    await fill();
    let draft: Draft | undefined;
    await expect
      .poll(async () => (draft = (await drafts()).find((item) => formId.test(item.formId)))?.formId ?? '')
      .toMatch(formId);
    kept.push(draft!);
    // The guide and the review go on; the rest is given up, and forgotten.
    if (/^(?:guide|review)-note/.test(draft!.formId)) continue;
    await giveUp();
    await expect.poll(async () => (await drafts()).some((item) => formId.test(item.formId))).toBe(false);
  }

  for (const { formId, values } of kept) await call(world.page, 'drafts.save', { formId, values });
  await lock(world);
  await unlock(world);
  const { page } = world;
  // The bar leads to one after the other, the last first.
  for (const { formId, bar, check, giveUp } of forms.toReversed()) {
    await expect(page.getByRole('status').filter({ hasText: bar })).toBeVisible();
    await page.getByRole('status').filter({ hasText: bar }).getByRole('button', { name: 'Go on' }).click();
    await check();
    if (formId.test('runbook')) await shot('restored');
    await giveUp();
    await expect.poll(async () => (await drafts()).some((item) => formId.test(item.formId))).toBe(false);
  }
  expect(await drafts()).toEqual([]);
  await expect(page.getByRole('button', { name: 'Go on' })).toHaveCount(0);
});

test('a backup in the middle of which the vault is locked is whole or not there', async () => {
  const { page } = world;
  const file = path.join(world.folder, 'half.augnobackup');
  const grant = await grantPath(world.running, page, 'save-backup', file);
  void reply(page, 'vault.backup', { grant }).catch(() => undefined);
  await answerPassword(page, MASTER_PASSWORD, 'seven lanterns by the harbour');
  await lock(world);
  await unlock(world);
  const left = readdirSync(world.folder).filter((name) => name.includes('half'));
  expect(left).toEqual(existsSync(file) ? ['half.augnobackup'] : []);
  expect(world.running.consoleErrors).toEqual([]);
});
