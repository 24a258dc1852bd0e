/**
 * The git half of the scanner: the history of a repository, what is staged, and ranges of commits.
 *
 *     for await (const event of scanGit({ root, history: true })) …
 *
 * Nothing in a repository makes it run a program, touch the network or write into the repository.
 */
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import {
  isDirectory,
  listFolder,
  locateRepository,
  missingPast,
  openDotGit,
  openGitDir,
  realPath,
  submoduleGitDirs,
  type Repository,
} from './repository.ts';
import { configValue } from './git-config.ts';
import { readIndexFile } from './index-file.ts';
import { scanHistory, type HistoryTotals } from './scan-history.ts';
import { scanStaged } from './scan-staged.ts';
import { NOTHING_NEW, scanRange } from './scan-range.ts';
import type { GitScanEvent, GitScanOptions } from './types.ts';

export type { GitProgress, GitScanCounts, GitScanEvent, GitScanOptions } from './types.ts';

/** @throws AppError `scan-not-a-repository`, or `invalid-input` for a range that names nothing, before the first finding */
export async function* scanGit(options: GitScanOptions): AsyncGenerator<GitScanEvent, void, void> {
  const follow = { followOutsideRoot: options.followOutsideRoot ?? false };
  const repository = locateRepository(options.root, follow);
  for (const skipped of repository.skipped) yield { type: 'skipped', skipped };
  const past = missingPast(repository);
  // What is committed or pushed is judged by itself; only a history is not whole without its past.
  if (past !== null) {
    if (options.history === true) yield { type: 'skipped', skipped: { path: '.git/shallow', reason: past } };
    else yield { type: 'note', text: past };
  }
  const totals: HistoryTotals = { blobs: 0, commits: 0, bytes: 0 };
  let nothingNew = false;
  if (options.staged === true) {
    for await (const event of scanStaged(repository, options, totals)) {
      if (event.type === 'note' && event.text === 'nothing staged') nothingNew = true;
      yield event;
    }
  }
  if (options.range !== undefined) {
    for await (const event of scanRange(repository, options, options.range, totals)) {
      if (event.type === 'note' && event.text === NOTHING_NEW) nothingNew = true;
      yield event;
    }
  }
  if (options.history === true) {
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
    yield { type: 'skipped', skipped: { path: '.git', reason: 'the scan was stopped before its end' } };
  }
  yield { type: 'done', counts: totals, nothingNew };
}

/** Stores below `modules`, and repositories that stand in the work tree where the index names a submodule. */
function* submodulesOf(
  repository: Repository,
  options: GitScanOptions,
): Generator<Repository | { readonly path: string; readonly reason: string }, void, void> {
  const follow = { followOutsideRoot: options.followOutsideRoot ?? false };
  const seen = new Set([realPath(repository.commonDir)]);
  const attempt = (
    name: string,
    open: () => Repository,
  ): Repository | { path: string; reason: string } | null => {
    try {
      const found = open();
      if (seen.has(realPath(found.commonDir))) return null;
      seen.add(realPath(found.commonDir));
      return found;
    } catch (error) {
      return {
        path: name,
        reason: error instanceof AppError ? error.message : 'the submodule could not be read',
      };
    }
  };
  for (const gitDir of submoduleGitDirs(repository.commonDir)) {
    const found = attempt(path.basename(gitDir), () => {
      const bare = openGitDir(null, gitDir, repository.commonDir, follow, []);
      const workTree = configValue(bare.config, 'core.worktree');
      const place = workTree === null ? null : path.resolve(gitDir, workTree);
      const inside = place !== null && repository.workTree !== null && isDirectory(place);
      return inside && realPath(place).startsWith(realPath(repository.workTree))
        ? { ...bare, workTree: place }
        : bare;
    });
    if (found !== null) yield found;
  }
  if (repository.workTree === null) return;
  for (const entry of readIndexFile(repository).entries) {
    if (entry.mode !== 0o160000) continue;
    const folder = path.join(repository.workTree, entry.path);
    if (!listFolder(folder).includes('.git')) continue;
    const found = attempt(entry.path, () => openDotGit(folder, path.join(folder, '.git'), follow));
    if (found !== null) yield found;
  }
}
