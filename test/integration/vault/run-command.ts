/** A command of the vault, run in this process: what it printed, and which of the secrets given it asked for. */
import path from 'node:path';
import { expect } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import type { Command, CommandContext } from '../../../electron/cli/types.ts';
import { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import { forPrograms, inEnglish } from '../../../shared/messages/words.ts';

export interface Ran {
  readonly code: number | string;
  readonly printed: readonly string[];
  readonly json: unknown;
  /** Secrets that were given and not asked for. */
  readonly unread: number;
  /** Said where the output is lost. */
  readonly remembered: readonly string[];
  readonly hint?: string | null;
}

/** @param folder in which `vault`, or the folder that `more` names, is the vault's */
export async function runCommand(
  folder: string,
  command: Command,
  args: readonly string[],
  secrets: readonly (string | Buffer)[],
  more: { readonly json?: boolean; readonly vault?: string } = {},
): Promise<Ran> {
  const printed: string[] = [];
  const remembered: string[] = [];
  const waiting = [...secrets];
  let json: unknown;
  const context: CommandContext = {
    commands: [],
    globals: { vault: undefined, connection: undefined, json: more.json ?? false, quiet: false },
    version: '0.0.0',
    vaultFolder: path.join(folder, more.vault ?? 'vault'),
    words: inEnglish,
    print: (line) => void printed.push(inEnglish(line)),
    printJson: (value) => {
      json = forPrograms(value);
    },
    note: () => undefined,
    warn: () => undefined,
    remember: (done) => void remembered.push(inEnglish(done)),
    readSecret: () => {
      const next = waiting.shift() ?? '';
      return Promise.resolve(
        typeof next === 'string' ? SecretBytes.fromText(next) : SecretBytes.copyOf(next),
      );
    },
    ask: () => Promise.resolve(null),
    signal: new AbortController().signal,
  };
  try {
    return { code: await command.run(args, context), printed, json, unread: waiting.length, remembered };
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(AppError);
    const { code, hint } = thrown as AppError;
    return { code, hint, printed, json, unread: waiting.length, remembered };
  }
}

export type CommandInput =
  Parameters<typeof runCommand> extends [string, Command, ...infer Rest] ? Rest : never;
