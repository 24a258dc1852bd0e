/**
 * What a desktop is given, made from every kind of notice in both languages with hostile names: of others no markup, no steering
 * character and no line that looks like one of ours.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mainMessages } from '../../../electron/app/messages.ts';
import {
  combine,
  sayDate,
  sayEvent,
  sayUnnamed,
  type SpokenNotice,
} from '../../../electron/app/notice-words.ts';
import { harmlessNotification } from '../../../electron/app/notification-text.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const at = '2027-01-01T00:00:00.000Z';

const hostile = fc
  .array(
    fc.constantFrom(
      '<b>',
      '</b>',
      '<a href="https://evil.example/">',
      '<img src="file:///etc/passwd"/>',
      '&amp;',
      '&#60;script&#62;',
      '&',
      "'",
      '"',
      '\u202E',
      '\u2066',
      '\u001b]8;;http://evil.example\u0007',
      '\u0000',
      '\r',
      'Till',
      'ERP',
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(''));

type Say = (name: string, redacted: string, words: ReturnType<typeof mainMessages>) => SpokenNotice;
const KINDS: Readonly<Record<string, Say>> = {
  ...Object.fromEntries(
    (['expiry', 'revocation', 'rotation-due'] as const).flatMap((kind) =>
      [true, false].map((over): [string, Say] => [
        `${kind} ${String(over)}`,
        (name, redacted, words) =>
          sayDate(
            {
              id: 'x',
              entry: { id: 'x', kind, at, keyId: 'k', name, redacted, mode: 'prod' },
              days: over ? -1 : 3,
              over,
            },
            words,
          ),
      ]),
    ),
  ),
  ...Object.fromEntries(
    (['leak', 'appeared', 'revoked-elsewhere'] as const).map((kind): [string, Say] => [
      kind,
      (name, redacted, words) => sayEvent({ id: 'x', kind, keyId: 'k', name, redacted, count: 2 }, words),
    ]),
  ),
  review: (_name, _redacted, words) =>
    sayDate({ id: 'x', entry: { id: 'x', kind: 'review-due', at }, days: 0, over: false }, words),
  unnamed: (_name, _redacted, words) => sayUnnamed(words),
  digest: (name, redacted, words) =>
    combine(
      Array.from({ length: 6 }, () =>
        sayEvent({ id: 'x', kind: 'leak', keyId: 'k', name, redacted, count: 1 }, words),
      ),
      words,
    )[0]!,
};

describe.each(['en', 'de'] as const)('a notice in %s', (language) => {
  it.each(Object.keys(KINDS))('of kind %s carries no markup of others', (kind) => {
    fc.assert(
      fc.property(hostile, hostile, (name, redacted) => {
        const said = KINDS[kind]!(name, redacted, mainMessages(language, language));
        for (const markup of [true, false]) {
          const { title, body } = harmlessNotification(said, markup);
          expect(`${title}${body}`).not.toMatch(/[\p{Cf}\p{Co}]|(?!\n)\p{Cc}/u);
          // A title is plain text to every server; only a body is read as markup.
          if (markup) expect(body).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
        }
      }),
      { seed: 13, numRuns: 100 },
    );
  });
});

it('no other place makes a notification, and the one that does not go through there has figures alone', () => {
  const makers = execFileSync('git', ['ls-files', '-z', 'electron', 'renderer'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((name) => /\.tsx?$/.test(name))
    .filter((name) => /new (?:\w+\.)?Notification\(/.test(readFileSync(path.join(root, name), 'utf8')));
  expect(makers).toEqual(['electron/app/lock-warning.ts', 'electron/app/notifier.ts']);
  const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
  expect(read(makers[1]!)).toContain('...harmlessNotification(notice, bodyMarkup)');
  expect(read(makers[0]!)).toMatch(
    /title: words\['notice\.locks-soon'\],\n\s*body: words\['notice\.locks-soon-body'\]\(seconds\)/,
  );
});
