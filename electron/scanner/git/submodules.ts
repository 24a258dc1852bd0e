/** Repositories that stand in another one as its submodules. */
import { lstatSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { configValue } from './git-config.ts';
import { readIndexFile } from './index-file.ts';
import {
  isDirectory,
  listFolder,
  looksLikeGitDir,
  openDotGit,
  openGitDir,
  realPath,
  type Repository,
} from './repository.ts';
import type { GitScanOptions } from './types.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

/** Stores below `modules`, and repositories that stand in the work tree where the index names a submodule. */
export function* submodulesOf(
  repository: Repository,
  options: GitScanOptions,
): Generator<Repository | { readonly path: string; readonly reason: Said }, void, void> {
  const follow = { followOutsideRoot: options.followOutsideRoot ?? false };
  const seen = options.readStores ?? new Set<string>();
  seen.add(realPath(repository.commonDir));
  const attempt = (
    name: string,
    open: () => Repository,
  ): Repository | { path: string; reason: Said } | null => {
    try {
      const found = open();
      if (seen.has(realPath(found.commonDir))) return null;
      seen.add(realPath(found.commonDir));
      return found;
    } catch (error) {
      return {
        path: name,
        reason: error instanceof AppError ? error.said.message : say('scan.submodule-not-read'),
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

/**
 * The stores of submodules below `commonDir/modules`, and those that linked worktrees have of their own; a submodule's name
 * may hold slashes.
 */
function submoduleGitDirs(commonDir: string): string[] {
  const found: string[] = [];
  const visit = (folder: string, depth: number): void => {
    for (const name of listFolder(folder)) {
      const child = path.join(folder, name);
      try {
        if (!lstatSync(child).isDirectory()) continue;
      } catch {
        continue;
      }
      if (looksLikeGitDir(child)) {
        found.push(child);
        visit(path.join(child, 'modules'), depth + 1);
      } else if (depth < 8) visit(child, depth + 1);
    }
  };
  visit(path.join(commonDir, 'modules'), 0);
  for (const name of listFolder(path.join(commonDir, 'worktrees'))) {
    visit(path.join(commonDir, 'worktrees', name, 'modules'), 0);
  }
  return found;
}
