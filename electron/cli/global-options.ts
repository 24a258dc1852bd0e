/** Reads the global options, which may stand before or after the subcommand, and leaves the rest as it was. */
import { AppError } from '../../shared/errors.ts';
import { LANGUAGES, type CommandLanguage } from './language.ts';
import { separatorIn } from './separator.ts';
import type { GlobalOptions } from './types.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import { certain } from '../../shared/certain.ts';

export interface PasswordSource {
  /** A file descriptor to read lines from; undefined: ask on the terminal. */
  readonly descriptor: number | undefined;
}

export interface ParsedCommandLine {
  readonly globals: GlobalOptions;
  readonly passwordSource: PasswordSource;
  /** `--language`; undefined: as the environment says. */
  readonly language: CommandLanguage | undefined;
  readonly help: boolean;
  readonly version: boolean;
  /** The subcommand's name, its arguments and its own options, in order. */
  readonly rest: readonly string[];
}

const VALUE_OPTIONS = ['--vault', '--connection', '--password-fd', '--language'] as const;

const isLanguage = (text: string): text is CommandLanguage => (LANGUAGES as readonly string[]).includes(text);

function isNegative(argument: string | undefined): boolean {
  return argument !== undefined && /^-\d/.test(argument);
}

function usage(message: Said): AppError {
  return new AppError({
    code: 'invalid-input',
    message,
    hint: say('command.nothing-was-done-see-augno-vault-help'),
  });
}

export function parseCommandLine(commandLine: readonly string[]): ParsedCommandLine {
  const values = new Map<string, string>();
  const flags = new Set<string>();
  const rest: string[] = [];
  for (let index = 0; index < commandLine.length; index += 1) {
    const argument = certain(commandLine[index]);
    // Everything behind `--` belongs to the command that `run` starts.
    if (separatorIn([argument]) === 0) {
      rest.push(...commandLine.slice(index));
      break;
    }
    const equals = argument.indexOf('=');
    const name = argument.startsWith('--') && equals > 0 ? argument.slice(0, equals) : argument;
    if ((VALUE_OPTIONS as readonly string[]).includes(name)) {
      const value = equals > 0 ? argument.slice(equals + 1) : commandLine[(index += 1)];
      if (value === undefined || value === '') throw usage(say('command.name-needs-a-value', { name }));
      values.set(name, value);
    } else if (['--json', '--quiet', '--password-stdin', '--help', '--version', '-h'].includes(argument)) {
      flags.add(argument);
    } else if (isNegative(commandLine[index + 1]) && argument.startsWith('--') && equals < 0) {
      // `--since -1d`: to Node's reader a value that begins with a dash is an option.
      rest.push(`${argument}=${certain(commandLine[(index += 1)])}`);
    } else {
      rest.push(argument);
    }
  }
  const descriptorText = values.get('--password-fd');
  if (descriptorText !== undefined && flags.has('--password-stdin')) {
    throw usage(say('command.password-fd-and-password-stdin-exclude-each'));
  }
  if (descriptorText !== undefined && !/^\d{1,4}$/.test(descriptorText)) {
    throw usage(say('command.password-fd-needs-the-number-of-an'));
  }
  const language = values.get('--language');
  if (language !== undefined && !isLanguage(language))
    throw usage(say('command.language-must-be-one-of', { languages: LANGUAGES.join(', ') }));
  return {
    language,
    globals: {
      vault: values.get('--vault'),
      connection: values.get('--connection'),
      json: flags.has('--json'),
      quiet: flags.has('--quiet'),
    },
    passwordSource: {
      descriptor:
        descriptorText !== undefined ? Number(descriptorText) : flags.has('--password-stdin') ? 0 : undefined,
    },
    help: flags.has('--help') || flags.has('-h'),
    version: flags.has('--version'),
    rest,
  };
}
