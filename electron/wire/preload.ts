/** Exposes the contract, nothing else: two functions with the channel's name as data, and one for what is dropped. */
import type { SaidError } from '../../shared/errors.ts';
import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { VaultBridge } from '../../shared/ipc-contract.ts';
import { createCallGate } from './call-gate.ts';
import type { PageCall, PageReply } from './page-channels.ts';
import { say } from '../../shared/messages/say.ts';

// Spelled out here too: a sandboxed preload is one file and must not pull main's modules in. A test keeps them equal.
const CALL_CHANNEL = 'augno-vault:call';
const DROP_CHANNEL = 'augno-vault:drop';
const EVENT_CHANNEL = 'augno-vault:event';
const PORT_CHANNEL = 'augno-vault:port';
const SETTLE_CHANNEL = 'augno-vault:settle';

/** How long a call waits for a vault process to be there. */
const PORT_TIMEOUT_MS = 15_000;

/** The page's half of the browser's MessagePort, which this project's types for Node do not have. */
interface PagePort {
  onmessage: ((message: { readonly data: PageReply }) => void) | null;
  postMessage(message: PageCall): void;
  close(): void;
}

/** What is needed of the page's document, in this script's own world: no script of the page's can reach these. */
const page = globalThis as unknown as {
  readonly document: { createElement(name: 'input'): { showPicker(): void } };
  readonly navigator: { readonly userActivation: { readonly isActive: boolean } };
};

/**
 * SECURITY: what is typed to open a vault, and what is shown of one, does not pass through main's memory. Put in by the
 * build, from the contract: the contract itself, with all its schemas, does not belong into this script.
 */
declare const CHANNELS_OF_THE_VAULT: readonly string[];
const answeredByVault = new Set(CHANNELS_OF_THE_VAULT);
const waiting = new Map<number, (reply: unknown) => void>();
/** Calls from before there was a port. */
let queued: PageCall[] = [];
let port: PagePort | null = null;
let nextId = 1;

function unanswered(): unknown {
  return {
    ok: false,
    error: {
      code: 'internal',
      message: 'A part of Augno Vault stopped before it could answer.',
      hint: 'What was saved is safe. Unlock again and look at the key before you repeat the step.',
      // This script is one file and holds no words of other languages; those who show it do.
      said: {
        message: say('app.a-part-of-augno-vault-stopped-before'),
        hint: say('app.what-was-saved-is-safe-unlock-again'),
      },
    },
  };
}

/** A port to a new vault process, or none: the one before has ended with whatever was under way. */
ipcRenderer.on(PORT_CHANNEL, (event: IpcRendererEvent) => {
  port?.close();
  port = (event.ports[0] as PagePort | undefined) ?? null;
  const unsent = new Set(queued.map(({ id }) => id));
  for (const [id, resolve] of [...waiting]) {
    if (unsent.has(id)) continue;
    waiting.delete(id);
    resolve(unanswered());
  }
  if (port === null) return;
  port.onmessage = (message) => {
    const { id, reply } = message.data;
    waiting.get(id)?.(reply);
    waiting.delete(id);
  };
  for (const call of queued) port.postMessage(call);
  queued = [];
});

/**
 * SECURITY: main is about to ask for the password. What the engine opens at a script's word (a list, a calendar, over every
 * other window) needs a click of a person, and each click is good for one: spent on a field that shows nothing.
 */
ipcRenderer.on(SETTLE_CHANNEL, (event: IpcRendererEvent) => {
  try {
    page.document.createElement('input').showPicker();
  } catch {
    // There was none to spend.
  }
  const tell = (): void => {
    // It lasts for seconds; where it could not be spent, that is waited for.
    if (page.navigator.userActivation.isActive) setTimeout(tell, 100);
    else (event.ports[0] as { postMessage(message: null): void } | undefined)?.postMessage(null);
  };
  tell();
});

/**
 * What the page asks for first, asked before its scripts are there. Once, and only until something changed: an answer that
 * was overtaken is none.
 */
let firstState: Promise<unknown> | null = ipcRenderer.invoke(CALL_CHANNEL, 'app.state', undefined);
// Whoever takes it sees the failure; where nobody does, nobody minds.
firstState.catch(() => undefined);
ipcRenderer.on(EVENT_CHANNEL, (_event: IpcRendererEvent, eventName: unknown) => {
  if (eventName === 'app.state-changed') firstState = null;
});

function askMain(name: string, input: unknown): Promise<unknown> {
  const known = name === 'app.state' ? firstState : null;
  if (known === null) return ipcRenderer.invoke(CALL_CHANNEL, name, input);
  firstState = null;
  return known;
}

function askVault(name: string, input: unknown): Promise<unknown> {
  const call: PageCall = { id: nextId, name, input };
  nextId += 1;
  return new Promise((resolve) => {
    waiting.set(call.id, resolve);
    if (port !== null) {
      port.postMessage(call);
      return;
    }
    queued.push(call);
    setTimeout(() => {
      if (!queued.includes(call)) return;
      queued = queued.filter((one) => one !== call);
      waiting.delete(call.id);
      resolve(unanswered());
    }, PORT_TIMEOUT_MS);
  });
}

const gate = createCallGate();

/** As main and the vault's process say it; here before either has it in its memory. */
function refused(why: 'too-large' | 'too-many'): unknown {
  const [message, hint, said]: readonly [string, string, SaidError] =
    why === 'too-large'
      ? [
          'This is more than can be done in one step.',
          'Nothing was changed. Do it in smaller parts.',
          {
            message: say('process.this-is-more-than-one-step'),
            hint: say('process.nothing-was-changed-do-it-in-smaller-parts'),
          },
        ]
      : [
          'This request was not understood.',
          'Nothing was changed. Close this window and open it again.',
          {
            message: say('process.this-request-was-not-understood'),
            hint: say('process.nothing-was-changed-close-this-window-and'),
          },
        ];
  return { ok: false, error: { code: 'invalid-input', message, hint, said } };
}

/** SECURITY: a page that sends without an end fills no memory but its own. */
async function within(parts: readonly unknown[], ask: () => Promise<unknown>): Promise<unknown> {
  const entered = gate.enter(parts);
  if (typeof entered === 'string') return refused(entered);
  try {
    return await ask();
  } finally {
    entered();
  }
}

const bridge = {
  call: (name: string, input: unknown): Promise<unknown> =>
    within([name, input], () => (answeredByVault.has(name) ? askVault(name, input) : askMain(name, input))),
  /**
   * SECURITY: only a file that somebody dropped has a path; one that a script made has none. Main asks about it all the
   * same, and the page learns no more than what it would be shown.
   */
  drop: (purpose: string, file: unknown): Promise<unknown> =>
    within([purpose], () =>
      ipcRenderer.invoke(
        DROP_CHANNEL,
        purpose,
        webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]),
      ),
    ),
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
