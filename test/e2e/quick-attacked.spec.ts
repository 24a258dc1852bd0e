/** Quick access under whoever types too soon, twice, too much, or goes away in between; and when what is behind it ends. */
import { expect, test, type Page } from '@playwright/test';
import { closeStarted, launchApp } from './support/app.ts';
import { call } from './support/bridge.ts';
import { lock, startFlowWorld, unlock, type FlowWorld } from './support/flow.ts';
import { MASTER_PASSWORD, readClipboard } from './support/main-job.ts';
import { isAlive, processIds } from './support/our-processes.ts';
import { quickWindowsOf } from './support/quick-window.ts';

const LONG =
  'Auftragsabwicklungsschnittstelle für Großhandelskundinnen und Versandlagerverwaltung Überseehafen Nord, dritter Bauabschnitt';

let world: FlowWorld;
let loom: string;
let twins: readonly string[];

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  world = await startFlowWorld();
  loom = await world.createKey('Loom');
  twins = [await world.createKey(LONG), await world.createKey(LONG)];
});
test.afterAll(async () => {
  await closeStarted(world);
});

const { press, shown, open, gone } = quickWindowsOf(() => world);
const quickWindow = (): Promise<Page> => {
  press();
  return shown();
};
const closes = async (page: Page, key: string): Promise<void> => {
  await page.keyboard.press(key).catch(() => undefined);
  await gone();
};
/** A lock takes the page away, and another one comes. */
const phase = async (): Promise<string> => {
  world.page = await world.running.page();
  return (await call(world.page, 'app.state', undefined)).phase;
};
const secretOf = async (keyId: string): Promise<string> =>
  (await call(world.page, 'keys.reveal-secret', { keyId })).secret;
/** What the system says; no test can put the machine to sleep. */
const systemSays = (event: 'suspend' | 'lock-screen'): Promise<void> =>
  world.running.app.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event);
const processOf = (): Promise<number> =>
  world.running.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .find((one) => one.getURL().startsWith('vault-ui://quick/'))!
      .getOSProcessId(),
  );

test('names of 120 letters and of one another stay inside, and each of two alike copies its own', async () => {
  const secrets = await Promise.all(twins.map(secretOf));
  const seen: string[] = [];
  for (const at of [0, 1]) {
    const quick = await quickWindow();
    await quick.keyboard.type('überseehafen');
    await expect(quick.getByRole('option')).toHaveCount(2);
    if (process.env['AUGNO_VAULT_SHOTS'] !== undefined)
      await quick.screenshot({ path: `${process.env['AUGNO_VAULT_SHOTS']}/quick-twins.png` });
    expect(await quick.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    // The one that Enter takes is not cut: names can differ at their ends alone.
    const chosen = quick.getByRole('option', { selected: true }).locator('.name');
    expect(await chosen.evaluate((name) => name.scrollWidth <= name.clientWidth)).toBe(true);
    const texts = await quick.getByRole('option').allTextContents();
    expect(new Set(texts).size).toBe(2);
    // What was copied last comes first; the other one is behind it each time.
    if (at === 1) await quick.keyboard.press('ArrowDown');
    await closes(quick, 'Enter');
    await expect.poll(async () => secrets.includes(await readClipboard(world.running))).toBe(true);
    seen.push(await readClipboard(world.running));
  }
  expect(seen.toSorted()).toEqual(secrets.toSorted());
});

test('Enter twice copies once', async () => {
  const quick = await quickWindow();
  await quick.keyboard.type('loom');
  await quick.evaluate(() => {
    for (const _ of [1, 2])
      document
        .querySelector('input')!
        .dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  });
  await gone();
  await expect.poll(() => readClipboard(world.running)).toBe(await secretOf(loom));
});

test('a key that is not there is refused in words, and the window can be used on', async () => {
  const quick = await quickWindow();
  await quick.evaluate(() => {
    (globalThis as unknown as { question: { say(message: unknown): void } }).question.say({
      kind: 'copy',
      keyId: 'no-such-key',
    });
  });
  await expect(quick.getByRole('alert')).not.toHaveText('');
  await quick.keyboard.type('loom');
  await closes(quick, 'Enter');
});

test('two presses at once, and the app’s window hidden: none is left open', async () => {
  await world.running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide());
  await quickWindow();
  press();
  await gone();
  const quick = await quickWindow();
  await closes(quick, 'Escape');
  await world.running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.show());
});

