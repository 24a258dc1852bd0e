/**
 * What parts the command's own arguments from those of a program. PowerShell runs npm's `.ps1` script for the command, and
 * takes `--` out of what it hands to scripts: there people write `---`.
 */
const SEPARATORS: readonly string[] = ['--', '---'];

/** Index of the first; negative where there is none. */
export function separatorIn(args: readonly string[]): number {
  return args.findIndex((argument) => SEPARATORS.includes(argument));
}
