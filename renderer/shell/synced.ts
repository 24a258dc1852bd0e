/** How old what is shown is, where some accounts cannot be reached and others can. Pure, so that it can be tested. */
import type { Connection } from '../../shared/domain.ts';

export interface Synced {
  /** Of those that can be reached, or of all where none can; null where one of them never was. */
  readonly at: string | null;
  readonly unreachable: number;
  readonly all: number;
}

/** The oldest of them: what is shown is as old as its oldest part. */
export function syncedOf(connections: readonly Connection[]): Synced {
  const reachable = connections.filter(({ health }) => health !== 'offline');
  const counted = reachable.length === 0 ? connections : reachable;
  const times = counted.flatMap(({ lastSyncedAt }) => lastSyncedAt ?? []);
  const [oldest = null] = times.toSorted((left, right) => Date.parse(left) - Date.parse(right));
  return {
    at: times.length === counted.length ? oldest : null,
    unreachable: connections.length - reachable.length,
    all: connections.length,
  };
}
