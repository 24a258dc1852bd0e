/** Which role a key of one session may have: never more than the key that it was asked for with. */
import { expect, it } from 'vitest';
import { narrowerRole } from '../../../electron/cli/agent/session-role.ts';
import type { Role } from '../../../shared/domain.ts';
import { makeKey } from '../renderer/factory.ts';

const role = (id: string, permissions: readonly string[] | null, type = 'user'): Role => ({
  ...{ id, connectionId: 'c1', name: `Role ${id}`, type, ownedBy: 'account' },
  permissions: permissions === null ? null : [...permissions],
});
const roles = [
  role('ro_1', ['orders:read', 'orders:create', 'units:read']),
  role('less', ['orders:read']),
  role('same', ['units:read', 'orders:read', 'orders:create']),
  role('more', ['orders:read', 'orders:delete']),
  role('none', []),
  role('unknown', null),
  role('admin', [], 'admin'),
];
const key = makeKey(0);

it.each(['less', 'same', 'none'])('takes one that may no more (%s)', (id) => {
  expect(narrowerRole(key, roles, id).id).toBe(id);
  expect(narrowerRole(key, roles, `role ${id}`).id).toBe(id);
});

it.each(['more', 'unknown', 'admin'])('refuses one that may more, or may (%s)', (id) => {
  expect(() => narrowerRole(key, roles, id)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
});

it('knows that an administrator’s key may all, and that another such is not narrower', () => {
  const admin = makeKey(0, { roleId: 'admin', roleType: 'admin' });
  expect(narrowerRole(admin, roles, 'more').id).toBe('more');
  for (const id of ['admin', 'unknown'])
    expect(() => narrowerRole(admin, roles, id)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
});

it('refuses any where the key’s own role is not known', () => {
  for (const roleId of [null, 'gone', 'unknown'])
    expect(() => narrowerRole(makeKey(0, { roleId }), roles, 'less')).toThrow();
});

it('says that there is no such role', () => {
  expect(() => narrowerRole(key, roles, 'Nobody')).toThrow(expect.objectContaining({ code: 'not-found' }));
});
