/** Nothing that happens by itself moves what a person may be pointing at, however late it comes. */
import { expect, test } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { closeStarted } from './support/app.ts';
import { call } from './support/bridge.ts';
import { scanFolder } from './support/dialogs.ts';
import type { DialogRequest } from '../../renderer/lib/navigation-store.ts';
import { openDialog } from './support/every-dialog.ts';
import { finishedScan } from './support/finished-scan.ts';
import { openKey, startFlowWorld, type FlowWorld } from './support/flow.ts';
import { followAll } from './support/jumps.ts';
import { goTo } from './support/main-job.ts';
import { saveShots } from './support/shots.ts';

let world: FlowWorld;
let keyId: string;
let unusedId: string;
test.beforeAll(async () => {
  world = await startFlowWorld('test');
  keyId = await world.createKey('Harbour crane');
  unusedId = await world.createKey('Quay lamp');
  const { secret } = await call(world.page, 'keys.reveal-secret', { keyId });
  await request(secret, 'crane/2.0');
});
test.afterAll(async () => {
  await closeStarted(world);
});
test.afterEach(async () => {
  await world.server.control('DELETE', 'faults');
});

/** As on a slow line: what stands there is drawn long before. */
const answerLate = (method: 'GET' | 'POST', pattern: string): Promise<void> =>
  world.server.control('POST', 'faults', { method, path: pattern, delayMs: 1500 });
const LOGS = '/v1/core/request-logs';

test('neither a scan that runs nor what it found moves the sources and the findings', async () => {
  const { page, running } = world;
  const folder = path.join(world.folder, 'leaking');
  mkdirSync(folder);
  const { secret } = await call(page, 'keys.reveal-secret', { keyId });
  writeFileSync(path.join(folder, 'a.env'), `KEY=${secret}\n`);
  for (let n = 0; n < 200; n += 1) writeFileSync(path.join(folder, `${String(n)}.txt`), 'x'.repeat(100_000));
  await goTo(page, 'Findings');
  const watch = page.getByRole('button', { name: 'Watch a folder…' });
  await watch.waitFor();
  const jumps = await followAll(page);
  const over = finishedScan(page);
  await scanFolder(running, page, folder);
  await over;
  await page.getByTestId('finding-group').waitFor();
  expect(await jumps()).toEqual([]);
  await saveShots(page, 'findings-after');

  // What was found stands below now, and a second scan moves none of it.
  const again = await followAll(page);
  const overAgain = finishedScan(page);
  await scanFolder(running, page, folder);
  await overAgain;
  await page.getByRole('alert').waitFor();
  expect(await again()).toEqual([]);
});

test('a key’s detail stays where it is while its requests are read', async () => {
  const { page } = world;
  const { keyId: newKeyId } = await call(page, 'keys.rotate', {
    keyId,
    overlapSeconds: 86_400,
    reason: { kind: 'policy' },
    confirmation: null,
  });
  await goTo(page, 'Keys');
  await answerLate('GET', LOGS);
  const detail = page.getByRole('complementary');
  const opened = openKey(world, newKeyId);
  await detail.getByRole('button', { name: 'Replace in files…' }).waitFor();
  const jumps = await followAll(page);
  await opened;
  await expect(detail.getByTestId('rotation-old')).toContainText(/No request yet|Last request/);
  await detail
    .getByText('No requests in the log.')
    .or(detail.getByRole('table', { name: 'Recent requests' }))
    .waitFor();
  expect(await jumps()).toEqual([]);
});

test('dialogs about a key, a person and an account stay where they are while Augno is asked', async () => {
  const { page } = world;
  const production = await world.connect('prod');
  await answerLate('GET', '/v1/core/.+');
  const asked: readonly (readonly [DialogRequest, string | RegExp])[] = [
    [{ kind: 'revoke-key', keyId: unusedId }, 'Never used'],
    [{ kind: 'rotate-key', keyId: unusedId }, 'Never used'],
    [{ kind: 'who-was-it', subjectId: unusedId }, 'Created'],
    [{ kind: 'someone-left' }, /^Who$/],
    [{ kind: 'sandboxes', accountConnectionId: production }, 'Integration Testing'],
  ];
  for (const [request, answer] of asked) {
    await test.step(request.kind, async () => {
      const jumps = await followAll(page);
      await openDialog(page, request);
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      await dialog.getByText(answer).first().waitFor();
      await saveShots(page, request.kind);
      expect.soft(await jumps()).toEqual([]);
      await openDialog(page, null);
      await dialog.waitFor({ state: 'detached' });
    });
  }
});

