/** What a person is told where a process ended that nobody told to, or had to be ended. */
import { AppError } from '../../shared/errors.ts';
import { FAULT_EXIT_CODE } from '../platform/end-on-fault.ts';

type Words = Pick<AppError, 'message' | 'hint'>;

const SAVED = 'What was saved is safe. Unlock it, and look at what you did last before you do it again.';

/** The vault's process, while a vault was open in it. */
export function vaultProcessEnded(exitCode: number): AppError {
  const words: Words =
    exitCode === FAULT_EXIT_CODE
      ? {
          message: 'The process that held the vault met a fault and was ended, so the vault is locked.',
          hint: SAVED,
        }
      : {
          message: 'The process that held the vault ended unexpectedly, so the vault is locked.',
          hint: SAVED,
        };
  return new AppError({ code: 'internal', ...words });
}

/** The vault's process, again and again, before anybody could unlock anything. */
export function vaultProcessKeepsEnding(): AppError {
  return new AppError({
    code: 'internal',
    message: 'The process that opens the vault ended several times in a row.',
    hint: 'The vault is locked, and what was saved is safe. Quit Augno Vault and start it again.',
  });
}

export type PageFailure = 'crashed' | 'unresponsive';

const PAGE_FAILURES: Readonly<Record<PageFailure, string>> = {
  crashed: 'What this window showed ended unexpectedly, so the vault is locked.',
  unresponsive: 'This window did not answer any more, so the vault is locked.',
};

/** While a vault was open behind it. */
export function pageEnded(why: PageFailure): AppError {
  return new AppError({
    code: 'internal',
    message: PAGE_FAILURES[why],
    hint: 'What was saved is safe. What you had typed and not saved is lost.',
  });
}

const STOPPED: Readonly<Record<'vault-process' | 'sandbox-process' | 'scan-process', Words>> = {
  'vault-process': {
    message: 'A part of Augno Vault stopped before it could answer.',
    hint: 'What was saved is safe. Unlock again and look at the key before you repeat the step.',
  },
  'scan-process': {
    message: 'The process that scans ended unexpectedly, also when it was started again.',
    hint: 'Nothing was changed. Scan again; if it happens again, scan a smaller folder to find what stops it.',
  },
  'sandbox-process': {
    message: 'The process of the sandbox ended unexpectedly.',
    hint: 'It is started again by itself. Try again in a moment.',
  },
};

/** What a call gets that was under way in it. */
export function stoppedBeforeAnswer(name: keyof typeof STOPPED): AppError {
  return new AppError({ code: 'internal', ...STOPPED[name] });
}
