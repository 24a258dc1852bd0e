/** Makes docs/screenshots anew: every screen in both themes, from the real app on the sandbox account. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { launchApp, makeTemporaryFolder, type RunningApp } from '../support/app.ts';
import { call } from '../support/bridge.ts';
import { makeRepository } from '../support/files.ts';
import {
  answerFolderDialog,
  choose,
  createVault,
  goTo,
  MASTER_PASSWORD,
  readClipboard,
} from '../support/main-job.ts';

const folder = path.resolve(import.meta.dirname, '..', '..', '..', 'docs', 'screenshots');
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

async function shoot(page: Page, name: string, theme: Theme): Promise<void> {
  // Menus and dialogs come in over at most 150 ms.
  await page.waitForTimeout(350);
  await page.screenshot({ path: path.join(folder, `${name}-${theme}.png`) });
}

async function resize(running: RunningApp, width: number, height: number): Promise<void> {
  await running.app.evaluate(
    ({ BrowserWindow }, size) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
    },
    { width, height },
  );
}

async function prepare(running: RunningApp, workFolder: string): Promise<void> {
  const page = await running.page();
  await createVault(page, 'Acme keys');
  await page.getByRole('button', { name: 'Try it with a sandbox account' }).click();
  await page.getByRole('heading', { name: 'Look for leaked keys' }).waitFor();
  await page.getByRole('button', { name: 'Skip for now' }).click();
  await goTo(page, 'Keys');
  const { connections } = await call(page, 'connections.list', undefined);
  const production = connections.find(({ mode }) => mode === 'prod')!;
  const { roles } = await call(page, 'roles.list', { connectionId: production.id });
  const roleId = roles.find(({ name }) => name === 'Order integration')!.id;
  const made = await call(page, 'keys.create', {
    connectionId: production.id,
    name: 'Picking robot',
    roleId,
    expiresAt: null,
  });
  await call(page, 'keys.edit', {
    keyId: made.keyId,
    notes: 'Owner: warehouse team. Ask Ben before rotating on a Monday.',
    tags: ['warehouse', 'robots'],
    places: ['GitHub secret AUGNO_API_KEY of acme/picking', 'Kubernetes secret picking/augno'],
  });
  await call(page, 'keys.copy-secret', { keyId: made.keyId });
  const secret = await readClipboard(running);
  const repository = path.join(workFolder, 'picking');
  makeRepository(repository, [
    { 'README.md': '# Picking\n' },
    { 'config/dev.env': `LOG=debug\nAUGNO_API_KEY=${secret}\n` },
    { 'config/dev.env': 'LOG=debug\n', 'deploy/job.yaml': `env:\n  AUGNO_API_KEY: ${secret}\n` },
  ]);
  await answerFolderDialog(running, repository);
}

async function shootScreens(running: RunningApp, theme: Theme): Promise<void> {
  const page = await running.page();
  await call(page, 'settings.update', { theme });
  await goTo(page, 'Keys');
  await page.getByTestId('key-row').filter({ hasText: 'Picking robot' }).click();
  await page.getByRole('region', { name: 'Recent requests' }).waitFor();
  await shoot(page, 'keys', theme);
  await page.getByRole('button', { name: 'Rotate…' }).click();
  await shoot(page, 'rotate', theme);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Revoke…' }).click();
  await shoot(page, 'revoke', theme);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByRole('dialog', { name: 'New key' }).getByLabel('Name').fill('Label printer');
  await choose(page, 'Role', 'Read-only reporting');
  await shoot(page, 'create', theme);
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('dialog', { name: 'Label printer was created' }).waitFor();
  await shoot(page, 'created', theme);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Close details' }).click();
  await shoot(page, 'keys-list', theme);
  await goTo(page, 'Findings');
  await page
    .getByRole('button', { name: theme === 'light' ? 'Watch a folder…' : 'Choose folder and scan' })
    .click();
  await page.getByTestId('finding').first().waitFor();
  await page
    .getByTestId('source')
    .getByText(/places?$/)
    .waitFor();
  await shoot(page, 'findings', theme);
  for (const screen of ['Overview', 'Activity', 'Settings']) {
    await goTo(page, screen);
    await shoot(page, screen.toLowerCase(), theme);
  }
  await page.getByText('Move keys to another vault').scrollIntoViewIfNeeded();
  await shoot(page, 'backup', theme);
  await page.getByRole('button', { name: 'New recovery key…' }).click();
  await page.getByLabel('Master password').fill(MASTER_PASSWORD);
  await page.getByRole('button', { name: 'Make recovery key' }).click();
  await page.getByTestId('recovery-key').waitFor();
  // A key that opens nothing: the one that was made is replaced in the picture.
  await page.getByTestId('recovery-key').evaluate((element) => {
    element.textContent = '7K3M9Q-0TX4RB-V8D2HC-5NWJ1F-G6PZ0E-A4YS2M';
  });
  await shoot(page, 'recovery', theme);
  await page.getByRole('button', { name: 'I wrote it down' }).click();
  await page.getByRole('button', { name: /^Search or do/ }).click();
  await shoot(page, 'palette', theme);
  await page.keyboard.press('Escape');
  await goTo(page, 'Keys');
  await resize(running, 900, 600);
  await shoot(page, 'keys-small', theme);
  await resize(running, 1280, 800);
}

async function shootLock(running: RunningApp, theme: Theme): Promise<void> {
  let page = await running.page();
  const closed = page.waitForEvent('close');
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await closed;
  page = await running.page();
  await page.getByLabel('Master password').waitFor();
  await shoot(page, 'lock', theme);
  await page.getByLabel('Master password').fill(MASTER_PASSWORD);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await page.getByRole('navigation').waitFor();
}

export async function takeScreenshots(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const temporary = makeTemporaryFolder();
  const running = await launchApp({ vaultFolder: path.join(temporary.path, 'vault') });
  try {
    const page = await running.page();
    await page.getByRole('heading', { name: 'Make your vault' }).waitFor();
    for (const theme of THEMES) {
      await running.app.evaluate(({ nativeTheme }, source) => {
        nativeTheme.themeSource = source;
      }, theme);
      await shoot(page, 'first-run', theme);
    }
    await prepare(running, temporary.path);
    for (const theme of THEMES) {
      await shootScreens(running, theme);
      await shootLock(running, theme);
    }
  } finally {
    await running.close();
    temporary.remove();
  }
}
