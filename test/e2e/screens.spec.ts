/** Every screen in four sizes and both languages, with names of 120 characters: nothing scrolls sideways or is cut off. */
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { closeStarted } from './support/app.ts';
import { axeViolations, showTheme } from './support/axe.ts';
import { call } from './support/bridge.ts';
import { startFlowWorld, type FlowWorld } from './support/flow.ts';
import { makeRepository } from './support/files.ts';
import { answerFolderDialog, goTo } from './support/main-job.ts';
import { overflowing, resizeTo } from './support/overflow.ts';
import { saveShots } from './support/shots.ts';

/** One word: what can be broken into lines hides what cannot. */
const LONG = `Warenwirtschaftsschnittstellenverantwortlichenverzeichnis${'synchronisierung'.repeat(4)}`.slice(
  0,
  120,
);
const SIZES = [
  { width: 760, height: 540 },
  { width: 900, height: 600 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;
/** The keys that lead to each screen. */
const SCREENS = {
  overview: ['g', 'o'],
  keys: ['g', 'k'],
  review: ['g', 'r'],
  roles: ['g', 'l'],
  findings: ['g', 'f'],
  programs: ['g', 'p'],
  activity: ['g', 'a'],
  settings: ['g', 's'],
  help: ['F1'],
} as const;
type ScreenName = keyof typeof SCREENS;

let world: FlowWorld;
let longKey: string;

test.beforeAll(async () => {
  // Two accounts, a scan of a repository and a review: more than other specs set up.
  test.setTimeout(300_000);
  expect(LONG).toHaveLength(120);
  world = await startFlowWorld('prod');
  await world.server.control('POST', 'limits', { requestsPerSecond: null });
  await world.connect('test');
  longKey = await world.createKey(LONG);
  const { page } = world;
  await call(page, 'care.save', { keyId: longKey, owner: LONG, access: [LONG], rotateEveryDays: null });
  // Made by somebody else: three alike matters.
  const response = async (name: string): Promise<number> =>
    (
      await fetch(`${world.server.url}/v1/auth/api-keys`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${world.server.account('prod').adminKey}`,
          'Augno-Version': '1.0.forge-preview.1',
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({ name, role_id: world.roleId('Order integration') }),
      })
    ).status;
  for (const name of [`A ${LONG}`.slice(0, 100), 'B made elsewhere', 'C made elsewhere'])
    expect(await response(name)).toBe(201);
  await call(page, 'connections.sync', { connectionId: world.connectionId });
  const repository = path.join(world.folder, LONG);
  const { secret } = await call(page, 'keys.reveal-secret', { keyId: longKey });
  for (const asked of [`/v1/identity/roles/${LONG}`, `/v1/identity/roles/${secret}`, '/v1/catalog/units'])
    await fetch(`${world.server.url}${asked}`, {
      headers: {
        Authorization: `Bearer ${secret}`,
        'Augno-Version': '1.0.forge-preview.1',
        'User-Agent': LONG,
      },
    });
  const other = await world.createKey('Webshop of the harbour');
  const { secret: second } = await call(page, 'keys.reveal-secret', { keyId: other });
  makeRepository(repository, [{ [`${LONG}.env`]: `KEY=${secret}\n` }, { 'b.env': `KEY=${second}\n` }]);
  await answerFolderDialog(world.running, repository);
  await goTo(page, 'Findings');
  await page.getByRole('button', { name: 'Choose folder and scan' }).first().click();
  await expect(page.getByTestId('finding-group')).toHaveCount(2);
  await call(page, 'reviews.start', undefined);
});
test.afterAll(async () => {
  await closeStarted(world);
});

/** @returns once the screen shows what it is about */
async function show(page: Page, screen: ScreenName): Promise<void> {
  // Out of the field that was typed into: letters would stay in it.
  await page.evaluate('document.activeElement?.blur()');
  await page.keyboard.press('Escape');
  for (const key of SCREENS[screen]) await page.keyboard.press(key);
  await {
    overview: page.getByTestId('attention-group').first(),
    keys: page.getByTestId('key-row').first(),
    review: page.getByTestId('review-row').first(),
    roles: page.getByTestId('role-row').first(),
    findings: page.getByTestId('finding-group').first(),
    programs: page.locator('main code').first(),
    activity: page.getByRole('table').getByRole('row').nth(1),
    settings: page.locator('#settings-about'),
    help: page.getByRole('article'),
  }[screen].waitFor();
}

for (const { width, height } of SIZES) {
  for (const language of ['en', 'de'] as const) {
    test(`nothing is cut off at ${String(width)} × ${String(height)} in ${language}`, async () => {
      const { page } = world;
      await call(page, 'settings.update', { language });
      await resizeTo(page, width, height);
      const found: string[] = [];
      const look = async (where: string): Promise<void> => {
        found.push(...(await overflowing(page)).map((line) => `${where}: ${line}`));
        await saveShots(page, `${where.replaceAll(' ', '-')}-${String(width)}-${language}`);
      };
      for (const screen of Object.keys(SCREENS) as ScreenName[]) {
        await show(page, screen);
        await look(screen);
        if (screen === 'activity') {
          await page.locator('tbody button[aria-pressed]').first().click();
          await look('an entry');
          await page.locator('aside button').first().click();
        }
        if (screen === 'overview') {
          await page.locator('[data-testid=attention-group] button[aria-expanded]').first().click();
          await look('a group');
        }
        if (screen === 'review') {
          await page.locator('main input[type=search]').fill(LONG.toLowerCase());
          await page.locator(`#review-row-${longKey}`).click();
          await look('a key of the review');
        }
      }
      await show(page, 'keys');
      await page.locator('#key-search').fill(LONG.toLowerCase());
      await page.locator(`[data-key-id="${longKey}"]`).click();
      await page.getByRole('heading', { name: LONG }).waitFor();
      await look('a key');
      await page.locator('aside table').scrollIntoViewIfNeeded();
      await look('what a key asked');
      await page.keyboard.press('Escape');
      await page.getByRole('heading', { name: LONG }).waitFor({ state: 'detached' });
      await page.locator('#key-search').fill('');
      expect(found).toEqual([]);
    });
  }
}

