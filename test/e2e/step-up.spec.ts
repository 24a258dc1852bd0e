/** One answer, one action: what ends a question without one, and how often a page may ask. */
import { expect, test } from '@playwright/test';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { IpcReply, Settings } from '../../shared/ipc-contract.ts';
import { axeViolations, showTheme } from './support/axe.ts';
import { call, reply } from './support/bridge.ts';
import { answerDialogs, askedQuestions, grantPath } from './support/dialogs.ts';
import { closeStarted } from './support/app.ts';
import { lock, startFlowWorld, type FlowWorld } from './support/flow.ts';
import { goTo, MASTER_PASSWORD } from './support/main-job.ts';
import {
  answerPassword,
  askedPassword,
  callConfirmed,
  cancelPassword,
  mayClose,
  passwordWindow,
} from './support/password.ts';

const CHOSEN = 'seven lanterns by the harbour';

let world: FlowWorld;
const inFolder = (name: string): string => path.join(world.folder, name);

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  world = await startFlowWorld('test', 'floor');
});
test.afterAll(async () => {
  await closeStarted(world);
});

const saving = (purpose: 'save-backup' | 'save-export', file: string): Promise<number> =>
  grantPath(world.running, world.page, purpose, file);
const windows = (): Promise<number> =>
  world.running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

test('an answer is good for one action once', async () => {
  await callConfirmed(
    world.page,
    MASTER_PASSWORD,
    'vault.backup',
    { grant: await saving('save-backup', inFolder('e.augnobackup')) },
    CHOSEN,
  );
  const { window, over } = await askedPassword(world.page, 'vault.backup', {
    grant: await saving('save-backup', inFolder('f.augnobackup')),
  });
  await cancelPassword(window);
  expect(await over).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(existsSync(inFolder('f.augnobackup'))).toBe(false);
});

test('locking closes it with what was typed in it, and nothing is done', async () => {
  const file = inFolder('g.augnobackup');
  const { window } = await askedPassword(world.page, 'vault.backup', {
    grant: await saving('save-backup', file),
  });
  await window.locator('.field > input').first().fill(MASTER_PASSWORD);
  const closed = window.waitForEvent('close');
  await lock(world);
  await closed;
  expect(await windows()).toBe(1);
  expect(existsSync(file)).toBe(false);
  await call(world.page, 'vault.unlock', { password: MASTER_PASSWORD });
});

test('closing it as any window is closed is no answer', async () => {
  const { window, over } = await askedPassword(world.page, 'vault.export', {
    grant: await saving('save-export', inFolder('h.augnoexport')),
  });
  const closed = window.waitForEvent('close');
  await world.running.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((one) => one.isModal())!
      .close();
  });
  await closed;
  expect(await over).toMatchObject({ ok: false, error: { code: 'cancelled' } });
});

test('one window after the other is refused in the end', async () => {
  await world.relock();
  const codes: string[] = [];
  for (let tries = 0; tries < 12 && !codes.includes('conflict'); tries += 1) {
    const over = reply(world.page, 'vault.new-recovery-key', undefined);
    const refused = await Promise.race([over.then(() => true), passwordWindow(world.page).then(() => false)]);
    if (!refused) await cancelPassword(await passwordWindow(world.page));
    const answer = await over;
    codes.push(answer.ok ? 'done' : answer.error.code);
  }
  expect(codes.at(-1)).toBe('conflict');
  expect(new Set(codes)).toEqual(new Set(['cancelled', 'conflict']));
});

test('a loop over secrets meets the question at once, and a person does not', async () => {
  await world.relock();
  const keyId = await world.createKey('ERP Sync');
  const reveal = (): Promise<IpcReply<'keys.reveal-secret'>> =>
    reply(world.page, 'keys.reveal-secret', { keyId });
  for (let count = 0; count < 5; count += 1) expect(await reveal()).toMatchObject({ ok: true });
  // Copies are counted together with what is shown.
  expect(await reply(world.page, 'keys.copy-secret', { keyId })).toMatchObject({ ok: true });
  const { window, over } = await askedPassword(world.page, 'keys.copy-secret', { keyId });
  await expect(window.getByRole('heading')).toHaveText('Copy another secret');
  await expect(window.locator('dd')).toHaveText('ERP Sync');
  await cancelPassword(window);
  expect(await over).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  const [shown] = await Promise.all([reveal(), answerPassword(world.page, MASTER_PASSWORD)]);
  expect(shown).toMatchObject({ ok: true });
});

