/**
 * The git half of the scanner: the history of a repository, what is staged, and ranges of commits.
 *
 *     for await (const event of scanGit({ root, history: true })) …
 *
 * Nothing in a repository makes it run a program, touch the network or write into the repository.
 */
import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { repositoryAt } from './meant-repository.ts';
import {
  isDirectory,
  isInside,
  looksLikeGitDir,
  readSmallFile,
  realPath,
  type LocateOptions,
  type Repository,
} from './repository.ts';
import { scanHistory, type HistoryTotals } from './scan-history.ts';
import { NOTHING_STAGED, scanStaged } from './scan-staged.ts';
import { NOTHING_NEW, scanRange } from './scan-range.ts';
import { submodulesOf } from './submodules.ts';
import type { GitScanEvent, GitScanOptions } from './types.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export { NO_REPOSITORY } from './repository.ts';
export type { GitScanOptions } from './types.ts';

/** @throws AppError `scan-not-a-repository`, or `invalid-input` for a range that names nothing, before the first finding */
export async function* scanGit(options: GitScanOptions): AsyncGenerator<GitScanEvent, void, void> {
  const follow = { followOutsideRoot: options.followOutsideRoot ?? false };
  const repository = repositoryAt(options.repository ?? options.root, follow);
  for (const skipped of repository.skipped) {
    // An object that is needed and not here is told of by itself.
    if (options.history === true) yield { type: 'skipped', skipped };
    else yield { type: 'note', said: say('scan.path-and-reason', { ...skipped }) };
  }
  const { workTree, gitDir } = repository;
  if (options.history === true && workTree !== null && !isInside(realPath(workTree), realPath(gitDir)))
    yield { type: 'note', said: say('scan.kept-outside-its-folder', { gitDir }) };
  const past = missingPast(repository);
  // What is committed or pushed is judged by itself; only a history is not whole without its past.
  if (past !== null) {
    if (options.history === true) yield { type: 'skipped', skipped: { path: '.git/shallow', reason: past } };
    else yield { type: 'note', said: past };
  }
  const totals: HistoryTotals = { blobs: 0, commits: 0, bytes: 0 };
  let nothingNew = false;
  if (options.staged === true) {
    for await (const event of scanStaged(repository, options, totals)) {
      if (event.type === 'note' && event.said.id === NOTHING_STAGED.id) nothingNew = true;
      yield event;
    }
  }
  if (options.range !== undefined) {
    for await (const event of scanRange(repository, options, options.range, totals)) {
      if (event.type === 'note' && event.said.id === NOTHING_NEW.id) nothingNew = true;
      yield event;
    }
  }
  if (options.history === true) {
    options.readStores?.add(realPath(repository.commonDir));
    yield* scanHistory(repository, options, totals);
    for (const entry of submodulesOf(repository, options)) {
      if (options.signal?.aborted === true) break;
      if ('reason' in entry) yield { type: 'skipped', skipped: entry };
      else {
        for (const skipped of entry.skipped) yield { type: 'skipped', skipped };
        const missing = missingPast(entry);
        if (missing !== null) yield { type: 'skipped', skipped: { path: '.git/shallow', reason: missing } };
        yield* scanHistory(entry, options, totals);
      }
    }
  }
  if (options.signal?.aborted === true) {
    yield { type: 'skipped', skipped: { path: '.git', reason: say('scan.stopped-before-its-end') } };
  }
  yield { type: 'done', counts: totals, nothingNew };
}

/** The same for two roots that need one reading: one work tree's index, else one store. Null where there is none. */
export function repositoryKey(root: string, follow: LocateOptions, staged: boolean): string | null {
  try {
    const { gitDir, commonDir } = repositoryAt(root, follow);
    return realPath(staged ? gitDir : commonDir);
  } catch {
    return null;
  }
}

/**
 * Whether what a scan came by below its root is a repository that may be read; null if it may.
 * @returns `nowhere` for what is none, else why it is not read
 */
export function leadsAway(folder: string, root: string, followOutsideRoot: boolean): Said | 'nowhere' | null {
  const dotGit = path.join(folder, '.git');
  const stat = lstatSync(dotGit, { throwIfNoEntry: false });
  if (stat === undefined) return looksLikeGitDir(folder) ? null : 'nowhere';
  if (stat.isFile()) return /^gitdir: */.test(readSmallFile(dotGit) ?? '') ? null : 'nowhere';
  const holds = isDirectory(path.join(dotGit, 'objects')) || existsSync(path.join(dotGit, 'commondir'));
  if (!holds) return 'nowhere';
  // SECURITY: whoever made the folder may have led it into any repository of this computer.
  const isOutside = stat.isSymbolicLink() && !isInside(realPath(root), realPath(dotGit));
  return isOutside && !followOutsideRoot ? say('scan.repository-outside') : null;
}

/** Why the history is not whole; null where it is. */
function missingPast({ shallow }: Repository): Said | null {
  return shallow.length === 0 ? null : say('scan.shallow-clone', { count: shallow.length });
}
