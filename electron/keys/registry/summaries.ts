/** Stored records as the rest of the program sees them. Pure, apart from reading the vault. */
import {
  deriveKeyStatus,
  DOCUMENTATION_KEY_NAME,
  statusWorks,
  type Connection,
  type KeyStatus,
  type KeyDetail,
  type KeySummary,
  type Role,
  type Rotation,
} from '../../../shared/domain.ts';
import { BRANDS } from '../../../shared/brands.ts';
import type { KeyCare } from '../../../shared/key-care.ts';
import { countedAhead } from '../../../shared/server-clock.ts';
import { DAY_MS, MINUTE_MS } from '../../../shared/times.ts';
import type { StoredRecord, VaultReader } from '../../vault/types.ts';
import { keysWithKeptReplies } from '../kept/records.ts';
import { asleepMessage } from '../../http/confirmed-addresses.ts';
import { careCollection } from '../care/care.ts';
import {
  connectionsCollection,
  intentsCollection,
  rotationsCollection,
  type ConnectionRecord,
  type IntentRecord,
  type KeyRecord,
  type RoleRecord,
  type RotationRecord,
} from './records.ts';

/** A key that does not exist yet, or of which nobody knows: shown under this id. */
export const PENDING_ID_PREFIX = 'pending_';
/** How long before its expiry a connection's own key asks to be rotated, in days. */
const WARN_CONNECTION_KEY_DAYS = 14;
/** A plan that is this much late says so. */
const PLAN_LATE_MS = 10 * MINUTE_MS;

/** What a summary needs besides the key's own record; read once for a whole list. */
export interface RegistryView {
  readonly now: Date;
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
  readonly hasSecret: (keyId: string) => boolean;
}

export function readView(
  vault: VaultReader,
  now: Date,
  leaksByKey: ReadonlyMap<string, number> = new Map(),
): RegistryView {
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
    now,
    connections: new Map(vault.list(connectionsCollection).map(({ id, value }) => [id, value])),
    intentsByKey,
    intents,
    rotationsByOldKey,
    leaksByKey,
    careByKey: new Map(vault.list(careCollection).map(({ id, value }) => [id, value])),
    keptApart: keysWithKeptReplies(vault),
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

export function summarizeKey(id: string, record: KeyRecord, view: RegistryView): KeySummary {
  const connection = view.connections.get(record.connectionId);
  const intent = view.intentsByKey.get(id);
  const rotation = view.rotationsByOldKey.get(id)?.value;
  const planned = plannedEnd(record, rotation);
  const aheadMs = countedAhead(connection?.clockAheadMs);
  const now = new Date(view.now.getTime() + aheadMs);
  const derived = deriveKeyStatus(record, now);
  const works = statusWorks(derived);
  const unresolved = intent !== undefined && (intent.state === 'open' || intent.orphanKeyId === id);
  // A plan of ours ends a key no earlier than it was carried out: until the server says so, the key works.
  const status: KeyStatus = unresolved ? 'unresolved' : planned !== null && works ? 'revoking' : derived;
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
    roleName: record.roleName,
    roleType: record.roleType,
    status,
    createdAt: record.createdAt,
    lastUsedAt: record.lastUsedAt,
    expiresAt: record.expiresAt,
    revokedAt: record.revokedAt ?? planned,
    secretHeld,
    repair: repairOf(id, record, {
      works,
      secretHeld,
      intent,
      rotation,
      planned,
      connection,
      keptApart: view.keptApart.has(id),
      now,
    }),
    origin: record.origin,
    tags: record.tags,
    leakCount: view.leaksByKey.get(id) ?? 0,
    isConnectionKey: connection?.adminKeyId === id,
    isDocumentationKey: record.apiName === DOCUMENTATION_KEY_NAME,
    ...(record.unproven === true && secretHeld ? { unproven: true as const } : {}),
    ...(aheadMs === 0 ? {} : { clockAheadMs: aheadMs }),
    ...(care === undefined ? {} : { care }),
  };
}

const KEPT_APART =
  'What the server sent for this key is not the key that was asked for, so it is kept apart. Look at it on the overview.';