test('what protects the vault less is asked for in main’s own dialog', async () => {
  const settings = async (): Promise<Settings> => (await call(world.page, 'app.state', undefined)).settings;
  const before = await settings();
  const lax: Partial<Settings> = { autoLockMinutes: 240, clipboardClearSeconds: 300, lockedNotices: 'named' };
  await answerDialogs(world.running, { yes: false });
  await askedQuestions(world.running);
  await call(world.page, 'settings.update', lax);
  expect(await settings()).toEqual(before);
  const asked = await askedQuestions(world.running);
  expect(asked.map(({ message, detail }) => [message, ...detail.split('\n')])).toEqual([
    [
      'Protect the vault less than now?',
      'It locks after 240 minutes without use instead of 5.',
      'A copied secret stays in the clipboard for 300 seconds instead of 30.',
      'Notices name keys while the vault is locked.',
    ],
  ]);
  await answerDialogs(world.running);
  await call(world.page, 'settings.update', lax);
  expect(await settings()).toEqual({ ...before, ...lax });
  await askedQuestions(world.running);
  await call(world.page, 'settings.update', {
    autoLockMinutes: 5,
    clipboardClearSeconds: 30,
    lockedNotices: 'none',
  });
  expect(await askedQuestions(world.running)).toEqual([]);
});

test('a locked vault gets no second password from a backup without the first one, or a dialog of main’s', async () => {
  await world.relock();
  const file = inFolder('own.augnobackup');
  await callConfirmed(
    world.page,
    MASTER_PASSWORD,
    'vault.backup',
    { grant: await saving('save-backup', file) },
    CHOSEN,
  );
  await lock(world);
  const restore = {
    grant: await grantPath(world.running, world.page, 'open-backup', file),
    password: CHOSEN,
    replace: true,
  };
  await askedQuestions(world.running);
  const opensWithBackup = async (): Promise<boolean> => {
    const { ok } = await reply(world.page, 'vault.unlock', { password: CHOSEN });
    return ok;
  };
  const first = await askedPassword(world.page, 'vault.restore', restore);
  await expect(first.window.getByRole('heading')).toHaveText('Put a backup in place of this vault');
  // What opens the backup is not what opens the vault.
  await first.window.locator('.field > input').fill(CHOSEN);
  await first.window.keyboard.press('Enter');
  await expect(first.window.getByText('That does not open the vault.')).toBeVisible();
  await answerDialogs(world.running, { yes: false });
  await first.window.getByRole('button', { name: 'I have lost it' }).click();
  await expect.poll(() => askedQuestions(world.running)).toHaveLength(1);
  await cancelPassword(first.window);
  expect(await first.over).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(await opensWithBackup()).toBe(false);

  await answerDialogs(world.running);
  const second = await askedPassword(world.page, 'vault.restore', restore);
  const closed = second.window.waitForEvent('close');
  await mayClose(second.window, second.window.getByRole('button', { name: 'I have lost it' }).click());
  await closed;
  expect(await second.over).toMatchObject({ ok: true });
  expect(await askedQuestions(world.running)).toHaveLength(1);
  expect(await opensWithBackup()).toBe(true);
  await world.page.reload();
  await world.page.getByRole('navigation', { name: 'Main' }).waitFor();
});

test('after unlocking no dialog of the page has a field for the master password', async () => {
  await world.relock();
  await goTo(world.page, 'Settings');
  for (const button of ['Change password…', 'Back up…', 'Export…', 'New recovery key…', 'Renew…']) {
    await world.page.getByRole('button', { name: button, exact: true }).click();
    await world.page.getByRole('dialog').waitFor();
    expect(await world.page.locator('input[type=password]').count(), button).toBe(0);
    await world.page.keyboard.press('Escape');
    await world.page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
});

test('keyboard, both themes, high contrast and German', async () => {
  const { window, over } = await askedPassword(world.page, 'vault.change-password', undefined);
  await expect(window.getByLabel('Master password', { exact: true })).toBeFocused();
  for (const theme of ['light', 'dark', 'forced'] as const) {
    await showTheme(window, theme);
    expect(
      await axeViolations(window, { rules: theme === 'forced' ? 'without-colours' : 'all' }),
      theme,
    ).toEqual([]);
  }
  await window.keyboard.press('Enter');
  await expect(window.getByText('Type your master password.')).toBeVisible();
  await cancelPassword(window);
  expect(await over).toMatchObject({ ok: false });
  await call(world.page, 'settings.update', { language: 'de' });
  const german = await askedPassword(world.page, 'vault.change-password', undefined);
  await expect(german.window.getByRole('heading')).toHaveText('Das Hauptpasswort ändern');
  expect(await german.window.locator('html').getAttribute('lang')).toBe('de');
  await german.window.getByLabel('Hauptpasswort', { exact: true }).fill(MASTER_PASSWORD);
  for (const field of ['Neues Hauptpasswort', 'Neues Hauptpasswort noch einmal'])
    await german.window.getByLabel(field, { exact: true }).fill(CHOSEN);
  const closed = german.window.waitForEvent('close');
  await mayClose(german.window, german.window.keyboard.press('Enter'));
  await closed;
  expect(await german.over).toMatchObject({ ok: true });
  await call(world.page, 'settings.update', { language: 'en' });
  await lock(world);
  await call(world.page, 'vault.unlock', { password: CHOSEN });
  expect(world.running.consoleErrors).toEqual([]);
});
