/** A role's permissions as the screen of roles shows them, and what of them a key was seen to use. */
import { expect, it } from 'vitest';
import { heldAndUsed, heldAreas } from '../../../renderer/features/roles/permission-list.ts';
import { allGroups } from '../../../renderer/features/roles/permission-picker.tsx';

const GROUPS = [
  {
    code: 'sales',
    name: 'Sales',
    domains: [
      { code: 'sales_orders', name: 'Sales orders', description: null },
      { code: 'customers', name: 'Customers', description: null },
    ],
  },
];

it('areas and domains are those that are held, each action in its usual order', () => {
  expect(heldAreas(GROUPS, ['sales_orders:update', 'sales_orders:read', 'sales_orders:approve'])).toEqual([
    {
      code: 'sales',
      name: 'Sales',
      domains: [
        { code: 'sales_orders', name: 'Sales orders', actions: ['read', 'update'], others: ['approve'] },
      ],
    },
  ]);
  expect(heldAreas(GROUPS, [])).toEqual([]);
});

it('what the server lists nowhere is not left out', () => {
  const groups = allGroups(GROUPS, ['brand_new:read'], 'Other');
  const areas = heldAreas(groups, ['brand_new:read']);
  expect(areas.map(({ name, domains }) => [name, domains.map(({ code }) => code)])).toEqual([
    ['Other', ['brand_new']],
  ]);
});

it('what is held and unseen is counted, and whether that is the whole of the logs', () => {
  const report = {
    ...{ routes: [], needsAdmin: false, requests: 3, refused: 0, since: null, until: null },
    permissions: [
      { permission: 'a:read', state: 'seen', held: true },
      { permission: 'a:update', state: 'unseen', held: true },
      { permission: 'b:read', state: 'unseen', held: true },
      { permission: 'c:read', state: 'unseen', held: false },
      { permission: 'd:read', state: 'unknown', held: null },
    ] as const,
  };
  const unread = { count: 0, names: [] };
  expect(heldAndUsed({ ...report, complete: true, unread })).toEqual({ held: 3, unused: 2, isWhole: true });
  expect(heldAndUsed({ ...report, complete: false, unread }).isWhole).toBe(false);
});
