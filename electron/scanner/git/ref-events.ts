/** What a repository's refs tell of themselves: those that lead nowhere, and keys in names and reflogs. */
import { say, type Said } from '../../../shared/messages/say.ts';
import type { BlobScanner } from './blob-scanner.ts';
import type { ObjectStore } from './object-store.ts';
import type { RefList } from './refs.ts';
import type { GitScanEvent } from './types.ts';

/** How many objects are named by refs and not here. */
export function missingRefs(refs: RefList, store: ObjectStore): number {
  // In order, so that each part of an index is read once.
  const ids = [...new Set(refs.refs.values())].sort();
  return ids.reduce((count, id) => count + (store.has(id) ? 0 : 1), 0);
}

export function* refProblems(refs: RefList, missing: number): Generator<GitScanEvent, void, void> {
  for (const { path, reason } of refs.problems.slice(0, 20)) yield skipped(`.git/${path}`, reason);
  if (missing > 0) yield skipped('.git/refs', say('scan.refs-name-missing-objects', { count: missing }));
}

/** Keys in names of branches and tags, and in what reflogs keep of messages. `seen`: fingerprints, added to. */
export function* refFindings(
  refs: RefList,
  scanner: BlobScanner,
  seen: Set<string>,
): Generator<GitScanEvent, void, void> {
  for (const text of [...refs.refs.keys(), ...refs.reflogText.map((entry) => entry.text)]) {
    const content = { bytes: Buffer.from(text), fresh: null, baseFlagged: false };
    const found = scanner.scan(content, 'tag');
    for (const { reason } of found.skipped) yield skipped('.git/refs', reason);
    for (const finding of found.findings) {
      if (seen.has(finding.fingerprint)) continue;
      seen.add(finding.fingerprint);
      yield { type: 'finding', finding: { ...finding, source: 'message' } };
    }
  }
}

export function skipped(path: string, reason: Said): GitScanEvent {
  return { type: 'skipped', skipped: { path, reason } };
}
