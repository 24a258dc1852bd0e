/** Another copy of the vault in the window: noticed, looked at, folded in, and a choice where the two had it differently. */
import { expect, test } from '@playwright/test';
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { createProviderService } from '../../electron/providers/index.ts';
import { keysCollection } from '../../electron/keys/registry/records.ts';
import { openVault, type ManagedVault } from '../../electron/vault/index.ts';
import { SecretBytes } from '../../electron/vault/secret-bytes.ts';
import { axeViolations, showTheme } from './support/axe.ts';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call, reply } from './support/bridge.ts';
import { answerDialogs, askedQuestions, grantPath } from './support/dialogs.ts';
import {
  answerPassword,
  askedPassword,
  cancelPassword,
  passwordWindow,
  typePassword,
} from './support/password.ts';
import { makeVault } from './support/vault.ts';
import { say } from '../../shared/messages/say.ts';

const PASSWORD = 'marmalade cupboard twelve';
const OTHER_PASSWORD = 'seven lanterns by the harbour';
const CONFLICT = 'vault (conflicted copy).db';
const text = (value: string): SecretBytes => SecretBytes.fromText(value);

const temporary = makeTemporaryFolder();
const folder = path.join(temporary.path, 'vault');
let running: RunningApp;
let page: Page;
let keyId: string;

test.describe.configure({ mode: 'serial' });

async function change(
  at: string,
  work: (vault: ManagedVault) => unknown,
  password: string = PASSWORD,
): Promise<void> {
  const vault = await openVault({ folder: at, credential: { kind: 'password', password: text(password) } });
  await work(vault);
  vault.close();
}

function serviceOn(vault: ManagedVault): ReturnType<typeof createProviderService> {
  const fetch = (): Promise<never> => Promise.reject(new Error('no network'));
  return createProviderService({ vault, fetch, userAgent: 'test', actor: 'app' });
}

function copyTo(name: string): string {
  const at = path.join(temporary.path, name);
  mkdirSync(at);
  copyFileSync(path.join(folder, 'vault.db'), path.join(at, 'vault.db'));
  return at;
}

const generic = { header: 'X-Key', headerPrefix: null, mode: 'test' } as const;

function edit(vault: ManagedVault, notes: string, address: string, secret: string): void {
  const service = serviceOn(vault);
  const [connection] = service.list().connections;
  service.editConnection({ connectionId: connection!.id, name: 'Parcels', url: address, ...generic });
  vault.transaction((transaction) => {
    transaction.put(keysCollection, keyId, {
      ...transaction.get(keysCollection, keyId)!,
      notes,
    });
    transaction.putSecret(keyId, text(secret));
  });
}

test.beforeAll(async () => {
  await makeVault(folder, 'Acme vault', PASSWORD);
  await change(folder, async (vault) => {
    const service = serviceOn(vault);
    const { id: connectionId } = service.addConnection({
      provider: 'generic',
      name: 'Parcels',
      url: 'https://first.parcels.example',
      ...generic,
    });
    const added = await service.addKey({
      connectionId,
      name: 'Labels',
      owner: null,
      expiresAt: null,
      rotateBy: null,
      scanPrefix: null,
      secret: text('parcel-0123456789-first-AAAA'),
    });
    keyId = added.key.id;
  });
  const [there, elsewhere] = [copyTo('there'), copyTo('elsewhere')];
  await change(there, (vault) => {
    edit(vault, 'Noted there', 'https://there.parcels.example', 'parcel-0123456789-there-BBBB');
  });
  await change(elsewhere, async (vault) => {
    (await vault.rotateVaultKey(text(PASSWORD))).recoveryKey?.wipe();
    await vault.changePassword(text(PASSWORD), text(OTHER_PASSWORD));
    vault.transaction((transaction) => {
      transaction.audit({ action: 'note', detail: say('file.as-it-is', { text: 'Written elsewhere.' }) });
    });
  });
  await change(folder, (vault) => {
    edit(vault, 'Noted here', 'https://here.parcels.example', 'parcel-0123456789-here-CCCC');
  });
  running = await launchApp({ vaultFolder: folder });
  page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  await page.getByRole('navigation').first().waitFor();
});
test.afterAll(async () => {
  await closeStarted(running);
  temporary.remove();
});

