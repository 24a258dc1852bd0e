import { expect, test } from 'vitest';
import type { Finding } from '../../../shared/findings.ts';
import { steadyFindings } from '../../../renderer/features/findings/steady-findings.ts';

const finding = (id: string, state: Finding['state']): Finding => ({ id, state }) as Finding;

test('what was not there yet waits, and keeps its place until it is asked for', () => {
  const items = [finding('new', 'open'), finding('old', 'open')];
  const steady = steadyFindings(items, new Map([['old', 'open']]));
  expect(steady.items.map(({ id }) => id)).toEqual(['old']);
  expect(steady.waiting).toBe(1);
});

test('what is found no more stays where it was', () => {
  const steady = steadyFindings([finding('old', 'resolved')], new Map([['old', 'open']]));
  expect(steady.items).toEqual([finding('old', 'open')]);
  expect(steady.waiting).toBe(1);
});

test('what a person decides shows at once', () => {
  const steady = steadyFindings([finding('old', 'ignored')], new Map([['old', 'open']]));
  expect(steady).toEqual({ items: [finding('old', 'ignored')], waiting: 0 });
});

test('where nothing was shown, everything is', () => {
  const items = [finding('new', 'open')];
  expect(steadyFindings(items, new Map())).toEqual({ items, waiting: 0 });
});
