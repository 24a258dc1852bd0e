/** `augno-vault audit --leak-report KEY`: what the log keeps of a leak response, as Markdown. */
import { AppError } from '../../../shared/errors.ts';
import { terminalText } from '../../../shared/harmless-text.ts';
import { say } from '../../../shared/messages/say.ts';
import { reportMarkdown } from '../../keys/runbook/report-file.ts';
import type { ManagedVault } from '../../vault/index.ts';
import type { CommandContext } from '../types.ts';

const MOST_ENTRIES = 100_000;

/** The newest. @param key its id, or the name that it had then */
export function printLeakReport(vault: ManagedVault, key: string, context: CommandContext): void {
  const entry = vault
    .auditLog({ limit: MOST_ENTRIES })
    .find(
      ({ action, subjectId, subjectName, said = [] }) =>
        action === 'runbook-finished' && said.length > 1 && (subjectId === key || subjectName === key),
    );
  if (entry === undefined) {
    throw new AppError({
      code: 'not-found',
      message: say('leak-report.none-is-kept'),
      hint: say('leak-report.a-report-is-kept-when'),
    });
  }
  const lines = (entry.said ?? []).slice(1);
  if (context.globals.json) {
    context.printJson({ keyId: entry.subjectId, at: entry.at, note: entry.reason, report: lines });
    return;
  }
  const title = context.words(say('leak-report.title', { name: entry.subjectName ?? key }));
  const { words } = context;
  context.print(terminalText(reportMarkdown(title, lines, entry.reason, { words }).trimEnd()));
}