test('a copy that a sync tool lays there is named, looked at and folded in, and lies among the backups then', async () => {
  copyFileSync(path.join(temporary.path, 'there', 'vault.db'), path.join(folder, CONFLICT));
  await page.evaluate(() => globalThis.dispatchEvent(new Event('focus')));
  await expect(page.getByText(`Another copy of a vault lies beside this one: ${CONFLICT}.`)).toBeVisible();
  await page.getByRole('button', { name: 'Look at it…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Fold another copy in' });
  await dialog.getByRole('button', { name: 'Look at it' }).click();
  await expect(dialog.getByText('Folding it in would do this')).toBeVisible();
  await expect(dialog.getByText('Another address or setting of Parcels')).toContainText(
    'There: https://there.parcels.example · Here: https://here.parcels.example',
  );
  expect((await call(page, 'merge.differences', undefined)).differences).toEqual([]);
  for (const theme of ['light', 'dark', 'forced'] as const) {
    await showTheme(page, theme);
    const rules = theme === 'forced' ? 'without-colours' : 'all';
    expect(await axeViolations(page, { rules }), theme).toEqual([]);
  }
  await showTheme(page, 'light');
  await dialog.getByRole('button', { name: 'Fold it in' }).click();
  await expect(dialog.getByText('The copy is folded in')).toBeVisible();
  await expect(dialog.getByText('Kept twice, until you choose:')).toContainText('Labels');
  expect(existsSync(path.join(folder, CONFLICT))).toBe(false);
  expect(readdirSync(path.join(folder, 'backups')).filter((name) => name.startsWith('merged-'))).toHaveLength(
    1,
  );
  await dialog.getByRole('button', { name: 'Look at the differences' }).click();
});

test('both values are shown, secrets masked; a note is chosen, a secret and an address with the password', async () => {
  const dialog = page.getByRole('dialog', { name: 'What copies had differently' });
  await expect(dialog.getByText('••••BBBB')).toBeVisible();
  await expect(dialog.getByText('••••CCCC')).toBeVisible();
  await expect(dialog).not.toContainText('parcel-0123456789');
  expect(await axeViolations(page, { rules: 'all' })).toEqual([]);
  await dialog.getByRole('button', { name: 'Use Noted there for Labels' }).click();
  await expect(dialog.getByText('Noted here')).toBeHidden();

  const secrets = dialog.getByRole('button', { name: 'Use ••••BBBB for Labels' });
  await secrets.click();
  const first = await passwordWindow(page);
  await expect(first.getByRole('heading')).toHaveText('Choose between two secrets');
  await cancelPassword(first);
  await expect(secrets).toBeVisible();
  await secrets.click();
  await answerPassword(page, PASSWORD);
  await expect(secrets).toBeHidden();
  const { secret } = await call(page, 'keys.reveal-secret', { keyId });
  expect(secret).toBe('parcel-0123456789-there-BBBB');

  await answerDialogs(running);
  await askedQuestions(running);
  await dialog.getByRole('button', { name: 'Use https://there.parcels.example for Parcels' }).click();
  const window = await passwordWindow(page);
  await expect(window.locator('dd')).toHaveText([
    'Parcels',
    'url',
    'https://there.parcels.example',
    'https://here.parcels.example',
  ]);
  const closed = window.waitForEvent('close');
  await typePassword(window, PASSWORD);
  await closed;
  // Main shows the address itself before anything goes there.
  await expect
    .poll(async () => (await askedQuestions(running)).map(({ detail }) => detail))
    .toEqual([expect.stringContaining('https://there.parcels.example')]);
  await expect(dialog.getByText('Nothing is kept twice.')).toBeVisible();
  const { connections } = await call(page, 'providers.list', undefined);
  expect(connections).toMatchObject([{ url: 'https://there.parcels.example' }]);
  expect(connections[0]?.asleep ?? false).toBe(false);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
});

test('the page cannot choose what it was not shown, nor name a file that is in no list', async () => {
  const place = { collection: 'keys', id: keyId, field: 'notes' };
  expect(await reply(page, 'merge.choose', { ...place, index: 0, state: 'x' })).toMatchObject({
    ok: false,
    error: { code: 'conflict' },
  });
  for (const name of ['vault.db', '../there/vault.db', path.join(temporary.path, 'there', 'vault.db')]) {
    expect(await reply(page, 'merge.look', { copy: { kind: 'beside', name } })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
  }
});

test('a copy under another key is opened by its own password, typed in main’s window', async () => {
  const file = path.join(temporary.path, 'elsewhere', 'vault.db');
  const grant = await grantPath(running, page, 'open-copy', file);
  const { window, over } = await askedPassword(page, 'merge.fold', { copy: { kind: 'file', grant } });
  await expect(window.getByRole('heading')).toHaveText('Fold another copy of the vault in');
  await expect(window.locator('dd')).toHaveText(file);
  await typePassword(window, PASSWORD);
  await expect(window.getByText('That does not open')).toBeVisible();
  const closed = window.waitForEvent('close');
  await typePassword(window, OTHER_PASSWORD);
  await closed;
  expect(await over).toMatchObject({ ok: true, value: { isEmpty: false, movedTo: null } });
  expect(existsSync(file)).toBe(true);
});

test('the activity shows the logs of both copies, each by itself, also in German', async () => {
  await page.getByRole('navigation').first().getByRole('button', { name: 'Activity' }).click();
  const logs = page.getByRole('region', { name: 'Logs of other copies' });
  await expect(logs.locator('summary')).toHaveCount(2);
  for (const summary of await logs.locator('summary').all()) await summary.click();
  await expect(logs.getByText('Written elsewhere.')).toBeVisible();
  expect(await axeViolations(page, { rules: 'all' })).toEqual([]);
  await call(page, 'settings.update', { language: 'de' });
  await expect(page.getByText('Protokolle anderer Kopien')).toBeVisible();
  expect(running.consoleErrors).toEqual([]);
});
