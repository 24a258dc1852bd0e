/** Puts a secret and what is known of it into the vault; and takes secrets that are of no use any more out of it. */
import { randomUUID } from 'node:crypto';
import type { KeyTestResult } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { requireFuture, requireName, trimmedKey } from '../augno/input.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { VaultTransaction } from '../../vault/types.ts';
import { evidenceFingerprint } from './evidence-key.ts';
import type { ProviderContext, WithId } from './context.ts';
import { NO_CARE } from '../../../shared/key-care.ts';
import { serviceName } from '../../keys/provider.ts';
import { careCollection } from '../../keys/care/care.ts';
import { KEY_ID_PREFIX } from '../../keys/registry/other-records.ts';
import {
  keysCollection,
  rotationsCollection,
  type KeyRecord,
  type RotationPlace,
} from '../../keys/registry/records.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

/** Of what nobody tells about such a key. */
export const UNASKED = {
  roleId: null,
  roleName: null,
  roleType: null,
  lastUsedAt: null,
  // A date that somebody knows is in its care: the service may not hold to it.
  expiresAt: null,
  publicId: null,
  origin: 'here',
  missingSince: null,
  endedHereAt: null,
  secretMayBeInNewerCopy: false,
} as const satisfies Partial<KeyRecord>;

export interface NewKey {
  readonly connectionId: string;
  readonly name: string;
  readonly owner: string | null;
  readonly expiresAt: string | null;
  readonly rotateBy: string | null;
  readonly scanPrefix: string | null;
  readonly secret: SecretBytes;
  readonly replaces?: WithId<KeyRecord>;
  /** What the log says of it. */
  readonly how: (service: string) => Said;
  /** In the same transaction: all of it happens, or nothing. */
  readonly also?: (transaction: VaultTransaction, newKeyId: string) => void;
}

function invalid(field: string, message: Said, hint: Said): AppError {
  return new AppError({ code: 'invalid-input', message, hint, field });
}

/** A known beginning that the scanner may look for; it must not give away a part worth guessing. */
function requireScanPrefix(prefix: string | null, secret: string): string | null {
  const text = prefix?.trim() ?? '';
  if (text === '') return null;
  if (!/^[A-Za-z0-9_.-]{3,20}$/.test(text) || !secret.startsWith(text) || secret.length < text.length + 16) {
    throw invalid(
      'scanPrefix',
      say('service.not-a-beginning-to-look-for'),
      say('service.what-a-beginning-is'),
    );
  }
  return text;
}

/** @throws AppError `invalid-input` or `conflict`; nothing is stored then */
export function storeKey(context: ProviderContext, input: NewKey): string {
  const { record: connection } = context.connection(input.connectionId);
  const provider = context.provider(connection.provider);
  const secret = trimmedKey(input.secret);
  try {
    const name = requireName(input.name, 'key');
    // SECURITY: read as text here and nowhere else; the vault's process ends on lock.
    const text = secret.revealText();
    if (text === '')
      throw invalid('secret', say('service.the-key-is-missing'), say('service.paste-the-whole-key'));
    const recognised = provider.recognise(text);
    if (!recognised.ok) throw invalid('secret', recognised.message, recognised.hint);
    const old = input.replaces;
    if (old !== undefined && recognised.kind !== old.record.kind) {
      throw invalid('secret', say('service.key-of-another-kind'), say('service.make-one-of-the-same-kind'));
    }
    const prefix = requireScanPrefix(input.scanPrefix, text);
    const expiresAt = requireFuture(input.expiresAt, context.now());
    const rotateBy = requireFuture(input.rotateBy, context.now());
    const id = context.newId(KEY_ID_PREFIX);
    const at = context.timestamp();
    context.transaction((transaction) => {
      // With the lock held: the command may have stored it, or taken away or changed what it belongs to.
      refuseDuplicate(context, secret);
      const { mode } = context.connection(input.connectionId).record;
      transaction.putSecret(id, secret);
      const record: KeyRecord = {
        ...UNASKED,
        connectionId: input.connectionId,
        provider: connection.provider,
        kind: recognised.kind,
        apiName: name,
        alias: null,
        mode,
        redacted: recognised.redacted,
        createdAt: at,
        updatedAt: at,
        firstSeenAt: at,
        revokedAt: null,
        acceptedAfterEndAt: null,
        lastTestedAt: null,
        lastOutcome: null,
        notes: old?.record.notes ?? '',
        tags: old?.record.tags ?? [],
        places: old?.record.places.map(({ text: place }) => ({ id: randomUUID(), text: place })) ?? [],
        replaces: old?.id ?? null,
        replacedBy: null,
        evidence: {
          fingerprint: evidenceFingerprint(transaction, secret),
          length: secret.length,
          prefix,
        },
      };
      transaction.put(keysCollection, id, record);
      const care = old === undefined ? undefined : transaction.get(careCollection, old.id);
      const owner = input.owner?.trim() || null;
      transaction.put(careCollection, id, { ...NO_CARE, ...care, owner, expiresAt, rotateBy });
      transaction.audit({
        action: old === undefined ? 'secret-stored' : 'key-rotated',
        subjectId: id,
        subjectName: name,
        detail: input.how(serviceName(provider.description, connection.name)),
      });
      input.also?.(transaction, id);
    });
    return id;
  } finally {
    secret.wipe();
  }
}

