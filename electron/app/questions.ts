/**
 * Main's own dialogs. SECURITY: no page can answer them, and nothing in this program does: tests put others in their place
 * from outside. One at a time, and a page that goes on asking after several times no is not heard for a while.
 */
import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron';
import { createDeclined } from './declined.ts';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';

export interface Question {
  readonly tone: 'question' | 'warning';
  readonly message: string;
  readonly detail: string;
  readonly no: string;
  readonly yes: string;
}

export interface Choice {
  readonly message: string;
  readonly detail: string;
  readonly no: string;
  readonly choices: readonly string[];
}

export interface Questions {
  /** @throws AppError `conflict` while another dialog is open, or after too many that were declined */
  ask(question: Question): Promise<boolean>;
  /** The same for a dialog of the system's. @returns null where it was closed */
  show<Result>(open: (window: BrowserWindow | null) => Promise<Result | null>): Promise<Result | null>;
  /**
   * For a program, not for a page: waits until no other dialog is open.
   * @param showing told when it is about to be shown
   * @returns which choice, from 0; null: no, also where `over` is aborted, or after too many that were declined
   */
  choose(choice: Choice, over: AbortSignal, showing: () => void): Promise<number | null>;
  /**
   * For a window of main's own that takes a password. SECURITY: a dialog of the page's choosing that came up over it would
   * get the rest of what is being typed, and a save dialog tells the page the name that was typed into it.
   * @param open is given what may still ask, from within that window
   * @throws AppError `conflict` while another dialog is open
   */
  alone<Result>(open: (ask: Questions['ask']) => Promise<Result>): Promise<Result>;
  /**
   * The vault locks, and the page that asked goes. What is open is closed, or, where the system cannot close it, whatever
   * comes of it is no answer; the next page's dialogs do not wait for it.
   */
  drop(): void;
}

const YES = 1;

async function showBox(options: MessageBoxOptions, window: BrowserWindow | null): Promise<number> {
  const { response } =
    window === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(window, options);
  return response;
}
export function createQuestions(
  currentWindow: () => BrowserWindow | null,
  now: () => number = Date.now,
): Questions {
  let openNow: symbol | null = null;
  let closing = new AbortController();
  const [declined, declinedOfPrograms] = [createDeclined(now), createDeclined(now)];
  /** Who waits for the dialog that is open. */
  const freed = new Set<() => void>();
  const free = (): void => {
    openNow = null;
    for (const wake of freed) wake();
  };

  const oneAtATime = async <Result>(work: (isDropped: () => boolean) => Promise<Result>): Promise<Result> => {
    if (openNow !== null) {
      throw new AppError({
        code: 'conflict',
        message: say('app.another-dialog-is-still-open'),
        hint: say('app.nothing-was-done-answer-that-one-first'),
      });
    }
    const mine = Symbol('dialog');
    openNow = mine;
    try {
      return await work(() => openNow !== mine);
    } finally {
      if (openNow === mine) free();
    }
  };
  /** Until the dialog that is open now is closed; another may be open by then. */
  const closedOrOver = (over: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        freed.delete(wake);
        over.removeEventListener('abort', wake);
        resolve();
      };
      freed.add(wake);
      over.addEventListener('abort', wake);
    });

  const show: Questions['show'] = (open) =>
    oneAtATime(async (isDropped) => {
      if (declined.isResting) {
        throw new AppError({
          code: 'conflict',
          message: say('app.several-dialogs-were-just-closed'),
          hint: say('app.nothing-was-done-wait-half-a-minute'),
        });
      }
      const result = await open(currentWindow());
      if (isDropped()) return null;
      declined.note(result === null);
      return result;
    });

  const messageBox = async (
    { tone, message, detail, no, yes }: Question,
    window: BrowserWindow | null,
  ): Promise<boolean> => {
    const options: MessageBoxOptions = {
      type: tone,
      noLink: true,
      title: 'Augno Vault',
      message,
      detail,
      buttons: [no, yes],
      // What is typed ahead is no agreement.
      defaultId: 0,
      cancelId: 0,
      signal: closing.signal,
    };
    return (await showBox(options, window)) === YES;
  };

  return {
    show,
    ask: async (question) =>
      (await show(async (window) => ((await messageBox(question, window)) ? true : null))) === true,
    alone: (open) => oneAtATime(() => open((question) => messageBox(question, currentWindow()))),
    choose: async ({ message, detail, no, choices }, over, showing) => {
      while (openNow !== null && !over.aborted) await closedOrOver(over);
      if (over.aborted || declinedOfPrograms.isResting) return null;
      return await oneAtATime(async (isDropped) => {
        showing();
        const options: MessageBoxOptions = {
          ...{ type: 'warning', noLink: true, title: 'Augno Vault', message, detail },
          buttons: [no, ...choices],
          // What is typed ahead is no agreement.
          defaultId: 0,
          cancelId: 0,
          signal: AbortSignal.any([over, closing.signal]),
        };
        const response = await showBox(options, currentWindow());
        const isYes = response >= YES && !over.aborted && !isDropped();
        declinedOfPrograms.note(!isYes);
        return isYes ? response - YES : null;
      });
    },
    drop() {
      closing.abort();
      free();
      closing = new AbortController();
    },
  };
}
