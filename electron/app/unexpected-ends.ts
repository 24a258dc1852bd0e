/** What a person is told where a process ended that nobody told to, or had to be ended. */
import { AppError } from '../../shared/errors.ts';
import { FAULT_EXIT_CODE } from '../platform/end-on-fault.ts';
import { say, type Said } from '../../shared/messages/say.ts';

interface Words {
  readonly message: Said;
  readonly hint: Said;
}

const SAVED = say('app.what-was-saved-is-safe-unlock-it');

/** The vault's process, while a vault was open in it. */
export function vaultProcessEnded(exitCode: number): AppError {
  const words: Words =
    exitCode === FAULT_EXIT_CODE
      ? {
          message: say('app.the-process-that-held-the-vault-met'),
          hint: SAVED,
        }
      : {
          message: say('app.the-process-that-held-the-vault-ended'),
          hint: SAVED,
        };
  return new AppError({ code: 'internal', ...words });
}

/** The vault's process, again and again, before anybody could unlock anything. */
export function vaultProcessKeepsEnding(): AppError {
  return new AppError({
    code: 'internal',
    message: say('app.the-process-that-opens-the-vault-ended'),
    hint: say('app.the-vault-is-locked-and-what-was'),
  });
}

export type PageFailure = 'crashed' | 'unresponsive';

const PAGE_FAILURES: Readonly<Record<PageFailure, Said>> = {
  crashed: say('app.what-this-window-showed-ended-unexpectedly-so'),
  unresponsive: say('app.this-window-did-not-answer-any-more'),
};

/** While a vault was open behind it. */
export function pageEnded(why: PageFailure): AppError {
  return new AppError({
    code: 'internal',
    message: PAGE_FAILURES[why],
    hint: say('app.what-was-saved-is-safe-what-you'),
  });
}

const STOPPED: Readonly<Record<'vault-process' | 'sandbox-process' | 'scan-process', Words>> = {
  'vault-process': {
    message: say('app.a-part-of-augno-vault-stopped-before'),
    hint: say('app.what-was-saved-is-safe-unlock-again'),
  },
  'scan-process': {
    message: say('app.the-process-that-scans-ended-unexpectedly-also'),
    hint: say('app.nothing-was-changed-scan-again-if-it'),
  },
  'sandbox-process': {
    message: say('app.the-process-of-the-sandbox-ended-unexpectedly'),
    hint: say('app.it-is-started-again-by-itself-try'),
  },
};

/** What a call gets that was under way in it. */
export function stoppedBeforeAnswer(name: keyof typeof STOPPED): AppError {
  return new AppError({ code: 'internal', ...STOPPED[name] });
}
