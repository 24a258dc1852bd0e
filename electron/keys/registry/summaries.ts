/** Keys as the rest of the program sees them. Pure, apart from reading the vault. */
import {
  deriveKeyStatus,
  DOCUMENTATION_KEY_NAME,
  statusWorks,
  type KeyStatus,
  type KeySummary,
} from '../../../shared/domain.ts';
import { inEnglish } from '../../../shared/messages/words.ts';
import { BRANDS } from '../../../shared/brands.ts';
import type { KeyCare } from '../../../shared/key-care.ts';
import type { KeyProvider } from '../../../shared/providers.ts';
import { PENDING_ID_PREFIX } from '../../../shared/pending-keys.ts';
import { countedAhead } from '../../../shared/server-clock.ts';
import type { StoredRecord, VaultReader } from '../../vault/types.ts';
import { keysWithKeptReplies } from '../kept/records.ts';
import { careCollection } from '../care/care.ts';
import {
  connectionsCollection,
  intentsCollection,
  rotationsCollection,
  type ConnectionRecord,
  type IntentRecord,
  type KeyRecord,
  type RotationRecord,
} from './records.ts';
import { sessionKeysCollection } from './session-keys.ts';
import { repairOf, repairOfIntent } from './repairs.ts';

/** The clock that a connection's dates go by: how far it counts as ahead of this computer's, and what it shows now. */
interface Clock {
  readonly aheadMs: number;
  readonly now: Date;
}

/** What a summary needs besides the key's own record; read once for a whole list. */
export interface RegistryView {
  /** This computer's. */
  readonly clock: Clock;
  /** By connection. */
  readonly clocks: ReadonlyMap<string, Clock>;
  readonly connections: ReadonlyMap<string, ConnectionRecord>;
  /** By target key, by orphan, by new key of the same. */
  readonly intentsByKey: ReadonlyMap<string, IntentRecord>;
  readonly intents: readonly StoredRecord<IntentRecord>[];
  /** Rotations whose old key this is. */
  readonly rotationsByOldKey: ReadonlyMap<string, StoredRecord<RotationRecord>>;
  readonly leaksByKey: ReadonlyMap<string, number>;
  readonly careByKey: ReadonlyMap<string, KeyCare>;
  /** Keys whose answer from the server is kept apart. */
  readonly keptApart: ReadonlySet<string>;
  readonly ofSessions: ReadonlySet<string>;
  readonly hasSecret: (keyId: string) => boolean;
}

export function readView(
  vault: VaultReader,
  now: Date,
  leaksByKey: ReadonlyMap<string, number> = new Map(),
): RegistryView {
  const connections = vault.list(connectionsCollection);
  const intents = vault.list(intentsCollection);
  const intentsByKey = new Map<string, IntentRecord>();
  for (const { value } of intents) {
    const keyId = value.orphanKeyId ?? value.targetKeyId ?? oldKeyOf(value);
    if (keyId !== null) intentsByKey.set(keyId, value);
  }
  const rotationsByOldKey = new Map<string, StoredRecord<RotationRecord>>();
  for (const rotation of vault.list(rotationsCollection))
    rotationsByOldKey.set(rotation.value.oldKeyId, rotation);
  return {
    clock: { aheadMs: 0, now },
    clocks: new Map(connections.map(({ id, value }) => [id, clockOf(value, now)])),
    connections: new Map(connections.map(({ id, value }) => [id, value])),
    intentsByKey,
    intents,
    rotationsByOldKey,
    leaksByKey,
    careByKey: new Map(vault.list(careCollection).map(({ id, value }) => [id, value])),
    keptApart: keysWithKeptReplies(vault),
    ofSessions: new Set(vault.list(sessionKeysCollection).flatMap(({ value }) => value.keyId ?? [])),
    hasSecret: (keyId) => vault.hasSecret(keyId),
  };
}

function oldKeyOf(intent: IntentRecord): string | null {
  return intent.purpose.kind === 'overlap' || intent.purpose.kind === 'connection-key'
    ? intent.purpose.oldKeyId
    : null;
}

/** The day on which this program itself has to end the key; null where there is none, or the server does it. */
function plannedEnd(record: KeyRecord, rotation: RotationRecord | undefined): string | null {
  if (rotation === undefined || rotation.endedBy !== 'us' || record.revokedAt !== null) return null;
  return rotation.oldWorksUntil;
}

function clockOf({ clockAheadMs }: ConnectionRecord, now: Date): Clock {
  const aheadMs = countedAhead(clockAheadMs);
  return { aheadMs, now: new Date(now.getTime() + aheadMs) };
}

