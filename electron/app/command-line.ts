/** The app's own arguments, among those that Electron and Chromium take. */

/** The value of `--vault DIR` or `--vault=DIR`. */
export function vaultOption(commandLine: readonly string[]): string | undefined {
  for (const [index, argument] of commandLine.entries()) {
    if (argument === '--vault') return commandLine[index + 1];
    if (argument.startsWith('--vault=')) return argument.slice('--vault='.length) || undefined;
  }
  return undefined;
}
