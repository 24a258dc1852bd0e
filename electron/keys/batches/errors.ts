/** What is told where a list of many keys can't begin or go on. */
import { AppError } from '../../../shared/errors.ts';
import type { Batch, BatchItem } from '../../../shared/ipc/upkeep-channels.ts';
import { say } from '../../../shared/messages/say.ts';

export function someNotHere(): AppError {
  return new AppError({
    code: 'not-found',
    message: say('keys.some-of-these-keys-are-not-here'),
    hint: say('keys.nothing-was-changed-look-at-the-list'),
  });
}

export function noSuchBatch(): AppError {
  return new AppError({
    code: 'not-found',
    message: say('keys.this-list-of-keys-is-not-in'),
    hint: say('command.nothing-was-changed'),
  });
}

export function stepUnderWay(): AppError {
  return new AppError({
    code: 'conflict',
    message: say('keys.a-key-of-this-list-is-being'),
    hint: say('keys.wait-until-it-is-done'),
  });
}

export function countWanted(production: number): AppError {
  return new AppError({
    code: 'invalid-input',
    message: say('keys.production-of-these-are-production-keys', { production }),
    hint: say('keys.type-production-to-confirm-nothing-was-changed', { production }),
    field: 'confirmation',
  });
}

export function notKnownYet(): AppError {
  return new AppError({
    code: 'outcome-unknown',
    message: say('keys.what-became-of-this-key-is-not'),
    hint: say('keys.it-is-looked-into-in-the-background'),
  });
}

export function restoredSince(): AppError {
  return new AppError({
    code: 'conflict',
    message: say('keys.vault-was-restored-after-this-list-began'),
    hint: say('keys.synchronise-look-at-this-key-and-begin-anew'),
  });
}

/** The key was done; what the vault says of the list alone would let that seem undone. */
export function doneNotNoted({ name }: BatchItem, kind: Batch['kind'], cause: AppError): AppError {
  const {
    code,
    said: { message },
  } = cause;
  return new AppError({
    code,
    message:
      kind === 'rotate'
        ? say('keys.name-was-rotated-but-the-list-could', { name, message })
        : say('keys.name-was-revoked-but-the-list-could', { name, message }),
    hint: say('keys.what-was-done-is-safe-continue'),
    cause,
  });
}
