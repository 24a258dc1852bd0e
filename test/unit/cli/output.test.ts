/** The one form in which subcommands print. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  day,
  outputOf,
  printFields,
  printJsonLine,
  printRows,
  printTable,
} from '../../../electron/cli/output.ts';
import { german } from '../../../shared/messages/de/index.ts';
import { english } from '../../../shared/messages/en/index.ts';
import { say, type Said } from '../../../shared/messages/say.ts';
import { wordsOf, type Words } from '../../../shared/messages/words.ts';

function printer(
  language: Words,
  quiet = false,
): { readonly out: string[]; readonly err: string[] } & ReturnType<typeof outputOf> {
  const out: string[] = [];
  const err: string[] = [];
  const words = (said: Said | string): string => wordsOf(said, language);
  return { out, err, ...outputOf(words, quiet, (to, text) => void (to === 'out' ? out : err).push(text)) };
}

const COLUMNS = [say('table.name'), say('table.expires'), say('table.secret')];

describe('a table', () => {
  it('has its labels and words in the language of the reader', () => {
    const rows = [
      ['ERP Sync', day('2027-03-01T09:30:00.000Z'), say('table.held')],
      ['Shop', null, null],
    ];
    const [inEnglish, inGerman] = [printer(english), printer(german)];
    printTable(inEnglish, COLUMNS, rows);
    printTable(inGerman, COLUMNS, rows);
    expect(inEnglish.out).toEqual([
      'NAME      EXPIRES     SECRET',
      'ERP Sync  2027-03-01  held',
      'Shop      -           -',
    ]);
    expect(inGerman.out).toEqual([
      'NAME      GÜLTIG BIS  GEHEIMNIS',
      'ERP Sync  2027-03-01  vorhanden',
      'Shop      -           -',
    ]);
  });

  it('is not steered, widened or broken by what a server calls something', () => {
    const context = printer(english);
    printRows(context, [
      ['a\u001B[2Jb\nc', 'x'],
      ['d', 'y'],
    ]);
    expect(context.out).toHaveLength(2);
    expect(context.out.join('')).not.toMatch(/\p{Cc}/u);
    expect(context.out[0]!.indexOf('x')).toBe(context.out[1]!.indexOf('y'));
  });

  it('of one thing leaves out what that does not have', () => {
    const context = printer(german);
    printFields(context, [
      [say('table.status'), 'active'],
      [say('table.owner'), null],
      [say('table.last-used'), say('table.never')],
    ]);
    expect(context.out).toEqual(['Status           active', 'Zuletzt benutzt  nie']);
  });
});

describe('JSON', () => {
  it('is English in every language, also where a command runs over the socket', () => {
    const context = printer(german);
    const value = { id: 'apke_1', repair: say('command.nothing-was-changed') };
    context.printJson(value);
    printJsonLine(context, value);
    expect(JSON.parse(context.out[0]!)).toEqual({ id: 'apke_1', repair: 'Nothing was changed.' });
    expect(context.out[1]).toBe('{"id":"apke_1","repair":"Nothing was changed."}');
  });
});

describe('what is said beside it', () => {
  it('is silent with --quiet, but for warnings', () => {
    const context = printer(english, true);
    context.note('a note');
    context.warn('a warning');
    expect([context.out, context.err]).toEqual([[], ['a warning']]);
  });
});

/** Texts of two words and more, without comments and imports. */
function sentencesIn(source: string): readonly string[] {
  const code = source
    .replaceAll(/\/\*[^]*?\*\/|(?<![:'"`\w])\/\/.*$/gm, '')
    .replaceAll(/^} from .*$|^import .*$/gm, '');
  const texts = code.match(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g) ?? [];
  return texts.filter((text) => /\p{L}{2,}[,;:]? \p{Ll}{2,}/u.test(text.replaceAll(/\$\{[^}]*\}/g, '…')));
}

describe('subcommands', () => {
  const folder = path.resolve(import.meta.dirname, '../../../electron/cli');
  /** Layout, JSON and words of their own, for people or programs. */
  const OWN_FORM =
    /\.pad(?:End|Start)\(|print\(JSON\.stringify|harmlessJson\(|\bprint\(`|console\.|\.map\(.*\.join\('\\t'\)/;
  /** What reads it is no person. */
  const OTHERS: Readonly<Record<string, string>> = {
    'output.ts': 'the form itself',
    'scan.ts': 'a report in the format that was asked for, into a file too',
    'messages/index.ts': 'the list of subcommands, before any of them runs',
    'hook.ts': 'the proof of an installed hook reads its line',
    'provider/keys.ts': 'lines of a configuration, to be copied as they are',
  };

  /** For assistants, shells and logs, which are no person; SQL. */
  const NOT_FOR_PEOPLE =
    /^(?:messages|mcp|completion)\/|^agent\/served\.ts$|^'(?:SELECT |The key of this session |no network'|not yet'|Nothing is asked for over|What is served is a)/;

  it('hold no sentence: what a person reads has an id, or stands in the help', () => {
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => name.split(path.sep).join('/'))
      .filter((name) => name.endsWith('.ts') && !NOT_FOR_PEOPLE.test(name))
      .flatMap((name) =>
        sentencesIn(readFileSync(path.join(folder, name), 'utf8'))
          .filter((text) => !NOT_FOR_PEOPLE.test(text))
          .map((text) => `${name}: ${text}`),
      );
    expect(found).toEqual([]);
    expect(sentencesIn("note('It is done.'); // it is not\nsay('command.it-is-done')")).toEqual([
      "'It is done.'",
    ]);
  });

  it('have no form of their own', () => {
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => name.split(path.sep).join('/'))
      .filter((name) => name.endsWith('.ts') && !(name in OTHERS))
      .filter((name) => OWN_FORM.test(readFileSync(path.join(folder, name), 'utf8')));
    expect(found).toEqual([]);
  });

  it('that do are seen', () => {
    expect(OWN_FORM.test('context.print(`${name}  ${state}`)')).toBe(true);
    expect(OWN_FORM.test('name.padEnd(20)')).toBe(true);
    expect(OWN_FORM.test('context.print(JSON.stringify(all))')).toBe(true);
    expect(OWN_FORM.test("context.print(say('command.no-keys'))")).toBe(false);
  });
});
