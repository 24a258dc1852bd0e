/** Notices on a real desktop: each once, also while locked and after a restart; a click leads to the key. */
import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call } from './support/bridge.ts';
import { answerDialogs, connectAccount, grantPath } from './support/dialogs.ts';
import { forgetNotifications, notificationHistory } from './support/desktop.ts';
import { startSandboxServer, type SandboxServer } from './support/sandbox-server.ts';
import { makeVault } from './support/vault.ts';

const PASSWORD = 'marmalade cupboard twelve';
const temporary = makeTemporaryFolder();
const vaultFolder = path.join(temporary.path, 'vault');
const SEALED = `${vaultFolder}.app/notices.sealed`;
const DAY = 86_400_000;

let server: SandboxServer;
let running: RunningApp;

test.beforeAll(async () => {
  forgetNotifications();
  server = await startSandboxServer();
  await makeVault(vaultFolder, 'Acme keys', PASSWORD);
  running = await launchApp({ vaultFolder, args: ['--password-store=gnome-libsecret'] });
  const page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  await connectAccount(
    running,
    page,
    {
      url: server.url,
      name: 'Acme',
      adminKey: server.account('prod').adminKey,
    },
    PASSWORD,
  );
  await page.reload();
  await page.getByRole('navigation').waitFor();
});
test.afterAll(async () => {
  await closeStarted(running);
  await server.stop();
  temporary.remove();
});

const titles = (): readonly string[] => notificationHistory().map(({ summary }) => summary);

async function unlock(): Promise<Page> {
  const page = await running.page();
  await page.getByLabel('Master password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await page.getByRole('navigation').waitFor();
  return page;
}

async function lock(page: Page): Promise<Page> {
  const closed = page.waitForEvent('close');
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await closed;
  return running.page();
}

/** The app wakes up that much later, by its own clock. */
async function wakeLater(milliseconds: number): Promise<void> {
  await running.app.evaluate(({ powerMonitor }, shift) => {
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...values: unknown[]) {
        // @ts-expect-error -- whatever a Date can be made of
        super(...(values.length === 0 ? [Real.now() + shift] : values));
      }
      static override now(): number {
        return Real.now() + shift;
      }
    } as DateConstructor;
    powerMonitor.emit('resume');
  }, milliseconds);
}

test('a key’s expiry is announced once, also across a restart, and never with its secret', async () => {
  await expect.poll(titles).toContain('Webshop expires in 3 days');
  const first = notificationHistory();
  for (const { summary, body } of first)
    expect(`${summary} ${body}`).not.toMatch(/aug_sk_[a-z]+_[A-Za-z0-9]{22}/);
  forgetNotifications();
  await running.close();
  running = await launchApp({ vaultFolder, args: ['--password-store=gnome-libsecret'] });
  const page = await unlock();
  // The list of what is coming is made of the same reading, so the notices had their chance.
  await expect.poll(async () => (await call(page, 'notices.list', undefined)).due.length).toBeGreaterThan(0);
  await call(page, 'connections.sync', { connectionId: null });
  expect(titles()).toEqual([]);
});

test('a key that was made or revoked elsewhere is announced', async () => {
  const page = await running.page();
  const { adminKey } = server.account('prod');
  const headers = {
    Authorization: `Bearer ${adminKey}`,
    'Augno-Version': '1.0.forge-preview.1',
    'Content-Type': 'application/json',
  };
  const { keys } = await call(page, 'keys.list', undefined);
  const role = keys.find(({ isConnectionKey }) => isConnectionKey)!.roleId;
  const post = async (route: string, body: unknown): Promise<{ id: string }> => {
    const response = await fetch(`${server.url}${route}`, {
      method: 'POST',
      headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() },
      body: JSON.stringify(body),
    });
    expect(response.ok, await response.clone().text()).toBe(true);
    return (await response.json()) as { id: string };
  };
  await post('/v1/auth/api-keys', { name: 'Stranger', role_id: role });
  await call(page, 'connections.sync', { connectionId: null });
  await expect.poll(titles).toEqual(['Stranger was created elsewhere']);
  const stranger = (await server.keys(server.account('prod'))).find(({ name }) => name === 'Stranger')!;
  forgetNotifications();
  const revoked = await fetch(`${server.url}/v1/auth/api-keys/${stranger.id}`, { method: 'DELETE', headers });
  expect(revoked.ok).toBe(true);
  await call(page, 'connections.sync', { connectionId: null });
  await expect.poll(titles).toEqual(['Stranger was revoked elsewhere']);
});

