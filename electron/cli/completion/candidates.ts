/**
 * What may stand where the cursor is. Nothing is read but the help of the commands, and the file of names where a person
 * allowed one: no vault, no network.
 */
import { LANGUAGES } from '../language.ts';
import { helpIn } from '../messages/index.ts';
import { separatorIn } from '../separator.ts';
import type { CommandEntry } from '../types.ts';
import { grammarOf, type Grammar } from './grammar.ts';
import { readTyped, written } from './quoting.ts';
import { SHELLS, type Shell } from './scripts.ts';
import { certain } from '../../../shared/certain.ts';

const GLOBAL_VALUES: Readonly<Record<string, readonly string[]>> = {
  '--vault': [],
  '--connection': [],
  '--password-fd': [],
  '--language': LANGUAGES,
};
export const GLOBAL_OPTIONS = [
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

interface Place {
  readonly words: readonly string[];
  /** Whether a key is to be named there; `behind-name`: as `NAME=KEY`, and this is the whole of it. */
  readonly key: 'here' | 'behind-name' | null;
}

const NOTHING: Place = { words: [], key: null };
const justWords = (words: readonly string[]): Place => ({ words, key: null });

async function placeAt(
  commands: readonly CommandEntry[],
  before: readonly string[],
  current: string,
): Promise<Place> {
  const [name, ...rest] = withoutGlobals(before);
  const last = before.at(-1);
  if (separatorIn(before) >= 0) return NOTHING;
  if (last !== undefined && Object.hasOwn(GLOBAL_VALUES, last))
    return justWords(certain(GLOBAL_VALUES[last]));
  const names = commands.map((entry) => entry.name);
  if (name === undefined) return justWords(current.startsWith('-') ? GLOBAL_OPTIONS : [...names, 'help']);
  if (name === 'help') return justWords(rest.length === 0 ? names : []);
  if (name === 'completion') return justWords(completionWords(rest));
  const entry = commands.find((candidate) => candidate.name === name);
  if (entry === undefined) return NOTHING;
  const { text } = (await helpIn('en')).commands[entry.name];
  const grammar = grammarOf(name, text);
  if (last?.startsWith('--') === true && grammar.valuesOf(last).length > 0)
    return justWords(grammar.valuesOf(last));
  const keyAt = last === undefined ? null : grammar.keyAt(last);
  if (keyAt === 'value') return { words: [], key: 'here' };
  if (keyAt === 'behind-name') return { words: [], key: 'behind-name' };
  const action = rest.find((word) => grammar.actions.includes(word)) ?? null;
  if (current.startsWith('-')) return justWords([...grammar.optionsOf(action), ...GLOBAL_OPTIONS]);
  return {
    words: action === null && rest.length === 0 ? grammar.actions : [],
    key: grammar.isOfKey(action) && isFirstOperand(grammar, rest, action) ? 'here' : null,
  };
}

function completionWords(rest: readonly string[]): readonly string[] {
  if (rest.length === 0) return [...SHELLS, '--names'];
  return rest.length === 1 && rest[0] === '--names' ? ['on', 'off'] : [];
}

function isFirstOperand(grammar: Grammar, rest: readonly string[], action: string | null): boolean {
  const operands = rest.filter(
    (word, index) => !word.startsWith('-') && !grammar.takesValue(rest[index - 1] ?? ''),
  );
  return operands.length === (action === null ? 0 : 1);
}

export interface Names {
  /** Null: a script of before, which could not be trusted to escape them. */
  readonly shell: Shell | null;
  readonly read: () => readonly string[];
}

const NO_NAMES: Names = { shell: null, read: () => [] };

/** bash takes a word apart at each `=`; what it completes then is the part behind the last one. */
function joined(words: readonly string[]): readonly string[] {
  const at = words.lastIndexOf('=');
  if (at < 1 || at < words.length - 2) return words;
  return [...words.slice(0, at - 1), `${certain(words[at - 1])}=${words[at + 1] ?? ''}`];
}

/** @param words behind the program's name, up to the cursor; the last is what is being typed, and may be empty */
export async function candidates(
  commands: readonly CommandEntry[],
  words: readonly string[],
  names: Names = NO_NAMES,
): Promise<readonly string[]> {
  const isApart = names.shell === 'bash' && words.includes('=');
  const whole = isApart ? joined(words) : words;
  const current = whole.at(-1) ?? '';
  const place = await placeAt(commands, whole.slice(0, -1), current);
  const found = place.words.filter((word) => word.startsWith(current));
  return [...new Set([...found, ...keysAt(place, current, names, isApart)])];
}

function keysAt(place: Place, current: string, { shell, read }: Names, isApart: boolean): readonly string[] {
  if (place.key === null || shell === null) return [];
  const [, variable = '', rest = current] =
    place.key === 'behind-name' ? (/^([A-Za-z_][A-Za-z0-9_]*=)(.*)$/s.exec(current) ?? []) : [];
  if (place.key === 'behind-name' && variable === '') return [];
  const typed = readTyped(shell, rest);
  if (typed === null) return [];
  const before = isApart ? '' : variable;
  return read().flatMap((name) => {
    const text = name.startsWith(typed.text) ? written(shell, name, typed.quote) : null;
    return text === null ? [] : [`${before}${text}`];
  });
}
