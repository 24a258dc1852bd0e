/** Stored records as the rest of the program sees them. */
import { deriveKeyStatus, statusWorks, type KeySummary, type Rotation } from '../../../shared/domain.ts';
import type { ProviderConnection } from '../../../shared/providers.ts';
import { findingsCollection, placeText, stateOf, type FindingRecord } from '../../keys/findings/records.ts';
import type { VaultReader } from '../../vault/types.ts';
import { parseServiceAddress } from './address.ts';
import type { Provider } from '../../keys/provider.ts';
import {
  providerKeysCollection,
  type ProviderConnectionRecord,
  type ProviderKeyRecord,
  type ProviderRotationRecord,
} from '../../keys/registry/other-records.ts';

export interface OpenFinding {
  readonly id: string;
  readonly record: FindingRecord;
}

/**
 * What ends a key of another service, for the scanner's findings: that it was seen refused. A date of expiry is a
 * person's own note; the service may not know of it.
 */
export function endOf(key: ProviderKeyRecord): {
  readonly expiresAt: null;
  readonly revokedAt: string | null;
} {
  return { expiresAt: null, revokedAt: key.revokedAt };
}

/** Open findings by the key that they are. */
export function openFindings(vault: VaultReader, now: Date): ReadonlyMap<string, readonly OpenFinding[]> {
  const byKey = new Map<string, OpenFinding[]>();
  for (const { id, value } of vault.list(findingsCollection)) {
    if (value.keyId === null) continue;
    const key = vault.get(providerKeysCollection, value.keyId);
    if (key === undefined || stateOf(value, endOf(key), now) !== 'open') continue;
    byKey.set(value.keyId, [...(byKey.get(value.keyId) ?? []), { id, record: value }]);
  }
  return byKey;
}

export function placesOfFindings(
  findings: readonly OpenFinding[],
): { id: string; kind: 'finding'; text: string }[] {
  return findings.map(({ id, record }) => ({ id, kind: 'finding', text: placeText(record) }));
}

export interface SummaryFacts {
  readonly provider: Provider;
  readonly connection: ProviderConnectionRecord;
  readonly secretHeld: boolean;
  readonly leaks: number;
  readonly rotatingAway: boolean;
  readonly now: Date;
}

export function summarizeProviderKey(id: string, record: ProviderKeyRecord, facts: SummaryFacts): KeySummary {
  const { provider, connection, now } = facts;
  const kind = provider.description.kinds.find((candidate) => candidate.id === record.kind);
  const status = deriveKeyStatus(record, now);
  return {
    id,
    connectionId: record.connectionId,
    name: record.alias ?? record.apiName,
    apiName: record.apiName,
    mode: connection.mode,
    redacted: record.redacted,
    roleId: null,
    roleName: kind?.label ?? record.kind,
    roleType: null,
    status,
    createdAt: record.createdAt,
    lastUsedAt: null,
    expiresAt: record.expiresAt,
    revokedAt: record.revokedAt,
    secretHeld: facts.secretHeld,
    repair: repairOf(record, facts, statusWorks(status)),
    origin: 'here',
    tags: record.tags,
    leakCount: facts.leaks,
    isConnectionKey: false,
    isDocumentationKey: false,
    provider: {
      id: record.provider,
      name: provider.description.id === 'generic' ? connection.name : provider.description.name,
      connectionName: connection.name,
      kind: record.kind,
      kindLabel: kind?.label ?? record.kind,
      owner: record.owner,
      rotateBy: record.rotateBy,
      lastTestedAt: record.lastTestedAt,
      lastOutcome: record.lastOutcome,
      abilities: {
        ...provider.description.abilities,
        ...(connection.url === null ? { test: 'none' as const } : {}),
      },
    },
  };
}

function repairOf(record: ProviderKeyRecord, facts: SummaryFacts, works: boolean): string | null {
  const name = facts.connection.name;
  if (record.acceptedAfterEndAt !== null) {
    return `This key was said to be deleted, but ${name} still accepted it. Delete it there, then check again.`;
  }
  if (!works) return null;
  if (record.lastOutcome === 'refused') {
    return `${name} refused this key when it was last tested. It may have been deleted there: check that, and mark it revoked or replace it.`;
  }
  if (record.rotateBy !== null && Date.parse(record.rotateBy) <= facts.now.getTime() && !facts.rotatingAway) {
    return 'The day on which this key was to be rotated has come. Rotate it, or choose another day.';
  }
  return null;
}

export function summarizeProviderRotation(
  id: string,
  record: ProviderRotationRecord,
  oldKey: ProviderKeyRecord | undefined,
): Rotation {
  const open = record.places.some((place) => !place.done);
  const state: Rotation['state'] =
    record.oldRefusedAt !== null || oldKey === undefined || oldKey.revokedAt !== null
      ? 'done'
      : record.oldAcceptedAt !== null && !open
        ? 'needs-attention'
        : open
          ? 'rolling-out'
          : 'waiting-for-revocation';
  return {
    id,
    oldKeyId: record.oldKeyId,
    newKeyId: record.newKeyId,
    startedAt: record.startedAt,
    oldWorksUntil: null,
    oldRefusedAt: record.oldRefusedAt ?? (state === 'done' ? (oldKey?.revokedAt ?? null) : null),
    places: record.places,
    state,
  };
}

export function summarizeProviderConnection(
  id: string,
  record: ProviderConnectionRecord,
  provider: Provider,
  keyCount: number,
): ProviderConnection {
  return {
    id,
    provider: record.provider,
    providerName: provider.description.name,
    name: record.name,
    url: record.url,
    header: record.header,
    headerPrefix: record.headerPrefix,
    mode: record.mode,
    keyCount,
    warning: warningOf(record.url, provider.description.address.use),
  };
}

/** An address that could not be typed is asleep for good; that is said elsewhere. */
function warningOf(url: string | null, use: 'base' | 'test'): string | null {
  if (url === null) return null;
  try {
    return parseServiceAddress(url, use).warning;
  } catch {
    return null;
  }
}
