/** The one reader of a command's own options and operands; the global options are taken out before (`global-options.ts`). */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { AppError } from '../../shared/errors.ts';
import { say, type Said } from '../../shared/messages/say.ts';

/** @param hint what is true in any case, and where to read on; left out: that nothing was done */
export function usage(
  message: Said,
  command: string,
  hint: Said = say('command.nothing-was-done-see-augno-vault-command', { command }),
): AppError {
  return new AppError({ code: 'invalid-input', message, hint });
}

/**
 * Options, and any number of operands.
 * @throws AppError `invalid-input`
 */
export function readOptions<const Options extends ParseArgsOptionsConfig>(
  command: string,
  args: readonly string[],
  options: Options,
  hint?: Said,
) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true, tokens: true });
  } catch (thrown) {
    throw usage(whyUnreadable(command, thrown), command, hint);
  }
}

/** As the help names them. */
const OPERANDS = {
  CODE: say('value.operand-code'),
  CONNECTION: say('value.operand-connection'),
  FILE: say('value.operand-file'),
  GRANT: say('value.operand-grant'),
  ID: say('value.operand-id'),
  KEY: say('value.operand-key'),
  NAME: say('value.operand-name'),
  SERVICE: say('value.operand-service'),
} as const;
export type Operand = keyof typeof OPERANDS;

/**
 * Options, and exactly the operands that are named.
 * @throws AppError `invalid-input`
 */
export function readArguments<
  const Options extends ParseArgsOptionsConfig,
  const Names extends readonly Operand[] = readonly [],
>(command: string, args: readonly string[], options: Options, names?: Names, hint?: Said) {
  const { values, positionals } = readOptions(command, args, options, hint);
  const wanted: readonly Operand[] = names ?? [];
  if (positionals.length < wanted.length) {
    const missing = wanted
      .slice(positionals.length)
      .map((name) => OPERANDS[name])
      .reduce((first, second) => say('value.operands', { first, second }));
    throw usage(say('command.command-needs-length', { command, names: missing }), command, hint);
  }
  if (positionals.length > wanted.length)
    throw usage(say('command.command-was-given-too-many-arguments', { command }), command, hint);
  // As many as there are names.
  return { values, operands: positionals as unknown as { readonly [Place in keyof Names]: string } };
}

/** SECURITY: what was typed may be a key in the wrong place; of Node's message only what can be a name of ours is repeated. */
function whyUnreadable(command: string, thrown: unknown): Said {
  const { code, message } = thrown as { readonly code?: string; readonly message?: string };
  const [, option] = /^[A-Za-z ]+'(?:-[a-z], )?(--?[a-z]+(?:-[a-z]+)*)[ ']/.exec(message ?? '') ?? [];
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
    return option === undefined
      ? say('command.command-does-not-know-one-of-these', { command })
      : say('command.command-does-not-know-option', { command, option });
  return option === undefined
    ? say('command.command-cannot-read-these-options', { command })
    : say('command.option-lacks-its-value-or-has-one', { option });
}
