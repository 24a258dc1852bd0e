/** Reading the audit log, newest first. A gap or an altered entry is an error, never a shorter list. */
import type { AuditEntry } from '../../shared/domain.ts';
import { openAudit, toAuditEntry } from './audit-chain.ts';
import { damaged, mapErrors } from './errors.ts';
import type { Engine } from './engine.ts';
import { isEnteredLater } from './pending-log.ts';
import { say } from '../../shared/messages/say.ts';

const PAGE = 200;

export interface AuditQuery {
  readonly limit: number;
  readonly before?: number | null;
  readonly subjectId?: string | null;
  readonly since?: Date | null;
}

export function readAuditLog(engine: Engine, query: AuditQuery): readonly AuditEntry[] {
  const newest = engine.manifest.audit.sequence;
  let expected = Math.min(newest, (query.before ?? newest + 1) - 1);
  const entries: AuditEntry[] = [];
  while (expected > 0 && entries.length < query.limit) {
    const rows = mapErrors(engine.dependencies.folder, () => engine.tables.auditBefore(expected + 1, PAGE));
    if (rows.length === 0) throw damaged(say('vault.entries-of-its-audit-log-are-missing'));
    for (const row of rows) {
      if (row.sequence !== expected) throw damaged(say('vault.entries-of-its-audit-log-are-missing'));
      expected -= 1;
      const entry = toAuditEntry(row.sequence, openAudit(engine.keys, engine.vaultId, row));
      if (query.since && Date.parse(entry.at) < query.since.getTime()) {
        // Those stand where they were entered, not where they belong in time.
        if (isEnteredLater(entry.detail)) continue;
        return entries;
      }
      if (query.subjectId && entry.subjectId !== query.subjectId) continue;
      entries.push(entry);
      if (entries.length === query.limit) break;
    }
  }
  return entries;
}
