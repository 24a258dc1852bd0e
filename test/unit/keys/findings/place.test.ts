import { expect, it } from 'vitest';
import { notedPlaceOf, placeOf, type FindingRecord } from '../../../../electron/keys/findings/records.ts';
import { german } from '../../../../shared/messages/de/index.ts';
import { inEnglish, wordsOf } from '../../../../shared/messages/words.ts';

function record(finding: Partial<FindingRecord['finding']>): FindingRecord {
  const whole = { path: 'app/.env', line: 3, container: [], source: 'worktree', commit: null, ...finding };
  return { root: '/srv', finding: whole } as unknown as FindingRecord;
}

const commit = { id: '0123456789abcdef', author: 'Ann', email: '', date: '', subject: '' };

it.each([
  [record({}), '/srv/app/.env:3', '/srv/app/.env:3'],
  [record({ container: ['a.zip', 'b'] }), '/srv/app/.env:3 › a.zip › b', '/srv/app/.env:3 › a.zip › b'],
  [
    record({ source: 'history', line: null }),
    '/srv/app/.env (in the history)',
    '/srv/app/.env (in der Historie)',
  ],
  [
    record({ path: null, source: 'message', commit }),
    '/srv: message of 0123456789',
    '/srv: Nachricht von 0123456789',
  ],
  [
    record({ path: null, source: 'history' }),
    '/srv: history of an unknown commit',
    '/srv: Historie von einem unbekannten Commit',
  ],
])('a place is said in the language of whoever reads it (%#)', (found, english, inGerman) => {
  expect([inEnglish(placeOf(found)), wordsOf(placeOf(found), german)]).toEqual([english, inGerman]);
});

it('is noted as a text alone where it is a path, and by its id where it is more', () => {
  expect(notedPlaceOf(record({}))).toEqual({ text: '/srv/app/.env:3' });
  const place = { place: '/srv/app/.env:3' };
  expect(notedPlaceOf(record({ source: 'history' }))).toEqual({
    text: '/srv/app/.env:3 (in the history)',
    said: { id: 'keys.place-in-the-history', values: place },
  });
});
