/** What the walk over packs left out: large objects, and damaged ones of which another copy may be sound. */
import type { BlobScanner } from './blob-scanner.ts';
import { readBatch } from './cat-file.ts';
import type { IsolatedGit } from './git-command.ts';
import type { FoundContent, ScanPass } from './history-scan.ts';
import { LARGEST_IN_MEMORY, type ObjectStore } from './object-store.ts';
import type { ObjectKind } from './types.ts';

/** What git itself is asked for in one piece. Larger objects are reported as skipped. */
const LARGEST_FROM_GIT = 512 * 1024 * 1024;

export interface Late {
  readonly found: FoundContent[];
  readonly lost: string[];
  /** How many blobs are larger than what was asked for. */
  readonly leftOut: number;
}

/** @param largest bytes of a blob that is looked at */
export async function readUnread(
  unread: ScanPass['unread'],
  store: ObjectStore,
  scanner: BlobScanner,
  git: () => IsolatedGit | null,
  signal: AbortSignal | undefined,
  largest = Infinity,
): Promise<Late> {
  const found: FoundContent[] = [];
  const left: string[] = [];
  const lost = new Set<string>();
  let leftOut = 0;
  const scan = async (id: string, kind: ObjectKind, bytes: Uint8Array): Promise<void> => {
    if (kind === 'tree') {
      const { names, skipped } = scanner.scanNames({ bytes, fresh: null, baseFlagged: false }, id.length / 2);
      if (names.length + skipped.length > 0) found.push({ id, kind, findings: [], skipped, names });
      return;
    }
    if (kind === 'blob' && bytes.length > largest) {
      leftOut += 1;
      return;
    }
    const { findings, skipped } = await scanner.scanWhole(bytes, kind);
    if (findings.length + skipped.length > 0) found.push({ id, kind, findings, skipped, names: [] });
  };
  for (const { id } of unread) {
    if (signal?.aborted === true) return { found, lost: [], leftOut };
    const object = store.read(id, LARGEST_IN_MEMORY);
    if (object === null && store.wasTooLarge && largest < LARGEST_IN_MEMORY) leftOut += 1;
    else if (object === null) {
      lost.add(id);
      // SECURITY: damaged ones are not given to git, which runs for ever, and grows, in a circle of deltas.
      if (store.wasTooLarge) left.push(id);
    } else await scan(id, object.kind, object.bytes);
  }
  if (left.length === 0) return { found, lost: [...lost], leftOut };
  const isolated = git();
  if (isolated === null) return { found, lost: [...lost], leftOut };
  for await (const object of readBatch(isolated, left, LARGEST_FROM_GIT, signal)) {
    if (object.kind === null) continue;
    lost.delete(object.id);
    await scan(object.id, object.kind, object.bytes);
  }
  return { found, lost: [...lost], leftOut };
}
