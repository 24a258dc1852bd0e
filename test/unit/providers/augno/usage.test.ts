import { describe, expect, it } from 'vitest';
import { usageOf } from '../../../../electron/providers/augno/usage/key-usage.ts';
import { permissionOf } from '../../../../electron/providers/augno/usage/route-permissions.ts';

describe('the permission a route needs', () => {
  it.each([
    ['GET', '/v1/catalog/units', 'units:read', 'documented'],
    ['PATCH', '/v1/catalog/units/{id}', 'units:update', 'documented'],
    ['DELETE', '/v1/core/sandboxes/{id}', 'sandboxes:delete', 'documented'],
    ['GET', '/v1/core/request-logs', 'request_logs:read', 'documented'],
    ['POST', '/v1/auth/api-keys', null, 'admin'],
    ['POST', '/v1/auth/api-keys/{id}/actions/rotate', null, 'admin'],
    ['GET', '/v1/sales/sales-orders', 'sales_orders:read', 'derived'],
    ['POST', '/v1/sales/sales-orders/{id}/actions/approve', 'sales_orders:update', 'derived'],
    ['PATCH', '/v1/fulfillment/picks/{id}', 'picks:update', 'derived'],
    ['GET', '/v1/some/thing-new', null, 'unknown'],
    ['BREW', '/v1/catalog/units', null, 'unknown'],
  ])('%s %s needs %s (%s)', (method, route, permission, certainty) => {
    expect(permissionOf(method, route, null)).toEqual({ permission, certainty });
  });

  it('is the one the role has, where the route’s words fit two', () => {
    expect(permissionOf('GET', '/v1/inventory/items', null).permission).toBe('items:read');
    expect(permissionOf('GET', '/v1/inventory/items', ['inventory:read']).permission).toBe('inventory:read');
  });
});

describe('what a key used', () => {
  const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T10:00:00Z`;
  const logs = [
    { at: at(1), method: 'GET', route: '/v1/catalog/units', statusCode: 200 },
    { at: at(3), method: 'GET', route: '/v1/catalog/units', statusCode: 400 },
    { at: at(2), method: 'POST', route: '/v1/sales/sales-orders', statusCode: 201 },
    { at: at(4), method: 'DELETE', route: '/v1/catalog/units/{id}', statusCode: 403 },
    { at: at(5), method: 'GET', route: '/v1/catalog/units', statusCode: 401 },
    { at: at(6), method: 'GET', route: null, statusCode: 200 },
  ];

  it('counts what was allowed and leaves out what was refused', () => {
    const report = usageOf(logs, true, ['units:read', 'units:delete', 'sales_orders:create', 'picks:read']);
    expect(report.needed).toEqual(['sales_orders:create', 'units:read']);
    expect(report.unused).toEqual(['units:delete', 'picks:read']);
    expect(report).toMatchObject({ requests: 6, refused: 2, since: at(1), until: at(6), needsAdmin: false });
    expect(report.routes[0]).toMatchObject({ route: '/v1/catalog/units', count: 2, lastAt: at(3) });
    expect(report.routes.find(({ route }) => route === '')).toMatchObject({ certainty: 'unknown' });
  });

  it('says that no role will do where the key manages keys', () => {
    const report = usageOf(
      [{ at: at(1), method: 'GET', route: '/v1/auth/api-keys', statusCode: 200 }],
      false,
      null,
    );
    expect(report).toMatchObject({ needsAdmin: true, needed: [], unused: [], complete: false });
  });

  it('is nothing without requests', () => {
    expect(usageOf([], true, ['units:read'])).toMatchObject({
      routes: [],
      needed: [],
      unused: ['units:read'],
      since: null,
    });
  });
});
