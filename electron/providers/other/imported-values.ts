/** Records of other services in somebody else's export, made fit for this vault one by one. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { timestampSchema } from '../../../shared/domain.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import { oneLine, optionalLine } from '../../keys/transfer/imported-values.ts';
import { parseServiceAddress, requireHeader } from './address.ts';
import type { Provider } from '../../keys/provider.ts';
import {
  providerConnectionsCollection,
  providerKeysCollection,
  providerRotationsCollection,
  type ProviderConnectionRecord,
  type ProviderKeyRecord,
  type ProviderRotationRecord,
} from '../../keys/registry/other-records.ts';

/** As the forms allow. */
const LONGEST = { name: 100, notes: 20_000, tag: 50, tags: 50, place: 500, places: 200, owner: 255 };

const optionalInstant = timestampSchema.nullable();
const keyDates = z.object({
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
  expiresAt: optionalInstant,
  rotateBy: optionalInstant,
  revokedAt: optionalInstant,
});
const rotationDates = z.object({ startedAt: timestampSchema, oldRefusedAt: optionalInstant });
/** As `augno-vault` and the app write it: the last four characters at most. */
const REDACTED = /^[A-Za-z0-9_.-]{0,20}\*{4}[A-Za-z0-9_.~+/=-]{0,4}$/;

/** Null: no service that a person could have added. */
export function importedService(value: unknown, provider: Provider): ProviderConnectionRecord | null {
  const parsed = providerConnectionsCollection.schema.safeParse(value);
  if (!parsed.success || !timestampSchema.safeParse(parsed.data.createdAt).success) return null;
  const { data } = parsed;
  const { address, ownHeader } = provider.description;
  const name = oneLine(data.name, LONGEST.name);
  const prefix = data.headerPrefix ?? '';
  if (name === '' || (data.url === null && address.required) || !/^[\x20-\x7e]{0,50}$/.test(prefix))
    return null;
  try {
    if (
      data.url !== null &&
      (data.url.length > 2048 || parseServiceAddress(data.url, address.use).url !== data.url)
    )
      return null;
    return {
      provider: data.provider,
      name,
      url: data.url,
      header: ownHeader ? requireHeader(data.header ?? 'Authorization') : null,
      headerPrefix: ownHeader ? prefix : null,
      mode: data.mode,
      createdAt: data.createdAt,
    };
  } catch {
    return null;
  }
}

/** Its `replaces` and `replacedBy` are ids of the file still. */
export function importedServiceKey(
  value: unknown,
  connectionId: string,
  provider: string,
): ProviderKeyRecord | null {
  const parsed = providerKeysCollection.schema.safeParse(value);
  if (!parsed.success || !keyDates.safeParse(parsed.data).success) return null;
  const { data } = parsed;
  const apiName = oneLine(data.apiName, LONGEST.name);
  if (apiName === '' || data.provider !== provider || !REDACTED.test(data.redacted)) return null;
  if (data.evidence.length < 0 || data.evidence.length > 10_000) return null;
  return {
    connectionId,
    provider,
    kind: oneLine(data.kind, 64),
    apiName,
    alias: optionalLine(data.alias, 255),
    redacted: data.redacted,
    owner: optionalLine(data.owner, LONGEST.owner),
    createdAt: data.createdAt,
    updatedAt: data.updatedAt,
    expiresAt: data.expiresAt,
    rotateBy: data.rotateBy,
    revokedAt: data.revokedAt,
    // What a test showed elsewhere is nobody's word here.
    acceptedAfterEndAt: null,
    lastTestedAt: null,
    lastOutcome: null,
    notes: redactKeysIn(data.notes).slice(0, LONGEST.notes),
    tags: data.tags.slice(0, LONGEST.tags).flatMap((tag) => oneLine(tag, LONGEST.tag) || []),
    places: data.places
      .slice(0, LONGEST.places)
      .flatMap(({ text }) => optionalLine(text, LONGEST.place) ?? [])
      .map((text) => ({ id: randomUUID(), text })),
    replaces: data.replaces,
    replacedBy: data.replacedBy,
    evidence: {
      fingerprint: '',
      length: data.evidence.length,
      prefix: /^[A-Za-z0-9_.-]{3,20}$/.test(data.evidence.prefix ?? '') ? data.evidence.prefix : null,
    },
  };
}

export function importedServiceRotation(
  value: unknown,
  idOf: (theirId: string | null) => string | null,
): ProviderRotationRecord | null {
  const parsed = providerRotationsCollection.schema.safeParse(value);
  if (!parsed.success || !rotationDates.safeParse(parsed.data).success) return null;
  const { data } = parsed;
  const [oldKeyId, newKeyId] = [idOf(data.oldKeyId), idOf(data.newKeyId)];
  if (oldKeyId === null || newKeyId === null) return null;
  return {
    oldKeyId,
    newKeyId,
    startedAt: data.startedAt,
    oldRefusedAt: data.oldRefusedAt,
    oldAcceptedAt: null,
    places: data.places
      .slice(0, LONGEST.places)
      .map(({ text, done }) => ({ id: randomUUID(), text: oneLine(text, LONGEST.place), done })),
  };
}
