/** Of main's password window: hands its port to the page there, and knows no channel of the app. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { FromQuestion, QuestionBridge, ToQuestion } from '../../shared/password-question.ts';
import { HEIGHT_CHANNEL, PORT_CHANNEL } from './own-window-channels.ts';

/** As much of the page's own names as is used here; main's code knows none of them. */
declare const document: { readonly documentElement: { readonly scrollHeight: number } };
declare const addEventListener: (event: 'DOMContentLoaded', listener: () => void) => void;
declare const ResizeObserver: new (listener: () => void) => { observe(element: unknown): void };

interface QuestionPort {
  onmessage: ((message: { readonly data: ToQuestion }) => void) | null;
  postMessage(message: FromQuestion): void;
}

let port: QuestionPort | null = null;
let listener: ((message: ToQuestion) => void) | null = null;
let early: ToQuestion[] = [];

ipcRenderer.once(PORT_CHANNEL, (event: IpcRendererEvent) => {
  port = (event.ports[0] as QuestionPort | undefined) ?? null;
  if (port === null) return;
  port.onmessage = ({ data }) => {
    if (listener === null) early.push(data);
    else listener(data);
  };
});

const bridge: QuestionBridge = {
  listen: (next) => {
    listener = next;
    for (const message of early) next(message);
    early = [];
  },
  say: (message) => {
    port?.postMessage(message);
  },
};

// Main makes the window as high as what is asked needs.
addEventListener('DOMContentLoaded', () => {
  const root = document.documentElement;
  new ResizeObserver(() => {
    void ipcRenderer.invoke(HEIGHT_CHANNEL, root.scrollHeight);
  }).observe(root);
});

contextBridge.exposeInMainWorld('question', bridge);