test('what is said of a press moves nothing, nor does a draft that comes back', async () => {
  const { page } = world;
  const dialog = page.getByRole('dialog');
  await openDialog(page, { kind: 'create-key' });
  await dialog.getByLabel('Name', { exact: true }).fill('Weighbridge');
  await dialog.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option').first().click();
  const refusal = { method: 'POST', path: '/v1/auth/api-keys', status: 403, delayMs: 500 };
  await world.server.control('POST', 'faults', refusal);
  const jumps = await followAll(page);
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await dialog.getByRole('alert').waitFor();
  await saveShots(page, 'refused');
  expect.soft(await jumps()).toEqual([]);
  // It is asked for again, with what was typed.
  const isKept = async (): Promise<boolean> =>
    (await call(page, 'drafts.list', undefined)).drafts.some(({ formId }) => formId === 'create-key');
  await expect.poll(isKept).toBe(true);
  await openDialog(page, null);
  await dialog.waitFor({ state: 'detached' });
  const again = await followAll(page);
  await openDialog(page, { kind: 'create-key' });
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('Weighbridge');
  await page.waitForFunction(() => document.querySelector('[role=dialog]')?.getAnimations().length === 0);
  await saveShots(page, 'restored');
  expect.soft(await again()).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
});

test('the steps of a guide stay where they are while the request logs are read', async () => {
  const { page } = world;
  await goTo(page, 'Keys');
  await openKey(world, keyId);
  await page.getByRole('button', { name: 'More actions' }).click();
  await answerLate('GET', LOGS);
  await page.getByRole('menuitem', { name: 'Narrow the role…' }).click();
  await page.getByRole('button', { name: /Make a role of just that/ }).waitFor();
  const jumps = await followAll(page);
  await page.getByText('Reading the request logs…').waitFor();
  await page.getByText('Reading the request logs…').waitFor({ state: 'detached' });
  await page.getByRole('table', { name: 'Routes the key called' }).waitFor();
  await saveShots(page, 'guide');
  expect(await jumps()).toEqual([]);
  await page.getByRole('button', { name: 'End without finishing' }).click();
});

test('the overview stays where it is under the pointer, and tells what came when that goes', async () => {
  const keyOfLabels = await world.createKey('Label printer');
  const { secret } = await call(world.page, 'keys.reveal-secret', { keyId: keyOfLabels });
  await request(secret, 'labels-production/1.0');
  // Signs are read once in a while, and anew after a lock.
  await answerLate('GET', LOGS);
  await world.relock();
  const { page } = world;
  await goTo(page, 'Overview');
  const today = page.getByRole('region', { name: 'What needs you today' });
  await today.getByTestId('attention-item').first().waitFor();
  await today.hover();
  const jumps = await followAll(page);
  const isKnown = async (): Promise<boolean> =>
    (await call(page, 'matters.list', undefined)).items.some(({ keyId: about }) => about === keyOfLabels);
  await expect.poll(isKnown).toBe(true);
  const more = page.getByRole('button', { name: /^Show \d+ new/ });
  await expect.soft(more).toBeVisible();
  await saveShots(page, 'overview');
  expect(await jumps()).toEqual([]);
  await page.mouse.move(0, 0);
  await today.getByTestId('attention-item').filter({ hasText: 'Label printer' }).waitFor();
  await expect(more).toHaveCount(0);
});

async function request(secret: string, userAgent: string): Promise<void> {
  const headers = {
    Authorization: `Bearer ${secret}`,
    'Augno-Version': '1.0.forge-preview.1',
    'User-Agent': userAgent,
  };
  const answer = await fetch(`${world.server.url}/v1/catalog/units`, { headers });
  expect(answer.status).toBe(200);
}
