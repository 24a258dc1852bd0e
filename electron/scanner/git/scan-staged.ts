/** What the next commit would bring: entries of the index that HEAD does not have. */
import path from 'node:path';
import { ChangedFileScanner } from './changed-files.ts';
import { HeldKeys, treesOf } from './held-keys.ts';
import { readIndexFile } from './index-file.ts';
import { ObjectStore } from './object-store.ts';
import { readHead, readRefs } from './refs.ts';
import { readSmallFile, type Repository } from './repository.ts';
import type { HistoryTotals } from './scan-history.ts';
import { MODE_SUBMODULE, MODE_TREE, TreeReader } from './tree-diff.ts';
import type { GitScanEvent, GitScanOptions } from './types.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export const NOTHING_STAGED = say('scan.nothing-staged');

export async function* scanStaged(
  repository: Repository,
  options: GitScanOptions,
  totals: HistoryTotals,
): AsyncGenerator<GitScanEvent, void, void> {
  const index = readIndexFile(repository);
  if (index.problem !== null)
    yield { type: 'skipped', skipped: { path: '.git/index', reason: index.problem } };
  const store = new ObjectStore(repository.objectDirs, repository.format);
  try {
    const head = headFiles(repository, store);
    if (head.problem !== null) yield { type: 'note', said: head.problem };
    const trees = new TreeReader(store, repository.format);
    const paths = new Set(index.entries.map((entry) => entry.path));
    const scanner = new ChangedFileScanner(repository, store, options, totals);
    const before = new HeldKeys({
      store,
      // What is compared with may be missing, as in a partial clone; then more counts as new.
      trees: new TreeReader(store, repository.format),
      before: options.all === true ? [] : treesOf(beforeCommit(repository), store),
      movedTo: new Map(),
      remains: (file) => paths.has(file),
      findingsIn: (blob) => scanner.findingsIn(blob),
    });
    let staged = 0;
    let sinceYield = 0;
    for (const entry of index.entries) {
      if (entry.mode === MODE_SUBMODULE || entry.intentToAdd || entry.stage === 1) continue;
      // A sparse index names a whole folder that is not checked out by its tree.
      for (const file of entry.mode === MODE_TREE ? trees.changed(entry.id, [], entry.path) : [entry]) {
        if (options.signal?.aborted === true) return;
        if (head.files.get(file.path) === file.id) continue;
        staged += 1;
        yield* scanner.file(file, 'staged', null, before);
        if ((sinceYield += 1) % 64 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    }
    for (const id of [...trees.missing].slice(0, 100)) {
      const reason = say('scan.folder-of-index-missing');
      yield { type: 'skipped', skipped: { path: `.git/objects/${id}`, reason } };
    }
    if (staged === 0 && index.problem === null) yield { type: 'note', said: NOTHING_STAGED };
  } finally {
    store.close();
  }
}

/**
 * What the commit will have as its parents: HEAD, and the other side of a merge that is being made. While a merge without
 * conflicts runs its hook, git names that side in the environment only.
 */
function beforeCommit(repository: Repository): readonly string[] {
  const head = readHead(repository, readRefs(repository));
  const merged = readSmallFile(path.join(repository.gitDir, 'MERGE_HEAD')) ?? '';
  const named = Object.keys(process.env).flatMap(
    (name) => /^GITHEAD_([0-9a-f]{40}(?:[0-9a-f]{24})?)$/.exec(name)?.[1] ?? [],
  );
  return [...(head === null ? [] : [head]), ...merged.split('\n').filter((line) => line !== ''), ...named];
}

function headFiles(
  repository: Repository,
  store: ObjectStore,
): { readonly files: ReadonlyMap<string, string>; readonly problem: Said | null } {
  const files = new Map<string, string>();
  const refs = readRefs(repository);
  const head = readHead(repository, refs);
  if (head === null && refs.problems.length > 0) {
    return { files, problem: say('scan.head-not-read') };
  }
  // A branch without commits: everything in the index is new.
  if (head === null) return { files, problem: null };
  const commit = store.read(head);
  const tree = /^tree ([0-9a-f]+)$/m.exec(commit?.bytes.toString('latin1', 0, 200) ?? '')?.[1];
  if (tree === undefined) return { files, problem: null };
  const trees = new TreeReader(store, repository.format);
  // Where a tree can't be read its files count as new: more is scanned, nothing is missed.
  for (const file of trees.changed(tree, [])) files.set(file.path, file.id);
  return { files, problem: null };
}
