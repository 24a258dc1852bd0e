/** A key's way out: replaced, tested, and gone when it is seen refused. */
import type { KeyTestResult, OldKeyCheck } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ChannelParsedInput } from '../../../shared/ipc-contract.ts';
import { requireConfirmation } from '../augno/input.ts';
import { SecretBytes } from '../../vault/secret-bytes.ts';
import type { ProviderContext } from './context.ts';
import { keysInText } from './read-text.ts';
import { careCollection } from '../../keys/care/care.ts';
import { notedPlaceOf, openFindingsByKey } from '../../keys/findings/records.ts';
import { requireHeld } from '../../keys/lifecycle/use-secret.ts';
import { reasonText } from '../../keys/registry/reason-text.ts';
import { keysCollection, rotationsCollection } from '../../keys/registry/records.ts';
import { endKey, noteTest, startRotation, storeKey } from './store-key.ts';
import type { ImportedKeys, RotateKeyInput } from './types.ts';
import { testPathOf } from '../../../shared/test-path.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

/** Stores the new key beside the old one, which works until it is deleted at the service. @returns the new key's id */
export function rotateKey(context: ProviderContext, input: RotateKeyInput): string {
  const old = context.key(input.keyId);
  const { apiName, evidence } = old.record;
  const findings = openFindingsByKey(context.vault, context.now()).get(old.id) ?? [];
  const places = [...old.record.places, ...findings.map(({ record }) => notedPlaceOf(record))];
  return storeKey(context, {
    connectionId: old.record.connectionId,
    name: apiName,
    owner: context.vault.get(careCollection, old.id)?.owner ?? null,
    expiresAt: input.expiresAt,
    rotateBy: input.rotateBy,
    scanPrefix: evidence?.prefix ?? null,
    secret: input.secret,
    replaces: old,
    how: (service) => say('service.entered-as-replacing', { service, redacted: old.record.redacted }),
    also: (transaction, newKeyId) => {
      startRotation(context, transaction, old.id, newKeyId, places, reasonText(input.reason));
    },
  });
}

/** The key is stored whatever the answer: a service that is down must not cost a secret that is shown once. */
export async function testNewKey(context: ProviderContext, keyId: string): Promise<KeyTestResult | null> {
  const test = await context.probe(keyId);
  if (test !== null) noteTest(context, keyId, test, { ending: false, reason: null });
  return test;
}

/** Where the kind of the key is the reason, and no address would help; null else. */
function untestable(context: ProviderContext, keyId: string, hint: Said): AppError | null {
  const { record } = context.key(keyId);
  const { description } = context.provider(record.provider);
  if (testPathOf(description, record.kind) !== undefined) return null;
  const kind = description.kinds.find(({ id }) => id === record.kind)?.label ?? record.kind;
  const message = say('account.no-request-asks-only-for-this-kind', { kind });
  return new AppError({ code: 'unsupported', message, hint });
}

/** @throws AppError `unsupported` where there is nothing to ask, `not-found` where the secret is not held */
export async function testKey(context: ProviderContext, keyId: string): Promise<KeyTestResult> {
  requireHeld(context.vault, keyId);
  const result = await context.probe(keyId);
  if (result === null) {
    throw (
      untestable(context, keyId, say('account.it-is-taken-where-workers-connect')) ??
      new AppError({
        code: 'unsupported',
        message: say('service.nothing-to-test-it-with'),
        hint: say('service.give-it-an-address-to-test-at'),
      })
    );
  }
  noteTest(context, keyId, result, { ending: false, reason: null });
  return result;
}

/**
 * Said to be deleted at the service: dead here when it is refused, or on a person's word where there is nothing to ask.
 * @returns null where nothing was asked
 */
