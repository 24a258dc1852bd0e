import type { IntentRecord } from './records.ts';

/** The key that the operation replaces; null for a plain creation. */
export function replacedKeyOf(intent: Pick<IntentRecord, 'kind' | 'targetKeyId' | 'purpose'>): string | null {
  if (intent.kind === 'rotate') return intent.targetKeyId;
  return intent.purpose.kind === 'overlap' || intent.purpose.kind === 'connection-key'
    ? intent.purpose.oldKeyId
    : null;
}

/** The key that a rotation or revocation is about. */
export function targetOf({ targetKeyId }: Pick<IntentRecord, 'targetKeyId'>): string {
  if (targetKeyId !== null) return targetKeyId;
  throw new Error('An operation on a key names none.');
}
