/** What the program says: by id and values, in both languages, and compared nowhere. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Skipped } from '../../../electron/scanner/detect/types.ts';
import type { AuditInput } from '../../../electron/vault/types.ts';
import type { Connection, KeySummary, KeyTestResult } from '../../../shared/domain.ts';
import { AppError, type AppErrorDetails } from '../../../shared/errors.ts';
import { serializedErrorSchema } from '../../../shared/error-schema.ts';
import type { Translated, ValueNames } from '../../../shared/messages/catalogue.ts';
import { german } from '../../../shared/messages/de/index.ts';
import { english } from '../../../shared/messages/en/index.ts';
import { say, type Said } from '../../../shared/messages/say.ts';
import { forPrograms, inEnglish, wordsOf } from '../../../shared/messages/words.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const sources = execFileSync(
  'git',
  ['ls-files', '-z', 'electron/*.ts', 'shared/*.ts', 'renderer/*.ts', 'renderer/*.tsx'],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .split('\0')
  .filter((name) => name !== '' && !name.includes('/generated/'))
  .map((name) => ({ name, text: readFileSync(path.join(root, name), 'utf8') }));

describe('a message', () => {
  it('is worded in the language of whoever reads it, also inside another', () => {
    const said = say('account.whether-name-was-what-is-not-known', {
      name: 'ERP Sync',
      done: say('account.rotated'),
      why: say('account.because', { why: say('network.host-cant-be-reached', { host: 'api.augno.com' }) }),
    });
    expect(inEnglish(said)).toBe(
      "Whether “ERP Sync” was rotated is not known yet. api.augno.com can't be reached.",
    );
    expect(wordsOf(said, german)).toBe(
      'Ob „ERP Sync“ erneuert wurde, ist noch nicht bekannt. api.augno.com ist nicht erreichbar.',
    );
  });

  it('knows one from many, and leaves braces in a value alone', () => {
    expect(inEnglish(say('vault.seconds', { count: 1 }))).toBe('1 second');
    expect(wordsOf(say('vault.seconds', { count: 30 }), german)).toBe('30 Sekunden');
    expect(inEnglish(say('vault.there-is-no-vault-in-folder', { folder: '/a/{b}' }))).toBe(
      'There is no vault in /a/{b}.',
    );
  });

  it('reaches the other process as it was said', () => {
    const error = new AppError({
      code: 'vault-missing',
      message: say('vault.there-is-no-vault-in-folder', { folder: '/a' }),
      hint: say('app.first-second', { first: say('app.this-finding-has-no-file-to-show'), second: 'x' }),
    });
    const arrived = AppError.fromSerialized(serializedErrorSchema.parse(structuredClone(error.serialize())));
    expect(arrived.message).toBe('There is no vault in /a.');
    expect(arrived.said).toEqual(error.said);
  });

  it('of a version that this one does not know is shown by its id', () => {
    expect(inEnglish({ id: 'vault.of-tomorrow' as 'vault.seconds' })).toBe('vault.of-tomorrow');
  });
});

describe('the catalogue', () => {
  it('is held to the same ids and values in both languages by the compiler', () => {
    expectTypeOf<ValueNames<'{a}, {count, plural, one {# key} other {# keys}} and {b}'>>().toEqualTypeOf<
      'a' | 'count' | 'b'
    >();
    type English = { readonly a: 'x {name}'; readonly b: 'y' };
    expectTypeOf<
      Translated<English, { readonly a: 'z {name}'; readonly b: 'y' }>['a']
    >().toEqualTypeOf<string>();
    expectTypeOf<
      Translated<English, { readonly a: 'z {nam}'; readonly b: 'y' }>['a']
    >().toEqualTypeOf<never>();
    expectTypeOf<Translated<English, { readonly a: 'z'; readonly b: 'y' }>['a']>().toEqualTypeOf<never>();
    expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
  });

  it('holds nothing that nobody says', () => {
    const all = sources.filter(({ name }) => !name.startsWith('shared/messages/')).map(({ text }) => text);
    const text = all.join('\n');
    // `say(`account.the-${what}-needs-a-name`)` names several.
    const patterns = [...text.matchAll(/say\(`([a-z.${}-]+)`/gi)].map(
      ([, id]) =>
        new RegExp(`^${id!.replaceAll('.', '\\.').replaceAll(/\$\{[\w.\\]+\}/g, '[a-zA-Z0-9_-]+')}$`),
    );
    const unsaid = Object.keys(english).filter(
      (id) => !text.includes(`'${id}'`) && !patterns.some((pattern) => pattern.test(id)),
    );
    expect(unsaid).toEqual([]);
  });
});

/** How versions before entered a drill in the log; and codes of a network library, which are no sentences. */
const STILL_COMPARED = /^electron\/(?:keys\/matters\/words-of-before|http\/network-failure)\.ts$/;

