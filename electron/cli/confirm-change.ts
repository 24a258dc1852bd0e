/** A change of another program's settings: shown first, then made if a person says so. */
import { redactText } from '../scanner/detect/index.ts';
import { changedLines, makeChange, type PlannedChange } from '../assistants/settings-file.ts';
import { terminalLine } from '../../shared/harmless-text.ts';
import { EXIT, type CommandContext } from './types.ts';

/** @returns the exit code: 1 where nobody agreed */
export async function confirmChange(
  change: PlannedChange,
  { yes, what }: { readonly yes: boolean; readonly what: string },
  context: CommandContext,
): Promise<number> {
  const { json } = context.globals;
  const say = (line: string): void => {
    if (json) context.note(line);
    else context.print(line);
  };
  const file = terminalLine(change.file);
  const report = (changed: boolean): void => {
    if (json) context.printJson({ file: change.file, changed, removed: changed && change.after === null });
  };
  if (change.before === change.after) {
    say(`${what} in ${file} are as they should be; nothing was changed.`);
    report(false);
    return EXIT.done;
  }
  say(change.after === null ? `${file}, which holds nothing else, is removed:` : `${file}:`);
  // SECURITY: what stands there is of others, and may hold a key.
  for (const line of changedLines(change)) say(`  ${terminalLine(redactText(line))}`);
  if (!yes) {
    const answer = await context.ask('Make this change? [y/N]');
    if (!/^y(?:es)?$/i.test(answer?.trim() ?? '')) {
      say(
        answer === null
          ? 'Nothing was changed. Run it again with --yes to make this change.'
          : 'Nothing was changed.',
      );
      report(false);
      return EXIT.refused;
    }
  }
  makeChange(change);
  say(`${what} in ${file} were changed.`);
  report(true);
  return EXIT.done;
}
