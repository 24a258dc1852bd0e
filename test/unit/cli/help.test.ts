/** The help of each subcommand in both languages: the same promises, and no English in German. */
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../electron/cli/registry.ts';
import { grammarOf } from '../../../electron/cli/completion/grammar.ts';
import { helpGerman } from '../../../electron/cli/messages/de/index.ts';
import { helpEnglish } from '../../../electron/cli/messages/en/index.ts';
import { helpIn, overviewOf, type CommandName } from '../../../electron/cli/messages/index.ts';
import { manPage } from '../../../electron/cli/man-page.ts';
import { ENGLISH_WORD } from './english.ts';

const names = COMMANDS.map(({ name }) => name);
const textsOf = (name: CommandName): readonly [english: string, german: string] => [
  helpEnglish.commands[name].text,
  helpGerman.commands[name].text,
];

/** Options, addresses, files and values that a person types, wherever they stand. */
const TYPED =
  /--[a-z][a-z-]*|https?:\/\/\S*\w|\bAUGNO_\w+|\baugno:\/\/|\/__sandbox\/\S*\w|\b(?:[a-z-]+\|)+[a-z-]+\b/g;
const typedIn = (text: string): readonly string[] => [...new Set(text.match(TYPED))].toSorted();

/** What is typed as it stands, below "Examples". */
const examplesOf = (text: string): readonly string[] =>
  text
    .slice(text.search(/^(?:Examples?|Beispiele?):?$/m))
    .split('\n')
    .slice(1);

/** Values and subcommands in a row: `active, expiring, revoking`. */
const ROW = /\b[a-z-]+(?:, [a-z-]+(?: [a-z]+)?)+/g;

/** German without what is typed, which is in no language: the English text has it too. */
function prose(name: CommandName): string {
  const [english, german] = textsOf(name).map((text) => text.replaceAll(/\s+/g, ' ')) as [string, string];
  return german
    .slice(0, german.lastIndexOf(' Beispiel'))
    .replace(/"[^"]*"/g, '')
    .replace(/\boder (?:other|leaked)\b|\baugno-vault[a-z -]*|\b[a-z_]+:[a-z]+|\|n(?:one|ever)\b/g, '')
    .replace(ROW, (row) => (english.includes(row.replace(/ (?:und|oder)$/, '')) ? '' : row))
    .replace(/\bkeys(?= ;)/, '')
    .replace(TYPED, '')
    .replace(/\b[A-Z][A-Z_]+\b/g, '');
}

describe('the help', () => {
  it('is of every command, and of no other', () => {
    expect(Object.keys(helpEnglish.commands).toSorted()).toEqual([...names].toSorted());
    expect(Object.keys(helpGerman.commands).toSorted()).toEqual([...names].toSorted());
  });

  it.each(names)('%s promises the same in both languages', (name) => {
    const [english, german] = textsOf(name);
    expect(german.startsWith(`augno-vault ${name}`)).toBe(true);
    expect(typedIn(german)).toEqual(typedIn(english));
    expect(examplesOf(german)).toEqual(examplesOf(english));
    const [inEnglish, inGerman] = [grammarOf(name, english), grammarOf(name, german)];
    expect(inGerman.actions).toEqual(inEnglish.actions);
    for (const action of [null, ...inEnglish.actions])
      expect([action, inGerman.optionsOf(action)]).toEqual([action, inEnglish.optionsOf(action)]);
    // Exit codes, limits, ports.
    const numbers = (text: string): readonly string[] => text.match(/\b\d+\b/g)?.toSorted() ?? [];
    expect(numbers(german)).toEqual(numbers(english));
  });

  it.each(names)('%s has no English in German, and no line wider than its neighbours', (name) => {
    const { summary, text } = helpGerman.commands[name];
    expect(`${summary}\n${prose(name)}`.match(ENGLISH_WORD) ?? []).toEqual([]);
    expect(text).not.toBe(helpEnglish.commands[name].text);
    const usages = text.indexOf('\n\n');
    for (const line of text.slice(usages).split('\n')) expect(line.length, line).toBeLessThanOrEqual(130);
  });

  it.each(['en', 'de'] as const)('is listed, with options that all take, in %s', async (language) => {
    const help = await helpIn(language);
    const text = overviewOf(help, names);
    for (const name of names) expect(text).toContain(`  ${name} `);
    expect(typedIn(text)).toEqual(typedIn(overviewOf(helpEnglish, names)));
    expect(manPage('1.2.3', help, names)).toContain(language === 'de' ? '.SH BEFEHLE' : '.SH COMMANDS');
  });

  it('without a command has no English in German', () => {
    const { before, behind } = helpGerman.overview;
    const text = `${before}${behind.slice(0, behind.indexOf('Beispiele:'))}`.replace(
      /augno-vault|AUGNO_\w+|--[a-z-]+/g,
      '',
    );
    expect(text.match(ENGLISH_WORD) ?? []).toEqual([]);
  });
});

it('an English word is seen', () => {
  expect(
    'Opens every record and secret. Der Name ist or'.match(ENGLISH_WORD)?.map((word) => word.toLowerCase()),
  ).toEqual(['opens', 'every', 'and', 'secret', 'or']);
  expect('Ein Name, also an der Hand, ist in die Art „Status“ so gut'.match(ENGLISH_WORD)).toBeNull();
});
