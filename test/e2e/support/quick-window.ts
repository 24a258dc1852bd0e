/** Quick access from outside: opened as a shortcut of the desktop's own does, and found among the app's pages. */
import { expect, type Page } from '@playwright/test';
import { isQuickWindow } from './app.ts';
import type { FlowWorld } from './flow.ts';
import { startAgain } from './start-again.ts';

export interface QuickWindows {
  readonly press: () => void;
  readonly open: () => Page | undefined;
  /** Once it is there and shows something. */
  readonly shown: () => Promise<Page>;
  readonly gone: () => Promise<void>;
}

/** @param world asked each time: a lock takes its page away */
export function quickWindowsOf(world: () => FlowWorld): QuickWindows {
  const open = (): Page | undefined =>
    world()
      .page.context()
      .pages()
      .find((page) => !page.isClosed() && isQuickWindow(page));
  return {
    press: () => {
      expect(startAgain(world().running, '--quick-access').status).toBe(0);
    },
    open,
    shown: async () => {
      await expect.poll(() => open() !== undefined).toBe(true);
      const page = open()!;
      await page.locator('main').waitFor();
      return page;
    },
    gone: () => expect.poll(() => open()).toBeUndefined(),
  };
}
