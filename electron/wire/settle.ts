/** Takes from the page what it could still cover a window of main's with. */
import { MessageChannelMain, type WebContents } from 'electron';

const SETTLE_CHANNEL = 'augno-vault:settle';

/** More than a page that does its work ever needs; one that is stuck is seen to by others. */
const ANSWER_WITHIN_MS = 10_000;

/**
 * SECURITY: for seconds after a click a page may open the engine's own lists and calendars, which lie over every window, also
 * over one that asks for the password. The preload script spends that click, and says so over a port that the page never has.
 * @throws Error where the page is gone or does not answer: then nothing is to be shown
 */
export async function settlePage(contents: WebContents): Promise<void> {
  const { port1, port2 } = new MessageChannelMain();
  let timer: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error('The page does not answer.'));
      }, ANSWER_WITHIN_MS);
      port1.on('message', () => {
        resolve();
      });
      port1.start();
      contents.postMessage(SETTLE_CHANNEL, null, [port2]);
    });
  } finally {
    clearTimeout(timer);
    port1.close();
  }
}
