/** Errors of operations whose outcome matters more than their cause. */
import { AppError } from '../../../../shared/errors.ts';
import { ApiError } from '../../../http/api-error.ts';
import type { IntentRecord } from '../../../keys/registry/records.ts';
import { say } from '../../../../shared/messages/say.ts';

const DONE = {
  create: say('account.created'),
  rotate: say('account.rotated'),
  revoke: say('account.revoked'),
} as const;

/** The vault could not be read or written; of what was asked of the account it says nothing. */
export function isOfVault(thrown: unknown): thrown is AppError {
  return thrown instanceof AppError && thrown.code.startsWith('vault-');
}

export function outcomeUnknown(intent: IntentRecord, cause: unknown): AppError {
  const why =
    cause instanceof AppError && cause.code !== 'cancelled'
      ? say('account.because', { why: cause.said.message })
      : '';
  return new AppError({
    code: 'outcome-unknown',
    message: say('account.whether-name-was-what-is-not-known', {
      name: intent.name,
      done: DONE[intent.kind],
      why,
    }),
    hint:
      intent.kind === 'revoke'
        ? say('account.nothing-is-lost-augno-vault-looks-into')
        : say('account.nothing-is-lost-at-the-next-synchronisation'),
    requestLogUrl: cause instanceof ApiError ? cause.requestLogUrl : undefined,
    requestLogText: cause instanceof ApiError ? cause.requestLogText : undefined,
    cause,
  });
}

export function secretLost(intent: IntentRecord): AppError {
  return new AppError({
    code: 'outcome-unknown',
    message: say('account.the-secret-of-name-was-lost', { name: intent.name, done: DONE[intent.kind] }),
    hint: say('account.the-new-key-is-shown-in-the'),
  });
}

/** The operation was sent and answered; only what came back is not what it has to be. */
export function replyKeptApart(): AppError {
  return new AppError({
    code: 'api-unexpected-reply',
    message: say('account.the-server-sent-something-that-is-not'),
    hint: say('account.it-is-kept-apart-in-the-vault'),
  });
}

/** It was done there, and what the vault says of its own change would let it seem undone. */
export function revokedNotNoted(intent: IntentRecord, cause: AppError): AppError {
  const {
    code,
    said: { message },
  } = cause;
  return new AppError({
    code,
    message: say('account.name-was-revoked-but-the-vault-could', { name: intent.name, message }),
    hint: say('account.the-account-does-not-take-the-key'),
    cause,
  });
}

/** Written down, and then nothing could be written any more: it was not sent. */
export function notSentButNoted(cause: AppError): AppError {
  const { code, said } = cause;
  return new AppError({
    code,
    message: said.message,
    hint: say('account.the-account-was-not-asked-for-anything'),
    cause,
  });
}

export function busyElsewhere(): AppError {
  return new AppError({
    code: 'conflict',
    message: say('account.another-window-or-command-is-working-on'),
    hint: say('account.wait-until-it-is-done-and-look'),
  });
}