interface RepairFacts {
  readonly works: boolean;
  readonly secretHeld: boolean;
  readonly intent: IntentRecord | undefined;
  readonly rotation: RotationRecord | undefined;
  readonly planned: string | null;
  readonly connection: ConnectionRecord | undefined;
  readonly keptApart: boolean;
  readonly now: Date;
}

function repairOf(id: string, record: KeyRecord, facts: RepairFacts): string | null {
  if (facts.intent !== undefined) return repairOfIntent(facts.intent, id);
  if (facts.keptApart) return KEPT_APART;
  if (facts.rotation?.oldAcceptedAt || record.acceptedAfterEndAt !== null) {
    return 'This key should have ended, but a request with it was still accepted. Revoke it again and test it.';
  }
  if (facts.rotation?.heldBack && facts.works) {
    return facts.rotation.heldBack === 'restored'
      ? 'The vault was restored from a backup while this key was to be revoked. Check that nothing needs it any more, then revoke it.'
      : 'The rotation of this key was interrupted before the old key was revoked. Check that nothing needs it any more, then revoke it.';
  }
  if (facts.planned !== null && Date.parse(facts.planned) + PLAN_LATE_MS < facts.now.getTime()) {
    return 'This key was to be revoked by now. It will be at the next synchronisation; revoke it now to be sure.';
  }
  if (record.missingSince !== null) {
    return 'The server does not list this key any more. Nothing was deleted here; delete it from the vault if it is not needed.';
  }
  if (record.secretMayBeInNewerCopy && facts.works && !facts.secretHeld) {
    return 'This key was made after the backup that was restored, so its secret may have been in the newer copy. Add the secret, or rotate the key.';
  }
  if (record.unproven === true && facts.secretHeld) {
    return 'Its secret came from a file and is not used before you test the key or confirm that the secret is yours.';
  }
  const isConnectionKey = facts.connection?.adminKeyId === id;
  if (isConnectionKey && record.expiresAt !== null && facts.works) {
    const days = (Date.parse(record.expiresAt) - facts.now.getTime()) / DAY_MS;
    if (days <= WARN_CONNECTION_KEY_DAYS) {
      return 'The connection itself works with this key, and it expires soon. Rotate it before it does.';
    }
  }
  return null;
}

export function interruptionOf(intent: IntentRecord | undefined): KeyDetail['interrupted'] {
  if (intent === undefined) return null;
  const state = ({ open: 'looking', ask: 'ask', orphaned: 'lost' } as const)[intent.state];
  return { state, lostKeyId: intent.orphanKeyId };
}

const FOLDED_IN: Readonly<Record<IntentRecord['kind'], string>> = {
  create: 'Another copy of the vault was folded in while this key was being created.',
  rotate: 'Another copy of the vault was folded in while this key was being rotated.',
  revoke: 'Another copy of the vault was folded in while this key was being revoked.',
};

const MOVED: Readonly<Record<IntentRecord['kind'], string>> = {
  create: 'The account was moved to another address while this key was being created.',
  rotate: 'The account was moved to another address while this key was being rotated.',
  revoke: 'The account was moved to another address while this key was being revoked.',
};

/** What a person has to know or decide about an operation under way, for the key that `keyId` names. */
function repairOfIntent(intent: IntentRecord, keyId: string | null): string {
  const what = { create: 'creation', rotate: 'rotation', revoke: 'revocation' }[intent.kind];
  switch (intent.state) {
    case 'orphaned':
      return keyId === intent.orphanKeyId
        ? "Augno made this key, but its secret was lost on the way and can't be had again. Revoke it, and create another."
        : `The ${what} took effect, but the new key's secret was lost on the way. Revoke the new key, and create another.`;
    case 'ask':
      if (intent.question === 'restored') {
        return `The vault was restored from a backup in the middle of this ${what}. Look at the account, then do it again or give it up.`;
      }
      if (intent.question === 'merged') {
        return `${FOLDED_IN[intent.kind]} Look at the account, then do it again or give it up.`;
      }
      if (intent.question === 'moved') {
        return `${MOVED[intent.kind]} Look at the account, then do it again or give it up.`;
      }
      return `This ${what} was interrupted and did not take effect. Do it again or give it up.`;
    case 'open':
      return `The outcome of this ${what} is not known yet; it is looked into at the next synchronisation. Nothing is lost.`;
  }
}

