/**
 * The texts of `--help`, apart from `shared/messages`: nobody else needs them, and no start of a command loads them. A new
 * subcommand has its help in `en/` and `de/`; the compiler asks for both.
 */
import type { CommandLanguage } from '../language.ts';
import type { CommandName } from './en/index.ts';
import type { HelpOf } from './types.ts';

export type { CommandName } from './en/index.ts';
export type Help = HelpOf<CommandName>;

export async function helpIn(language: CommandLanguage): Promise<Help> {
  return language === 'de'
    ? (await import('./de/index.ts')).helpGerman
    : (await import('./en/index.ts')).helpEnglish;
}

/**
 * What `--help` without a subcommand prints.
 * @param names in the order in which they are listed
 */
export function overviewOf({ overview, commands }: Help, names: readonly CommandName[]): string {
  const width = Math.max(...names.map((name) => name.length));
  const list = names.map((name) => `  ${name.padEnd(width)}  ${commands[name].summary}`);
  return [overview.before, ...list, overview.behind].join('\n');
}
