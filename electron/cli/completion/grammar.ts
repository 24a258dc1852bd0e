/** What a subcommand takes, read from its help: the same text that people read, so that the two never differ. Pure. */

export interface Grammar {
  /** First words that it knows, such as `list` of `keys`; empty where it has none. */
  readonly actions: readonly string[];
  /** `--status` and the like, of the given action or of all. */
  optionsOf(action: string | null): readonly string[];
  /** What may follow an option, where the help names it: `text`, `json`, … of `--format`. */
  valuesOf(option: string): readonly string[];
  /** Whether something has to follow an option. */
  takesValue(option: string): boolean;
  /** Whether what follows the option is a key, or `NAME=KEY`. */
  keyAt(option: string): 'value' | 'behind-name' | null;
  /** Whether the first operand, behind the action, is a key. */
  isOfKey(action: string | null): boolean;
}

const WORDS = /^[a-z][a-z0-9-]*(?:\|[a-z][a-z0-9-]*)*$/;
const OPTION = /--[a-z][a-z0-9-]*/g;

const unique = (words: Iterable<string>): string[] => [...new Set(words)];

/** @param help as every command has it: lines of usage first, up to the first empty one */
export function grammarOf(name: string, help: string): Grammar {
  const lines = help.trim().split('\n');
  const end = lines.indexOf('');
  const start = `augno-vault ${name}`;
  /** Each usage with the lines that go on below it. */
  const usages: string[] = [];
  for (const line of end < 0 ? lines : lines.slice(0, end)) {
    if (line.startsWith(start)) usages.push(line.slice(start.length).trim());
    else usages.push(`${usages.pop() ?? ''} ${line.trim()}`);
  }
  const actionsIn = (usage: string): string[] => {
    const [first = ''] = usage.split(/[\s[]/);
    return WORDS.test(first) ? first.split('|') : [];
  };
  // What the list of options below explains belongs to every action.
  const explained = lines.filter((line) => /^\s+--[a-z]/.test(line));
  /** What follows an option anywhere, one blank behind it: two part it from what explains it. */
  const behind = (option: string): readonly string[] =>
    option.startsWith('--')
      ? [...usages, ...explained].flatMap((text) =>
          [...text.matchAll(/(?<=^|[\s[])(--[a-z][a-z0-9-]*) (\S+)/g)].flatMap(([, name, word]) =>
            name === option && word !== undefined ? [word.replace(/[\]…]+$/, '')] : [],
          ),
        )
      : [];
  return {
    actions: unique(usages.flatMap(actionsIn)),
    optionsOf: (action) =>
      unique(
        [
          ...usages.filter((usage) => action === null || actionsIn(usage).includes(action)),
          ...explained,
        ].flatMap((text) => text.match(OPTION) ?? []),
      ).toSorted(),
    valuesOf: (option) =>
      unique(
        [...usages, ...explained].flatMap((text) =>
          text
            .split(/[\s[\]]+/)
            .flatMap((word, index, words) =>
              words[index - 1] === option && word.includes('|') && WORDS.test(word) ? word.split('|') : [],
            ),
        ),
      ),
    takesValue: (option) => behind(option).some((word) => /^(?:[A-Z]|[a-z]+\|)/.test(word)),
    keyAt: (option) => {
      const words = behind(option);
      if (words.includes('NAME=KEY')) return 'behind-name';
      return words.includes('KEY') ? 'value' : null;
    },
    isOfKey: (action) =>
      usages.some((usage) => {
        const [first, second] = usage.split(/\s+/);
        return action === null ? first === 'KEY' : actionsIn(usage).includes(action) && second === 'KEY';
      }),
  };
}
