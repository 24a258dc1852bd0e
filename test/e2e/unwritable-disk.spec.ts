/** The app on a vault whose folder cannot be written, and on one that is not there. */
import { expect, test } from '@playwright/test';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { canMount, connectFolder, coverReadOnly, SmallDisk, uncover } from '../fixtures/disk.ts';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { axeViolations, showTheme } from './support/axe.ts';
import { call, reply } from './support/bridge.ts';
import { grantPath, scanFolder } from './support/dialogs.ts';
import { finishedScan } from './support/finished-scan.ts';
import { openKey, startFlowWorld, type FlowWorld } from './support/flow.ts';
import { MASTER_PASSWORD } from './support/main-job.ts';
import {
  answerPassword,
  askedPassword,
  callConfirmed,
  cancelPassword,
  typePassword,
} from './support/password.ts';
import { makeVault } from './support/vault.ts';

test.skip(!canMount(), 'Nothing can be mounted here; said on standard error too.');

/** Of the vault that is open, on a disk that can be written. */
async function backUp(running: RunningApp, page: Page, file: string): Promise<void> {
  const grant = await grantPath(running, page, 'save-backup', file);
  await callConfirmed(page, MASTER_PASSWORD, 'vault.backup', { grant }, 'seven lanterns by the harbour');
  expect(existsSync(file)).toBe(true);
}

/** For a person to look at, where a folder for it is named. */
async function look(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme);
    expect(await axeViolations(page)).toEqual([]);
    const folder = process.env['AUGNO_VAULT_LOOK'];
    if (folder !== undefined) await page.screenshot({ path: path.join(folder, `${name}-${theme}.png`) });
  }
}

