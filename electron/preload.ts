/** Exposes the contract, nothing else: two functions, with the channel's name as data. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { VaultBridge } from '../shared/ipc-contract.ts';

// Spelled out here too: a sandboxed preload is one file and must not pull main's modules in. A test keeps them equal.
const CALL_CHANNEL = 'augno-vault:call';
const EVENT_CHANNEL = 'augno-vault:event';

const bridge = {
  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke(CALL_CHANNEL, name, input),
  on: (name: string, listener: (payload: unknown) => void): (() => void) => {
    // SECURITY: the event object carries `sender`; it must not reach the page.
    const forward = (_event: IpcRendererEvent, eventName: unknown, payload: unknown): void => {
      if (eventName === name) listener(payload);
    };
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, forward);
    };
  },
};

contextBridge.exposeInMainWorld('vault', bridge satisfies Record<keyof VaultBridge, unknown>);