interface Standing {
  readonly status: KeyStatus;
  readonly expiresAt: string | null;
  /** The day on which this program itself has to end it. */
  readonly planned: string | null;
  /** Whether requests with it are accepted, whatever is under way. */
  readonly works: boolean;
  readonly clock: Clock;
}

export function standingOf(id: string, record: KeyRecord, view: RegistryView): Standing {
  const intent = view.intentsByKey.get(id);
  const planned = plannedEnd(record, view.rotationsByOldKey.get(id)?.value);
  const expiresAt = record.expiresAt ?? view.careByKey.get(id)?.expiresAt ?? null;
  const clock = view.clocks.get(record.connectionId) ?? view.clock;
  const derived = deriveKeyStatus({ revokedAt: record.revokedAt, expiresAt }, clock.now);
  const works = statusWorks(derived);
  const unresolved = intent !== undefined && (intent.state === 'open' || intent.orphanKeyId === id);
  // A plan of ours ends a key no earlier than it was carried out: until the server says so, the key works.
  const status = unresolved ? 'unresolved' : planned !== null && works ? 'revoking' : derived;
  return { status, expiresAt, planned, works, clock };
}

export function summarizeKey(
  id: string,
  record: KeyRecord,
  view: RegistryView,
  provider: KeyProvider,
): KeySummary {
  const connection = view.connections.get(record.connectionId) ?? null;
  const { status, expiresAt, planned, works, clock } = standingOf(id, record, view);
  const secretHeld = view.hasSecret(id);
  const care = view.careByKey.get(id);
  return {
    id,
    connectionId: record.connectionId,
    name: record.alias ?? record.apiName,
    apiName: record.apiName,
    mode: record.mode,
    redacted: record.redacted,
    roleId: record.roleId,
    roleName: provider.abilities.roles ? record.roleName : inEnglish(provider.kindLabel),
    roleType: record.roleType,
    status,
    createdAt: record.createdAt,
    lastUsedAt: record.lastUsedAt,
    expiresAt,
    revokedAt: record.revokedAt ?? planned,
    secretHeld,
    repair: repairOf(id, record, {
      works,
      secretHeld,
      intent: view.intentsByKey.get(id),
      rotation: view.rotationsByOldKey.get(id)?.value,
      planned,
      connection,
      care,
      provider,
      keptApart: view.keptApart.has(id),
      now: clock.now,
    }),
    origin: record.origin,
    tags: record.tags,
    leakCount: view.leaksByKey.get(id) ?? 0,
    isConnectionKey: connection?.adminKeyId === id,
    isDocumentationKey: record.apiName === DOCUMENTATION_KEY_NAME && provider.abilities.lists,
    ...(view.ofSessions.has(id) ? { isOfSession: true as const } : {}),
    ...(record.unproven === true && secretHeld ? { unproven: true as const } : {}),
    ...(clock.aheadMs === 0 ? {} : { clockAheadMs: clock.aheadMs }),
    ...(record.replacedBy === null ? {} : { replacedBy: record.replacedBy }),
    provider,
    ...(care === undefined ? {} : { care }),
  };
}

/** Creations that have no key yet are shown as entries of their own, so that they are not overlooked. */
export function pendingSummaries(
  view: RegistryView,
  providerOf: (connectionId: string) => KeyProvider | null,
): readonly KeySummary[] {
  return view.intents
    .filter(
      ({ value }) => value.kind === 'create' && value.purpose.kind === 'plain' && value.orphanKeyId === null,
    )
    .flatMap(({ id, value }): KeySummary[] => {
      const provider = providerOf(value.connectionId);
      if (provider === null) return [];
      const connection = view.connections.get(value.connectionId);
      const mode = connection?.mode ?? 'test';
      return [
        {
          id: PENDING_ID_PREFIX + id,
          connectionId: value.connectionId,
          name: value.name,
          apiName: value.name,
          mode,
          redacted: `${BRANDS[connection?.brand ?? 'augno'].keyPrefix}${mode}_****`,
          roleId: value.roleId,
          roleName: null,
          roleType: null,
          status: 'unresolved',
          createdAt: value.openedAt,
          lastUsedAt: null,
          expiresAt: value.expiresAt,
          revokedAt: null,
          secretHeld: false,
          repair: repairOfIntent(value, null),
          origin: 'here',
          tags: [],
          leakCount: 0,
          isConnectionKey: false,
          isDocumentationKey: false,
          provider,
        },
      ];
    });
}
