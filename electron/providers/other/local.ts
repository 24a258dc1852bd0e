/** What concerns this vault only: names, dates, notes, places, records that are taken away, secrets that are lent. */
import { randomUUID } from 'node:crypto';
import { deriveKeyStatus, statusWorks } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ChannelParsedInput } from '../../../shared/ipc-contract.ts';
import { requireFuture, requireName, trimmedKey } from '../augno/input.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { evidenceFingerprint } from './evidence-key.ts';
import type { ProviderContext } from './context.ts';
import { providerKeysCollection, type ProviderKeyRecord } from '../../keys/registry/other-records.ts';
import { moveToTrash, PROVIDER_TRASH_DAYS } from './trash.ts';

export function editDates(context: ProviderContext, input: ChannelParsedInput<'providers.edit-key'>): void {
  const { record } = context.key(input.keyId);
  const name = requireName(input.name, 'key');
  const same = (given: string | null, known: string | null): string | null =>
    given === known ? known : requireFuture(given, context.now());
  const expiresAt = same(input.expiresAt, record.expiresAt);
  const rotateBy = same(input.rotateBy, record.rotateBy);
  context.transaction((transaction) => {
    const current = transaction.get(providerKeysCollection, input.keyId);
    if (current === undefined) return;
    transaction.put(providerKeysCollection, input.keyId, {
      ...current,
      apiName: name,
      owner: input.owner?.trim() || null,
      expiresAt,
      rotateBy,
      updatedAt: context.timestamp(),
    });
    transaction.audit({
      action: 'key-edited',
      subjectId: input.keyId,
      subjectName: current.alias ?? name,
      detail: 'Name, owner or dates in this vault; the service is not told.',
    });
  });
}

/** Moves a dead key's record to the trash, its secret with it. @throws AppError `conflict` where it may still work */
export function deleteKey(context: ProviderContext, keyId: string): void {
  const { record } = context.key(keyId);
  if (statusWorks(deriveKeyStatus(record, context.now()))) {
    throw new AppError({
      code: 'conflict',
      message: 'This key may still work, so its record is not deleted.',
      hint: 'Delete it at the service and let the vault see it refused first. Nothing was changed.',
    });
  }
  context.transaction((transaction) => {
    const current = transaction.get(providerKeysCollection, keyId);
    if (current === undefined) return;
    moveToTrash(transaction, keyId, current, context.now());
    transaction.audit({
      action: 'key-deleted',
      subjectId: keyId,
      subjectName: current.alias ?? current.apiName,
      detail: `Moved to the trash of this vault for ${String(PROVIDER_TRASH_DAYS)} days; the service is not told.`,
    });
  });
}

export function editKey(context: ProviderContext, input: ChannelParsedInput<'keys.edit'>): void {
  context.key(input.keyId);
  context.transaction((transaction) => {
    const record = transaction.get(providerKeysCollection, input.keyId);
    if (record === undefined) return;
    const places =
      input.places === undefined
        ? null
        : [...new Set(input.places.map((text) => text.trim()).filter(Boolean))];
    const edited: ProviderKeyRecord = {
      ...record,
      alias: input.alias === undefined ? record.alias : input.alias?.trim() || null,
      notes: input.notes ?? record.notes,
      tags:
        input.tags === undefined
          ? record.tags
          : [...new Set(input.tags.map((tag) => tag.trim()).filter(Boolean))],
      places:
        places === null
          ? record.places
          : places.map(
              (text) => record.places.find((place) => place.text === text) ?? { id: randomUUID(), text },
            ),
    };
    if (JSON.stringify(edited) === JSON.stringify(record)) return;
    transaction.put(providerKeysCollection, input.keyId, edited);
    transaction.audit({
      action: 'key-edited',
      subjectId: input.keyId,
      subjectName: edited.alias ?? edited.apiName,
      detail: 'Alias, notes, tags or places in this vault; the service is not told.',
    });
  });
}

/** Only the very secret that was stored before is taken. */
export function addSecret(context: ProviderContext, keyId: string, given: SecretBytes): void {
  const { record } = context.key(keyId);
  const secret = trimmedKey(given);
  try {
    const mine = context.transaction((transaction) => {
      if (evidenceFingerprint(transaction, secret) !== record.evidence.fingerprint) return false;
      transaction.putSecret(keyId, secret);
      transaction.audit({
        action: 'secret-stored',
        subjectId: keyId,
        subjectName: record.alias ?? record.apiName,
        detail: 'Added by hand.',
      });
      return true;
    });
    if (mine) return;
    throw new AppError({
      code: 'invalid-input',
      message: `This is another key than ${record.redacted}.`,
      hint: 'Paste the secret of this key. Nothing was stored or sent.',
      field: 'secret',
    });
  } finally {
    secret.wipe();
  }
}

export async function useSecret<Result>(
  context: ProviderContext,
  keyId: string,
  purpose: 'reveal' | 'copy' | 'inject',
  use: (secret: SecretBytes) => Result | Promise<Result>,
): Promise<Result> {
  const { record } = context.key(keyId);
  context.requireSecret(keyId);
  // SECURITY: the entry comes first; a secret that was lent without one could not be accounted for.
  const action = ({ reveal: 'secret-revealed', copy: 'secret-copied', inject: 'secret-injected' } as const)[
    purpose
  ];
  context.vault.enter(
    { action, subjectId: keyId, subjectName: record.alias ?? record.apiName },
    { actor: context.actor, lends: true },
  );
  return context.vault.withSecret(keyId, use);
}