export async function checkRevoked(
  context: ProviderContext,
  input: ChannelParsedInput<'providers.check-revoked'>,
): Promise<KeyTestResult | null> {
  const { record } = context.key(input.keyId);
  const reason = reasonText(input.reason);
  const test = context.vault.hasSecret(input.keyId) ? await context.probe(input.keyId) : null;
  if (test !== null) {
    noteTest(context, input.keyId, test, { ending: true, reason });
    return test;
  }
  if (!input.withoutTest) {
    throw (
      untestable(context, input.keyId, say('account.confirm-that-you-replaced-it-there')) ??
      new AppError({
        code: 'unsupported',
        message: say('service.nothing-to-see-it-refused-with'),
        hint: say('service.confirm-that-you-deleted-it'),
        field: 'withoutTest',
      })
    );
  }
  if (context.connection(record.connectionId).record.mode === 'prod') {
    const names = [record.alias ?? record.apiName, record.apiName];
    requireConfirmation(names, input.confirmation, say('account.this-is-a-production-key-and-its'));
  }
  context.transaction((transaction) => {
    const current = transaction.get(keysCollection, input.keyId);
    if (current === undefined) return;
    endKey(context, transaction, input.keyId, current, reason, say('service.ended-on-a-persons-word'));
  });
  return null;
}

/** The old key of a rotation: tried, and gone when it is refused while the new one is accepted. */
export async function checkOldKey(context: ProviderContext, rotationId: string): Promise<OldKeyCheck> {
  const { record: rotation } = context.rotation(rotationId);
  const { record: old } = context.key(rotation.oldKeyId);
  if (old.revokedAt !== null) return 'refused';
  requireHeld(context.vault, rotation.oldKeyId);
  const test = await context.probe(rotation.oldKeyId);
  if (test === null) {
    throw new AppError({
      code: 'unsupported',
      message: say('service.nothing-to-test-the-old-key-with'),
      hint: say('service.confirm-at-the-old-key'),
    });
  }
  if (test.outcome === 'unreachable') {
    throw new AppError({
      code: 'api-unreachable',
      message: test.message,
      hint: say('service.try-again-when-it-answers'),
    });
  }
  if (test.outcome === 'refused') await requireNewAccepted(context, rotation.newKeyId);
  noteTest(context, rotation.oldKeyId, test, { ending: true, reason: null });
  if (test.outcome === 'refused') return 'refused';
  context.transaction((transaction) => {
    const current = transaction.get(rotationsCollection, rotationId);
    if (current === undefined) return;
    transaction.put(rotationsCollection, rotationId, { ...current, oldAcceptedAt: test.at });
  });
  return 'accepted';
}

/** A server that refuses everything (the wrong address, a proxy) must not pass for a key that was deleted. */
async function requireNewAccepted(context: ProviderContext, newKeyId: string): Promise<void> {
  if (!context.vault.hasSecret(newKeyId)) return;
  const test = await context.probe(newKeyId);
  if (test === null || test.outcome === 'accepted') return;
  noteTest(context, newKeyId, test, { ending: false, reason: null });
  throw new AppError({
    code: 'conflict',
    message: say('service.the-new-key-is-refused-too'),
    hint: say('service.check-address-and-new-key', { answer: test.message }),
  });
}

/** Out of a file. The caller wipes the secret. @throws AppError as storing it by hand does */
export function importKey(
  context: ProviderContext,
  connectionId: string,
  name: string,
  secret: SecretBytes,
): string {
  const dates = { owner: null, expiresAt: null, rotateBy: null, scanPrefix: null };
  return storeKey(context, {
    connectionId,
    name,
    ...dates,
    secret,
    how: (service) => say('service.entered-as-imported', { service }),
  });
}

/** @throws AppError `invalid-input` for a key that can't be stored; those before it stay */
export function importText(
  context: ProviderContext,
  { connectionId, text, dryRun }: ChannelParsedInput<'providers.import'>,
): ImportedKeys {
  const { record } = context.connection(connectionId);
  const provider = context.provider(record.provider);
  return keysInText(provider, text).map(({ name, secret }) => {
    const recognised = provider.recognise(secret);
    const kind = provider.description.kinds.find(({ id }) => recognised.ok && id === recognised.kind);
    const redacted = recognised.ok ? recognised.redacted : '****';
    const base = { name, kindLabel: kind?.label ?? say('service.kind-key'), redacted };
    const bytes = SecretBytes.fromText(secret);
    try {
      const known = context.vault.secretIdByFingerprint(context.vault.fingerprint(bytes));
      if (known !== undefined && context.vault.get(keysCollection, known) !== undefined) {
        return { ...base, outcome: 'held-already' as const, keyId: known };
      }
      if (dryRun) return { ...base, outcome: 'would-store' as const, keyId: null };
      const keyId = importKey(context, connectionId, name, bytes);
      return { ...base, outcome: 'stored' as const, keyId };
    } finally {
      bytes.wipe();
    }
  });
}
