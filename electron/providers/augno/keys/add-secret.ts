/** A secret that a person has for a key whose secret is not held here. */
import { isSameRedacted } from '../../../../shared/key-format.ts';
import { secretIdOfEither } from '../../../keys/lifecycle/spelling.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { SecretBytes } from '../../../vault/secret-bytes.ts';
import type { ServiceContext } from '../context.ts';
import { requireKey, trimmedKey } from '../input.ts';
import { keysCollection } from '../../../keys/registry/records.ts';
import { say } from '../../../../shared/messages/say.ts';

/** @param from `file`: of others, so it is unproven, and replaces nothing that is held */
export function addSecret(
  context: ServiceContext,
  keyId: string,
  given: SecretBytes,
  from: 'person' | 'file',
): void {
  const secret = trimmedKey(given);
  try {
    const { record } = context.key(keyId);
    const parts = requireKey(secret, 'secret');
    const same =
      isSameRedacted(parts.redacted, record.redacted) &&
      (record.publicId === null || record.publicId === parts.keyId);
    if (!same) {
      throw new AppError({
        code: 'invalid-input',
        message: say('account.this-is-another-key-redacted-instead-of', {
          redacted: parts.redacted,
          redacted2: record.redacted,
        }),
        hint: say('account.paste-the-secret-of-this-key-nothing'),
        field: 'secret',
      });
    }
    const known = secretIdOfEither(context.vault, secret);
    if (known !== undefined && known !== keyId && context.vault.get(keysCollection, known) !== undefined) {
      throw new AppError({
        code: 'conflict',
        message: say('account.this-secret-is-stored-with-another-key'),
        hint: say('account.look-that-key-up-in-the-list'),
        field: 'secret',
      });
    }
    context.transaction((transaction) => {
      const stored = transaction.get(keysCollection, keyId);
      if (stored === undefined) return;
      // SECURITY: a key with these last four characters can be made by anybody; what is held stays.
      if (from === 'file' && transaction.hasSecret(keyId)) throw heldAlready();
      const { unproven: _, ...current } = stored;
      // The very secret that this vault held before needs no other proof.
      const unproven = from === 'file' && known !== keyId;
      transaction.putSecret(keyId, secret);
      transaction.put(keysCollection, keyId, {
        ...current,
        publicId: parts.keyId,
        secretMayBeInNewerCopy: false,
        ...(unproven ? { unproven: true as const } : {}),
      });
      transaction.audit({
        action: 'secret-stored',
        subjectId: keyId,
        subjectName: current.alias ?? current.apiName,
        detail: unproven
          ? say('account.from-a-file-unproven-until-it-is')
          : from === 'file'
            ? say('account.from-a-file-it-is-the-secret')
            : say('account.added-by-hand'),
      });
    });
  } finally {
    secret.wipe();
  }
}

function heldAlready(): AppError {
  return new AppError({
    code: 'conflict',
    message: say('account.the-secret-of-this-key-is-held'),
    hint: say('account.nothing-was-stored-what-is-held-stays'),
  });
}
