/** The line between a scan's process and the vault's: main makes it, hands both ends over, and keeps neither. */
import type { MessageLink } from './rpc.ts';
import type { ProcessPort } from './parent-link.ts';

/** What main sends along with either end. */
export interface ScanAttachment {
  readonly kind: 'attach-scan';
}

export const SCAN_ATTACHMENT: ScanAttachment = { kind: 'attach-scan' };

export function isScanAttachment(data: unknown): data is ScanAttachment {
  return (
    typeof data === 'object' && data !== null && (data as { kind?: unknown }).kind === SCAN_ATTACHMENT.kind
  );
}

/** @param onClosed the process at the other end is gone */
export function portLink(port: ProcessPort, onClosed: () => void = () => undefined): MessageLink {
  port.on('close', onClosed);
  return {
    send: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => {
      port.on('message', ({ data }) => {
        listener(data);
      });
      port.start();
    },
  };
}
