/** The surroundings of a command: streams, folders, secrets, Ctrl-C. */
import { AppError } from '../../shared/errors.ts';
import { terminalText } from '../../shared/harmless-text.ts';
import { blanksAtEnd } from '../vault/crypto/password-text.ts';
import { resolveVaultFolder } from '../platform/paths.ts';
import { settleMoves } from '../vault/move/settle.ts';
import type { ParsedCommandLine } from './global-options.ts';
import type { OutputWatch } from './lost-output.ts';
import { outputOf } from './output.ts';
import { assertTypeable, mayBeReplaced, promptSecret, readSecretLine } from './secret-input.ts';
import type { StillWorking } from './still-working.ts';
import { terminalOf } from './terminal-table.ts';
import { readTerminalLine } from './terminal-input.ts';
import type { CommandContext, CommandEntry } from './types.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import { wordsOf, type Words } from '../../shared/messages/words.ts';

const NOBODY_WAITS: Pick<StillWorking, 'clear' | 'while'> = {
  clear: () => undefined,
  while: (asking) => asking(),
};

export function createContext(
  commandLine: ParsedCommandLine,
  commands: readonly CommandEntry[],
  version: () => string,
  output?: OutputWatch,
  language: Words | null = null,
  working: Pick<StillWorking, 'clear' | 'while'> = NOBODY_WAITS,
): CommandContext {
  const { globals, passwordSource } = commandLine;
  const abort = new AbortController();
  const stop = (): void => {
    abort.abort();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);

  const words = (said: Said | string): string => wordsOf(said, language);
  let vaultFolder: string | undefined;
  const write = (text: string): void => {
    working.clear();
    if (output === undefined) process.stdout.write(text);
    else output.write(text);
  };
  const readSecret: CommandContext['readSecret'] = async (prompt, options = {}) => {
    if (passwordSource.descriptor !== undefined) {
      const line = readSecretLine(passwordSource.descriptor);
      if (options.confirm === true) {
        assertTypeable(line);
        if (mayBeReplaced(line.bytes()))
          process.stderr.write(`${words(say('command.note-question-marks'))}\n`);
      }
      const blanks = options.confirm === true ? blanksAtEnd(line.bytes()) : 0;
      // A new password that nobody types twice: what a file has at its end by mistake would belong to it.
      if (blanks > 0)
        process.stderr.write(`${words(say('command.note-blanks-at-the-end', { count: blanks }))}\n`);
      return line;
    }
    const first = await promptSecret(words(prompt), abort.signal);
    if (options.confirm !== true) return first;
    const second = await promptSecret(words(say('command.prompt-once-more', { prompt })), abort.signal);
    const same = first.equals(second);
    second.wipe();
    if (same) return first;
    first.wipe();
    throw new AppError({
      code: 'invalid-input',
      message: say('command.the-two-entries-are-not-the-same'),
      hint: say('command.nothing-was-done-try-again'),
    });
  };
  const ask: CommandContext['ask'] = async (question) => {
    if (!process.stdin.isTTY) return null;
    const line = await readTerminalLine(`${terminalText(words(question))} `, {
      echo: true,
      signal: abort.signal,
    });
    return line?.toString('utf8') ?? null;
  };
  return {
    ...outputOf(words, globals.quiet, (to, text) => {
      if (to === 'out') write(`${text}\n`);
      else {
        working.clear();
        process.stderr.write(`${text}\n`);
      }
    }),
    globals,
    commands,
    get version() {
      return version();
    },
    // Looked for when it is asked about: a scan and a hook need no vault.
    get vaultFolder() {
      return (vaultFolder ??= settleMoves(resolveVaultFolder(globals.vault)));
    },
    signal: abort.signal,
    asksForPassword: passwordSource.descriptor === undefined,
    write,
    // Asked only by what prints tables: the runtime's way of writing to a terminal takes time to load.
    get terminal() {
      return terminalOf(process.stdout, process.env);
    },
    readSecret: (prompt, options) => working.while(() => readSecret(prompt, options)),
    ask: (question) => working.while(() => ask(question)),
    ...(output === undefined
      ? {}
      : {
          outputWritten: () => output.flushed(),
          outputFits: () => output.fits(),
          remember: (done) => {
            output.remember(terminalText(words(done)));
          },
        }),
  };
}
