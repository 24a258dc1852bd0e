/** Quick unlock and the anchor against older copies, with a real keyring, without one, and with one that was emptied. */
import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { openVault, type KeychainPort } from '../../electron/vault/index.ts';
import { SecretBytes } from '../../electron/vault/secret-bytes.ts';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call, reply } from './support/bridge.ts';
import { answerDialogs } from './support/dialogs.ts';
import { goTo } from './support/main-job.ts';
import { answerPassword } from './support/password.ts';
import { makeVault } from './support/vault.ts';

const PASSWORD = 'marmalade cupboard twelve';
const temporary = makeTemporaryFolder();
const vaultFolder = path.join(temporary.path, 'vault');
const SWITCH = 'Unlock with this computer’s keychain';

let running: RunningApp;

test.beforeAll(async () => {
  await makeVault(vaultFolder, 'Acme keys', PASSWORD);
  running = await launchApp({ vaultFolder, args: ['--password-store=gnome-libsecret'] });
  const page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  await reloaded(page);
});
test.afterAll(async () => {
  await closeStarted(running);
  temporary.remove();
});

/** Made over the bridge, the vault is open while the page still shows the first run. */
async function reloaded(page: Page): Promise<void> {
  await page.reload();
  await page.getByRole('navigation').waitFor();
}

async function lock(page: Page): Promise<Page> {
  const closed = page.waitForEvent('close');
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await closed;
  const next = await running.page();
  await next.getByLabel('Master password').waitFor();
  return next;
}

