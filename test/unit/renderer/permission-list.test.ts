/** A role's permissions as the screen of roles shows them, and what of them a key was seen to use. */
import { describe, expect, it } from 'vitest';
import type { Role } from '../../../shared/domain.ts';
import type { KeyUsageReport } from '../../../shared/ipc/guide-channels.ts';
import { usageOf } from '../../../electron/providers/augno/usage/key-usage.ts';
import { heldAndUsed, heldAreas, sentencesOfUse } from '../../../renderer/features/roles/permission-list.ts';
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
  const role = { type: 'user', permissions: ['a:read', 'a:update', 'b:read'] };
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
  expect(heldAndUsed({ ...report, complete: true, unread }, role)).toEqual({
    ...{ kind: 'listed', held: 3, unused: 2, untold: 0, isWhole: true },
  });
  expect(heldAndUsed({ ...report, complete: false, unread }, role)).toMatchObject({ isWhole: false });
});

describe('“Uses all that it holds” is said of no key of which it is not known', () => {
  const all = usageOf(
    [{ at: '2026-11-30T00:00:00Z', method: 'GET', route: '/v1/x', statusCode: 200 }],
    true,
    {
      kind: 'admin',
    },
  );
  const ids = (report: KeyUsageReport, role: Pick<Role, 'type' | 'permissions'>): readonly string[] =>
    sentencesOfUse(heldAndUsed(report, role)).map(({ id }) => id);

  it('of an admin is said whether one was needed', () => {
    const admin = { type: 'admin', permissions: null };
    expect(ids(all, admin)).toEqual(['roles.use-no-admin']);
    expect(ids({ ...all, complete: false }, admin)).toEqual(['roles.use-no-admin-seen']);
    expect(ids({ ...all, needsAdmin: true }, admin)).toEqual(['roles.use-needs-admin']);
  });
  it('of a role without a list nothing', () => {
    expect(ids(all, { type: 'user', permissions: null })).toEqual(['roles.use-unknown']);
  });
  it('of a role of which the logs tell only a part, that', () => {
    const role = { type: 'user', permissions: ['a:read', 'costs:read'] };
    const permissions: KeyUsageReport['permissions'] = [
      { permission: 'a:read', state: 'seen', held: true },
      { permission: 'costs:read', state: 'asked', held: true },
    ];
    expect(ids({ ...all, permissions }, role)).toEqual(['roles.use-all-told', 'roles.use-untold']);
    expect(ids({ ...all, permissions: permissions.slice(0, 1) }, role)).toEqual(['roles.use-all']);
    expect(ids({ ...all, permissions: [] }, { type: 'user', permissions: [] })).toEqual([
      'roles.use-nothing',
    ]);
  });
});
