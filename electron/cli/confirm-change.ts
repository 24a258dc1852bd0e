/** A change of another program's settings: shown first, then made if a person says so. */
import { redactText } from '../scanner/detect/index.ts';
import { changedLines, makeChange, type PlannedChange } from '../assistants/settings-file.ts';
import { terminalLine } from '../../shared/harmless-text.ts';
import { EXIT, type CommandContext } from './types.ts';

const linesTo =
  (context: CommandContext) =>
  (line: string): void => {
    if (context.globals.json) context.note(line);
    else context.print(line);
  };

/** Shows the lines that would go and come. @returns whether a person agreed, or had agreed beforehand */
export async function isAgreed(
  change: PlannedChange,
  yes: boolean,
  context: CommandContext,
): Promise<boolean> {
  const put = linesTo(context);
  const file = terminalLine(change.file);
  put(change.after === null ? `${file}, which holds nothing else, is removed:` : `${file}:`);
  // SECURITY: what stands there is of others, and may hold a key.
  for (const line of changedLines(change)) put(`  ${terminalLine(redactText(line))}`);
  if (yes) return true;
  const answer = await context.ask('Make this change? [y/N]');
  if (/^y(?:es)?$/i.test(answer?.trim() ?? '')) return true;
  put(
    answer === null
      ? 'Nothing was changed. Run it again with --yes to make this change.'
      : 'Nothing was changed.',
  );
  return false;
}

/** @returns the exit code: 1 where nobody agreed */
export async function confirmChange(
  change: PlannedChange,
  { yes, what }: { readonly yes: boolean; readonly what: string },
  context: CommandContext,
): Promise<number> {
  const put = linesTo(context);
  const file = terminalLine(change.file);
  const report = (changed: boolean): void => {
    if (context.globals.json)
      context.printJson({ file: change.file, changed, removed: changed && change.after === null });
  };
  if (change.before === change.after) {
    put(`${what} in ${file} are as they should be; nothing was changed.`);
    report(false);
    return EXIT.done;
  }
  if (!(await isAgreed(change, yes, context))) {
    report(false);
    return EXIT.refused;
  }
  makeChange(change);
  put(`${what} in ${file} were changed.`);
  report(true);
  return EXIT.done;
}
