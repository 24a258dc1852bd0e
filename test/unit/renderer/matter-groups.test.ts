import { expect, it } from 'vitest';
import { groupMatters } from '../../../renderer/features/overview/groups.ts';
import type { ShownMatter } from '../../../renderer/features/overview/use-attention.ts';
import type { MatterKind, MatterSeverity } from '../../../shared/matters.ts';

function matter(kind: MatterKind, keyId: string, severity: MatterSeverity = 'note'): ShownMatter {
  return {
    id: `${kind}:${keyId}`,
    kind,
    severity,
    urgency: 50,
    since: null,
    step: 'look-at-key',
    keyId,
    connectionId: 'c1',
    rotationId: null,
    name: keyId,
    count: 0,
    state: '',
    from: [],
    elsewhere: null,
    decided: null,
    dueAt: null,
    date: null,
    key: null,
    connection: null,
  };
}

function shape(items: readonly ShownMatter[]): readonly string[] {
  return groupMatters(items).map((group) => group.items.map(({ id }) => id).join(' '));
}

it('alike matters are one, in the place of the most urgent', () => {
  expect(
    shape([matter('stale', 'a'), matter('over-privileged', 'x'), matter('stale', 'b'), matter('stale', 'c')]),
  ).toEqual(['stale:a stale:b stale:c', 'over-privileged:x']);
});

it('two stay two, each in its own place', () => {
  const items = [matter('stale', 'a'), matter('refused', 'x'), matter('stale', 'b')];
  expect(shape(items)).toEqual(['stale:a', 'refused:x', 'stale:b']);
});

it('leaks, and what is more urgent than the rest, are never hidden in a group', () => {
  const leaks = ['a', 'b', 'c'].map((id) => matter('leaked', id, 'urgent'));
  expect(groupMatters(leaks)).toHaveLength(3);
  const expiring = [
    matter('expiring', 'today', 'urgent'),
    ...['a', 'b', 'c'].map((id) => matter('expiring', id, 'soon')),
  ];
  expect(shape(expiring)).toEqual(['expiring:today', 'expiring:a expiring:b expiring:c']);
});
