/** `augno-vault audit [--since WHEN]` */
import type { AuditEntry } from '../../../shared/domain.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { EXIT, type Command } from '../types.ts';
import { readArguments, usage } from './arguments.ts';
import { openVaultForCommand } from './open.ts';

const HELP = `augno-vault audit [--since WHEN] [--limit N]

Shows what was done with the vault and its keys, newest first. Secrets, in this order: the master password.

  --since WHEN   a date or date-time (a bare date: from the start of that day, local time), or a duration back from now:
                 90d, 12h, 30m
  --limit N      at most this many entries (default 1000)

Examples
  augno-vault audit --since 7d
  augno-vault audit --since 2026-11-01 --json`;

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Null for text that is neither date nor duration. */
export function parseSince(text: string, now: Date): Date | null {
  const duration = /^(\d{1,6})([mhd])$/.exec(text);
  if (duration !== null) {
    return new Date(now.getTime() - Number(duration[1]) * UNIT_MS[duration[2] as keyof typeof UNIT_MS]);
  }
  const bare = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (bare !== null) {
    const [year, month, day] = bare.slice(1).map(Number) as [number, number, number];
    const date = new Date(year, month - 1, day);
    return date.getMonth() === month - 1 && date.getDate() === day ? date : null;
  }
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text)) return null;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date;
}

function line(entry: AuditEntry): string {
  const parts = [entry.at, entry.action.padEnd(21), entry.actor.padEnd(10)];
  for (const part of [entry.subjectName, entry.subjectId, entry.reason, entry.detail]) {
    if (part !== null && part !== '') parts.push(terminalLine(part));
  }
  return parts.join('  ');
}

export const auditCommand: Command = {
  name: 'audit',
  summary: 'show what was done with the vault and its keys',
  help: HELP,
  async run(args, context) {
    const { values } = readArguments('audit', args, { since: { type: 'string' }, limit: { type: 'string' } });
    const sinceText = values['since'];
    const since = typeof sinceText === 'string' ? parseSince(sinceText, new Date()) : undefined;
    if (since === null) throw usage('audit', '--since takes a date, a date-time or a duration such as 7d.');
    const limit = values['limit'] === undefined ? 1000 : Number(values['limit']);
    if (!Number.isInteger(limit) || limit < 1) throw usage('audit', '--limit takes a whole number from 1.');
    const vault = await openVaultForCommand(context);
    try {
      const entries = vault.auditLog({ limit, since: since ?? null });
      if (context.globals.json) context.printJson({ entries });
      else for (const entry of entries) context.print(line(entry));
      if (entries.length === limit) context.note(`Only the newest ${String(limit)} are shown; see --limit.`);
      return EXIT.done;
    } finally {
      vault.close();
    }
  },
};
