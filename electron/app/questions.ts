/**
 * Main's own dialogs. SECURITY: no page can answer them, and nothing in this program does: tests put others in their place
 * from outside. One at a time, and a page that goes on asking after several times no is not heard for a while.
 */
import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron';
import { AppError } from '../../shared/errors.ts';

export interface Question {
  readonly tone: 'question' | 'warning';
  readonly message: string;
  readonly detail: string;
  readonly no: string;
  readonly yes: string;
}

export interface Questions {
  /** @throws AppError `conflict` while another dialog is open, or after too many that were declined */
  ask(question: Question): Promise<boolean>;
  /** The same for a dialog of the system's. @returns null where it was closed */
  show<Result>(open: (window: BrowserWindow | null) => Promise<Result | null>): Promise<Result | null>;
}

const YES = 1;
/** More than a person closes in that time. */
const MOST_DECLINED = 5;
const DECLINED_WITHIN_MS = 10_000;
const REST_MS = 30_000;

export function createQuestions(
  currentWindow: () => BrowserWindow | null,
  now: () => number = Date.now,
): Questions {
  let isOpen = false;
  let declined: number[] = [];
  let restUntil = 0;

  const show: Questions['show'] = async (open) => {
    if (isOpen || now() < restUntil) {
      throw new AppError({
        code: 'conflict',
        message: isOpen ? 'Another dialog is still open.' : 'Several dialogs were just closed.',
        hint: isOpen
          ? 'Nothing was done. Answer that one first, then try again.'
          : 'Nothing was done. Wait half a minute, then try again.',
      });
    }
    isOpen = true;
    try {
      const result = await open(currentWindow());
      const at = now();
      declined = result === null ? [...declined, at].filter((one) => one > at - DECLINED_WITHIN_MS) : [];
      if (declined.length >= MOST_DECLINED) {
        restUntil = at + REST_MS;
        declined = [];
      }
      return result;
    } finally {
      isOpen = false;
    }
  };

  return {
    show,
    ask: async ({ tone, message, detail, no, yes }) => {
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
      };
      const answer = await show(async (window) => {
        const { response } =
          window === null
            ? await dialog.showMessageBox(options)
            : await dialog.showMessageBox(window, options);
        return response === YES ? true : null;
      });
      return answer === true;
    },
  };
}
