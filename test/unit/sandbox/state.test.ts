import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTimestamp, parseTimestamp } from '../../../electron/sandbox/state/clock.ts';
import { newIdentifier } from '../../../electron/sandbox/state/identifiers.ts';
import { openForCaller, sealForCaller } from '../../../electron/sandbox/state/seal.ts';
import { Store, type Change, type Persistence } from '../../../electron/sandbox/state/store.ts';
import { Table } from '../../../electron/sandbox/state/table.ts';

describe('timestamps', () => {
  it('are written as Go writes them', () => {
    expect(formatTimestamp(Date.UTC(2026, 4, 10))).toBe('2026-05-10T00:00:00Z');
    expect(formatTimestamp(Date.UTC(2026, 4, 10, 10, 20, 30, 120))).toBe('2026-05-10T10:20:30.12Z');
    expect(formatTimestamp(Date.UTC(2026, 4, 10, 10, 20, 30, 7))).toBe('2026-05-10T10:20:30.007Z');
  });

  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }), (time) => {
        expect(parseTimestamp(formatTimestamp(time))).toBe(time);
      }),
    );
  });

  it.each([
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-01',
    '2026-01-01T00:00:00',
    '2026-01-01T24:00:00Z',
    '',
  ])('refuse %s', (text) => {
    expect(parseTimestamp(text)).toBeNull();
  });

  it('take offsets and fractions', () => {
    expect(parseTimestamp('2026-01-01T01:00:00.5+02:00')).toBe(Date.UTC(2025, 11, 31, 23, 0, 0, 500));
    expect(parseTimestamp('2024-02-29t00:00:00z')).toBe(Date.UTC(2024, 1, 29));
  });
});

it('ids have the documented form', () => {
  expect(newIdentifier('apke')).toMatch(/^apke_[0-9a-z]{12}$/);
  expect(newIdentifier('rq')).toMatch(/^rq_[0-9a-z]{19}$/);
});

describe('sealed replies', () => {
  it('open with the same key and context only, unaltered', () => {
    const sealed = sealForCaller('secret one', 'scope', 'the reply');
    expect(openForCaller('secret one', 'scope', sealed)).toBe('the reply');
    expect(openForCaller('secret two', 'scope', sealed)).toBeNull();
    expect(openForCaller('secret one', 'other', sealed)).toBeNull();
    const bytes = Buffer.from(sealed, 'base64');
    for (let index = 0; index < bytes.length; index += 1) {
      const altered = Buffer.from(bytes);
      altered[index]! ^= 1;
      expect(openForCaller('secret one', 'scope', altered.toString('base64')), String(index)).toBeNull();
    }
    expect(openForCaller('secret one', 'scope', '')).toBeNull();
  });
});

describe('tables', () => {
  it('keep the order of lists through any sequence of changes', () => {
    const row = fc.record({
      id: fc.integer({ min: 0, max: 20 }).map(String),
      accountId: fc.constantFrom('a', 'b', null),
      createdAt: fc.integer({ min: 0, max: 5 }),
      sequence: fc.integer({ min: 0, max: 1000 }),
    });
    const step = fc.oneof(
      row.map((value) => ({ put: value })),
      fc.integer({ min: 0, max: 20 }).map((id) => ({ remove: String(id) })),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const table = new Table<{
          id: string;
          accountId: string | null;
          createdAt: number;
          sequence: number;
        }>();
        const model = new Map<
          string,
          { id: string; accountId: string | null; createdAt: number; sequence: number }
        >();
        for (const one of steps) {
          if ('put' in one) {
            // Two rows never have one place: the sequence is unique in the store.
            const taken = [...model.values()].some(
              (other) =>
                other.id !== one.put.id &&
                other.createdAt === one.put.createdAt &&
                other.sequence === one.put.sequence,
            );
            if (taken) continue;
            table.put(one.put);
            model.set(one.put.id, one.put);
          } else {
            table.delete(one.remove);
            model.delete(one.remove);
          }
        }
        for (const accountId of ['a', 'b', null]) {
          const expected = [...model.values()]
            .filter((value) => value.accountId === accountId)
            .sort((left, right) => left.createdAt - right.createdAt || left.sequence - right.sequence);
          expect(table.ofAccount(accountId)).toEqual(expected);
        }
      }),
    );
  });
});

describe('the store', () => {
  const meta = (
    id: string,
    value: string,
  ): { id: string; value: string; accountId: null; createdAt: number; sequence: number } => ({
    id,
    value,
    accountId: null,
    createdAt: 0,
    sequence: 1,
  });

  it('changes nothing when the work or the write throws', () => {
    let full = false;
    const written: Change[] = [];
    const persistence: Persistence = {
      load: () => undefined,
      write: (changes) => {
        if (full) throw new Error('disk full');
        written.push(...changes);
      },
      close: () => undefined,
    };
    const store = new Store(persistence);
    store.transaction((transaction) => transaction.put('meta', meta('one', 'a')));
    expect(() =>
      store.transaction((transaction) => {
        transaction.put('meta', meta('one', 'b'));
        expect(transaction.get('meta', 'one')?.value).toBe('b');
        throw new Error('no');
      }),
    ).toThrow('no');
    full = true;
    expect(() => store.transaction((transaction) => transaction.put('meta', meta('one', 'c')))).toThrow(
      'disk full',
    );
    store.putLater('meta', meta('two', 'later'));
    expect(() => store.flush()).toThrow('disk full');
    expect(store.table('meta').get('one')?.value).toBe('a');
    full = false;
    store.transaction((transaction) => transaction.delete('meta', 'one'));
    expect(written.map((change) => change.id)).toEqual(['one', 'two', 'one']);
    expect(store.table('meta').get('one')).toBeUndefined();
    store.close();
  });
});
