/** What is done ten times a day, by keyboard and by mouse: nothing that is typed is lost, and the focus is never on nothing. */
import { expect, test, type Page } from '@playwright/test';
import { closeStarted } from './support/app.ts';
import { axeViolations } from './support/axe.ts';
import { call } from './support/bridge.ts';
import { lock, openKey, startFlowWorld, type FlowWorld } from './support/flow.ts';
import { MASTER_PASSWORD, readClipboard } from './support/main-job.ts';

let world: FlowWorld;
const secrets = new Map<string, string>();
let ids: Readonly<Record<'loom' | 'kiln' | 'gate', string>>;
test.beforeAll(async () => {
  world = await startFlowWorld();
  ids = {
    loom: await world.createKey('Loom'),
    kiln: await world.createKey('Kiln'),
    gate: await world.createKey('Gate sensor'),
  };
  // Each once: more than a person takes out in a short time is asked about.
  for (const id of Object.values(ids))
    secrets.set(id, (await call(world.page, 'keys.reveal-secret', { keyId: id })).secret);
});
test.afterAll(async () => {
  await closeStarted(world);
});

const focused = async (page: Page): Promise<string> =>
  await page.evaluate(() => document.activeElement?.tagName ?? '');
const row = (id: string) => world.page.locator(`[data-key-id="${id}"]`);

async function toList(): Promise<void> {
  const { page } = world;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Keys' }).click();
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('');
  await expect(row(ids.loom)).toBeVisible();
}

for (const delay of [0, 40, 90]) {
  test(`nothing typed right after the password is lost at ${String(delay)} ms a key`, async () => {
    await lock(world);
    const { page } = world;
    await page.getByLabel('Master password').fill(MASTER_PASSWORD);
    // Nothing is waited for: the shell is not there yet.
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('copy gate', { delay });
    const field = page.getByRole('combobox', { name: 'Search or do…' });
    await expect(field).toHaveValue('copy gate');
    await expect(field).toBeFocused();
    await page.keyboard.type(' se');
    await expect(field).toHaveValue('copy gate se');
    await expect(page.getByRole('option').first()).toContainText('Copy secret: Gate sensor');
    await page.keyboard.press('Escape');
    await expect(field).toBeHidden();
  });
}

test('Enter, too, is kept until there is something to choose', async () => {
  await lock(world);
  const { page } = world;
  await page.getByLabel('Master password').fill(MASTER_PASSWORD);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('copy loom');
  await page.keyboard.press('Enter');
  await expect.poll(async () => await readClipboard(world.running)).toBe(secrets.get(ids.loom));
  await expect(page.getByText(/^The secret of Loom was copied/)).toBeVisible();
});

