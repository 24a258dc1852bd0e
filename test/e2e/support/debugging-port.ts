import { chromium, type Browser } from 'playwright';

/**
 * Drives an app that was started with a debugging port. Whoever attaches while a window's first page is being put in place
 * is sometimes never told that it was (2 of 150 starts on two busy processors), and waits without end; so the page is waited
 * for first. Its title comes with its document.
 *
 * @param address what Chromium says it listens on: `ws://127.0.0.1:PORT/…`
 * @throws where the app ends before
 */
export async function attachToApp(address: string): Promise<Browser> {
  const list = new URL('/json/list', address.replace(/^ws:/, 'http:'));
  for (;;) {
    const targets = (await (await fetch(list)).json()) as readonly { readonly title: string }[];
    if (targets.some(({ title }) => title === 'Augno Vault')) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return await chromium.connectOverCDP(address);
}
