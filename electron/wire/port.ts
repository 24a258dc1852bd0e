/** The channel of the page's line to the vault's process, apart from the contract: the first window needs nothing else. */
import type { MessagePortMain, WebContents } from 'electron';

const PORT_CHANNEL = 'augno-vault:port';

/** Gives the page its end of a line to the vault's process; null: the one it has leads nowhere any more. */
export function sendPort(contents: WebContents, port: MessagePortMain | null): void {
  if (contents.isDestroyed()) return;
  contents.postMessage(PORT_CHANNEL, null, port === null ? [] : [port]);
}
