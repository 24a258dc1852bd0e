/**
 * What the server lists against what the registry knows: which records to write and what to say about it. Pure.
 *
 * The server wins on name, role, status and dates; notes, tags, alias, places and secrets are local and never touched. A
 * key that is not listed is marked, never removed: a short or empty answer must not cost a secret.
 */
import { AUGNO_PROVIDER_ID } from '../../../../shared/providers.ts';
import type { AuditAction } from '../../../../shared/domain.ts';
import { parseRedacted } from '../../../keys/registry/redacted.ts';
import { mayBeSkipped, type ApiKeyReply, type SkippedEntry } from '../api/schemas.ts';
import { GONE_ELSEWHERE, REVOKED_ELSEWHERE, SCHEDULED_ELSEWHERE } from '../../../keys/matters/elsewhere.ts';
import type { IntentRecord, KeyRecord } from '../../../keys/registry/records.ts';
import { say, type Said } from '../../../../shared/messages/say.ts';

export interface ReconcileInput {
  readonly connectionId: string;
  readonly connectionMode: KeyRecord['mode'];
  readonly listed: readonly ApiKeyReply[];
  /** What was listed and could not be read. */
  readonly skipped: readonly SkippedEntry[];
  /** This connection's records. */
  readonly known: ReadonlyMap<string, KeyRecord>;
  /** The same when the list was asked for: what was written since may be newer than what is listed. */
  readonly knownBefore: ReadonlyMap<string, KeyRecord>;
  /** Whether an id belongs to a key of another connection. */
  readonly isForeign: (id: string) => boolean;
  /** Whether a person removed this dead key from the list here. */
  readonly isDeleted: (id: string) => boolean;
  readonly intents: readonly IntentRecord[];
  /** When the list was asked for: what came into the registry after that can't be missing from it. */
  readonly pulledAt: string;
  readonly now: string;
  /** The account's first list: its keys are no news. */
  readonly first: boolean;
  /** Made between a backup and its being restored; null where none was. */
  readonly restoredWindow: { readonly from: string; readonly until: string } | null;
}

export interface ReconcileChange {
  readonly id: string;
  readonly record: KeyRecord;
  readonly audit: { readonly action: AuditAction; readonly detail: readonly Said[] } | null;
}

export interface ReconcileResult {
  readonly changes: readonly ReconcileChange[];
  /** Ids the server lists that belong to another connection: a lie or a mix-up, left alone. */
  readonly foreignIds: readonly string[];
  readonly appeared: number;
  readonly missing: number;
  /** Keys of which the list says something else than what was written since it was asked for. */
  readonly overtaken: number;
}

export function reconcileKeys(input: ReconcileInput): ReconcileResult {
  const changes: ReconcileChange[] = [];
  const foreignIds: string[] = [];
  const listedIds = new Set<string>();
  let appeared = 0;
  let missing = 0;
  let overtaken = 0;

  for (const reply of input.listed) {
    if (listedIds.has(reply.id)) continue;
    listedIds.add(reply.id);
    if (input.isForeign(reply.id)) {
      foreignIds.push(reply.id);
      continue;
    }
    const known = input.known.get(reply.id);
    if (known === undefined) {
      // A dead key stays dead; should the server list it as alive, it has to be seen.
      const dead = reply.revoked_at !== null && reply.revoked_at <= input.now;
      const expired = reply.expires_at !== null && reply.expires_at <= input.now;
      if ((dead || expired) && input.isDeleted(reply.id)) continue;
      appeared += 1;
      changes.push(newKey(reply, input));
      continue;
    }
    const change = changedKey(reply, known, input);
    if (change === null) continue;
    // Revoked, rotated or extended here meanwhile: a list of before must not take it back.
    if (isWrittenSince(known, input.knownBefore.get(reply.id))) overtaken += 1;
    else changes.push(change);
  }

  for (const [id, known] of input.known) {
    // What came with a file is joined to the key that it speaks of.
    if (known.claimedId !== undefined && listedIds.has(known.claimedId)) continue;
    if (listedIds.has(id) || known.missingSince !== null || known.firstSeenAt >= input.pulledAt) continue;
    if (mayBeSkipped(input.skipped, id)) continue;
    missing += 1;
    changes.push({
      id,
      record: { ...known, missingSince: input.now },
      audit: { action: 'key-changed-elsewhere', detail: [GONE_ELSEWHERE] },
    });
  }
  return { changes, foreignIds, appeared, missing, overtaken };
}