async function unlock(page: Page): Promise<void> {
  await page.getByLabel('Master password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await page.getByRole('navigation').waitFor();
}

function copyVault(from: string, to: string): void {
  for (const name of readdirSync(from)) {
    if (/^vault\.db/.test(name)) copyFileSync(path.join(from, name), path.join(to, name));
  }
}

test('a vault is opened by the keychain alone once that was switched on', async () => {
  let page = await running.page();
  await goTo(page, 'Settings');
  await page.getByRole('switch', { name: SWITCH }).click();
  await answerPassword(page, PASSWORD);
  await expect(page.getByRole('switch', { name: SWITCH })).toBeChecked();
  page = await lock(page);
  await page.getByRole('button', { name: SWITCH }).click();
  await page.getByRole('navigation').waitFor();
  const { entries } = await call(page, 'audit.list', { limit: 20, before: null, subjectId: null });
  expect(entries.map(({ action }) => action)).toContain('keychain-slot-added');
  expect(entries.find(({ action }) => action === 'unlocked')?.detail).toBe('with the keychain');
});

test('a vault whose file was replaced by an older copy is opened with a warning, until that is accepted', async () => {
  const older = makeTemporaryFolder();
  try {
    let page = await lock(await running.page());
    copyVault(vaultFolder, older.path);
    await unlock(page);
    page = await lock(page);
    // What the keychain holds is written as the vault's process ends.
    await expect.poll(() => anchorGeneration()).toBeGreaterThan(0);
    for (const name of readdirSync(vaultFolder)) {
      if (/^vault\.db/.test(name)) rmSync(path.join(vaultFolder, name));
    }
    copyVault(older.path, vaultFolder);
    await unlock(page);
    await expect(
      page.getByText('This vault file is older than the one this computer saw last'),
    ).toBeVisible();
    page = await lock(page);
    await unlock(page);
    await page.getByRole('button', { name: 'This is the right file' }).click();
    await expect(page.getByText('This vault file is older')).toBeHidden();
    page = await lock(page);
    await unlock(page);
    await expect(page.getByText('This vault file is older')).toBeHidden();
  } finally {
    older.remove();
  }
});

/** From the keyring itself, as any other program would read it. */
function anchorGeneration(): number {
  const found = execFileSync('secret-tool', ['search', '--all', 'service', 'Augno Vault anchor'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // Empty for a moment while the keyring takes the next one.
  const secrets = [...found.matchAll(/^secret = (.+)$/gm)].map(
    ([, text]) => JSON.parse(text!) as { generation: number },
  );
  return Math.max(0, ...secrets.map(({ generation }) => generation));
}

test('an emptied keyring costs nothing but quick unlock, and the app says so', async () => {
  await running.close();
  // The key under which the app's entries are sealed: gone, as after a new password of the system's user.
  execFileSync('secret-tool', ['clear', 'xdg:schema', 'chrome_libsecret_os_crypt_password_v2'], {
    stdio: 'ignore',
  });
  running = await launchApp({ vaultFolder, args: ['--password-store=gnome-libsecret'] });
  const page = await running.page();
  await page.getByRole('button', { name: SWITCH }).click();
  await expect(page.getByText('The system’s keychain does not open this vault.')).toBeVisible();
  await unlock(page);
  await goTo(page, 'Settings');
  // Off and on again gives it a slot that the keyring of now opens.
  await page.getByRole('switch', { name: SWITCH }).click();
  await expect(page.getByRole('switch', { name: SWITCH })).not.toBeChecked();
  await page.getByRole('switch', { name: SWITCH }).click();
  await answerPassword(page, PASSWORD);
  await expect(page.getByRole('switch', { name: SWITCH })).toBeChecked();
  const locked = await lock(page);
  await locked.getByRole('button', { name: SWITCH }).click();
  await locked.getByRole('navigation').waitFor();
});

test('what was sealed where no keyring answered is destroyed, and the open vault says so', async () => {
  const folder = path.join(temporary.path, 'in public');
  await makeVault(folder, 'Public', PASSWORD);
  const launch = (): Promise<RunningApp> =>
    launchApp({ vaultFolder: folder, args: ['--password-store=gnome-libsecret'] });
  let opened = await launch();
  try {
    await unlock(await opened.page());
    await answerDialogs(opened);
    await call(await opened.page(), 'settings.update', { lockedNotices: 'named' });
    await opened.close();
    // As an earlier version made both, where nothing but a key that everybody has sealed them.
    const inPublic: KeychainPort = {
      protect: (bytes) => Promise.resolve(Buffer.concat([Buffer.from('v10'), bytes])),
      unprotect: () => Promise.resolve(null),
      readAnchor: () => Promise.resolve(null),
      writeAnchor: () => Promise.resolve(),
    };
    const vault = await openVault({
      folder,
      keychain: inPublic,
      credential: { kind: 'password', password: SecretBytes.fromText(PASSWORD) },
    });
    await vault.enableKeychain();
    vault.close();
    const sealed = `${folder}.app/notices.sealed`;
    writeFileSync(sealed, 'v10 of names and dates');
    opened = await launch();
    const page = await opened.page();
    await expect.poll(() => existsSync(sealed)).toBe(false);
    await unlock(page);
    for (const words of [
      'whoever had the file could read names and dates',
      'whoever had this vault’s file could open it',
    ]) {
      const note = page.getByRole('status').filter({ hasText: words });
      await note.getByRole('button', { name: 'Close' }).click();
      await expect(note).toBeHidden();
    }
  } finally {
    await opened.close();
  }
});

test('without a keyring the settings say why there is no quick unlock, and everything else works', async () => {
  const folder = path.join(temporary.path, 'no keyring');
  const bare = await launchApp({
    vaultFolder: folder,
    // Without a bus Chromium's processes complain on standard error, in the middle of the line by which the test finds it.
    args: ['--password-store=basic', '--log-level=3'],
    environment: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' },
  });
  try {
    const page = await bare.page();
    await call(page, 'vault.create', { name: 'Bare', password: PASSWORD });
    await reloaded(page);
    await goTo(page, 'Settings');
    await expect(page.getByText('no keyring service runs in this session')).toBeVisible();
    await expect(page.getByRole('switch', { name: SWITCH })).toHaveCount(0);
    expect(await reply(page, 'vault.set-quick-unlock', { enabled: true })).toMatchObject({
      ok: false,
      error: { code: 'keychain-unavailable' },
    });
    expect((await call(page, 'desktop.abilities', undefined)).keychain).toBe('no-keyring');
  } finally {
    await bare.close();
  }
});
