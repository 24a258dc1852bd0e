/** The utility process's own end of the line to main. */
import type { MessageLink } from './rpc.ts';

interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/** Electron puts `parentPort` on `process` in a utility process; typed here so that nothing has to import 'electron'. */
export function parentLink(): MessageLink {
  const port = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
  if (port === undefined) throw new Error('This file runs in a utility process of the app only.');
  return {
    send: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => {
      port.on('message', (event) => {
        listener(event.data);
      });
    },
  };
}
