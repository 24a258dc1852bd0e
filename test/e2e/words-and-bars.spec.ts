/** Small things of every day: bars that move nothing, one bar for several troubles, one word for a sandbox, a face of our own. */
import { expect, test, type Locator } from '@playwright/test';
import { closeStarted } from './support/app.ts';
import { axeViolations, showTheme } from './support/axe.ts';
import { call } from './support/bridge.ts';
import { connectAccount } from './support/dialogs.ts';
import { startFlowWorld, type FlowWorld } from './support/flow.ts';
import { goTo, MASTER_PASSWORD } from './support/main-job.ts';
import { startSandboxServer, type SandboxServer } from './support/sandbox-server.ts';
import { certain } from '../../shared/certain.ts';

let world: FlowWorld;
let other: string;
/** Of the other account, so that each can have a trouble of its own, whoever asks first. */
let elsewhere: SandboxServer | undefined;
test.beforeAll(async () => {
  world = await startFlowWorld('prod');
  await world.server.control('POST', 'limits', { requestsPerSecond: null });
  elsewhere = await startSandboxServer();
  const { name, adminKey } = elsewhere.account('test');
  ({ id: other } = await connectAccount(
    world.running,
    world.page,
    { url: elsewhere.url, name, adminKey },
    MASTER_PASSWORD,
  ));
  await world.createKey('Loom');
  await world.createKey('Kiln');
});
test.afterAll(async () => {
  await closeStarted(world);
  await elsewhere?.stop();
});

