/** `augno-vault audit [--since WHEN]` */
import type { AuditEntry } from '../../../shared/domain.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { EXIT, type Command } from '../types.ts';
import { parseWhen } from '../when.ts';
import { readArguments, usage } from './arguments.ts';
import { openVaultForCommand } from './open.ts';

const HELP = `augno-vault audit [--since WHEN] [--limit N]

Shows what was done with the vault and its keys, newest first. Secrets, in this order: the master password.

  --since WHEN   a date or date-time (a bare date: from the start of that day; without a zone: local time), or a duration
                 back from now: 90d, 2w, 12h, 30m; -7d is the same as 7d
  --limit N      at most this many entries (default 1000)

Examples
  augno-vault audit --since 7d
  augno-vault audit --since 2026-11-01 --json`;

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
    const since = typeof sinceText === 'string' ? parseWhen(sinceText, 'since', new Date(), 'past') : null;
    const limit = values['limit'] === undefined ? 1000 : Number(values['limit']);
    if (!Number.isInteger(limit) || limit < 1) throw usage('audit', '--limit takes a whole number from 1.');
    const vault = await openVaultForCommand(context);
    try {
      const entries = vault.auditLog({ limit, since });
      if (context.globals.json) context.printJson({ entries });
      else for (const entry of entries) context.print(line(entry));
      if (entries.length === limit) context.note(`Only the newest ${String(limit)} are shown; see --limit.`);
      return EXIT.done;
    } finally {
      vault.close();
    }
  },
};
