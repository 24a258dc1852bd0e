/** What tables, `doctor` and `status` show in German: no English among it, and none too wide for a terminal of 80 columns. */
import { describe, expect, it } from 'vitest';
import { german } from '../../../shared/messages/de/index.ts';
import { english } from '../../../shared/messages/en/index.ts';
import { wordsOf } from '../../../shared/messages/words.ts';
import type { MessageId } from '../../../shared/messages/catalogue.ts';
import { ENGLISH_WORD } from './english.ts';

const ids = Object.keys(english) as readonly MessageId[];
const of = (room: string): readonly MessageId[] => ids.filter((id) => id.startsWith(`${room}.`));
/** Names, and words of both languages. */
const ALIKE =
  /^(?:Git|Name|Status|offline|Id|Admin|Agent|Scanner|System|Prod|Test|CODE|ID|NAME|, |SQLite \.|Git \.| ?)$/;
/** What a person types or a program is called. */
const TYPED = /augno-vault move-vault|keys (?:add-secret|test|confirm)|--vault|Augno Vault/g;
/** With both forms of a plural, and without values. */
const textOf = (id: MessageId): string =>
  german[id]
    .replaceAll(/\{\w+, plural, one \{([^}]*)\} other \{([^}]*)\}\}/g, '$1 $2')
    .replaceAll(/\{\w+\}/g, '');

describe.each(['doctor', 'value', 'matter', 'table'])('each %s', (room) => {
  it.each(of(room))('%s', (id) => {
    const text = textOf(id);
    expect(text.replace(TYPED, '').match(ENGLISH_WORD) ?? []).toEqual([]);
    if (!ALIKE.test(text)) expect(german[id].toLowerCase()).not.toBe(english[id].toLowerCase());
  });
});

const longest = (wanted: readonly MessageId[]): number =>
  Math.max(
    ...wanted.map((id) => wordsOf({ id, values: { count: 99, decided: 99, kind: 'exFAT' } }, german).length),
  );

it('status has room for what is to be done beside urgency, a name and a date', () => {
  const urgency = longest(ids.filter((id) => id.startsWith('value.severity-')));
  const columns = [urgency, 8, longest(of('matter')), '2027-01-31'.length];
  expect(columns.reduce((sum, width) => sum + width) + 3 * 2).toBeLessThanOrEqual(80);
});

it('the list of keys has room beside ids for the words of its values', () => {
  const [mode, status] = ['mode', 'status'].map((name) =>
    longest(ids.filter((id) => id.startsWith(`value.${name}-`))),
  ) as [number, number];
  const id = 'apke_'.length + 26;
  // Name, role and connection are cut to no less than six.
  const columns = [id, 6, mode, status, 6, '2027-01-31'.length, german['table.held'].length, 6];
  expect(columns.reduce((sum, width) => sum + width) + columns.length * 2 - 2).toBeLessThanOrEqual(110);
});
