/** Alike matters as one: 14 keys that nobody uses are one decision, not fourteen. Pure. */
import type { MatterKind } from '../../../shared/matters.ts';
import type { ShownMatter } from './use-attention.ts';

export interface MatterGroup {
  /** Of its kind, or of its one matter. */
  readonly id: string;
  /** Most urgent first; never empty. */
  readonly items: readonly [ShownMatter, ...ShownMatter[]];
}

/** Two are read as quickly as a sentence about both. */
const FEWEST = 3;

/** Each of these is about one key, and harmless enough to be decided for all. What leaks or is unknown is looked at alone. */
const GROUPED = {
  expiring: { action: 'rotate', search: 'status:expiring' },
  'rotation-due': { action: 'rotate', search: 'is:due' },
  stale: { action: 'revoke', search: 'is:stale' },
  'never-used': { action: 'revoke', search: 'is:unused' },
  'made-elsewhere': { action: null, search: 'is:elsewhere' },
  'over-privileged': { action: null, search: 'is:admin env:prod' },
  'new-address': { action: null, search: '' },
  'many-places': { action: null, search: '' },
  spike: { action: null, search: '' },
  refused: { action: null, search: '' },
} as const satisfies Partial<
  Record<MatterKind, { readonly action: 'rotate' | 'revoke' | null; readonly search: string }>
>;
export type GroupedKind = keyof typeof GROUPED;

export function groupedAs(kind: MatterKind): GroupedKind | null {
  return kind in GROUPED ? (kind as GroupedKind) : null;
}

/** What is done with all of a group, and what the list of keys is searched for to show them. */
export function decisionFor(kind: GroupedKind): (typeof GROUPED)[GroupedKind] {
  return GROUPED[kind];
}

/** In the order of the most urgent of each. Matters of another severity are never hidden in a group. */
export function groupMatters(items: readonly ShownMatter[]): readonly MatterGroup[] {
  const groups = new Map<string, [ShownMatter, ...ShownMatter[]]>();
  for (const item of items) {
    // What is being rotated already is no part of "Rotate all".
    const isAlone = groupedAs(item.kind) === null || item.keyId === null || item.step === 'continue-rotation';
    const id = isAlone ? item.id : `${item.kind} ${item.severity}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [item]);
    else group.push(item);
  }
  const order = new Map(items.map(({ id }, index) => [id, index]));
  return [...groups]
    .flatMap(([id, group]): readonly MatterGroup[] =>
      group.length >= FEWEST ? [{ id, items: group }] : group.map((item) => ({ id: item.id, items: [item] })),
    )
    .toSorted((left, right) => (order.get(left.items[0].id) ?? 0) - (order.get(right.items[0].id) ?? 0));
}
