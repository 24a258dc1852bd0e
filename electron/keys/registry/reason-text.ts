import type { Reason } from '../../../shared/domain.ts';

/**
 * A reason as the audit log keeps it. "Something else" without a word is no reason: what nobody said is not made up.
 * @returns null where there is none
 */
export function reasonText(reason: Reason | null): string | null {
  if (reason === null) return null;
  const text = reason.text.trim();
  if (text !== '') return `${reason.kind}: ${text}`;
  return reason.kind === 'other' ? null : reason.kind;
}
