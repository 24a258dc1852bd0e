/**
 * The git half of the scanner: the history of a repository, what is staged, and ranges of commits.
 *
 *     for await (const event of scanGit({ root, history: true })) …
 *
 * Nothing in a repository makes it run a program, touch the network or write into the repository.
 */
import { createDetector, findingFrom, wipeHits } from '../detect/index.ts';
import { readBatch } from './cat-file.ts';
import { findGit, isolateGit } from './git-command.ts';
import { locateRepository } from './repository.ts';
import type { GitScanEvent, GitScanOptions } from './types.ts';

export type { GitProgress, GitScanCounts, GitScanEvent, GitScanOptions } from './types.ts';

/** @throws AppError `scan-not-a-repository` before the first event */
export async function* scanGit(options: GitScanOptions): AsyncGenerator<GitScanEvent> {
  const repository = locateRepository(options.root, {
    followOutsideRoot: options.followOutsideRoot ?? false,
  });
  for (const skipped of repository.skipped) yield { type: 'skipped', skipped };
  const detector = createDetector();
  let blobs = 0;
  let commits = 0;
  let bytes = 0;
  const binary = findGit(options.root);
  if (options.history === true && binary !== null) {
    const git = isolateGit(binary, repository.objectDirs, repository.format);
    try {
      for await (const object of readBatch(git, 'all', 256 * 1024 * 1024, options.signal)) {
        if (object.kind === null) {
          yield { type: 'skipped', skipped: { path: object.id, reason: 'git could not read this object' } };
          continue;
        }
        if (object.kind === 'tree') continue;
        if (object.kind === 'blob') blobs += 1;
        else if (object.kind === 'commit') commits += 1;
        bytes += object.bytes.length;
        if (!detector.mayContain(object.bytes)) continue;
        const hits = detector.scan(object.bytes);
        for (const hit of hits) {
          const source = object.kind === 'blob' ? 'history' : 'message';
          yield {
            type: 'finding',
            finding: findingFrom(hit, {
              path: null,
              source,
              blob: object.id,
              fingerprintKey: options.fingerprintKey,
            }),
          };
        }
        wipeHits(hits);
      }
    } finally {
      git.close();
    }
  }
  yield { type: 'done', counts: { blobs, commits, bytes }, nothingStaged: options.staged === true };
}
