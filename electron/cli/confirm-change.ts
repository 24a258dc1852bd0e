/** A change of another program's settings: shown first, then made if a person says so. */
import { redactText } from '../scanner/detect/index.ts';
import { changedLines, makeChange, type PlannedChange } from '../assistants/settings-file.ts';
import { terminalLine } from '../../shared/harmless-text.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import { EXIT, type CommandContext } from './types.ts';
import { isYes } from './yes.ts';

const linesTo =
  (context: CommandContext) =>
  (line: Said | string): void => {
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
  put(
    change.after === null
      ? say('command.file-is-removed', { file })
      : say('command.file-is-changed', { file }),
  );
  // SECURITY: what stands there is of others, and may hold a key.
  for (const line of changedLines(change)) put(`  ${terminalLine(redactText(line))}`);
  if (yes) return true;
  const answer = await context.ask(say('command.make-this-change'));
  if (isYes(answer)) return true;
  put(answer === null ? say('command.nothing-was-changed-use-yes') : say('command.nothing-was-changed'));
  return false;
}

/** @returns the exit code: 1 where nobody agreed */
export async function confirmChange(
  change: PlannedChange,
  { yes, what }: { readonly yes: boolean; readonly what: Said },
  context: CommandContext,
): Promise<number> {
  const put = linesTo(context);
  const file = terminalLine(change.file);
  const report = (changed: boolean): void => {
    if (context.globals.json)
      context.printJson({ file: change.file, changed, removed: changed && change.after === null });
  };
  if (change.before === change.after) {
    put(say('command.change-agreed-already', { what, file }));
    report(false);
    return EXIT.done;
  }
  if (!(await isAgreed(change, yes, context))) {
    report(false);
    return EXIT.refused;
  }
  makeChange(change);
  put(say('command.change-was-made', { what, file }));
  report(true);
  return EXIT.done;
}