test.describe('a vault whose folder becomes read-only while it is open', () => {
  let world: FlowWorld;
  let keyId: string;
  let vaultFolder: string;
  const bar = () => world.page.getByRole('alert').filter({ hasText: 'The vault is read-only for now.' });
  const pendingFiles = (): readonly string[] =>
    readdirSync(`${vaultFolder}.app`).filter((name) => name.startsWith('pending-log-'));

  const waitingScans = (): readonly string[] =>
    readdirSync(`${vaultFolder}.app`).filter((name) => name.startsWith('waiting-scan-'));

  test.describe.configure({ mode: 'serial' });
  test.beforeAll(async () => {
    world = await startFlowWorld('test', 'floor');
    vaultFolder = world.running.vaultFolder;
    keyId = await world.createKey('ERP Sync');
  });
  test.afterAll(async () => {
    await closeStarted(world);
  });

  test('says so in a bar, asks before each secret, keeps the entries, and enters them by itself', async () => {
    await openKey(world, keyId);
    coverReadOnly(vaultFolder);
    try {
      await expect(bar()).toContainText('Keys can be read, shown and copied');
      await expect(bar()).not.toContainText('Not yet in the log');

      // Nothing was typed, so nothing leaves, and nothing is noted.
      const first = await askedPassword(world.page, 'keys.reveal-secret', { keyId });
      await expect(first.window.getByRole('heading')).toHaveText('Show a secret');
      await expect(first.window.getByText('this is not in its log yet')).toBeVisible();
      await cancelPassword(first.window);
      expect(await first.over).toMatchObject({ ok: false, error: { code: 'cancelled' } });
      expect(pendingFiles()).toEqual([]);

      const [shown] = await Promise.all([
        call(world.page, 'keys.reveal-secret', { keyId }),
        answerPassword(world.page, MASTER_PASSWORD),
      ]);
      expect(shown.secret).toMatch(/^aug_sk_/);
      await expect(bar()).toContainText('Not yet in the log: 1 entry, kept sealed');
      const copying = await askedPassword(world.page, 'keys.copy-secret', { keyId });
      await expect(copying.window.getByRole('heading')).toHaveText('Copy a secret');
      await typePassword(copying.window, MASTER_PASSWORD);
      expect(await copying.over).toMatchObject({ ok: true });
      await expect(bar()).toContainText('Not yet in the log: 2 entries, kept sealed');
      expect(pendingFiles()).toHaveLength(1);
      await look(world.page, 'read-only');

      expect(await reply(world.page, 'keys.edit', { keyId, notes: 'refused' })).toMatchObject({
        ok: false,
        error: { code: 'vault-unwritable' },
      });
      expect(await reply(world.page, 'vault.verify', undefined)).toMatchObject({ ok: true });
      // The account answers, and is not called refused for what could not be stored.
      await reply(world.page, 'connections.sync', { connectionId: null });
      const { connections } = await call(world.page, 'connections.list', undefined);
      expect(connections.map(({ health }) => health)).toEqual(['ok']);

      await call(world.page, 'settings.update', { language: 'de' });
      await expect(world.page.getByText('Der Tresor wird nur gelesen.')).toBeVisible();
      // That the language was changed waits too.
      await expect(world.page.getByText('Noch nicht im Protokoll: 3 Einträge')).toBeVisible();
      await look(world.page, 'read-only-german');
      await call(world.page, 'settings.update', { language: 'en' });
    } finally {
      uncover(vaultFolder);
    }
    await expect(bar()).toHaveCount(0);
    await expect.poll(pendingFiles).toEqual([]);
    const { entries } = await call(world.page, 'audit.list', { limit: 50, before: null, subjectId: keyId });
    for (const action of ['secret-revealed', 'secret-copied'] as const) {
      const entered = entries.filter((entry) => entry.action === action);
      expect(entered.map(({ detail }) => detail)).toEqual([expect.stringContaining('Entered later')]);
    }
    expect((await call(world.page, 'vault.verify', undefined)).sound).toBe(true);
    // Normal again: nobody asks, and what is changed is stored.
    expect(await call(world.page, 'keys.reveal-secret', { keyId })).toBeTruthy();
    await call(world.page, 'keys.edit', { keyId, notes: 'stored' });
  });

  test('is unlocked, scanned with, backed up elsewhere, and relocked on it; a later unlock is no rollback', async () => {
    const scanned = path.join(world.folder, 'scanned');
    mkdirSync(scanned);
    coverReadOnly(vaultFolder);
    try {
      await world.relock();
      await expect(bar()).toBeVisible();
      const [{ secret }] = await Promise.all([
        call(world.page, 'keys.reveal-secret', { keyId }),
        answerPassword(world.page, MASTER_PASSWORD),
      ]);
      writeFileSync(path.join(scanned, '.env'), `KEY=${secret}\n`);
      await scanFolder(world.running, world.page, scanned);
      await world.page.getByRole('navigation', { name: 'Main' }).getByText('Findings').click();
      await expect(world.page.getByText('The scan is finished. Places with a key: 1.')).toBeVisible();
      expect((await call(world.page, 'findings.list', undefined)).findings).toEqual([]);
      // What was found outlives the process that holds the vault.
      expect(waitingScans()).toHaveLength(1);
      await backUp(world.running, world.page, path.join(world.folder, 'elsewhere.augnobackup'));
      await world.relock();
    } finally {
      uncover(vaultFolder);
    }
    await expect(bar()).toHaveCount(0);
    await expect
      .poll(async () => (await call(world.page, 'findings.list', undefined)).findings.map((one) => one.keyId))
      .toEqual([keyId]);
    expect(waitingScans()).toEqual([]);
    await world.relock();
    await expect(bar()).toHaveCount(0);
    expect((await call(world.page, 'app.state', undefined)).rollbackWarning).toBeNull();
    expect(pendingFiles()).toEqual([]);
  });
});

