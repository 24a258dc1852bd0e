/** Errors of operations whose outcome matters more than their cause. */
import { AppError } from '../../../../shared/errors.ts';
import { ApiError } from '../../../http/api-error.ts';
import type { IntentRecord } from '../../../keys/registry/records.ts';

const WHAT = { create: 'created', rotate: 'rotated', revoke: 'revoked' } as const;

export function outcomeUnknown(intent: IntentRecord, cause: unknown): AppError {
  const why = cause instanceof AppError && cause.code !== 'cancelled' ? ` ${cause.message}` : '';
  return new AppError({
    code: 'outcome-unknown',
    message: `Whether “${intent.name}” was ${WHAT[intent.kind]} is not known yet.${why}`,
    hint:
      intent.kind === 'revoke'
        ? 'Nothing is lost. Augno Vault looks into it at the next synchronisation; the key is shown as unresolved until then.'
        : 'Nothing is lost: at the next synchronisation Augno Vault looks whether it was done, and then fetches the secret. Do not do it again before that.',
    requestLogUrl: cause instanceof ApiError ? cause.requestLogUrl : undefined,
    requestLogText: cause instanceof ApiError ? cause.requestLogText : undefined,
    cause,
  });
}

export function secretLost(intent: IntentRecord): AppError {
  return new AppError({
    code: 'outcome-unknown',
    message: `“${intent.name}” was ${WHAT[intent.kind]}, but the answer with the new secret was lost and the server does not give it again.`,
    hint: 'The new key is shown in the list with the step to take: revoke it, and create another.',
  });
}

/** The operation was sent and answered; only what came back is not what it has to be. */
export function replyKeptApart(): AppError {
  return new AppError({
    code: 'api-unexpected-reply',
    message: 'The server sent something that is not the key that was asked for.',
    hint: 'It is kept apart in the vault, sealed, with the reason; nothing uses it. Look at it on the overview, or with augno-vault kept list, before you ask for the key again.',
  });
}

/** It was done there, and what the vault says of its own change would let it seem undone. */
export function revokedNotNoted(intent: IntentRecord, cause: AppError): AppError {
  const { code, message } = cause;
  return new AppError({
    code,
    message: `“${intent.name}” was revoked, but the vault could not note it. ${message}`,
    hint: 'The account does not take the key any more. It is noted here at the next synchronisation that the vault can store. Do not do it again.',
    cause,
  });
}

/** Written down, and then nothing could be written any more: it was not sent. */
export function notSentButNoted(cause: AppError): AppError {
  const { code, message } = cause;
  return new AppError({
    code,
    message,
    hint: 'The account was not asked for anything. What was to be done stays noted in the vault; once it can be written, the next synchronisation asks what shall become of it.',
    cause,
  });
}

export function busyElsewhere(): AppError {
  return new AppError({
    code: 'conflict',
    message: 'Another window or command is working on this at the moment.',
    hint: 'Wait until it is done and look again. Nothing was changed here.',
  });
}
