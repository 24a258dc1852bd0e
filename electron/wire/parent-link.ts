/** The utility process's own end of the line to main. */
import type { MessageLink } from './rpc.ts';

export interface ProcessPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  postMessage(message: unknown): void;
  start(): void;
}

export interface ParentMessage {
  readonly data: unknown;
  /** What main handed over with it. */
  readonly ports: readonly ProcessPort[];
}

interface ParentPort {
  on(event: 'message', listener: (event: ParentMessage) => void): void;
  postMessage(message: unknown): void;
}

/** Electron puts `parentPort` on `process` in a utility process; typed here so that nothing has to import 'electron'. */
function parentPort(): ParentPort {
  const port = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
  if (port === undefined) throw new Error('This file runs in a utility process of the app only.');
  return port;
}

export function parentLink(): MessageLink {
  const port = parentPort();
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

/** Messages that bring a port with them. */
export function onHandedPort(listener: (message: ParentMessage) => void): void {
  parentPort().on('message', (event) => {
    if (event.ports.length > 0) listener(event);
  });
}