test('the tray lists what is due, in the language of the interface, and puts it off', async () => {
  const page = await running.page();
  await running.app.evaluate(({ Tray }) => {
    const seen: { menu: Electron.Menu | null } = { menu: null };
    (globalThis as unknown as { seenTray: typeof seen }).seenTray = seen;
    const { setContextMenu } = Tray.prototype;
    Tray.prototype.setContextMenu = function (menu) {
      seen.menu = menu;
      setContextMenu.call(this, menu);
    };
  });
  const labels = (): Promise<readonly string[]> =>
    running.app.evaluate(() => {
      const { menu } = (globalThis as unknown as { seenTray: { menu: Electron.Menu | null } }).seenTray;
      const flat = (items: readonly Electron.MenuItem[]): string[] =>
        items.flatMap((item) => [item.label, ...flat(item.submenu?.items ?? [])]);
      return flat(menu?.items ?? []);
    });
  await call(page, 'settings.update', { language: 'de' });
  await expect
    .poll(labels)
    .toEqual(
      expect.arrayContaining([
        'Augno Vault öffnen',
        'Webshop: in 3 Tagen',
        'Morgen wieder erinnern',
        'Beenden',
      ]),
    );
  await running.app.evaluate(() => {
    const { menu } = (globalThis as unknown as { seenTray: { menu: Electron.Menu } }).seenTray;
    const all = menu.items.flatMap((item) => [item, ...(item.submenu?.items ?? [])]);
    all.find(({ label }) => label === 'Morgen wieder erinnern')?.click();
  });
  await expect.poll(labels).toContain('Nichts ist fällig');
  const { due } = await call(page, 'notices.list', undefined);
  await call(page, 'notices.snooze', { ids: due.map(({ id }) => id), until: null });
  await call(page, 'settings.update', { language: 'en' });
  await expect.poll(labels).toContain('Webshop: in 3 days');
});

test('the tray’s “Scan now” scans the watched folders', async () => {
  const page = await running.page();
  const folder = path.join(temporary.path, 'watched');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'a.env'), 'LOG=debug\n');
  const grant = await grantPath(running, page, 'watch-folder', folder);
  await call(page, 'sources.add', { grant, what: 'folder', history: false, schedule: 'never' });
  await running.app.evaluate(() => {
    const { menu } = (globalThis as unknown as { seenTray: { menu: Electron.Menu } }).seenTray;
    menu.items.find(({ label }) => label === 'Scan now…')?.click();
  });
  await expect
    .poll(async () => (await call(page, 'sources.list', undefined)).sources[0]?.last)
    .toMatchObject({ outcome: 'clean' });
  await expect(page.getByRole('heading', { name: 'Findings', level: 1 })).toBeVisible();
});

test('a locked vault names no key and keeps nothing outside, unless that was allowed', async () => {
  let page = await running.page();
  expect(existsSync(SEALED)).toBe(false);
  forgetNotifications();
  await lock(page);
  await wakeLater(2 * DAY);
  await expect.poll(titles).toEqual(['Something needs you soon']);
  page = await unlock();
  await answerDialogs(running);
  await call(page, 'settings.update', { lockedNotices: 'named' });
  // So that the next test is about one key.
  const { due } = await call(page, 'notices.list', undefined);
  await call(page, 'notices.snooze', {
    ids: due.filter((entry) => entry.kind === 'review-due' || entry.name !== 'Webshop').map(({ id }) => id),
    until: new Date(Date.now() + 60 * DAY).toISOString(),
  });
  await expect.poll(() => existsSync(SEALED)).toBe(true);
  expect(readFileSync(SEALED).includes('Webshop')).toBe(false);
});

test('a restarted, locked app names the key, and a click leads to it after unlocking', async () => {
  await running.close();
  running = await launchApp({ vaultFolder, args: ['--password-store=gnome-libsecret'] });
  await (await running.page()).getByLabel('Master password').waitFor();
  forgetNotifications();
  await wakeLater(3 * DAY);
  const shown = (): string => execFileSync('dunstctl', ['count', 'displayed'], { encoding: 'utf8' }).trim();
  await expect.poll(shown).not.toBe('0');
  // What a click does, at the notification daemon.
  execFileSync('dunstctl', ['action']);
  const page = await unlock();
  expect(titles()).toEqual([expect.stringMatching(/^Webshop /)]);
  await expect(page.getByRole('complementary').getByRole('heading', { name: 'Webshop' })).toBeVisible();
});