test('a wrong password leaves no palette behind, and the field has what is typed next', async () => {
  await lock(world);
  const { page } = world;
  const password = page.getByLabel('Master password');
  await password.fill('not the one at all');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('gate');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(password).toBeFocused();
  await password.fill(MASTER_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  await expect(page.getByRole('combobox', { name: 'Search or do…' })).toBeHidden();
  await expect.poll(async () => await focused(page)).not.toBe('BODY');
});

test('the palette does everything: verb and key in either order, settings, screens, dialogs', async () => {
  const { page } = world;
  const field = page.getByRole('combobox', { name: 'Search or do…' });
  const first = page.getByRole('option').first();
  const say = async (words: string, expected: string | RegExp): Promise<void> => {
    await page.keyboard.press('Control+k');
    await field.fill(words);
    await expect(first).toContainText(expected);
    await page.keyboard.press('Enter');
    await expect(field).toBeHidden();
  };
  await say('kiln rotate', 'Rotate: Kiln');
  await page.getByRole('dialog', { name: 'Rotate Kiln' }).waitFor();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await say('revoke gate', 'Revoke: Gate sensor');
  await page.getByRole('dialog', { name: 'Revoke Gate sensor' }).waitFor();
  await page.keyboard.press('Escape');
  // It is shown while the button is held, which has the focus.
  await say('reveal gate', 'Show secret: Gate sensor');
  await expect(page.getByRole('button', { name: 'Hold to show' })).toBeFocused();
  await page.keyboard.press('Escape');
  await say('pass on loom', 'Pass on: Loom');
  await page.getByRole('dialog', { name: 'Pass on Loom' }).waitFor();
  await page.keyboard.press('Escape');
  await say('theme dark', 'Theme: Dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await say('theme system', 'Theme: Same as the system');
  await say('backup', 'Back up the vault');
  await page.getByRole('dialog', { name: 'Back up the vault' }).waitFor();
  await page.keyboard.press('Escape');
  await say('locking', 'Locking');
  await expect(page.getByRole('heading', { name: 'Locking' })).toBeInViewport();
  // What was done last comes first, and so does what can be done with the key at hand.
  await openKey(world, ids.loom);
  await page.keyboard.press('Control+k');
  await expect(first).toContainText('Locking');
  await expect(page.getByRole('option', { name: /^Copy secret: Loom/ })).toContainText('Ctrl+C');
  expect(await axeViolations(page, { within: '[role=dialog]' })).toEqual([]);
  await field.fill('copy');
  await expect(first).toContainText('Copy secret: Loom');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
});

test('on the list: copy, id, alias, letters, Enter in the search, a step back', async () => {
  await toList();
  const { page } = world;
  const grid = page.getByRole('grid', { name: 'Keys' });
  await grid.focus();
  await page.keyboard.type('kil');
  await expect(grid).toHaveAttribute('aria-activedescendant', `key-row-${ids.kiln}`);
  await page.keyboard.press('Control+c');
  await expect.poll(async () => await readClipboard(world.running)).toBe(secrets.get(ids.kiln));
  await page.keyboard.press('Control+Shift+C');
  await expect.poll(async () => await readClipboard(world.running)).toBe(ids.kiln);
  await expect(grid).toBeFocused();
  await page.keyboard.press('F2');
  const alias = page.getByLabel('Name shown here');
  await expect(alias).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await expect.poll(async () => await focused(page)).not.toBe('BODY');

  await page.keyboard.press('Control+f');
  const search = page.getByRole('searchbox', { name: 'Search keys' });
  await expect(search).toBeFocused();
  await page.keyboard.type('gate sen');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary').getByRole('heading', { name: 'Gate sensor' })).toBeVisible();
  // In the details, too, unless text is selected.
  await page.getByRole('complementary').getByRole('heading', { name: 'Gate sensor' }).click();
  await page.keyboard.press('Control+c');
  await expect.poll(async () => await readClipboard(world.running)).toBe(secrets.get(ids.gate));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toHaveCount(0);

  // As a German keyboard types it.
  await search.fill('');
  await grid.focus();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await page.locator('main').evaluate((main) => {
    main.dispatchEvent(
      new KeyboardEvent('keydown', {
        key: '/',
        code: 'Digit7',
        shiftKey: true,
        bubbles: true,
        cancelable: true,
      }),
    );
  });
  await expect(search).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

test('the menu of a row, of the secret and of a field; a copy button that moves nothing', async () => {
  await toList();
  const { page } = world;
  await row(ids.gate).click({ button: 'right' });
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem')).toHaveCount(8);
  expect(await axeViolations(page, { within: '[role=menu]' })).toEqual([]);
  await menu.getByRole('menuitem', { name: /^Copy secret/ }).click();
  await expect.poll(async () => await readClipboard(world.running)).toBe(secrets.get(ids.gate));
  await expect(menu).toHaveCount(0);

  // The menu key: of the row that the keyboard stands on.
  const grid = page.getByRole('grid', { name: 'Keys' });
  await grid.focus();
  await page.keyboard.type('loom');
  await page.keyboard.press('Shift+F10');
  await menu.getByRole('menuitem', { name: /^Copy id/ }).click();
  await expect.poll(async () => await readClipboard(world.running)).toBe(ids.loom);

  const button = row(ids.kiln).getByRole('button', { name: 'Copy secret: Kiln' });
  await row(ids.kiln).hover();
  const before = await button.boundingBox();
  await button.click();
  await expect.poll(async () => await readClipboard(world.running)).toBe(secrets.get(ids.kiln));
  expect(await button.boundingBox()).toEqual(before);
  // It copies, and opens nothing.
  await expect(page.getByRole('complementary')).toHaveCount(0);

  // The menu of a field is the system's own; what it would show is looked at instead.
  const shown = world.running.app.evaluate(
    ({ Menu }) =>
      new Promise<readonly (string | undefined)[]>((resolve) => {
        const build = Menu.buildFromTemplate.bind(Menu);
        Menu.buildFromTemplate = (template) => {
          Menu.buildFromTemplate = build;
          resolve(template.map(({ role, type }) => role ?? type));
          return { popup: () => undefined } as unknown as Electron.Menu;
        };
      }),
  );
  await page.getByRole('searchbox', { name: 'Search keys' }).click({ button: 'right' });
  expect(await shown).toEqual(['cut', 'copy', 'paste', 'separator', 'selectAll']);
});

test('the focus is never on nothing', async () => {
  await world.relock();
  const { page } = world;
  const somewhere = async (): Promise<void> => {
    await expect.poll(async () => await focused(page)).not.toBe('BODY');
  };
  await somewhere();
  for (const name of ['Overview', 'Review', 'Findings', 'Activity', 'Settings', 'Keys']) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name }).first().click();
    await somewhere();
  }
  // What opened the dialog is gone when it closes.
  await openKey(world, ids.gate);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Revoke…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Revoke Gate sensor' });
  await dialog.waitFor();
  await page.evaluate(() => {
    (document.activeElement as HTMLElement).blur();
  });
  await somewhere();
  expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await somewhere();
});
