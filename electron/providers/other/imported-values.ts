/** Records of other services in somebody else's export, made fit for this vault one by one. */
import { z } from 'zod';
import { timestampSchema } from '../../../shared/domain.ts';
import { importedNotes, oneLine } from '../../keys/transfer/imported-values.ts';
import type { Provider } from '../../keys/provider.ts';
import {
  providerConnectionsCollection,
  type ProviderConnectionRecord,
} from '../../keys/registry/other-records.ts';
import { keysCollection, type KeyRecord } from '../../keys/registry/records.ts';
import { parseServiceAddress, requireHeader } from './address.ts';
import { UNASKED } from './store-key.ts';

/** As the forms allow. */
const LONGEST = { name: 100 };

const keyDates = z.object({
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
  revokedAt: timestampSchema.nullable(),
});
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
  { provider, mode }: ProviderConnectionRecord,
): KeyRecord | null {
  const parsed = keysCollection.schema.safeParse(value);
  if (!parsed.success || !keyDates.safeParse(parsed.data).success) return null;
  const { data } = parsed;
  const { evidence } = data;
  const apiName = oneLine(data.apiName, LONGEST.name);
  if (apiName === '' || data.provider !== provider || !REDACTED.test(data.redacted)) return null;
  if (evidence === null || evidence.length < 0 || evidence.length > 10_000) return null;
  return {
    ...UNASKED,
    connectionId,
    provider,
    kind: oneLine(data.kind, 64),
    apiName,
    mode,
    redacted: data.redacted,
    createdAt: data.createdAt,
    updatedAt: data.updatedAt,
    firstSeenAt: data.createdAt,
    revokedAt: data.revokedAt,
    // What a test showed elsewhere is nobody's word here.
    acceptedAfterEndAt: null,
    lastTestedAt: null,
    lastOutcome: null,
    ...importedNotes(data),
    replaces: data.replaces,
    replacedBy: data.replacedBy,
    evidence: {
      fingerprint: '',
      length: evidence.length,
      prefix: /^[A-Za-z0-9_.-]{3,20}$/.test(evidence.prefix ?? '') ? evidence.prefix : null,
    },
  };
}
