/** Arguments of the vault's commands, with errors that say what is wrong. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { AppError } from '../../../shared/errors.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export function usage(command: string, message: Said): AppError {
  return new AppError({
    code: 'invalid-input',
    message,
    hint: say('command.nothing-was-done-see-augno-vault-command', { command }),
  });
}

export interface ParsedArguments {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

/** @throws AppError `invalid-input` */
export function readArguments(
  command: string,
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
  positionals: { readonly names: readonly string[] } = { names: [] },
): ParsedArguments {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], strict: true, allowPositionals: true, options });
  } catch (thrown) {
    const code = (thrown as { code?: string }).code;
    throw usage(
      command,
      code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
        ? say('command.command-does-not-know-one-of-these', { command })
        : say('command.command-cannot-read-these-options', { command }),
    );
  }
  const { names } = positionals;
  if (parsed.positionals.length < names.length) {
    throw usage(
      command,
      say('command.command-needs-length', {
        command,
        names: names.slice(parsed.positionals.length).join(' and '),
      }),
    );
  }
  if (parsed.positionals.length > names.length)
    throw usage(command, say('command.command-was-given-too-many-arguments', { command }));
  return { values: parsed.values as ParsedArguments['values'], positionals: parsed.positionals };
}
