/** Every screen and dialog in every theme through axe, by keyboard alone, at 200 % and in the smallest window. */
import { expect, test } from '@playwright/test';
import path from 'node:path';
import type { Page } from 'playwright';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { axeViolations, showTheme } from './support/axe.ts';
import { call, lockVault } from './support/bridge.ts';
import { makeRepository } from './support/files.ts';
import { answerFolderDialog, goTo, MASTER_PASSWORD } from './support/main-job.ts';
import { answerPassword } from './support/password.ts';

const SCREENS = ['Overview', 'Keys', 'Findings', 'Activity', 'Settings'] as const;
const THEMES = ['light', 'dark', 'forced'] as const;
type Theme = (typeof THEMES)[number];
const RULES = { light: 'all', dark: 'colours', forced: 'without-colours' } as const;

const temporary = makeTemporaryFolder();
let running: RunningApp;
let page: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  running = await launchApp({ vaultFolder: path.join(temporary.path, 'vault') });
  page = await running.page();
});
test.afterAll(async () => {
  await closeStarted(running);
  temporary.remove();
});

const show = (theme: Theme): Promise<void> => showTheme(page, theme);

/** What axe finds, one line each, so that a failure says what to mend. */
async function look(where: string, theme: Theme): Promise<readonly string[]> {
  // What is behind a dialog is inert. In the dark the same things have other colours and are else the same.
  const found = await axeViolations(page, { rules: RULES[theme] });
  return found.map((line) => `${where}: ${line}`);
}

async function violations(where: string, theme: Theme): Promise<readonly string[]> {
  // A busy machine may paint a changed theme late: what stays is a violation.
  let found: readonly string[] = [];
  for (let looks = 0; looks < 5; looks += 1) {
    found = await look(where, theme);
    if (found.length === 0) break;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  return found;
}

async function violationsInAllThemes(
  where: string,
  themes: readonly Theme[] = THEMES,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const theme of themes) {
    await show(theme);
    found.push(...(await violations(`${where}, ${theme}`, theme)));
  }
  await show('light');
  return found;
}

test('a newcomer has a key stored after at most ten interactions, and every step passes axe', async () => {
  // Each field that is filled, each click and each password asked for counts as one.
  let interactions = 0;
  const click = async (name: string): Promise<void> => {
    interactions += 1;
    await page.getByRole('button', { name, exact: true }).click();
  };
  const type = async (label: string, text: string): Promise<void> => {
    interactions += 1;
    await page.getByLabel(label, { exact: true }).fill(text);
  };
  await page.getByRole('heading', { name: 'Make your vault' }).waitFor();
  expect(await violationsInAllThemes('first run')).toEqual([]);
  await type('Master password', MASTER_PASSWORD);
  await type('Master password, again', MASTER_PASSWORD);
  await click('Create vault');
  const recoveryKey = page.getByTestId('recovery-key');
  await expect(recoveryKey).not.toBeEmpty();
  expect(await violationsInAllThemes('recovery key')).toEqual([]);
  const written = (await recoveryKey.textContent()) ?? '';
  await click('Confirm recovery key');
  interactions += 1;
  await answerPassword(page, written);
  await page.getByRole('heading', { name: 'Connect an Augno account' }).waitFor();
  expect(await violationsInAllThemes('connect')).toEqual([]);
  await click('Try it with a sandbox account');
  await page.getByRole('heading', { name: 'Look for leaked keys' }).waitFor();
  expect(await violationsInAllThemes('first scan')).toEqual([]);
  await click('Create a key');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('My first key');
  interactions += 2;
  await page.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option').first().click();
  await click('Create key');
  await page.getByText('It is already in your vault').waitFor();
  expect(await violationsInAllThemes('created')).toEqual([]);
  console.info(`${String(interactions)} interactions from the first start to the first stored key`);
  expect(interactions).toBeLessThanOrEqual(10);
  await page.keyboard.press('Escape');
});

test('no screen has a violation in any theme', async () => {
  const repository = path.join(temporary.path, 'work');
  const { keys } = await call(page, 'keys.list', undefined);
  const key = keys.find(({ name }) => name === 'My first key')!;
  const { secret } = await call(page, 'keys.reveal-secret', { keyId: key.id });
  makeRepository(repository, [{ 'config.env': `AUGNO_API_KEY=${secret}\n` }]);
  await answerFolderDialog(running, repository);
  await goTo(page, 'Findings');
  await page.getByRole('button', { name: 'Choose folder and scan' }).first().click();
  await page.getByTestId('finding-group').first().waitFor();
  const found: string[] = [];
  for (const screen of SCREENS) {
    await goTo(page, screen);
    found.push(...(await violationsInAllThemes(screen)));
  }
  await goTo(page, 'Keys');
  await page.getByRole('row', { name: /My first key/ }).click();
  await page.getByRole('heading', { name: 'My first key' }).waitFor();
  found.push(...(await violationsInAllThemes('a key')));
  expect.soft(found).toEqual([]);
});

