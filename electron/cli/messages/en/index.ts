import type { HelpOf } from '../types.ts';
import { helpCopiesEnglish } from './help-copies.ts';
import { helpKeysEnglish } from './help-keys.ts';
import { helpProgramsEnglish } from './help-programs.ts';
import { helpScanEnglish } from './help-scan.ts';
import { helpVaultEnglish } from './help-vault.ts';

const commandsEnglish = {
  ...helpScanEnglish,
  ...helpVaultEnglish,
  ...helpCopiesEnglish,
  ...helpKeysEnglish,
  ...helpProgramsEnglish,
} as const;

/** Each language has these: the compiler asks for it. */
export type CommandName = keyof typeof commandsEnglish;

export const helpEnglish: HelpOf<CommandName> = {
  overview: {
    before: `augno-vault: keeps Augno API keys, and finds the ones that leaked.

Usage: augno-vault COMMAND [options]
`,
    behind: `
Options that every command takes, before or after it:
  --vault DIR         the vault folder (else AUGNO_VAULT_DIR, else the default one)
  --connection NAME   which connection is meant, where several could be
  --password-stdin    read the master password from line 1 of standard input, further secrets from the next lines
  --password-fd N     the same from file descriptor N
  --json              one JSON document on standard output
  --quiet             no notes on standard error
  --language LANGUAGE en or de (else LC_ALL, LC_MESSAGES or LANG; English in hooks and CI)
  --help, --version

Examples:
  augno-vault scan . --history
  augno-vault keys list --status expiring
  augno-vault help COMMAND           and help --man, a page for man`,
  },
  manual: { name: 'NAME', synopsis: 'SYNOPSIS', commands: 'COMMANDS' },
  commands: commandsEnglish,
};
