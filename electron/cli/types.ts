/** How a subcommand of `augno-vault` is written; its help is in `messages/`. The dispatcher imports a command's module only when it is called. */
import type { Said } from '../../shared/messages/say.ts';
import type { SecretBytes } from '../vault/secret-bytes.ts';
import type { CommandName } from './messages/index.ts';
import type { Terminal } from './terminal-table.ts';
import type { Session } from './augno/session.ts';

export const EXIT = {
  done: 0,
  /** Leaks found, or the operation was refused. */
  refused: 1,
  usage: 2,
  vault: 3,
  api: 4,
  incomplete: 5,
  /** `status`: something needs a person. */
  matters: 6,
  /** `status`: something of it is urgent. */
  urgentMatters: 7,
  /** It was done, but standard output could not be written. */
  outputLost: 8,
} as const;

export interface GlobalOptions {
  readonly vault: string | undefined;
  readonly connection: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

export interface CommandContext {
  readonly globals: GlobalOptions;
  readonly version: string;
  /** All there are: for those that run or describe others. */
  readonly commands: readonly CommandEntry[];
  /** The resolved vault folder: `--vault`, else AUGNO_VAULT_DIR, else the platform's application-data folder. */
  readonly vaultFolder: string;
  /** Standard output, one line. With --json, only `printJson` may be used. */
  print(line: Said | string): void;
  printJson(value: unknown): void;
  /** Standard error; silent with --quiet. */
  note(line: Said | string): void;
  /** Standard error, also with --quiet. */
  warn(line: Said | string): void;
  /**
   * The next secret in the command's documented order: line 1, 2, 3 of --password-stdin or --password-fd, else a prompt on
   * the terminal. @throws AppError `invalid-input` where there is neither
   */
  readSecret(prompt: Said, options?: { readonly confirm?: boolean }): Promise<SecretBytes>;
  /** Nothing was given to open the vault with: whoever holds it open may be asked instead of a person. */
  readonly asksForPassword?: boolean;
  /** The vault is open already, and these are its services: a command that came over the agent's socket. */
  readonly held?: Session;
  /** In the language of whoever started the command. */
  words(said: Said | string): string;
  /** Asks on the terminal; null where there is none. */
  ask(question: Said): Promise<string | null>;
  /** Standard output, as it is: for what has made its own values harmless. */
  write?(text: string): void;
  /** What standard output is; left out or null where it is no terminal. */
  readonly terminal?: Terminal | null;
  /** Resolves once all output so far is written; false where it could not be. */
  outputWritten?(): Promise<boolean>;
  /** The same, but a reader that has seen enough and ended is no loss. */
  outputFits?(): Promise<boolean>;
  /** What has been done for good, for the sentence that is said where standard output could not be written. */
  remember?(done: Said | string): void;
  /** Aborted by Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
}

export interface Command {
  readonly name: CommandName;
  /** `args` without the subcommand's own name and without global options. Resolves to the exit code. */
  run(args: readonly string[], context: CommandContext): Promise<number>;
}

export interface CommandEntry {
  readonly name: CommandName;
  readonly load: () => Promise<Command>;
  /** Whoever holds the vault open may run some of it (`agent/served.ts`). */
  readonly isServedByAgent?: true;
}
