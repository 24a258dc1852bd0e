/** The activity and the list of keys as files for others. SECURITY: neither ever holds a secret; names come from elsewhere. */
import type { AuditEntry, KeySummary } from '../../../shared/domain.ts';
import { csvText } from '../../../shared/csv.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import { terminalLine, harmlessJson } from '../../../shared/harmless-text.ts';
import type { Vault } from '../../vault/types.ts';
import { inEnglish } from '../../../shared/messages/words.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

const PAGE = 1000;

export interface ChainVerdict {
  readonly sound: boolean;
  readonly problems: readonly Said[];
}

/** Every entry, oldest first. */
export function readWholeLog(vault: Pick<Vault, 'auditLog'>): readonly AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (;;) {
    const page = vault.auditLog({ limit: PAGE, before: entries.at(-1)?.sequence ?? null });
    entries.push(...page);
    if (page.length < PAGE) return entries.reverse();
  }
}

const cell = (text: string | number | null): string =>
  text === null ? '' : redactKeysIn(terminalLine(String(text)));

/** A table has no place for a result of its own: each row says whether the log as a whole was found to be unaltered. */
export function activityCsv(entries: readonly AuditEntry[], verdict: ChainVerdict): string {
  const chain = verdict.sound ? 'whole' : 'damaged';
  return csvText([
    ['sequence', 'at', 'action', 'actor', 'subject_id', 'subject', 'reason', 'detail', 'chain'],
    ...entries.map((entry) => [
      ...[entry.sequence, entry.at, entry.action, entry.actor, entry.subjectId].map(cell),
      ...[entry.subjectName, entry.reason, entry.detail].map(cell),
      chain,
    ]),
  ]);
}

export function activityJson(
  entries: readonly AuditEntry[],
  verdict: ChainVerdict,
  vaultName: string,
  now: Date,
): string {
  const text = harmlessJson({
    schema: 'augno-vault/activity@1',
    vault: vaultName,
    exportedAt: now.toISOString(),
    chain: {
      sound: verdict.sound,
      problems: verdict.problems.map(inEnglish),
      entries: entries.length,
      first: entries[0]?.sequence ?? null,
      last: entries.at(-1)?.sequence ?? null,
    },
    entries,
  });
  return `${redactKeysIn(text)}\n`;
}

/** The whole log with the result of checking its chain. That it was exported is written down first. */
export function exportActivity(
  vault: Vault & { verify(): ChainVerdict; readonly name: string },
  format: 'csv' | 'json',
  now: Date,
): string {
  vault.enter({
    action: 'exported',
    detail: say('keys.the-activity-as-format', { format: format.toUpperCase() }),
  });
  const verdict = vault.verify();
  const entries = readWholeLog(vault);
  return format === 'csv' ? activityCsv(entries, verdict) : activityJson(entries, verdict, vault.name, now);
}

const KEY_COLUMNS: readonly (readonly [
  string,
  (key: KeySummary, connectionName: string) => string | number | null,
])[] = [
  ['name', ({ name }) => name],
  ['api_name', ({ apiName }) => apiName],
  ['id', ({ id }) => id],
  ['connection', ({ provider }, connectionName) => connectionName || provider.connectionName],
  ['mode', ({ mode }) => mode],
  ['redacted', ({ redacted }) => redacted],
  ['role', ({ roleName }) => roleName],
  ['status', ({ status }) => status],
  ['created', ({ createdAt }) => createdAt],
  ['last_used', ({ lastUsedAt }) => lastUsedAt],
  ['expires', ({ expiresAt }) => expiresAt],
  ['revoked', ({ revokedAt }) => revokedAt],
  ['secret_held', ({ secretHeld }) => (secretHeld ? 'yes' : 'no')],
  ['origin', ({ origin }) => origin],
  ['leaks', ({ leakCount }) => leakCount],
  ['tags', ({ tags }) => tags.join(', ')],
  ['owner', ({ care }) => care?.owner ?? null],
  ['access', ({ care }) => care?.access.join(', ') ?? null],
  ['rotate_every_days', ({ care }) => care?.rotateEveryDays ?? null],
];

/** In the order of `keyIds`; what is gone meanwhile is left out. */
export function keysCsv(
  keys: readonly KeySummary[],
  keyIds: readonly string[],
  connectionNames: ReadonlyMap<string, string>,
): string {
  const byId = new Map(keys.map((key) => [key.id, key]));
  return csvText([
    KEY_COLUMNS.map(([name]) => name),
    ...keyIds.flatMap((id) => {
      const key = byId.get(id);
      if (key === undefined) return [];
      return [KEY_COLUMNS.map(([, read]) => cell(read(key, connectionNames.get(key.connectionId) ?? '')))];
    }),
  ]);
}
