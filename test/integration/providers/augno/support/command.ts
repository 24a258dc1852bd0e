/** Runs a subcommand as the dispatcher does, with its streams kept. */
import { toAppError, type AppError } from '../../../../../shared/errors.ts';
import { exitCodeOf } from '../../../../../electron/cli/exit-code.ts';
import { parseCommandLine } from '../../../../../electron/cli/global-options.ts';
import { COMMANDS } from '../../../../../electron/cli/registry.ts';
import type { CommandContext } from '../../../../../electron/cli/types.ts';
import { SecretBytes } from '../../../../../electron/vault/secret-bytes.ts';
import { german } from '../../../../../shared/messages/de/index.ts';
import { english } from '../../../../../shared/messages/en/index.ts';
import type { Said } from '../../../../../shared/messages/say.ts';
import { forPrograms, wordsOf } from '../../../../../shared/messages/words.ts';

export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly error: AppError | null;
  /** The one JSON document on standard output, as the test expects it to be. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the test names the shape it then asserts
  json<Value = Record<string, unknown>>(): Value;
}

export async function runCommand(
  vaultFolder: string,
  commandLine: readonly string[],
  secrets: readonly string[],
): Promise<CommandResult> {
  const { globals, rest, language } = parseCommandLine(commandLine);
  const words = (said: Said | string): string => wordsOf(said, language === 'de' ? german : english);
  const out: string[] = [];
  const err: string[] = [];
  const lines = [...secrets];
  const context: CommandContext = {
    commands: [],
    globals,
    version: '0.0.0',
    vaultFolder,
    words,
    print: (line) => void out.push(words(line)),
    printJson: (value) => void out.push(JSON.stringify(forPrograms(value))),
    note: (line) => {
      if (!globals.quiet) err.push(words(line));
    },
    warn: (line) => void err.push(words(line)),
    readSecret: () => {
      const line = lines.shift();
      return line === undefined
        ? Promise.reject(new Error('no more secrets'))
        : Promise.resolve(SecretBytes.fromText(line));
    },
    ask: () => Promise.resolve(null),
    signal: new AbortController().signal,
  };
  const [name, ...args] = rest;
  let code: number;
  let error: AppError | null = null;
  try {
    const command = await COMMANDS.find((entry) => entry.name === name)!.load();
    code = await command.run(args, context);
  } catch (thrown) {
    error = toAppError(thrown);
    if (error.code === 'internal') throw thrown;
    code = exitCodeOf(error.code);
  }
  return {
    code,
    out: out.join('\n'),
    err: err.join('\n'),
    error,
    json: () => JSON.parse(out.join('\n')) as never,
  };
}