test('what is new on each screen has no violation in any theme', async () => {
  const { page } = world;
  await call(page, 'settings.update', { language: 'en' });
  await resizeTo(page, 1280, 800);
  const found: string[] = [];
  for (const screen of Object.keys(SCREENS) as ScreenName[]) {
    await show(page, screen);
    if (screen === 'overview')
      await page.locator('[data-testid=attention-group] button[aria-expanded]').first().click();
    if (screen === 'activity') await page.locator('tbody button[aria-pressed]').first().click();
    for (const theme of ['light', 'dark', 'forced'] as const) {
      await showTheme(page, theme);
      const rules = theme === 'light' ? 'all' : theme === 'dark' ? 'colours' : 'without-colours';
      found.push(
        ...(await axeViolations(page, { within: 'html', rules })).map((line) => `${screen}: ${line}`),
      );
    }
  }
  await showTheme(page, 'light');
  expect(found).toEqual([]);
});

test('alike matters are one row and one decision, and the badge counts them as one', async () => {
  const { page } = world;
  await show(page, 'overview');
  const group = page.getByTestId('attention-group').filter({ hasText: 'keys were made outside this vault' });
  await expect(group).toHaveCount(1);
  // Three of this spec, and what the sandbox account brings of its own.
  const alike = Number(/(\d+) keys/.exec(await group.innerText())?.[1]);
  expect(alike).toBeGreaterThanOrEqual(3);
  const badge = page.getByRole('navigation').getByRole('button', { name: /^Overview/ });
  const rows = page.getByTestId('attention-item').and(page.locator('ul > li'));
  const groups = await page.getByTestId('attention-group').count();
  await expect(badge).toContainText(String(groups + (await rows.count())));
  await group.getByRole('button', { name: /show each/ }).click();
  await expect(group.getByTestId('attention-item')).toHaveCount(alike);
  await group.getByRole('button', { name: new RegExp(`^Put off ${String(alike)} keys`) }).click();
  await page.getByRole('menuitem', { name: 'For a week' }).click();
  await expect(group).toHaveCount(0);
  await expect(page.getByText(`${String(alike)} matters put off`)).toBeVisible();
});

