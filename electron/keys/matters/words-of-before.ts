/**
 * Entries of the log that versions before wrote without ids, where something still depends on them. Beside
 * `shared/request-outcome.ts` the only file that compares words: what has them keeps them, and nothing new is recognised by them.
 */
import type { AuditEntry } from '../../../shared/domain.ts';

export function isPassedDrillOfBefore({ said, detail }: Pick<AuditEntry, 'said' | 'detail'>): boolean {
  return said === undefined && detail === 'Restore drill passed';
}
