/** Main's password window as it looks: every question, in both languages, with the longest names, in the smallest window and large. */
import { expect, test } from '@playwright/test';
import type { Page } from 'playwright';
import { questionWords } from '../../electron/processes/step-up/words/index.ts';
import type { QuestionWords } from '../../shared/password-question.ts';
import { EVERY_QUESTION } from './support/every-question.ts';
import { call } from './support/bridge.ts';
import { closeStarted, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { launchWithVault } from './support/vault.ts';
import { askedPassword } from './support/password.ts';

test.describe.configure({ mode: 'serial' });

const temporary = makeTemporaryFolder();
let running: RunningApp;

test.beforeAll(async () => {
  const password = 'four plain words together';
  ({ running } = await launchWithVault({ vaultFolder: temporary.path, name: 'Acme keys', password }));
});
test.afterAll(async () => {
  await closeStarted(running);
  temporary.remove();
});

/** The window that is open, with other words than those it was opened for: it is loaded anew, and only this line reaches it. */
async function showWords(window: Page, words: QuestionWords): Promise<void> {
  await running.app.evaluate(
    async ({ BrowserWindow, MessageChannelMain }, { channel, given }) => {
      const store = globalThis as unknown as { lines?: unknown[] };
      const made = BrowserWindow.getAllWindows().find(({ webContents }) =>
        webContents.getURL().startsWith('vault-ui://password/'),
      );
      if (made === undefined) throw new Error('There is no password window.');
      const ready = new Promise<void>((resolve) => made.webContents.once('dom-ready', () => resolve()));
      made.webContents.reload();
      await ready;
      const { port1, port2 } = new MessageChannelMain();
      (store.lines ??= []).push(port1);
      made.webContents.postMessage(channel, null, [port2]);
      port1.postMessage({ kind: 'question', words: given });
    },
    { channel: 'augno-vault:question', given: words },
  );
  await expect(window.getByRole('heading')).toHaveText(words.title);
}

/**
 * What cannot be seen, or is cut off, by what it says.
 * @param scrolls the screen is too low for all of it: both answers are in sight, and nothing leaves it sideways
 */
function hidden(window: Page, scrolls: boolean): Promise<readonly string[]> {
  return window.evaluate((above) => {
    const found: string[] = [];
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    for (const one of document.querySelectorAll<HTMLElement>('h1, p, dt, dd, label, input, button')) {
      const box = one.getBoundingClientRect();
      if (box.width === 0 && box.height === 0) continue;
      const says = `${one.tagName} ${one.textContent}`;
      if (box.left < 0 || box.right > width + 1) found.push(`${says}: outside`);
      const counts = !above || one.closest('footer') !== null;
      if (counts && (box.top < 0 || box.bottom > height + 1)) found.push(`${says}: out of sight`);
      if (one.tagName !== 'INPUT' && one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
        found.push(`${says}: cut off`);
    }
    return found;
  }, scrolls);
}

for (const [language, theme, width, height, textSize] of [
  ['de', 'light', 900, 600, 100],
  ['de', 'dark', 1920, 1080, 100],
  ['en', 'dark', 900, 600, 100],
  ['de', 'dark', 900, 600, 120],
  ['de', 'light', 900, 600, 200],
] as const) {
  test(`every question is whole: ${language}, ${theme}, ${String(width)} × ${String(height)}, text at ${String(textSize)} %`, async () => {
    const page = await running.page();
    await call(page, 'settings.update', { theme, textSize, language });
    await running.app.evaluate(
      ({ BrowserWindow }, size) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
      },
      { width, height },
    );
    const { window } = await askedPassword(page, 'vault.new-recovery-key', undefined);
    for (const action of EVERY_QUESTION) {
      await showWords(window, questionWords(action, language));
      await expect.poll(() => hidden(window, textSize === 200), { message: action.kind }).toEqual([]);
    }
    // Nobody listens at the line that was put in the place of the vault's.
    await running.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL().startsWith('vault-ui://password/'))
        ?.destroy();
    });
  });
}
