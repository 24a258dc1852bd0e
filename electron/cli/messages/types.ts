/** What `--help` prints, in one language: whole texts, as a person reads them. */
import type { MaskedForm } from '../../keys/masking/forms.ts';

export interface CommandHelp {
  /** For the list of all subcommands. */
  readonly summary: string;
  /** Lines of usage, an empty one, what it does, its options, examples. Completion reads the English one. */
  readonly text: string;
}

export interface HelpOf<Name extends string> {
  /** Of `--help` without a subcommand: what stands before the list of them, and behind it. */
  readonly overview: { readonly before: string; readonly behind: string };
  /** Heads of the page for `man`. */
  readonly manual: { readonly name: string; readonly synopsis: string; readonly commands: string };
  readonly commands: Readonly<Record<Name, CommandHelp>>;
}

/** @param words of each form that `run` masks */
export function maskedFormsIn(words: Readonly<Record<MaskedForm, string>>): string {
  return Object.values(words)
    .map((form) => `    - ${form}`)
    .join('\n');
}
