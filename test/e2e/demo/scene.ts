/** What the screenshots are taken of: an app with made-up data, and the way a picture is taken. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import type { RunningApp } from '../support/app.ts';
import { call } from '../support/bridge.ts';
import { openKey } from '../support/flow.ts';
import { smallPng } from './small-png.ts';

export const SCREENSHOTS = path.resolve(import.meta.dirname, '..', '..', '..', 'docs', 'screenshots');
const THEMES = ['light', 'dark'] as const;

export interface Scene {
  readonly running: RunningApp;
  /** The window that is there now. */
  page: Page;
  /** Paths in pictures are the same on every machine. */
  readonly workFolder: string;
}

/** A folder of this one name, so that a picture made anew differs only where the app does. @throws Error where it exists */
export function makeWorkFolder(): { readonly path: string; remove(): void } {
  const folder = path.join(tmpdir(), 'acme');
  if (existsSync(folder)) throw new Error(`${folder} exists already. Take it away; nothing was touched.`);
  mkdirSync(folder);
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** As the window shows it. Playwright's own picture is cut off where the text is enlarged. */
export async function windowPicture({ running }: Scene): Promise<Buffer> {
  const text = await running.app.evaluate(async ({ BrowserWindow }) => {
    const picture = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return picture?.toPNG().toString('base64') ?? '';
  });
  return Buffer.from(text, 'base64');
}

/** In both themes. What the pointer would mark is not marked. */
export async function shoot(
  scene: Scene,
  name: string,
  take: (scene: Scene) => Promise<Buffer> = ({ page }) => page.screenshot({ animations: 'disabled' }),
): Promise<void> {
  const { page } = scene;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.mouse.move(600, 3);
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    // Dialogs, menus and colours come in over at most 150 ms.
    await page.waitForTimeout(350);
    writeFileSync(path.join(SCREENSHOTS, `${name}-${theme}.png`), smallPng(await take(scene)));
  }
}

export async function resize(scene: Scene, width: number, height: number): Promise<void> {
  await scene.running.app.evaluate(
    ({ BrowserWindow }, size) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
    },
    { width, height },
  );
  // The window manager has the last word on the size.
  await scene.page.waitForTimeout(400);
}

/** What the system's dialogs for files and folders will answer. */
export async function answerFileDialogs(scene: Scene, file: string): Promise<void> {
  await scene.running.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen], bookmarks: [] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen, bookmark: '' });
  }, file);
}

export async function fromPalette(scene: Scene, words: string): Promise<void> {
  await scene.page.keyboard.press('Control+k');
  await scene.page.getByRole('combobox', { name: 'Search or do…' }).fill(words);
  await scene.page.keyboard.press('Enter');
}

/** Of the key that is open. */
export async function moreAction(scene: Scene, name: string): Promise<void> {
  await scene.page.getByRole('button', { name: 'More actions' }).click();
  await scene.page.getByRole('menuitem', { name }).click();
}

export async function openNamed(scene: Scene, name: string): Promise<string> {
  const { keys } = await call(scene.page, 'keys.list', undefined);
  const key = keys.find((entry) => entry.name === name && entry.status !== 'revoked');
  if (key === undefined) throw new Error(`There is no key ${name}.`);
  await openKey(scene, key.id);
  await scene.page.getByRole('heading', { name, exact: true }).waitFor();
  return key.id;
}

/** Ends what is in front, whatever it is. */
export async function closeDialog(scene: Scene): Promise<void> {
  await scene.page.keyboard.press('Escape');
  await scene.page
    .getByRole('dialog')
    .filter({ has: scene.page.getByRole('heading') })
    .waitFor({ state: 'detached' });
}

export function dialogOf(scene: Scene, name: string | RegExp): Locator {
  return scene.page.getByRole('dialog', { name });
}

/** What was said in passing belongs to no picture. */
export async function withoutToasts(scene: Scene): Promise<void> {
  const toasts = scene.page.getByRole('button', { name: 'Dismiss' });
  for (let count = await toasts.count(); count > 0; count -= 1) await toasts.first().click();
}
