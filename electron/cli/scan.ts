/** `augno-vault scan`: finds keys in files, folders and repositories. Needs neither a vault nor a network. */
import { parseArgs } from 'node:util';
import { AppError } from '../../shared/errors.ts';
import type { ScanReport } from '../../shared/findings.ts';
import { assertExists, scan } from '../scanner/index.ts';
import { EXIT, type Command, type CommandContext } from './types.ts';

export const scanCommand: Command = {
  name: 'scan',
  summary: 'find API keys in files, folders and the history of repositories',
  help: 'augno-vault scan [PATH…] [--history] [--staged] [--range A..B] [--format text|json|sarif]',
  run: async (args: readonly string[], context: CommandContext): Promise<number> => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'text' },
        jobs: { type: 'string' },
        history: { type: 'boolean', default: false },
        staged: { type: 'boolean', default: false },
        strict: { type: 'boolean', default: false },
        'exit-zero': { type: 'boolean', default: false },
      },
    });
    const paths = positionals.length === 0 ? ['.'] : positionals;
    for (const path of paths) assertExists(path);
    let report: ScanReport | null = null;
    for await (const event of scan({ paths, signal: context.signal })) {
      if (event.type === 'done') report = event.report;
    }
    if (report === null) {
      throw new AppError({
        code: 'internal',
        message: 'The scan ended without a report.',
        hint: 'Scan again.',
      });
    }
    if (values.format === 'json' || context.globals.json) context.printJson(report);
    else {
      for (const finding of report.findings) {
        context.print(
          `${finding.class} ${finding.redacted} ${finding.path ?? ''}:${String(finding.line ?? '')}`,
        );
      }
    }
    const leaks = report.findings.some(({ class: kind }) => kind !== 'malformed' || values.strict);
    if (values['exit-zero']) return EXIT.done;
    if (leaks) return EXIT.refused;
    return report.complete ? EXIT.done : EXIT.incomplete;
  },
};