const DIALOGS: readonly { readonly screen: (typeof SCREENS)[number]; readonly button: string }[] = [
  { screen: 'Keys', button: 'New key' },
  { screen: 'Settings', button: 'Change password…' },
  { screen: 'Settings', button: 'Back up…' },
  { screen: 'Settings', button: 'New recovery key…' },
  { screen: 'Settings', button: 'Try a restore…' },
  { screen: 'Settings', button: 'Renew…' },
  { screen: 'Settings', button: 'Import…' },
  { screen: 'Settings', button: 'Export…' },
  { screen: 'Settings', button: 'Connect an account' },
];

test('no dialog has a violation in any theme', async () => {
  const found: string[] = [];
  for (const { screen, button } of DIALOGS) {
    await goTo(page, screen);
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('dialog').waitFor();
    found.push(...(await violationsInAllThemes(button, ['light', 'dark'])));
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
  for (const keys of ['Control+k', 'Shift+?']) {
    await page.keyboard.press(keys);
    await page.getByRole('dialog').waitFor();
    found.push(...(await violationsInAllThemes(`dialog of ${keys}`, ['light', 'dark'])));
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
  expect.soft(found).toEqual([]);
});

/** Where Tab leads, in order, until it comes back to where it began. */
async function tabStops(): Promise<readonly string[]> {
  const stops: string[] = [];
  for (let count = 0; count < 200; count += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const known = element as Element & { __stop?: string };
      known.__stop ??= String(Math.random());
      return known.__stop;
    });
    if (stop === null) continue;
    if (stops.includes(stop)) break;
    stops.push(stop);
  }
  return stops;
}

test('everything that can be clicked can be reached by keyboard', async () => {
  for (const screen of SCREENS) {
    await goTo(page, screen);
    await tabStops();
    const missed = await page.evaluate(() => {
      const interactive =
        'button, a[href], input, select, textarea, summary, [role=button], [role=switch], [role=checkbox]';
      return [...document.querySelectorAll<HTMLElement>(interactive)]
        .filter(
          (element) =>
            element.checkVisibility({ visibilityProperty: true }) &&
            !element.matches(':disabled, [aria-hidden=true], [aria-hidden=true] *') &&
            (element as { __stop?: string }).__stop === undefined &&
            // Within these, arrow keys move; the widget as a whole is one stop.
            element.closest(
              '[role=grid], [role=tablist], [role=radiogroup], [role=toolbar], [role=listbox], [role=menu]',
            ) === null,
        )
        .map((element) => element.outerHTML.slice(0, 160));
    });
    expect.soft(missed, screen).toEqual([]);
  }
});

async function overflowing(): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const root = document.documentElement;
    const wide = root.scrollWidth > root.clientWidth + 1 ? ['the page scrolls sideways'] : [];
    const cut = [...document.querySelectorAll<HTMLElement>('button, h1, h2, label, [role=tab]')]
      .filter((element) => {
        if (!element.checkVisibility()) return false;
        const box = element.getBoundingClientRect();
        // What scrolls by itself shows its end when it is scrolled or reached by arrow keys.
        for (let around = element.parentElement; around !== null; around = around.parentElement) {
          if (
            around.scrollWidth > around.clientWidth + 1 &&
            /auto|scroll/.test(getComputedStyle(around).overflowX)
          ) {
            return false;
          }
        }
        return box.width > 0 && (box.left < -1 || box.right > root.clientWidth + 1);
      })
      .map((element) => `cut off: ${element.outerHTML.slice(0, 120)}`);
    return [...wide, ...cut];
  });
}

test('nothing is cut off in the smallest window, nor at 200 %', async () => {
  for (const { width, height, zoom } of [
    { width: 900, height: 600, zoom: 1 },
    { width: 1280, height: 800, zoom: 2 },
  ]) {
    await running.app.evaluate(
      ({ BrowserWindow }, size) => {
        BrowserWindow.getAllWindows()[0]!.setContentSize(size.width, size.height);
      },
      { width, height },
    );
    await call(page, 'settings.update', { textSize: zoom * 100 });
    const found: string[] = [];
    const current = page.locator('nav [aria-current="page"]');
    for (const language of ['en', 'de'] as const) {
      await call(page, 'settings.update', { language });
      await page.keyboard.press('g');
      await page.keyboard.press('s');
      await expect(current).toHaveText({ en: 'Settings', de: 'Einstellungen' }[language]);
      for (const screen of 'okfas') {
        const before = await current.innerText();
        await page.keyboard.press('g');
        await page.keyboard.press(screen);
        await expect(current).not.toHaveText(before);
        for (const problem of await overflowing()) {
          found.push(`${String(width)}×${String(height)} at ${String(zoom)}, ${language}: ${problem}`);
        }
      }
    }
    await call(page, 'settings.update', { language: 'en' });
    expect.soft([...new Set(found)]).toEqual([]);
  }
});

test('the unlock screen has no violation in any theme', async () => {
  await page.keyboard.press('Control+0');
  await expect.poll(async () => (await call(page, 'app.state', undefined)).settings.textSize).toBe(100);
  await page.keyboard.press('Control++');
  await expect.poll(async () => (await call(page, 'app.state', undefined)).settings.textSize).toBe(110);
  await page.keyboard.press('Control+-');
  await expect.poll(async () => (await call(page, 'app.state', undefined)).settings.textSize).toBe(100);
  page = await lockVault(running, page);
  await page.getByLabel('Master password').waitFor();
  expect(await violationsInAllThemes('unlock')).toEqual([]);
});
