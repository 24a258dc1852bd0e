/**
 * Keys that were revoked from here: the revocation is believed when a request with the key is refused, and the secret, of
 * no use any more, is destroyed then. Old keys of rotations have the same done to them by their rotation.
 */
import { deriveKeyStatus, statusWorks } from '../../../../shared/domain.ts';
import type { ServiceContext } from '../context.ts';
import { ApiError, showsEnd } from '../../../http/api-error.ts';
import { eachInTurn } from '../sync/each-in-turn.ts';
import { keysCollection, rotationsCollection } from '../../../keys/registry/records.ts';
import { say } from '../../../../shared/messages/say.ts';

/** @returns names of those that could not be asked about now, which is no reason to leave the others */
export async function checkEndedKeys(
  context: ServiceContext,
  connectionId: string,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const rotating = new Set(context.vault.list(rotationsCollection).map(({ value }) => value.oldKeyId));
  const ended = context.vault
    .list(keysCollection)
    .filter(
      ({ id, value }) =>
        value.connectionId === connectionId &&
        value.endedHereAt !== null &&
        !rotating.has(id) &&
        context.vault.hasSecret(id) &&
        !statusWorks(deriveKeyStatus(value, context.countedTime(value.connectionId))),
    );
  const unasked: string[] = [];
  await eachInTurn(
    ended,
    async ({ id, value }) => {
      try {
        await checkEndedKey(context, id, signal);
      } catch (thrown) {
        if (thrown instanceof ApiError && thrown.code !== 'cancelled')
          unasked.push(value.alias ?? value.apiName);
        throw thrown;
      }
    },
    (thrown) => thrown instanceof ApiError,
  );
  return unasked;
}

/** @throws ApiError when the server can't be asked; the secret stays until it can */
export async function checkEndedKey(
  context: ServiceContext,
  keyId: string,
  signal?: AbortSignal,
): Promise<void> {
  const { record } = context.key(keyId);
  let refused = false;
  try {
    await context.client(record.connectionId, { keyId }).probe(signal);
  } catch (thrown) {
    // Only keys that were revoked from here come this far.
    refused = showsEnd(thrown, true);
    const accepted =
      thrown instanceof ApiError &&
      (thrown.code === 'api-forbidden' || thrown.code === 'api-payment-required');
    if (!refused && !accepted) throw thrown;
  }
  const at = context.timestamp();
  context.transaction((transaction) => {
    const current = transaction.get(keysCollection, keyId);
    if (current === undefined) return;
    const acceptedAfterEndAt = refused ? null : at;
    if (refused || current.acceptedAfterEndAt === null) {
      transaction.put(keysCollection, keyId, { ...current, acceptedAfterEndAt });
    }
    if (!refused) return;
    transaction.destroySecret(keyId);
    transaction.audit({
      action: 'secret-destroyed',
      subjectId: keyId,
      subjectName: current.alias ?? current.apiName,
      detail: say('account.a-request-with-the-revoked-secret-was'),
    });
  });
}
