import { describe, expect, it } from 'vitest';
import { readSource } from '../../../../build/permissions/generate.mjs';
import { usageOf, type LoggedRequest } from '../../../../electron/providers/augno/usage/key-usage.ts';
import { permissionsOf } from '../../../../electron/providers/augno/usage/route-permissions.ts';
import type { KeyUsageReport } from '../../../../shared/ipc/guide-channels.ts';
import { isProposed } from '../../../../shared/proposed-permissions.ts';
import { PERMISSION_ACTIONS, PERMISSION_DOMAINS } from '../../../../shared/permissions.ts';

const EVERYTHING = PERMISSION_DOMAINS.flatMap((domain) =>
  PERMISSION_ACTIONS.map((action) => `${domain}:${action}`),
);
const listed = (...permissions: readonly string[]) => ({ kind: 'listed', permissions }) as const;
const proposedBy = (report: KeyUsageReport): readonly string[] =>
  report.permissions.filter(isProposed).map(({ permission }) => permission);
const stateIn = (report: KeyUsageReport, wanted: string) =>
  report.permissions.find(({ permission }) => permission === wanted)?.state;
const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T10:00:00Z`;
const asked = (method: string, route: string | null, statusCode = 200, day = 1): LoggedRequest => ({
  at: at(day),
  method,
  route,
  statusCode,
});

describe('the permissions a route needs', () => {
  it.each([
    ['GET', '/v1/catalog/units', ['units:read'], 'documented'],
    ['HEAD', '/v1/catalog/units', ['units:read'], 'documented'],
    ['PATCH', '/v1/catalog/units/{unit_id}', ['units:update'], 'documented'],
    ['PUT', '/v1/core/analytics/oee', ['machine_downtime:read'], 'documented'],
    ['POST', '/v1/auth/api-keys', [], 'admin'],
    ['POST', '/v1/auth/api-keys/{key}/actions/rotate', [], 'admin'],
    ['PATCH', '/v1/fulfillment/picks/{id}', ['picks:update'], 'derived'],
    ['GET', '/v1/finance/adjustment-types', ['adjustment_types:read'], 'derived'],
    ['GET', '/v1/some/thing-new', [], 'unknown'],
    ['BREW', '/v1/catalog/units', [], 'unknown'],
  ])('%s %s needs %s (%s)', (method, route, permissions, certainty) => {
    expect(permissionsOf(method, route, null)).toEqual({ permissions, certainty });
  });

  it('are those the role has, where the route’s words fit two', () => {
    expect(permissionsOf('GET', '/v1/inventory/items', null).permissions).toEqual(['items:read']);
    expect(permissionsOf('GET', '/v1/inventory/items', ['inventory:read']).permissions).toEqual([
      'inventory:read',
    ]);
  });
});

describe('narrowing a role', () => {
  it('keeps what each endpoint needs that the source names, whatever its parameters are called', async () => {
    const { endpoints } = await readSource();
    let checked = 0;
    for (const { method, route, permissions, adminOnly } of endpoints) {
      if (permissions.length === 0 && !adminOnly) continue;
      checked += 1;
      const logged = asked(method, route.replaceAll('{id}', '{some_other_name}'));
      const label = `${method} ${route}`;
      const wide = usageOf([logged], true, listed(...EVERYTHING));
      const admin = usageOf([logged], true, { kind: 'admin' });
      const unknown = usageOf([logged], true, { kind: 'unknown' });
      for (const report of [wide, admin, unknown]) {
        expect(report.needsAdmin, label).toBe(adminOnly);
        expect(proposedBy(report), label).toEqual(expect.arrayContaining([...permissions]));
      }
      for (const permission of permissions) {
        expect(EVERYTHING, `${permission} can be chosen`).toContain(permission);
        expect(stateIn(wide, permission), label).toBe(permissions.length === 1 ? 'seen' : 'implied');
      }
      // What no other endpoint needs and a log did not show is left out, and said.
      expect(stateIn(wide, 'payment_terms:create'), label).toBe(
        permissions.includes('payment_terms:create') ? 'seen' : 'unseen',
      );
    }
    expect(checked).toBe(353);
  });

  it('leaves out one of several only where a request was accepted without it', () => {
    const orders = asked('GET', '/v1/sales/sales-orders');
    const own = usageOf([orders], true, listed('sales_orders:read', 'units:read'));
    expect(proposedBy(own)).toEqual(['sales_orders:read']);
    expect(stateIn(own, 'sales_orders:read')).toBe('seen');
    const changed = usageOf([orders], true, listed('units:read'));
    expect(proposedBy(changed), 'the role was another one then').toEqual([
      'customers:read',
      'sales_orders:read',
      'suppliers:read',
    ]);
  });

  it('never drops silently what the logs can’t tell', () => {
    const report = usageOf([], true, listed('shifts:read', 'units:read', 'jobs:read'));
    expect(report.permissions).toEqual([
      { permission: 'costs:read', state: 'asked', held: false },
      { permission: 'jobs:read', state: 'implied', held: true },
      { permission: 'shifts:read', state: 'unknown', held: true },
      { permission: 'units:read', state: 'unseen', held: true },
    ]);
    expect(proposedBy(report)).toEqual(['jobs:read', 'shifts:read']);
  });

  it.each([
    ['an admin role', { kind: 'admin' } as const, true],
    ['a role that has it', listed('costs:read'), true],
    ['a role without it', listed('units:read'), false],
    ['a role that is not known', { kind: 'unknown' } as const, null],
  ])('asks about costs, with what %s held', (_name, role, held) => {
    const report = usageOf([asked('GET', '/v1/catalog/parts')], true, role);
    expect(report.permissions).toContainEqual({ permission: 'costs:read', state: 'asked', held });
    expect(proposedBy(report).includes('costs:read')).toBe(held === true);
  });

  it('takes not found for an answer, and a refusal for none', () => {
    const role = listed('units:read', 'units:delete');
    expect(proposedBy(usageOf([asked('GET', '/v1/catalog/units/{id}', 404)], true, role))).toEqual([
      'units:read',
    ]);
    expect(proposedBy(usageOf([asked('DELETE', '/v1/catalog/units/{id}', 403)], true, role))).toEqual([]);
  });
});

describe('what a key used', () => {
  const logs = [
    asked('GET', '/v1/catalog/units', 200, 1),
    asked('GET', '/v1/catalog/units', 400, 3),
    asked('POST', '/v1/sales/sales-orders', 201, 2),
    asked('DELETE', '/v1/catalog/units/{id}', 403, 4),
    asked('GET', '/v1/catalog/units', 401, 5),
    asked('GET', null, 200, 6),
  ];

  it('counts what was allowed and leaves out what was refused', () => {
    const report = usageOf(
      logs,
      true,
      listed('units:read', 'units:delete', 'sales_orders:create', 'picks:read'),
    );
    expect(proposedBy(report)).toEqual(['picks:read', 'sales_orders:create', 'units:read']);
    expect(stateIn(report, 'units:delete')).toBe('unseen');
    expect(report).toMatchObject({ requests: 6, refused: 2, since: at(1), until: at(6), needsAdmin: false });
    expect(report.routes[0]).toMatchObject({ route: '/v1/catalog/units', count: 2, lastAt: at(3) });
    expect(report.routes.find(({ route }) => route === '')).toMatchObject({ certainty: 'unknown' });
  });

  it('says that no role will do where the key manages keys', () => {
    const report = usageOf([asked('GET', '/v1/auth/api-keys')], false, { kind: 'admin' });
    expect(report).toMatchObject({ needsAdmin: true, complete: false });
  });
});
