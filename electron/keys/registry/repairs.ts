/** What a person has to do about a key. */
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
import { say, type Said } from '../../../shared/messages/say.ts';

/** How long before its expiry a connection's own key asks to be rotated, in days. */
const WARN_CONNECTION_KEY_DAYS = 14;
/** A plan that is this much late says so. */
export const PLAN_LATE_MS = 10 * MINUTE_MS;

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
export function repairOf(id: string, record: KeyRecord, facts: RepairFacts): Said | null {
  if (facts.intent !== undefined) return repairOfIntent(facts.intent, id);
  if (facts.keptApart) return say('state.kept-apart');
  return (
    repairOfEnd(record, facts) ??
    repairOfRotation(facts) ??
    repairOfRecord(record, facts) ??
    (facts.works ? repairOfDates(id, record, facts) : null)
  );
}

function repairOfEnd(record: KeyRecord, { rotation, provider }: RepairFacts): Said | null {
  const isAccepted =
    record.acceptedAfterEndAt !== null || (rotation?.endedBy !== 'person' && rotation?.oldAcceptedAt);
  if (!isAccepted) return null;
  return provider.abilities.revoke === 'api'
    ? say('state.accepted-after-its-end')
    : say('state.accepted-after-it-was-deleted', { service: provider.connectionName });
}

function repairOfRotation({ rotation, works, planned, now }: RepairFacts): Said | null {
  if (rotation?.heldBack && works) {
    return rotation.heldBack === 'restored'
      ? say('state.end-held-back-by-restore')
      : say('state.end-held-back-by-interruption');
  }
  return planned !== null && Date.parse(planned) + PLAN_LATE_MS < now.getTime()
    ? say('state.end-is-late')
    : null;
}

function repairOfRecord(record: KeyRecord, facts: RepairFacts): Said | null {
  if (record.missingSince !== null) {
    return say('state.not-listed-any-more');
  }
  if (record.secretMayBeInNewerCopy && facts.works && !facts.secretHeld) {
    return say('state.secret-may-be-in-newer-copy');
  }
  if (record.unproven === true && facts.secretHeld) {
    return say('state.secret-is-unproven');
  }
  return null;
}

function repairOfDates(id: string, record: KeyRecord, facts: RepairFacts): Said | null {
  const { connection, care, provider, now } = facts;
  if (connection?.adminKeyId === id && record.expiresAt !== null) {
    const days = (Date.parse(record.expiresAt) - now.getTime()) / DAY_MS;
    if (days <= WARN_CONNECTION_KEY_DAYS) return say('state.connection-key-expires');
  }
  // Where the service lists its keys, that says whether it works.
  if (record.lastOutcome === 'refused' && !provider.abilities.lists) {
    return say('state.refused-when-tested', { service: provider.connectionName });
  }
  const rotateBy = care?.rotateBy ?? null;
  return rotateBy !== null && Date.parse(rotateBy) <= now.getTime() && record.replacedBy === null
    ? say('state.rotation-is-due')
    : null;
}

export function interruptionOf(intent: IntentRecord | undefined): KeyDetail['interrupted'] {
  if (intent === undefined) return null;
  const state = ({ open: 'looking', ask: 'ask', orphaned: 'lost' } as const)[intent.state];
  return { state, lostKeyId: intent.orphanKeyId };
}

/** What a person has to know or decide about an operation under way, for the key that `keyId` names. */
export function repairOfIntent(intent: IntentRecord, keyId: string | null): Said {
  const { kind } = intent;
  switch (intent.state) {
    case 'orphaned':
      return keyId === intent.orphanKeyId
        ? say('state.secret-was-lost-on-the-way')
        : say(`state.${kind}-took-effect-without-secret`);
    case 'ask':
      if (intent.question === 'restored') {
        return say(`state.${kind}-restored`);
      }
      if (intent.question === 'merged') {
        return say(`state.${kind}-merged`);
      }
      if (intent.question === 'moved') {
        return say(`state.${kind}-moved`);
      }
      if (intent.question === UNKNOWN_QUESTION) {
        return say('state.outcome-cannot-be-read');
      }
      return say(`state.${kind}-interrupted`);
    case 'open':
      return say(`state.${kind}-outcome-not-known`);
  }
}
