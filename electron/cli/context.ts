/** The surroundings of a command: streams, folders, secrets, Ctrl-C. */
import { AppError } from '../../shared/errors.ts';
import { harmlessJson, terminalText } from '../../shared/harmless-text.ts';
import { blanksAtEnd } from '../vault/crypto/password-text.ts';
import { resolveVaultFolder } from '../platform/paths.ts';
import type { ParsedCommandLine } from './global-options.ts';
import type { OutputWatch } from './lost-output.ts';
import { promptSecret, readSecretLine } from './secret-input.ts';
import { readTerminalLine } from './terminal-input.ts';
import type { CommandContext } from './types.ts';

export function createContext(
  commandLine: ParsedCommandLine,
  version: string,
  output?: OutputWatch,
): CommandContext {
  const { globals, passwordSource } = commandLine;
  const abort = new AbortController();
  const stop = (): void => {
    abort.abort();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);

  return {
    globals,
    version,
    vaultFolder: resolveVaultFolder(globals.vault),
    signal: abort.signal,
    print(line) {
      process.stdout.write(`${terminalText(line)}\n`);
    },
    printJson(value) {
      process.stdout.write(`${harmlessJson(value)}\n`);
    },
    note(line) {
      if (!globals.quiet) process.stderr.write(`${terminalText(line)}\n`);
    },
    warn(line) {
      process.stderr.write(`${terminalText(line)}\n`);
    },
    async readSecret(prompt, options = {}) {
      if (passwordSource.descriptor !== undefined) {
        const line = readSecretLine(passwordSource.descriptor);
        const blanks = options.confirm === true ? blanksAtEnd(line.bytes()) : 0;
        // A new password that nobody types twice: what a file has at its end by mistake would belong to it.
        if (blanks > 0)
          process.stderr.write(
            `Note: blanks at the end of this password belong to it (${String(blanks)}).\n`,
          );
        return line;
      }
      const first = await promptSecret(prompt, abort.signal);
      if (options.confirm !== true) return first;
      const second = await promptSecret(`${prompt}, once more`, abort.signal);
      const same = first.equals(second);
      second.wipe();
      if (same) return first;
      first.wipe();
      throw new AppError({
        code: 'invalid-input',
        message: 'The two entries are not the same.',
        hint: 'Nothing was done. Try again.',
      });
    },
    async ask(question) {
      if (!process.stdin.isTTY) return null;
      const line = await readTerminalLine(`${terminalText(question)} `, { echo: true, signal: abort.signal });
      return line?.toString('utf8') ?? null;
    },
    ...(output === undefined
      ? {}
      : {
          outputWritten: () => output.flushed(),
          outputFits: () => output.fits(),
          remember: (done) => {
            output.remember(terminalText(done));
          },
        }),
  };
}
