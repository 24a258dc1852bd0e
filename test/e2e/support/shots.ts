/** What stands in the window, in both languages and sizes: measured each time, and pictured where a folder is given. */
import { expect } from '@playwright/test';
import path from 'node:path';
import type { Page } from 'playwright';
import { showTheme } from './axe.ts';
import { call } from './bridge.ts';
import type { FlowWorld } from './flow.ts';

const SIZES = [
  { width: 900, height: 600 },
  { width: 1280, height: 800 },
] as const;

/** What is wider than its room, by the words that it holds. */
function sideways(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('html, main, [role=complementary], [role=dialog], aside, section, main *')]
      .filter((element) => {
        const { overflowX } = getComputedStyle(element);
        return (
          element.scrollWidth > element.clientWidth + 1 &&
          (element.tagName === 'HTML' || overflowX === 'auto' || overflowX === 'scroll')
        );
      })
      .map((element) => (element.textContent ?? '').trim().slice(0, 80)),
  );
}

/** Pictures go to `AUGNO_VAULT_SHOTS`, one for each language, size and theme. */
export async function lookAt(world: Pick<FlowWorld, 'page' | 'running'>, name: string): Promise<void> {
  const { page, running } = world;
  const folder = process.env['AUGNO_VAULT_SHOTS'];
  for (const language of ['en', 'de'] as const) {
    await call(page, 'settings.update', { language });
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    for (const { width, height } of SIZES) {
      await running.app.evaluate(
        ({ BrowserWindow }, size) => {
          BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
        },
        { width, height },
      );
      expect.soft(await sideways(page), `${name}, ${language}, ${String(width)} wide`).toEqual([]);
      if (folder === undefined) continue;
      for (const theme of ['light', 'dark'] as const) {
        await showTheme(page, theme);
        const file = `${name}-${language}-${String(width)}-${theme}.png`;
        await page.screenshot({ path: path.join(folder, file), animations: 'disabled' });
      }
      await showTheme(page, 'light');
    }
  }
  await call(page, 'settings.update', { language: 'en' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
}

/** What stands in the window now, in both themes, where a folder is given. */
export async function saveShots(page: Page, name: string): Promise<void> {
  const folder = process.env['AUGNO_VAULT_SHOTS'];
  if (folder === undefined) return;
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(page, theme);
    await page.screenshot({ path: path.join(folder, `${name}-${theme}.png`) });
  }
}