/** Creations that have no key yet are shown as entries of their own, so that they are not overlooked. */
export function pendingSummaries(view: RegistryView): readonly KeySummary[] {
  return view.intents
    .filter(
      ({ value }) => value.kind === 'create' && value.purpose.kind === 'plain' && value.orphanKeyId === null,
    )
    .map(({ id, value }): KeySummary => {
      const connection = view.connections.get(value.connectionId);
      const mode = connection?.mode ?? 'test';
      return {
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
      };
    });
}

export function summarizeRotation(
  id: string,
  record: RotationRecord,
  oldKey: KeyRecord | undefined,
  now: Date,
): Rotation {
  return {
    id,
    oldKeyId: record.oldKeyId,
    newKeyId: record.newKeyId,
    startedAt: record.startedAt,
    oldWorksUntil: record.oldWorksUntil,
    oldRefusedAt: record.oldRefusedAt,
    places: record.places,
    state: rotationState(record, oldKey, now),
  };
}

export function rotationState(
  record: RotationRecord,
  oldKey: KeyRecord | undefined,
  now: Date,
): Rotation['state'] {
  if (record.oldRefusedAt !== null || record.closedWithoutTest) return 'done';
  if (record.oldAcceptedAt !== null) return 'needs-attention';
  const ended = oldKey === undefined || !statusWorks(deriveKeyStatus(oldKey, now));
  if (record.heldBack !== null && !ended) return 'needs-attention';
  const due = record.oldWorksUntil === null ? null : Date.parse(record.oldWorksUntil);
  if (due !== null && due + PLAN_LATE_MS < now.getTime() && !ended) return 'needs-attention';
  if (due !== null && due > now.getTime() && record.places.some((place) => !place.done)) return 'rolling-out';
  return 'waiting-for-revocation';
}

export interface ConnectionHealth {
  readonly health: Connection['health'];
  readonly message: string | null;
}

const PROBLEM_MESSAGES: Readonly<Record<NonNullable<ConnectionRecord['problem']>, string>> = {
  'key-refused':
    "The connection's admin key is not accepted any more. Repair the connection with another one; everything in the vault stays.",
  'not-admin':
    "The role of the connection's key is no admin's any more, so keys can't be managed. Repair the connection with an admin key.",
  'payment-required':
    "The account's subscription is not active, so the API refuses requests. Settle it in the dashboard.",
};

export function summarizeConnection(
  id: string,
  record: ConnectionRecord,
  live: ConnectionHealth,
  lastSyncedAt: string | null,
  counts: { readonly keys: number; readonly secrets: number },
  awake: boolean,
): Connection {
  const problem: ConnectionHealth = !awake
    ? { health: 'asleep', message: asleepMessage(record.origin) }
    : record.problem === null
      ? live
      : { health: record.problem, message: PROBLEM_MESSAGES[record.problem] };
  return {
    id,
    name: record.name,
    brand: record.brand,
    url: record.origin,
    mode: record.mode,
    embeddedSandbox: record.sandboxAccountId !== null,
    adminKeyId: record.adminKeyId,
    health: problem.health,
    healthMessage: problem.message,
    lastSyncedAt,
    keyCount: counts.keys,
    secretCount: counts.secrets,
  };
}

export function summarizeRole(record: RoleRecord): Role {
  return {
    id: record.roleId,
    connectionId: record.connectionId,
    name: record.name,
    type: record.type,
    ownedBy: record.ownedBy,
    permissions: record.permissions,
  };
}

/** Keys and held secrets of each connection. */
export function countKeys(
  keys: readonly StoredRecord<KeyRecord>[],
  hasSecret: (keyId: string) => boolean,
): ReadonlyMap<string, { keys: number; secrets: number }> {
  const counts = new Map<string, { keys: number; secrets: number }>();
  for (const { id, value } of keys) {
    const count = counts.get(value.connectionId) ?? { keys: 0, secrets: 0 };
    count.keys += 1;
    if (hasSecret(id)) count.secrets += 1;
    counts.set(value.connectionId, count);
  }
  return counts;
}