function refuseDuplicate(context: ProviderContext, secret: SecretBytes): void {
  const known = context.vault.secretIdByFingerprint(context.vault.fingerprint(secret));
  const record = known === undefined ? undefined : context.vault.get(keysCollection, known);
  // A record that was deleted leaves its fingerprint behind; storing that key anew is fine.
  if (known === undefined || (record === undefined && known.startsWith(KEY_ID_PREFIX))) return;
  throw new AppError({
    code: 'conflict',
    message:
      record === undefined
        ? say('service.secret-is-here-already')
        : say('service.secret-is-here-already-as', { name: record.alias ?? record.apiName }),
    hint: say('service.look-that-key-up'),
    field: 'secret',
  });
}

/** The old key's record points at the new one, and what holds it becomes a checklist. */
export function startRotation(
  context: ProviderContext,
  transaction: VaultTransaction,
  oldKeyId: string,
  newKeyId: string,
  places: readonly Pick<RotationPlace, 'text' | 'said'>[],
  reason: string | null,
): void {
  const old = transaction.get(keysCollection, oldKeyId);
  if (old === undefined) return;
  const { replacedBy } = old;
  if (replacedBy !== null && transaction.get(keysCollection, replacedBy) !== undefined) {
    throw new AppError({
      code: 'conflict',
      message: say('service.key-was-replaced-already'),
      hint: say('service.rotate-the-key-that-replaced-it'),
    });
  }
  const at = context.timestamp();
  transaction.put(keysCollection, oldKeyId, { ...old, replacedBy: newKeyId, updatedAt: at });
  transaction.put(rotationsCollection, randomUUID(), {
    connectionId: old.connectionId,
    oldKeyId,
    newKeyId,
    startedAt: at,
    oldWorksUntil: null,
    endedBy: 'person',
    connectionKey: 'no',
    oldRefusedAt: null,
    oldAcceptedAt: null,
    closedWithoutTest: false,
    heldBack: null,
    reason: null,
    places: places
      .filter(({ text }, index) => places.findIndex((other) => other.text === text) === index)
      .map(({ text, said }) => ({
        id: randomUUID(),
        text,
        ...(said === undefined ? {} : { said }),
        done: false,
      })),
  });
  transaction.audit({
    action: 'key-rotated',
    subjectId: oldKeyId,
    subjectName: old.alias ?? old.apiName,
    reason,
    detail: say('service.works-until-deleted-there'),
  });
}

/** Notes what a test showed; a key that is said to be gone and is refused is dead here too, and its secret destroyed. */
export function noteTest(
  context: ProviderContext,
  keyId: string,
  result: KeyTestResult,
  end: { readonly ending: boolean; readonly reason: string | null },
): void {
  context.transaction((transaction) => {
    const record = transaction.get(keysCollection, keyId);
    if (record === undefined) return;
    const tested = { ...record, lastTestedAt: result.at, lastOutcome: result.outcome };
    const subject = { subjectId: keyId, subjectName: record.alias ?? record.apiName };
    transaction.audit({ action: 'key-tested', ...subject, detail: result.message });
    if (end.ending && result.outcome === 'refused') {
      endKey(context, transaction, keyId, tested, end.reason, say('service.seen-refused'));
    } else {
      const accepted = end.ending && result.outcome === 'accepted';
      transaction.put(keysCollection, keyId, {
        ...tested,
        acceptedAfterEndAt: accepted
          ? result.at
          : result.outcome === 'refused'
            ? null
            : record.acceptedAfterEndAt,
      });
    }
  });
}

/** Dead from now on: the secret goes, what the scanner knows it by stays. */
export function endKey(
  context: ProviderContext,
  transaction: VaultTransaction,
  keyId: string,
  record: KeyRecord,
  reason: string | null,
  detail: Said,
): void {
  const at = context.timestamp();
  const subject = { subjectId: keyId, subjectName: record.alias ?? record.apiName };
  transaction.put(keysCollection, keyId, {
    ...record,
    revokedAt: at,
    acceptedAfterEndAt: null,
    updatedAt: at,
  });
  transaction.audit({ action: 'key-revoked', ...subject, reason, detail });
  if (transaction.hasSecret(keyId)) {
    transaction.destroySecret(keyId);
    transaction.audit({
      action: 'secret-destroyed',
      ...subject,
      detail: say('service.secret-is-of-no-use'),
    });
  }
  for (const { id, value } of transaction.list(rotationsCollection)) {
    if (value.oldKeyId === keyId && value.oldRefusedAt === null) {
      transaction.put(rotationsCollection, id, { ...value, oldRefusedAt: at, oldAcceptedAt: null });
    }
  }
}