async function subscription(value: 'active' | 'past_due'): Promise<void> {
  const { url, account } = { url: world.server.url, account: world.server.account('prod') };
  const response = await fetch(`${url}/__sandbox/accounts/${account.id}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ subscription: value }),
  });
  expect(response.ok).toBe(true);
}

/** The vault looks again by itself too, and may be first: then there is nothing left to press. */
async function pressWhileThere(button: Locator): Promise<void> {
  await expect(async () => {
    if ((await button.count()) > 0) await button.click({ timeout: 1000 });
  }).toPass();
}

const loom = (): Locator => world.page.getByTestId('key-row').filter({ hasText: 'Loom' });

test('several troubles of accounts stand in one bar, which moves nothing and says of each what helps', async () => {
  const { page } = world;
  await goTo(page, 'Keys');
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('Loom');
  await expect(page.getByTestId('key-row')).toHaveCount(1);
  const place = await loom().boundingBox();
  await subscription('past_due');
  await page.evaluate(
    (connectionId) =>
      (
        globalThis as unknown as { vault: { call(name: string, input: unknown): Promise<unknown> } }
      ).vault.call('connections.sync', { connectionId }),
    world.connectionId,
  );
  const status = page.getByTestId('status-line');
  await expect(page.getByRole('button', { name: 'Check again' })).toBeVisible();
  await expect(status).toContainText('as of');
  await certain(elsewhere).control('POST', 'faults', { path: '.*', status: 503 });
  await page.evaluate(
    (connectionId) =>
      (
        globalThis as unknown as { vault: { call(name: string, input: unknown): Promise<unknown> } }
      ).vault.call('connections.sync', { connectionId }),
    other,
  );
  await expect(page.getByText(/^2 accounts need a look: /)).toBeVisible({ timeout: 30_000 });
  await expect(status).toContainText(/^as of .*, 1 of 2 accounts not reachable/);
  await expect(status).not.toContainText('synced');
  expect(await loom().boundingBox()).toEqual(place);

  await page.getByRole('button', { name: 'Show each' }).click();
  const each = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /again/ }) });
  await expect(each).toHaveCount(2);
  for (const theme of ['light', 'dark', 'forced'] as const) {
    await showTheme(page, theme);
    expect(await axeViolations(page, { within: 'html' })).toEqual([]);
  }
  await showTheme(page, 'light');
  expect(await loom().boundingBox()).toEqual(place);
  await goTo(page, 'Settings');
  const accounts = page.getByRole('region', { name: 'Accounts' });
  await expect(accounts.getByText(/as of/)).toHaveCount(2);
  await expect(accounts.getByText(/· synced/)).toHaveCount(0);

  await certain(elsewhere).control('DELETE', 'faults');
  await subscription('active');
  await pressWhileThere(each.getByRole('button', { name: 'Try again' }));
  await expect(page.getByText(/accounts need a look/)).toHaveCount(0);
  await pressWhileThere(page.getByRole('button', { name: 'Check again' }).first());
  await expect(status).toContainText('synced');
  await goTo(page, 'Keys');
  expect(await loom().boundingBox()).toEqual(place);
});

test('what can be done with selected keys comes below them', async () => {
  const { page } = world;
  await goTo(page, 'Keys');
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('');
  await expect(loom()).toBeVisible();
  const place = await loom().boundingBox();
  await loom().getByRole('checkbox').click();
  await expect(page.getByRole('toolbar', { name: 'Selected keys' })).toBeVisible();
  expect(await loom().boundingBox()).toEqual(place);
  // A message in passing leaves its buttons free.
  await call(page, 'settings.update', { language: 'en' });
  await page.keyboard.press('Control+Shift+C');
  const toast = page.getByText('The id of Loom was copied.').last();
  await expect(toast).toBeVisible();
  await page.keyboard.press('Escape');
});

test('copying a new key’s secret moves no button of its dialog', async () => {
  const { page } = world;
  await goTo(page, 'Keys');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Warp');
  await page.getByRole('combobox', { name: 'Account' }).click();
  await page.getByRole('option').first().click();
  await page.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Create key' }).click();
  const copy = page.getByRole('dialog').getByRole('button', { name: 'Copy secret' });
  await expect(copy).toBeVisible();
  const place = await copy.boundingBox();
  await copy.click();
  await expect(page.getByRole('dialog').getByRole('timer')).toContainText('Copied. Clears in');
  expect(await copy.boundingBox()).toEqual(place);
  await page.keyboard.press('Escape');
});

test('a sandbox is called one thing on every screen, and production another', async () => {
  const { page } = world;
  for (const [language, word] of [
    ['en', 'Production'],
    ['de', 'Produktion'],
  ] as const) {
    await call(page, 'settings.update', { language });
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await page.evaluate('document.activeElement?.blur()');
    for (const letter of 'okrlfpas') {
      await page.keyboard.press('g');
      await page.keyboard.press(letter);
      await expect(page.locator('main > *').first()).toBeVisible();
      expect(await page.locator('body').innerText()).not.toMatch(/\bTEST\b/);
    }
    await page.keyboard.press('g');
    await page.keyboard.press('k');
    await expect(page.locator(`main [title="${word}"]`).first()).toHaveText('PROD');
    await expect(page.locator('main [title="Sandbox"]').first()).toHaveText('Sandbox');
  }
  await call(page, 'settings.update', { language: 'en' });
});

test('words are set in the app’s own face, with figures of one width, and its licence is listed', async () => {
  const { page } = world;
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const face = await page.evaluate(async () => {
    await document.fonts.ready;
    const line = (text: string): number => {
      const element = document.createElement('span');
      element.textContent = text;
      document.body.append(element);
      const { width } = element.getBoundingClientRect();
      element.remove();
      return width;
    };
    return {
      loaded: [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family),
      used: getComputedStyle(document.body).fontFamily.split(',')[0],
      ones: line('1111111111'),
      eights: line('8888888888'),
      letters: line('iiiiiiiiii') < line('mmmmmmmmmm'),
    };
  });
  expect(face.loaded).toContain('Inter Variable');
  expect(face.used).toBe('"Inter Variable"');
  expect(face.ones).toBe(face.eights);
  expect(face.letters).toBe(true);
  const { packages } = await call(page, 'about.third-party', undefined);
  const inter = packages.find(({ name }) => name === '@fontsource-variable/inter');
  expect(inter?.licence).toBe('OFL-1.1');
  expect(inter?.text).toContain('SIL Open Font License');
});

test('a disclosure has the app’s own mark, in every theme', async () => {
  const { page } = world;
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Show licences…' }).click();
  const summary = page.getByRole('dialog').locator('summary').first();
  await expect(summary).toBeVisible();
  const mark = (): Promise<readonly string[]> =>
    summary.evaluate((element) => {
      const { listStyleType } = getComputedStyle(element);
      const { borderBottomWidth, transform } = getComputedStyle(element, '::before');
      return [listStyleType, String(Number.parseFloat(borderBottomWidth) > 0), transform];
    });
  const closed = await mark();
  expect(closed.slice(0, 2)).toEqual(['none', 'true']);
  await summary.click();
  await showTheme(page, 'forced');
  const opened = await mark();
  expect(opened.slice(0, 2)).toEqual(['none', 'true']);
  expect(opened[2]).not.toBe(closed[2]);
  await showTheme(page, 'light');
  await page.keyboard.press('Escape');
});

test('the half of an account that was typed goes with the choice of the sandbox', async () => {
  const { page } = world;
  const drafts = async (): Promise<readonly string[]> =>
    (await call(page, 'drafts.list', undefined)).drafts.map(({ formId }) => formId);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or do…' }).fill('connect');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Connect an account' });
  await dialog.getByLabel('Name').fill('Acme of the harbour');
  await expect.poll(drafts).toEqual(['connect']);
  await dialog.getByRole('button', { name: 'Try it with a sandbox account' }).click();
  await expect(dialog).toHaveCount(0, { timeout: 60_000 });
  expect(await drafts()).toEqual([]);
});