test('a place has its menu, and an operator unfolds with what it would find', async () => {
  const { page } = world;
  await show(page, 'findings');
  const finding = page.getByTestId('finding').filter({ hasText: 'b.env' });
  await finding.click({ button: 'right', position: { x: 4, y: 4 } });
  await expect(page.getByRole('menuitem', { name: 'Rotate now' })).toBeVisible();
  expect(await axeViolations(page, { within: '[role=menu]' })).toEqual([]);
  await page.getByRole('menuitem', { name: 'Copy the path' }).click();
  await expect(page.getByText('The path is copied.').first()).toBeVisible();

  await show(page, 'keys');
  const search = page.getByRole('searchbox', { name: 'Search keys' });
  await search.pressSequentially('rol');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(search).toHaveValue('role:');
  const options = page.getByRole('listbox', { name: 'Search operators' }).getByRole('option');
  const admin = options.filter({ hasText: 'role:Admin' });
  await expect(admin).toContainText(/\d+ keys?/);
  for (const theme of ['light', 'dark', 'forced'] as const) {
    await showTheme(page, theme);
    expect(await axeViolations(page, { within: 'html' })).toEqual([]);
  }
  await showTheme(page, 'light');
  const hits = Number(/(\d+) key/.exec(await admin.innerText())?.[1]);
  await admin.click();
  await expect(search).toHaveValue('role:Admin ');
  await expect(page.getByRole('grid', { name: 'Keys' })).toHaveAttribute('aria-rowcount', String(hits + 1));
  await search.press('Escape');
  await expect(search).toHaveValue('');
});

test('the settings are found by the words that stand in them', async () => {
  const { page } = world;
  await show(page, 'settings');
  const index = page.getByRole('complementary', { name: 'Sections' });
  await expect(index.getByRole('button')).toHaveCount(12);
  await index.getByRole('searchbox', { name: 'Search settings' }).fill('text size');
  await expect(index.getByRole('button')).toHaveText(['Appearance']);
  await expect(page.locator('#settings-about')).toBeHidden();
  await index.getByRole('searchbox').fill('no such words');
  await expect(index.getByText('Nothing in the settings has these words.')).toBeVisible();
  await index.getByRole('searchbox').fill('');
  await index.getByRole('button', { name: 'About' }).click();
  await expect(page.locator('#settings-about')).toBeInViewport();
});

test('a key’s requests say what was asked, by whom and what was answered, and show no key', async () => {
  const { page } = world;
  await show(page, 'keys');
  await page.locator('#key-search').fill(LONG.toLowerCase());
  await page.locator(`[data-key-id="${longKey}"]`).click();
  const requests = page.getByRole('region', { name: 'Recent requests' });
  const row = requests.getByRole('row').filter({ hasText: `GET /v1/identity/roles/${LONG}` });
  await expect(row).toContainText(`from 127.0.0.1 · ${LONG}`);
  await expect(row).toContainText('403insufficient_permissions');
  await expect(
    requests.getByText('3 requests in the last 14 days, 2 of them refused or failed'),
  ).toBeVisible();
  const { secret } = await call(page, 'keys.reveal-secret', { keyId: longKey });
  await expect(requests.getByText('/v1/identity/roles/aug_sk_prod_')).toBeVisible();
  expect(JSON.stringify(await call(page, 'keys.requests', { keyId: longKey }))).not.toContain(secret);
  await page.keyboard.press('Escape');
  await page.locator('#key-search').fill('');
});

test('what counts down is seen each second and said once', async () => {
  const { page } = world;
  await show(page, 'keys');
  await page.locator('#key-search').fill(LONG.toLowerCase());
  await page.locator(`[data-key-id="${longKey}"]`).click();
  await page.evaluate(`(() => {
    globalThis.said = [];
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest('[aria-live], [role=status], [role=alert]');
        if (region && region.ariaLive !== 'off') globalThis.said.push(region.textContent);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  })()`);
  const said = async (): Promise<readonly string[]> => await page.evaluate('globalThis.said');
  await page.getByRole('button', { name: 'Copy secret', exact: true }).click();
  const timer = page.getByRole('timer').filter({ hasText: 'Clears in' });
  const seconds = async (): Promise<number> => Number(/in (\d+) s/.exec(await timer.innerText())?.[1]);
  const first = await seconds();
  await expect.poll(seconds).toBeLessThan(first - 1);
  expect((await said()).filter((text) => text.startsWith('Copied.'))).toEqual(['Copied.']);
  expect((await said()).filter((text) => /\d+ s\b/.test(text))).toEqual([]);
  await page.keyboard.press('Escape');
  await page.locator('#key-search').fill('');
});
