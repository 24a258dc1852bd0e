/** `augno-vault audit [--since WHEN] [--copies]` */
import type { AuditEntry } from '../../../shared/domain.ts';
import type { ManagedVault } from '../../vault/index.ts';
import { EXIT, type Command, type CommandContext } from '../types.ts';
import { printRows } from '../output.ts';
import { parseWhen } from '../when.ts';
import { readArguments, usage } from '../arguments.ts';
import { printLeakReport } from './leak-report.ts';
import { openVaultForCommand } from './open.ts';
import { say } from '../../../shared/messages/say.ts';

function printEntries(entries: readonly AuditEntry[], context: CommandContext): void {
  const rows = entries.map((entry) => {
    const detail = entry.said?.map(context.words).join(' ') ?? entry.detail;
    const rest = [entry.subjectName, entry.subjectId, entry.reason, detail];
    return [
      entry.at,
      context.words(say(`action.${entry.action}`)),
      context.words(say(`actor.${entry.actor}`)),
      rest.filter((part) => part !== null && part !== '').join('  '),
    ];
  });
  printRows(context, rows);
}

interface CopyLog {
  readonly copy: string;
  readonly verified: true;
  /** Numbers in that copy's own log; those before are this file's too. */
  readonly first: number;
  readonly last: number;
  readonly entries: readonly AuditEntry[];
}

/** Newest first, as the vault's own. @throws AppError `vault-damaged` where an entry of one is missing or altered */
function copiesOf(vault: ManagedVault, limit: number, since: Date | null): readonly CopyLog[] {
  return vault.otherAuditLogs().map(({ copy, entries }) => ({
    copy,
    verified: true,
    first: entries[0]?.sequence ?? 0,
    last: entries.at(-1)?.sequence ?? 0,
    entries: entries
      .filter(({ at }) => since === null || Date.parse(at) >= since.getTime())
      .reverse()
      .slice(0, limit),
  }));
}

export const auditCommand: Command = {
  name: 'audit',
  async run(args, context) {
    const { values } = readArguments('audit', args, {
      since: { type: 'string' },
      limit: { type: 'string' },
      copies: { type: 'boolean' },
      'leak-report': { type: 'string' },
    });
    const sinceText = values['since'];
    const since = typeof sinceText === 'string' ? parseWhen(sinceText, 'since', new Date(), 'past') : null;
    const limit = values['limit'] === undefined ? 1000 : Number(values['limit']);
    if (!Number.isInteger(limit) || limit < 1)
      throw usage(say('command.limit-takes-a-whole-number-from-1'), 'audit');
    const held = context.held?.vault;
    const vault = held ?? (await openVaultForCommand(context));
    try {
      const reported = values['leak-report'];
      if (typeof reported === 'string') {
        printLeakReport(vault, reported, context);
        return EXIT.done;
      }
      const withCopies = values['copies'] === true;
      const copies = withCopies ? copiesOf(vault, limit, since) : [];
      const entries = vault.auditLog({ limit, since });
      if (context.globals.json) {
        context.printJson({ entries, ...(withCopies ? { copies } : {}) });
      } else {
        if (withCopies) context.print(say('command.this-file'));
        printEntries(entries, context);
        if (withCopies && copies.length === 0) context.print(say('command.no-other-copy-of-this-vault-was'));
        for (const { copy, first, last, entries: others } of copies) {
          context.print('');
          context.print(say('command.copy-copy-its-entries-first-to-last', { copy, first, last }));
          printEntries(others, context);
        }
      }
      if ([entries, ...copies.map((one) => one.entries)].some(({ length }) => length === limit))
        context.note(say('command.only-the-newest-limit-are-shown-see', { limit }));
      return EXIT.done;
    } finally {
      if (held === undefined) vault.close();
    }
  },
};