const GERMAN_IN = /\/(?:messages|words|articles)\/(?:de\/|de\.ts$)/;
const GERMAN = /[äöüßÄÖÜ]|\b(?:Sie|nicht|oder|und|ist|wird|eine?|Tresor)\b/;

/** A sentence that decides something: it would stop to when its words are mended, or said in German. */
function comparisonsIn(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) =>
      /\b(?:message|hint|detail|reason|healthMessage)\??\.(?:includes|startsWith|endsWith|match|search|indexOf)\(|(?<!typeof )\b(?:message|hint|detail)\s*[!=]==(?!\s*(?:null|undefined|''|""))|(?<!['\w])[!=]==\s*\w+\([^)]*\)\.(?:message|hint)\b/.test(
        line,
      ),
    )
    .map((line) => line.trim());
}

describe('sentences', () => {
  it('are no errors, entries or reasons: the compiler takes an id with its values', () => {
    expectTypeOf<AppErrorDetails['message']>().toEqualTypeOf<Said>();
    expectTypeOf<AppErrorDetails['hint']>().toEqualTypeOf<Said>();
    expectTypeOf<AuditInput['detail']>().toEqualTypeOf<Said | readonly Said[] | null | undefined>();
    expectTypeOf<Skipped['reason']>().toEqualTypeOf<Said>();
    expectTypeOf<KeyTestResult['message']>().toEqualTypeOf<Said>();
    expectTypeOf<KeySummary['repair']>().toEqualTypeOf<Said | null>();
    expectTypeOf<Connection['healthMessage']>().toEqualTypeOf<Said | null>();
  });

  it('do not pass through the id for what has no language: a path, a name', () => {
    const found = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/'file\.as-it-is', \{\s*text: '[^']*'/g)].map(([part]) => `${name}: ${part}`),
    );
    expect(found).toEqual([]);
  });

  it('stand in German in message files only', () => {
    const found = sources
      .filter(({ name }) => !GERMAN_IN.test(name))
      .flatMap(({ name, text }) =>
        text.split('\n').flatMap((line) => (GERMAN.test(line) ? `${name}: ${line.trim()}` : [])),
      );
    expect(found).toEqual([]);
    expect(['Schlüssel', 'Der Tresor ist gesperrt'].map((line) => GERMAN.test(line))).toEqual([true, true]);
  });

  it('decide nothing', () => {
    const found = sources
      .filter(({ name }) => !STILL_COMPARED.test(name))
      .flatMap(({ name, text }) => comparisonsIn(text).map((line) => `${name}: ${line}`));
    expect(found).toEqual([]);
  });

  it('that do are seen', () => {
    expect(
      comparisonsIn(
        'if (entry.detail.includes(REVOKED)) {}\nif (detail === DRILL) {}\nif (detail === null) {}\nreason === missing(x).message',
      ),
    ).toHaveLength(3);
  });
});

describe('for programs', () => {
  it('what is said is in English wherever it stands, and ids under `said` stay', () => {
    const repair = say('state.asleep', { address: 'https://a.example' });
    const key = { id: 'apke_1', repair, care: { items: [say('command.nothing-was-changed')] } };
    expect(forPrograms({ keys: [key], said: [repair] })).toEqual({
      keys: [
        {
          id: 'apke_1',
          repair: inEnglish(repair),
          care: { items: ['Nothing was changed.'] },
        },
      ],
      said: [repair],
    });
    // Records have ids too.
    expect(forPrograms({ id: 'state.asleep', name: 'x' })).toEqual({ id: 'state.asleep', name: 'x' });
  });
});
