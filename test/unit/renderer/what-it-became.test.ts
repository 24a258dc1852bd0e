import { expect, it } from 'vitest';
import { becameOf } from '../../../renderer/features/keys/use-what-it-became.ts';
import { makeKey } from './factory.ts';

const NOW = Date.parse('2026-12-01T00:00:00Z');
const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();
const bottling = { apiName: 'Bottling', origin: 'here' } as const;
const older = makeKey(NOW, { ...bottling, id: 'apke_older', createdAt: at(-2) });
const row = makeKey(NOW, { ...bottling, id: 'pending_1', createdAt: at(0) });
const made = makeKey(NOW, { ...bottling, id: 'apke_made', createdAt: at(0) });

it('finds the newest key of the name in the place of its row', () => {
  expect(becameOf(row, [older, made])).toBe('apke_made');
  expect(becameOf(row, [made, older])).toBe('apke_made');
  // It is still being made, or is another account's, or another's.
  expect(becameOf(row, [older, row, made])).toBeNull();
  expect(becameOf(row, [{ ...made, connectionId: 'another' }])).toBeNull();
  expect(becameOf(row, [{ ...made, origin: 'elsewhere' }])).toBeNull();
  expect(becameOf(row, [])).toBeNull();
});
