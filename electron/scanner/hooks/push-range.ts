/** What git tells a pre-push hook → the range that is about to be pushed. */
import { ObjectStore } from '../git/object-store.ts';
import { THERE } from '../git/scan-range.ts';
import { repositoryAt } from '../git/meant-repository.ts';

const ZERO = /^0+$/;
const ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

export interface PushedRange {
  /** For `ScanOptions.range`; null where nothing but deletions is pushed. */
  readonly range: string | null;
  /** Names on the other side: they are published too. */
  readonly refNames: readonly string[];
}

/**
 * Lines of `LOCAL-REF LOCAL-ID REMOTE-REF REMOTE-ID`. What the other side has is left out where it is known here, and
 * whatever any remote-tracking branch has.
 */
export function pushedRange(root: string, input: string): PushedRange {
  const repository = repositoryAt(root, { followOutsideRoot: true });
  const store = new ObjectStore(repository.objectDirs, repository.format);
  try {
    const items: string[] = [];
    const refNames: string[] = [];
    for (const line of input.split(/\r?\n/)) {
      const [, local, remoteRef, remote] = line.split(' ');
      if (local === undefined || remoteRef === undefined || remote === undefined || !ID.test(local)) continue;
      refNames.push(remoteRef);
      if (ZERO.test(local)) continue;
      items.push(local);
      if (!ZERO.test(remote) && ID.test(remote) && store.has(remote)) items.push(THERE + remote);
    }
    return { range: items.length === 0 ? null : [...items, '^remotes'].join(' '), refNames };
  } finally {
    store.close();
  }
}