test('a disk that fills up while the vault is open says so, refuses writes alone, and is back by itself', async () => {
  const temporary = makeTemporaryFolder();
  const vaultFolder = path.join(temporary.path, 'vault');
  const disk = new SmallDisk(vaultFolder);
  let running: RunningApp | undefined;
  try {
    await makeVault(vaultFolder, 'On a small disk', MASTER_PASSWORD);
    running = await launchApp({ vaultFolder });
    await call(await running.page(), 'vault.unlock', { password: MASTER_PASSWORD });
    const page = await running.page();
    await page.getByRole('navigation').first().waitFor();
    const bar = page
      .getByRole('alert')
      .filter({ hasText: 'The disk is full, so the vault is read-only for now.' });
    const view = (name: string) =>
      reply(page, 'views.save', {
        name,
        tab: 'all',
        search: '',
        connectionId: null,
        provider: null,
        sort: { column: 'name', descending: false },
        hidden: [],
      });
    expect(await view('before')).toMatchObject({ ok: true });
    disk.fill();
    expect(await view('refused')).toMatchObject({ ok: false, error: { code: 'vault-disk-full' } });
    await expect(bar).toBeVisible();
    expect(await reply(page, 'vault.verify', undefined)).toMatchObject({ ok: true });
    expect(await reply(page, 'keys.list', undefined)).toMatchObject({ ok: true });
    const { views } = await call(page, 'views.list', undefined);
    expect(views.map(({ name }) => name)).toEqual(['before']);
    await backUp(running, page, path.join(temporary.path, 'elsewhere.augnobackup'));
    const scanned = path.join(temporary.path, 'scanned');
    mkdirSync(scanned);
    const end = finishedScan(page);
    await scanFolder(running, page, scanned);
    expect(await end).toMatchObject({ outcome: 'done' });
    await expect(bar).toBeVisible();
    disk.empty();
    await expect(bar).toHaveCount(0);
    expect(await view('after')).toMatchObject({ ok: true });
    expect((await call(page, 'vault.verify', undefined)).sound).toBe(true);
  } finally {
    if (running !== undefined) await closeStarted(running);
    disk.remove();
    temporary.remove();
  }
});

test('a vault folder that is not there any more says so, offers no new vault, and is back by itself', async () => {
  const temporary = makeTemporaryFolder();
  let running: RunningApp | undefined;
  const kept = path.join(temporary.path, 'stick');
  const vaultFolder = path.join(temporary.path, 'vault');
  mkdirSync(kept, { recursive: true });
  connectFolder(kept, vaultFolder);
  let connected = true;
  try {
    await makeVault(vaultFolder, 'On a stick', MASTER_PASSWORD);
    running = await launchApp({ vaultFolder });
    await call(await running.page(), 'vault.unlock', { password: MASTER_PASSWORD });
    const open = await running.page();
    const closed = open.waitForEvent('close');
    uncover(vaultFolder);
    connected = false;
    await closed;
    let page = await running.page();
    await expect(page.getByText('was moved or deleted while it was open')).toBeVisible();
    await expect(page.getByText(`The vault that was in ${vaultFolder} is not there.`)).toBeVisible();
    await expect(page.getByText('connect that disk')).toBeVisible();
    await expect(page.getByLabel('Vault name')).toHaveCount(0);
    await expect(page.getByLabel('Master password', { exact: true })).toHaveCount(0);

    // Also when the app starts without it.
    await running.close();
    running = await launchApp({ vaultFolder, args: ['--lang=de'], environment: { LANGUAGE: 'de' } });
    page = await running.page();
    await expect(
      page.getByText(/Der Tresor, der in .* war, ist nicht da\.|The vault that was in/),
    ).toBeVisible();
    await look(page, 'vanished');
    expect(readdirSync(vaultFolder)).toEqual([]);

    connectFolder(kept, vaultFolder);
    connected = true;
    await page.locator('input[type=password]').fill(MASTER_PASSWORD);
    await call(page, 'vault.unlock', { password: MASTER_PASSWORD });
    expect(await call(page, 'app.state', undefined)).toMatchObject({
      phase: 'unlocked',
      rollbackWarning: null,
    });
  } finally {
    await closeStarted(running);
    if (connected) uncover(vaultFolder);
    temporary.remove();
  }
});
