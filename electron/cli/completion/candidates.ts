/** What may stand where the cursor is. Nothing is read but the help of the commands: no vault, no file, no network. */
import { LANGUAGES } from '../language.ts';
import { helpIn } from '../messages/index.ts';
import { separatorIn } from '../separator.ts';
import type { CommandEntry } from '../types.ts';
import { grammarOf } from './grammar.ts';
import { SHELLS } from './scripts.ts';
import { certain } from '../../../shared/certain.ts';

const GLOBAL_VALUES: Readonly<Record<string, readonly string[]>> = {
  '--vault': [],
  '--connection': [],
  '--password-fd': [],
  '--language': LANGUAGES,
};
const GLOBAL_OPTIONS = [
  ...Object.keys(GLOBAL_VALUES),
  '--help',
  '--json',
  '--password-stdin',
  '--quiet',
  '--version',
].toSorted();

/** Without the options that every command takes, and their values. */
function withoutGlobals(words: readonly string[]): readonly string[] {
  return words.filter(
    (word, index) => !GLOBAL_OPTIONS.includes(word) && !((words[index - 1] ?? '') in GLOBAL_VALUES),
  );
}

async function of(
  commands: readonly CommandEntry[],
  before: readonly string[],
  current: string,
): Promise<readonly string[]> {
  const [name, ...rest] = withoutGlobals(before);
  const last = before.at(-1);
  if (separatorIn(before) >= 0) return [];
  if (last !== undefined && Object.hasOwn(GLOBAL_VALUES, last)) return certain(GLOBAL_VALUES[last]);
  const names = commands.map((entry) => entry.name);
  if (name === undefined) return current.startsWith('-') ? GLOBAL_OPTIONS : [...names, 'help'];
  if (name === 'help') return rest.length === 0 ? names : [];
  if (name === 'completion') return rest.length === 0 ? SHELLS : [];
  const entry = commands.find((candidate) => candidate.name === name);
  if (entry === undefined) return [];
  const { text } = (await helpIn('en')).commands[entry.name];
  const { actions, optionsOf, valuesOf } = grammarOf(name, text);
  if (last?.startsWith('--') === true && valuesOf(last).length > 0) return valuesOf(last);
  const action = rest.find((word) => actions.includes(word)) ?? null;
  if (current.startsWith('-')) return [...optionsOf(action), ...GLOBAL_OPTIONS];
  return action === null && rest.length === 0 ? actions : [];
}

/** @param words behind the program's name, up to the cursor; the last is what is being typed, and may be empty */
export async function candidates(
  commands: readonly CommandEntry[],
  words: readonly string[],
): Promise<readonly string[]> {
  const current = words.at(-1) ?? '';
  const found = await of(commands, words.slice(0, -1), current);
  return [...new Set(found)].filter((word) => word.startsWith(current));
}
