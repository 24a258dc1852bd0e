/** Main's own password window, as a person meets it. */
import type { Page } from 'playwright';
import type { ChannelInput, ChannelName, ChannelOutput, IpcReply } from '../../../shared/ipc-contract.ts';
import { isPasswordWindow, type RunningApp } from './app.ts';
import { call, reply } from './bridge.ts';

/** @param page any window of the app. @returns the password window, once it shows its question */
export async function passwordWindow(page: Page): Promise<Page> {
  const context = page.context();
  for (let tries = 0; tries < 200; tries += 1) {
    const open = context.pages().find((one) => !one.isClosed() && isPasswordWindow(one));
    if (open !== undefined) {
      await open.getByRole('heading').waitFor();
      return open;
    }
    await context.waitForEvent('page', { timeout: 100 }).catch(() => undefined);
  }
  throw new Error('Nobody asks for the password.');
}

/** @param chosen the new password, where the window asks for one too */
export async function typePassword(window: Page, password: string, chosen?: string): Promise<void> {
  const [present, ...fields] = await window.locator('.field > input').all();
  // What is whole once it is typed is sent off at once.
  const goesByItself = (await window.locator('[data-whole]').count()) > 0;
  if (goesByItself) {
    await mayClose(window, present!.fill(password));
    return;
  }
  await present!.fill(password);
  if (chosen !== undefined) for (const field of fields) await field.fill(chosen);
  await mayClose(window, window.getByRole('button').last().click());
}

/** For what a person does last in it: that closes the window, which may be gone before the click or the typing is over. */
export async function mayClose(window: Page, action: Promise<void>): Promise<void> {
  await action.catch((thrown: unknown) => {
    if (!window.isClosed()) throw thrown;
  });
}

/** Answers the question that is or will be open, and is back when the window is closed. */
export async function answerPassword(page: Page, password: string, chosen?: string): Promise<void> {
  const window = await passwordWindow(page);
  const closed = window.waitForEvent('close');
  await typePassword(window, password, chosen);
  await closed;
}

/** A call of the page that asks for the password, with the answer of a person who wants it. */
export async function callConfirmed<Name extends ChannelName>(
  page: Page,
  password: string,
  name: Name,
  input: ChannelInput<Name>,
  chosen?: string,
): Promise<ChannelOutput<Name>> {
  const [value] = await Promise.all([call(page, name, input), answerPassword(page, password, chosen)]);
  return value;
}

/** Begins a call. @returns the window it opened, and what will be its answer */
export async function askedPassword<Name extends ChannelName>(
  page: Page,
  name: Name,
  input: ChannelInput<Name>,
): Promise<{ readonly window: Page; readonly over: Promise<IpcReply<Name>> }> {
  const over = reply(page, name, input);
  // Whoever looks at it later sees it; until then nobody minds.
  over.catch(() => undefined);
  return { window: await passwordWindow(page), over };
}

export async function cancelPassword(window: Page): Promise<void> {
  const closed = window.waitForEvent('close');
  await mayClose(window, window.keyboard.press('Escape'));
  await closed;
}

/** A person who says no to everything: each window that asks for the password is closed as soon as it is there. */
export async function refusePasswords({ app }: RunningApp): Promise<void> {
  await app.evaluate(({ app: main }) => {
    main.on('browser-window-created', (_event, window) => {
      window.webContents.on('did-finish-load', () => {
        if (window.webContents.getURL().startsWith('vault-ui://password/')) window.close();
      });
    });
  });
}