test('locked: blanks at its end are part of a password, a pasted line end is not, 5,000 letters are only wrong', async () => {
  await lock(world);
  const quick = await quickWindow();
  const password = quick.getByLabel('Master password');
  for (const wrong of [`${MASTER_PASSWORD}  `, 'x'.repeat(5000)]) {
    await password.fill(wrong);
    await quick.keyboard.press('Enter');
    await expect(quick.getByRole('alert')).toContainText('password');
    await expect(password).toBeEnabled({ timeout: 60_000 });
    await expect(password).toBeFocused();
    expect(await phase()).toBe('locked');
  }
  await world.running.app.evaluate(
    ({ clipboard }, text) => clipboard.writeText(`${text}\n`),
    MASTER_PASSWORD,
  );
  await quick.keyboard.press('Control+V');
  await quick.evaluate(() => {
    const form = document.querySelector('form')!;
    form.requestSubmit();
    form.requestSubmit();
  });
  await expect(quick.getByRole('option').first()).toBeVisible();
  await closes(quick, 'Escape');
});

test('wrong again and again: it says how long to wait, counts down, and takes the right one afterwards', async () => {
  await lock(world);
  const quick = await quickWindow();
  const password = quick.getByLabel('Master password');
  const alert = quick.getByRole('alert');
  let waited = false;
  for (let tries = 0; tries < 6 && !waited; tries += 1) {
    await expect(password).toBeEnabled({ timeout: 60_000 });
    await password.fill('not the one at all');
    await quick.keyboard.press('Enter');
    await expect(quick.getByRole('button')).toHaveText('Unlock');
    waited = /possible in \d+ s/u.test((await alert.textContent()) ?? '');
  }
  expect(waited).toBe(true);
  if (process.env['AUGNO_VAULT_SHOTS'] !== undefined)
    await quick.screenshot({ path: `${process.env['AUGNO_VAULT_SHOTS']}/quick-wait.png` });
  await expect(password).toBeDisabled();
  await expect(password).toBeEnabled({ timeout: 60_000 });
  await password.fill(MASTER_PASSWORD);
  await quick.keyboard.press('Enter');
  await expect(quick.getByRole('option').first()).toBeVisible();
  await closes(quick, 'Escape');
});

for (const event of ['suspend', 'lock-screen'] as const)
  test(`what was half typed goes when the system says ${event}, also while the vault is locked already`, async () => {
    if ((await phase()) === 'unlocked') await lock(world);
    const quick = await quickWindow();
    await quick.getByLabel('Master password').fill('half of it');
    const pid = await processOf();
    await systemSays(event);
    await gone();
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

test('closed while a password is tried: the right one opens the vault all the same, and this was said', async () => {
  if ((await phase()) === 'unlocked') await lock(world);
  const quick = await quickWindow();
  const pid = await processOf();
  await quick.getByLabel('Master password').fill(MASTER_PASSWORD);
  const said = await quick.evaluate(() => {
    document.querySelector('form')!.requestSubmit();
    const text = document.body.innerText;
    (globalThis as unknown as { question: { say(message: unknown): void } }).question.say({ kind: 'close' });
    return text;
  });
  expect(said).toContain('The vault opens even if this window closes.');
  await gone();
  await expect.poll(phase).toBe('unlocked');
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test('its process ends, or the vault’s: the window goes, and comes again', async () => {
  if ((await phase()) === 'locked') await unlock(world);
  await quickWindow();
  process.kill(await processOf(), 'SIGKILL');
  await gone();
  await closes(await quickWindow(), 'Escape');
  await lock(world);
  const quick = await quickWindow();
  await quick.getByLabel('Master password').fill(MASTER_PASSWORD);
  const [vault] = await processIds(world.running, 'vault-process');
  await quick.evaluate(() => {
    document.querySelector('form')!.requestSubmit();
  });
  process.kill(vault!, 'SIGKILL');
  await gone();
  await expect.poll(phase).toBe('locked');
  await closes(await quickWindow(), 'Escape');
});

test('what is typed before it knows whether the vault is open is not lost', async () => {
  if ((await phase()) === 'locked') await unlock(world);
  // Its words come from the vault's process, which may be busy: it is stopped for a moment.
  const [vault] = await processIds(world.running, 'vault-process');
  const pid = vault!;
  process.kill(pid, 'SIGSTOP');
  try {
    press();
    await expect.poll(() => open() !== undefined).toBe(true);
    const quick = open()!;
    await quick.waitForLoadState('load');
    await quick.keyboard.type('lop');
    await quick.keyboard.press('Backspace');
    await quick.keyboard.type('om');
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  const quick = open()!;
  await expect(quick.getByRole('combobox')).toHaveValue('loom');
  await expect(quick.getByRole('option')).toHaveText([/^Loom/]);
  await quick.keyboard.type('x');
  await expect(quick.getByRole('combobox')).toHaveValue('loomx');
  await closes(quick, 'Escape');
});

test('the shortcut of a desktop’s own starts the app with it, too', async () => {
  const { vaultFolder } = world.running;
  await world.running.close();
  world.running = await launchApp({ vaultFolder, args: ['--quick-access'] });
  world.page = await world.running.page();
  await expect.poll(() => open() !== undefined).toBe(true);
  await expect(open()!.getByLabel('Master password')).toBeFocused();
  await closes(open()!, 'Escape');
});
