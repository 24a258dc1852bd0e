/** The app's own arguments, among those that Electron and Chromium take. */

/** The value of `--vault DIR` or `--vault=DIR`. */
export const vaultOption = (commandLine: readonly string[]): string | undefined =>
  optionIn(commandLine, '--vault');

/** Where the vault is to be moved, as the app before this one was told. */
export const moveOption = (commandLine: readonly string[]): string | undefined => optionIn(commandLine, MOVE);

const MOVE = '--move-vault-to';

function optionIn(commandLine: readonly string[], name: string): string | undefined {
  for (const [index, argument] of commandLine.entries()) {
    if (argument === name) return commandLine[index + 1];
    if (argument.startsWith(`${name}=`)) return argument.slice(name.length + 1) || undefined;
  }
  return undefined;
}

/** Of the app that moves the vault from here to there, and whatever else this one was started with. */
export function restartArguments(
  [, ...commandLine]: readonly string[],
  from: string,
  to: string,
): readonly string[] {
  const others = commandLine.filter(
    (argument, index) =>
      ![argument, commandLine[index - 1]].some((each) => each === '--vault' || each === MOVE) &&
      !['--vault=', `${MOVE}=`].some((begin) => argument.startsWith(begin)),
  );
  return [...others, `--vault=${from}`, `${MOVE}=${to}`];
}
