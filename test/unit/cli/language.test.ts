/** In which language the command speaks. */
import { expect, it } from 'vitest';
import { parseCommandLine } from '../../../electron/cli/global-options.ts';
import { languageOf } from '../../../electron/cli/language.ts';
import { sayMatter } from '../../../electron/cli/vault/matter-words.ts';
import type { Matter } from '../../../shared/matters.ts';
import { wordsIn } from '../../../shared/messages/words-in.ts';
import { wordsOf } from '../../../shared/messages/words.ts';

const of = (
  environment: Readonly<Record<string, string>>,
  command = 'keys',
  wanted?: 'en' | 'de',
): 'en' | 'de' => languageOf({ wanted, command, environment, systemLocale: () => 'en-US' });

it('follows the option, then the environment in its own order, then the system', () => {
  expect(of({ LANG: 'de_DE.UTF-8' })).toBe('de');
  expect(of({ LANG: 'de_AT@euro', LC_ALL: 'C' })).toBe('en');
  expect(of({ LANG: 'en_GB.UTF-8', LC_MESSAGES: 'de' })).toBe('de');
  expect(of({ LC_ALL: '', LANG: 'de-CH' })).toBe('de');
  expect(of({ LANG: 'den_CA' })).toBe('en');
  expect(of({ LANG: 'de_DE.UTF-8' }, 'keys', 'en')).toBe('en');
  expect(
    languageOf({ wanted: undefined, command: 'keys', environment: {}, systemLocale: () => 'de-DE' }),
  ).toBe('de');
});

it('is English in hooks and CI, unless it is asked for otherwise', () => {
  expect(of({ LANG: 'de_DE.UTF-8' }, 'hook')).toBe('en');
  expect(of({ LANG: 'de_DE.UTF-8', CI: 'true' }, 'scan')).toBe('en');
  expect(of({ LANG: 'de_DE.UTF-8', CI: 'true' }, 'scan', 'de')).toBe('de');
  expect(of({ CI: '', LANG: 'de' }, 'scan')).toBe('de');
});

it('is an option before or after the subcommand', () => {
  expect(parseCommandLine(['--language', 'de', 'status']).language).toBe('de');
  expect(parseCommandLine(['status', '--language=en']).language).toBe('en');
  expect(() => parseCommandLine(['status', '--language', 'fr'])).toThrow(
    '--language must be one of: en, de.',
  );
});

it('says what needs somebody in German too', async () => {
  const matter = { kind: 'leaked', count: 2 } as Matter;
  expect(wordsOf(sayMatter(matter), await wordsIn('en'))).toBe('leaked, found in 2 places, and works');
  expect(wordsOf(sayMatter(matter), await wordsIn('de'))).toBe(
    'durchgesickert, an 2 Stellen gefunden, und gilt',
  );
});
