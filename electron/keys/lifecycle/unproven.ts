/**
 * Secrets that came with a file of others: kept, since they may be the only copy, and not used before the API accepted them
 * or a person said that they are theirs. Anybody can make a key whose redacted form is that of a listed one.
 */
import { AppError } from '../../../shared/errors.ts';
import type { VaultReader } from '../../vault/types.ts';
import { keysCollection } from '../registry/records.ts';
import type { RegistryContext } from '../registry/context.ts';
import { say } from '../../../shared/messages/say.ts';

/** @throws AppError `conflict`; keys of other services are none of those */
export function requireProven(reader: VaultReader, keyId: string): void {
  const record = reader.get(keysCollection, keyId);
  if (record?.unproven !== true) return;
  throw new AppError({
    code: 'conflict',
    message: say('keys.the-secret-of-alias-came-from-a', { alias: record.alias ?? record.apiName }),
    hint: say('keys.it-was-not-used-test-the-key'),
  });
}

/** The API accepted it, or a person looked at it and knows it. Does nothing where it was proved before. */
export function proveSecret(context: RegistryContext, keyId: string, how: 'accepted' | 'confirmed'): void {
  if (context.key(keyId).record.unproven !== true) return;
  context.transaction((transaction) => {
    const current = transaction.get(keysCollection, keyId);
    if (current?.unproven !== true) return;
    const { unproven: _, ...proven } = current;
    transaction.put(keysCollection, keyId, proven);
    transaction.audit({
      action: 'secret-stored',
      subjectId: keyId,
      subjectName: current.alias ?? current.apiName,
      detail:
        how === 'accepted'
          ? say('keys.the-api-accepted-the-secret-from-the')
          : say('keys.a-person-confirmed-the-secret-from-the'),
    });
  });
}
