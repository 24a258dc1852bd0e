/**
 * What becomes of a window whose page crashed or hangs. SECURITY: the vault is locked before anything else; whoever sat
 * there sees nothing of it, and could not lock it. Knows no Electron.
 */
import type { MainMessages } from './messages.ts';
import type { Questions } from './questions.ts';
import type { AppError } from '../../shared/errors.ts';
import { pageEnded, type PageFailure } from './unexpected-ends.ts';

export interface PageRecovery {
  failed(why: PageFailure): void;
  /** A person got through: what fails after that is not part of a row. */
  worked(): void;
}

export interface PageRecoveryOptions {
  /** Locked as soon as it returns; does nothing where no vault is open. */
  readonly lock: (because: AppError) => void;
  readonly load: () => void;
  /** Whether to load it once more: it has failed several times in a row, and would go on doing so. */
  readonly ask: () => Promise<boolean>;
  readonly quit: () => void;
  readonly diagnose: (what: string, thrown?: unknown) => void;
}

const MOST_IN_A_ROW = 3;

export function createPageRecovery(options: PageRecoveryOptions): PageRecovery {
  let inARow = 0;
  const askAgain = async (): Promise<void> => {
    if (!(await options.ask())) {
      options.quit();
      return;
    }
    inARow = 0;
    options.load();
  };
  return {
    failed(why) {
      options.lock(pageEnded(why));
      options.diagnose(`page ${why}`);
      inARow += 1;
      if (inARow <= MOST_IN_A_ROW) {
        options.load();
        return;
      }
      askAgain().catch((thrown: unknown) => {
        options.diagnose('page', thrown);
      });
    },
    worked() {
      inARow = 0;
    },
  };
}

/** @returns whether the page is to be loaded once more */
export function askAboutFailedPage(questions: Pick<Questions, 'ask'>, words: MainMessages): Promise<boolean> {
  return questions.ask({
    tone: 'warning',
    message: words['page.failed'],
    detail: words['page.failed-detail'],
    no: words['page.failed-quit'],
    yes: words['page.failed-again'],
  });
}