const DECIDED_THERE = [
  'apiName',
  'redacted',
  'roleId',
  'roleName',
  'roleType',
  'createdAt',
  'updatedAt',
  'lastUsedAt',
  'expiresAt',
  'revokedAt',
] as const satisfies readonly (keyof KeyRecord)[];

/** Whether what an answer was asked about has been written anew while it was on its way. */
export function isWrittenSince(known: KeyRecord, before: KeyRecord | undefined): boolean {
  return before === undefined || DECIDED_THERE.some((name) => known[name] !== before[name]);
}

/** The fields that the server decides. An absent role (older servers, no permission) leaves what is known. */
export function serverFields(
  reply: ApiKeyReply,
  known: Pick<KeyRecord, 'roleId' | 'roleName' | 'roleType'> | undefined,
): Pick<KeyRecord, (typeof DECIDED_THERE)[number]> {
  return {
    apiName: reply.name,
    redacted: reply.redacted_value,
    roleId: reply.role?.id ?? known?.roleId ?? null,
    roleName: reply.role?.name ?? known?.roleName ?? null,
    roleType: reply.role?.type ?? known?.roleType ?? null,
    createdAt: reply.created_at,
    updatedAt: reply.updated_at ?? reply.created_at,
    lastUsedAt: reply.last_used_at,
    expiresAt: reply.expires_at,
    revokedAt: reply.revoked_at,
  };
}

export function freshRecord(
  reply: ApiKeyReply,
  local: Pick<KeyRecord, 'connectionId' | 'mode' | 'origin' | 'firstSeenAt'>,
): KeyRecord {
  return {
    ...local,
    ...serverFields(reply, undefined),
    provider: AUGNO_PROVIDER_ID,
    kind: 'key',
    mode: parseRedacted(reply.redacted_value)?.mode ?? local.mode,
    publicId: null,
    alias: null,
    notes: '',
    tags: [],
    places: [],
    replaces: null,
    replacedBy: null,
    missingSince: null,
    endedHereAt: null,
    acceptedAfterEndAt: null,
    secretMayBeInNewerCopy: false,
    lastTestedAt: null,
    lastOutcome: null,
    evidence: null,
  };
}

function newKey(reply: ApiKeyReply, input: ReconcileInput): ReconcileChange {
  // An operation of ours may be the reason; whether it is, is looked into apart from this.
  const ours = input.intents.some(
    (intent) =>
      intent.kind !== 'revoke' && intent.name === reply.name && !intent.seen.keyIds.includes(reply.id),
  );
  const lost = input.intents.some(({ orphanKeyId }) => orphanKeyId === reply.id);
  const window = input.restoredWindow;
  const record: KeyRecord = {
    ...freshRecord(reply, {
      connectionId: input.connectionId,
      mode: input.connectionMode,
      // Made here, though its secret never came.
      origin: lost ? 'here' : 'elsewhere',
      firstSeenAt: input.now,
    }),
    secretMayBeInNewerCopy:
      window !== null && reply.created_at >= window.from && reply.created_at <= window.until,
  };
  return {
    id: reply.id,
    record,
    audit:
      input.first || ours
        ? null
        : { action: 'key-appeared', detail: [say('account.it-was-created-elsewhere')] },
  };
}

function changedKey(reply: ApiKeyReply, known: KeyRecord, input: ReconcileInput): ReconcileChange | null {
  const fields = serverFields(reply, known);
  const names = DECIDED_THERE.filter((name) => fields[name] !== known[name]);
  if (names.length === 0 && known.missingSince === null) return null;
  const details: Said[] = [];
  if (known.missingSince !== null) details.push(say('account.the-server-lists-it-again'));
  if (names.includes('apiName')) details.push(say('account.it-was-renamed-elsewhere'));
  if (names.includes('roleId')) details.push(say('account.its-role-was-changed-elsewhere'));
  if (names.includes('expiresAt')) details.push(say('account.its-expiry-was-changed-elsewhere'));
  if (names.includes('revokedAt')) {
    const ours =
      known.endedHereAt !== null ||
      input.intents.some((intent) => intent.targetKeyId === reply.id && intent.kind !== 'create');
    if (!ours) {
      details.push(
        reply.revoked_at === null
          ? say('account.its-revocation-was-taken-back')
          : reply.revoked_at > input.now
            ? SCHEDULED_ELSEWHERE
            : REVOKED_ELSEWHERE,
      );
    }
  }
  return {
    id: reply.id,
    record: { ...known, ...fields, missingSince: null },
    audit: details.length === 0 ? null : { action: 'key-changed-elsewhere', detail: details },
  };
}
