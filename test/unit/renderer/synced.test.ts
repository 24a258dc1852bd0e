/** What the line below says of several accounts: one that is offline says nothing of the others. */
import { expect, it } from 'vitest';
import { syncedOf } from '../../../renderer/shell/synced.ts';
import type { Connection } from '../../../shared/domain.ts';

const account = (health: Connection['health'], lastSyncedAt: string | null): Connection =>
  ({ health, lastSyncedAt }) as Connection;
const OLD = '2026-11-29T08:00:00Z';
const NEW = '2026-11-30T08:00:00Z';

it('is as old as its oldest part', () => {
  expect(syncedOf([account('ok', NEW), account('ok', OLD)])).toEqual({ at: OLD, unreachable: 0, all: 2 });
  expect(syncedOf([account('ok', NEW), account('ok', null)]).at).toBeNull();
});

it('counts the accounts that cannot be reached apart from those that can', () => {
  expect(syncedOf([account('ok', NEW), account('offline', OLD)])).toEqual({
    at: NEW,
    unreachable: 1,
    all: 2,
  });
  expect(syncedOf([account('offline', null), account('ok', NEW)]).at).toBe(NEW);
});

it('is as of the last time where none can be reached', () => {
  expect(syncedOf([account('offline', OLD)])).toEqual({ at: OLD, unreachable: 1, all: 1 });
  expect(syncedOf([])).toEqual({ at: null, unreachable: 0, all: 0 });
});
