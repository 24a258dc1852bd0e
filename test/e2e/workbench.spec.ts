/** Every component of renderer/ui in every state: axe in both themes, the page served as `npm run dev` does it. */
import { expect, test } from '@playwright/test';
import path from 'node:path';
import type { Page } from 'playwright';
import { startPageServer } from '../../build/dev/server.mjs';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { axeViolations, showTheme } from './support/axe.ts';

const HOOK = path.resolve('build/dev/hook.cjs');
const temporary = makeTemporaryFolder();
let server: Awaited<ReturnType<typeof startPageServer>> | undefined;
let running: RunningApp | undefined;
test.afterAll(async () => {
  await closeStarted(running);
  await server?.vite.close();
  temporary.remove();
});

/** Its last line comes late and moves what lies below: a press before and a release after it meet no button. */
async function standsStill(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Workbench' }).waitFor();
  await page.getByText('It takes longer.').waitFor();
}

async function look(page: Page, what: string, within?: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme);
    const folder = process.env['AUGNO_VAULT_SHOTS'];
    if (folder !== undefined)
      await page.screenshot({ path: path.join(folder, `bench-${what}-${theme}.png`) });
    const violations = await axeViolations(page, within === undefined ? {} : { within });
    found.push(...violations.map((line) => `${what}, ${theme}: ${line}`));
  }
  return found;
}

test('the workbench has no violation in either theme, with all that opens over it', async () => {
  test.setTimeout(300_000);
  server = await startPageServer({ logLevel: 'error' });
  // Its first start bundles the packages, which takes as long as it takes.
  await server.vite.warmupRequest(path.posix.join('/', 'workbench', 'main.tsx'));
  await server.vite.waitForRequestsIdle();
  running = await launchApp({
    vaultFolder: path.join(temporary.path, 'vault'),
    loaded: [HOOK],
    environment: server.environment('/workbench.html'),
  });
  const page = await running.page();
  await standsStill(page);
  const found = [...(await look(page, 'workbench'))];
  const overlays = await page.locator('[data-overlay]').allTextContents();
  expect(overlays.length).toBeGreaterThan(10);
  for (const name of overlays) {
    await page.getByRole('button', { name, exact: true }).click();
    const overlay = page.locator('[role=dialog], [role=menu]');
    await overlay.waitFor();
    found.push(
      ...(await look(page, name, (await page.getByRole('menu').count()) > 0 ? '[role=menu]' : undefined)),
    );
    await page.keyboard.press('Escape');
    // One that is busy stays.
    if (/busy|pending/.test(name)) {
      await expect(overlay).toBeVisible();
      await page.reload();
      await standsStill(page);
    } else await expect(overlay).toHaveCount(0);
  }
  await page.locator('[data-context]').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy secret' }).waitFor();
  found.push(...(await look(page, 'context menu', '[role=menu]')));
  expect(found).toEqual([]);
  expect(running.consoleErrors).toEqual([]);
});
