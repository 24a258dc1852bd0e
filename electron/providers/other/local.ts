/** Dates and owner, which only this vault knows, and secrets that are added again. */
import { AppError } from '../../../shared/errors.ts';
import { NO_CARE } from '../../../shared/key-care.ts';
import type { ChannelParsedInput } from '../../../shared/ipc-contract.ts';
import { requireFuture, requireName, trimmedKey } from '../augno/input.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { careCollection } from '../../keys/care/care.ts';
import { keysCollection } from '../../keys/registry/records.ts';
import { evidenceFingerprint } from './evidence-key.ts';
import type { ProviderContext } from './context.ts';
import { say } from '../../../shared/messages/say.ts';

export function editDates(context: ProviderContext, input: ChannelParsedInput<'providers.edit-key'>): void {
  const { vault } = context;
  context.key(input.keyId);
  const known = vault.get(careCollection, input.keyId) ?? NO_CARE;
  const name = requireName(input.name, 'key');
  const same = (given: string | null, before: string | null): string | null =>
    given === before ? before : requireFuture(given, context.now());
  const expiresAt = same(input.expiresAt, known.expiresAt);
  const rotateBy = same(input.rotateBy, known.rotateBy);
  context.transaction((transaction) => {
    const current = transaction.get(keysCollection, input.keyId);
    if (current === undefined) return;
    const care = transaction.get(careCollection, input.keyId) ?? NO_CARE;
    transaction.put(careCollection, input.keyId, {
      ...care,
      owner: input.owner?.trim() || null,
      expiresAt,
      rotateBy,
    });
    transaction.put(keysCollection, input.keyId, {
      ...current,
      apiName: name,
      updatedAt: context.timestamp(),
    });
    transaction.audit({
      action: 'key-edited',
      subjectId: input.keyId,
      subjectName: current.alias ?? name,
      detail: say('service.only-in-this-vault'),
    });
  });
}

/** Only the very secret that was stored before is taken. */
export function addSecret(context: ProviderContext, keyId: string, given: SecretBytes): void {
  const { record } = context.key(keyId);
  const secret = trimmedKey(given);
  try {
    const mine = context.transaction((transaction) => {
      if (evidenceFingerprint(transaction, secret) !== record.evidence?.fingerprint) return false;
      transaction.putSecret(keyId, secret);
      transaction.audit({
        action: 'secret-stored',
        subjectId: keyId,
        subjectName: record.alias ?? record.apiName,
        detail: say('service.added-by-hand'),
      });
      return true;
    });
    if (mine) return;
    throw new AppError({
      code: 'invalid-input',
      message: say('service.another-key-than', { redacted: record.redacted }),
      hint: say('service.paste-the-secret-of-this-key'),
      field: 'secret',
    });
  } finally {
    secret.wipe();
  }
}
