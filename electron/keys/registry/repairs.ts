/** What a person has to do about a key, in one sentence. */
import type { KeyDetail } from '../../../shared/domain.ts';
import type { KeyCare } from '../../../shared/key-care.ts';
import type { KeyProvider } from '../../../shared/providers.ts';
import { DAY_MS, MINUTE_MS } from '../../../shared/times.ts';
import {
  UNKNOWN_QUESTION,
  type ConnectionRecord,
  type IntentRecord,
  type KeyRecord,
  type RotationRecord,
} from './records.ts';

/** How long before its expiry a connection's own key asks to be rotated, in days. */
const WARN_CONNECTION_KEY_DAYS = 14;
/** A plan that is this much late says so. */
export const PLAN_LATE_MS = 10 * MINUTE_MS;

const KEPT_APART =
  'What the server sent for this key is not the key that was asked for, so it is kept apart. Look at it on the overview.';

export interface RepairFacts {
  readonly works: boolean;
  readonly secretHeld: boolean;
  readonly intent: IntentRecord | undefined;
  readonly rotation: RotationRecord | undefined;
  readonly planned: string | null;
  /** Null: it belongs to no account. */
  readonly connection: ConnectionRecord | null;
  readonly care: KeyCare | undefined;
  readonly provider: KeyProvider;
  readonly keptApart: boolean;
  readonly now: Date;
}

/** The first that holds. */
export function repairOf(id: string, record: KeyRecord, facts: RepairFacts): string | null {
  if (facts.intent !== undefined) return repairOfIntent(facts.intent, id);
  if (facts.keptApart) return KEPT_APART;
  return (
    repairOfEnd(record, facts) ??
    repairOfRotation(facts) ??
    repairOfRecord(record, facts) ??
    (facts.works ? repairOfDates(id, record, facts) : null)
  );
}

function repairOfEnd(record: KeyRecord, { rotation, provider }: RepairFacts): string | null {
  const isAccepted =
    record.acceptedAfterEndAt !== null || (rotation?.endedBy !== 'person' && rotation?.oldAcceptedAt);
  if (!isAccepted) return null;
  return provider.abilities.revoke === 'api'
    ? 'This key should have ended, but a request with it was still accepted. Revoke it again and test it.'
    : `This key was said to be deleted, but ${provider.connectionName} still accepted it. Delete it there, then check again.`;
}

function repairOfRotation({ rotation, works, planned, now }: RepairFacts): string | null {
  if (rotation?.heldBack && works) {
    return rotation.heldBack === 'restored'
      ? 'The vault was restored from a backup while this key was to be revoked. Check that nothing needs it any more, then revoke it.'
      : 'The rotation of this key was interrupted before the old key was revoked. Check that nothing needs it any more, then revoke it.';
  }
  return planned !== null && Date.parse(planned) + PLAN_LATE_MS < now.getTime()
    ? 'This key was to be revoked by now. It will be at the next synchronisation; revoke it now to be sure.'
    : null;
}

function repairOfRecord(record: KeyRecord, facts: RepairFacts): string | null {
  if (record.missingSince !== null) {
    return 'The server does not list this key any more. Nothing was deleted here; delete it from the vault if it is not needed.';
  }
  if (record.secretMayBeInNewerCopy && facts.works && !facts.secretHeld) {
    return 'This key was made after the backup that was restored, so its secret may have been in the newer copy. Add the secret, or rotate the key.';
  }
  if (record.unproven === true && facts.secretHeld) {
    return 'Its secret came from a file and is not used before you test the key or confirm that the secret is yours.';
  }
  return null;
}

function repairOfDates(id: string, record: KeyRecord, facts: RepairFacts): string | null {
  const { connection, care, provider, now } = facts;
  if (connection?.adminKeyId === id && record.expiresAt !== null) {
    const days = (Date.parse(record.expiresAt) - now.getTime()) / DAY_MS;
    if (days <= WARN_CONNECTION_KEY_DAYS)
      return 'The connection itself works with this key, and it expires soon. Rotate it before it does.';
  }
  // Where the service lists its keys, that says whether it works.
  if (record.lastOutcome === 'refused' && !provider.abilities.lists) {
    return `${provider.connectionName} refused this key when it was last tested. It may have been deleted there: check that, and mark it revoked or replace it.`;
  }
  const rotateBy = care?.rotateBy ?? null;
  return rotateBy !== null && Date.parse(rotateBy) <= now.getTime() && record.replacedBy === null
    ? 'The day on which this key was to be rotated has come. Rotate it, or choose another day.'
    : null;
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
export function repairOfIntent(intent: IntentRecord, keyId: string | null): string {
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
      if (intent.question === UNKNOWN_QUESTION) {
        return 'It is not known whether this took effect, since what the server shows of its keys can’t be read whole. Look at the account, then do it again or give it up.';
      }
      return `This ${what} was interrupted and did not take effect. Do it again or give it up.`;
    case 'open':
      return `The outcome of this ${what} is not known yet; it is looked into at the next synchronisation. Nothing is lost.`;
  }
}
