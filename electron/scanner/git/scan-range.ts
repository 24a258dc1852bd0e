/** The commits of a range, what each brings against all of its parents, and its message. */
import { AppError } from '../../../shared/errors.ts';
import { ChangedFileScanner } from './changed-files.ts';
import { commitDetails } from './commit-details.ts';
import { commitsBetween } from './commit-range.ts';
import { HeldKeys, treesOf } from './held-keys.ts';
import { ObjectStore } from './object-store.ts';
import { readRefs, type RefList } from './refs.ts';
import type { Repository } from './repository.ts';
import { peel, readCommit, resolveRevision, type ReadCommit } from './revisions.ts';
import type { HistoryTotals } from './scan-history.ts';
import { TreeReader } from './tree-diff.ts';
import type { GitScanEvent, GitScanOptions } from './types.ts';
import { say } from '../../../shared/messages/say.ts';

/** Begins an item of a range: the id behind it is on the other side. */
export const THERE = '^there:';
export const NOTHING_NEW = say('scan.nothing-new');

/**
 * Commits whose content the other side has: what was said to be there, what of the excluded ones any remote-tracking
 * branch leads to, and what the range stands on of those. Without knowledge of a remote there are none, and all of the
 * range counts.
 */
function publishedOf(
  onRemote: readonly string[],
  exclude: readonly string[],
  commits: readonly ReadCommit[],
  store: ObjectStore,
  refs: RefList,
): ReadonlySet<string> {
  const tips = [...onRemote, ...remoteTips(refs, store)];
  const ends = new Set([...exclude, ...commits.flatMap(({ parents }) => parents)]);
  const inRange = new Set(commits.map(({ id }) => id));
  const published = new Set(onRemote);
  if (tips.length === 0) return published;
  for (const id of ends) {
    if (published.has(id) || inRange.has(id) || published.size >= MOST_PUBLISHED) continue;
    if (commitsBetween([id], tips, store).commits.length === 0) published.add(id);
  }
  return published;
}

function remoteTips(refs: RefList, store: ObjectStore): string[] {
  return [...refs.refs].flatMap(([name, id]) =>
    name.startsWith('refs/remotes/') ? (peel(id, store) ?? id) : [],
  );
}

/** Of many remote-tracking branches those that the range stands on come with its commits' parents. */
const MOST_PUBLISHED = 64;
const ZERO = /^0{40}(?:0{24})?$/;

/**
 * `range` holds items parted by white space: `A..B`, `A...B`, `REV` (with everything before it), `^REV` (leave out), and
 * `^remotes` (leave out what any remote-tracking branch has), `^there:ID` (leave out what the other side said it has). An id of zeros stands for a branch that is new or deleted,
 * as in a pre-push hook.
 * @throws AppError `invalid-input`
 */
export async function* scanRange(
  repository: Repository,
  options: GitScanOptions,
  range: string,
  totals: HistoryTotals,
): AsyncGenerator<GitScanEvent, void, void> {
  const store = new ObjectStore(repository.objectDirs, repository.format);
  try {
    const refs = readRefs(repository);
    const { include, exclude, tags, orAll, onRemote } = parseRange(range, repository, refs, store);
    const scanner = new ChangedFileScanner(repository, store, options, totals);
    for (const tag of tags) {
      const object = store.read(tag);
      if (object !== null) yield* scanner.message(tag, object.bytes, null);
    }
    let between = commitsBetween(include, exclude, store, options.signal);
    // In a CI checkout the new branch itself is a remote-tracking branch already: then nothing may be left out.
    if (between.commits.length === 0 && orAll) between = commitsBetween(include, [], store, options.signal);
    const { commits, missing } = between;
    for (const id of missing) {
      yield {
        type: 'skipped',
        skipped: { path: `.git/objects/${id}`, reason: say('scan.commit-of-range-missing') },
      };
    }
    if (commits.length === 0) yield { type: 'note', said: NOTHING_NEW };
    const trees = new TreeReader(store, repository.format);
    // What is compared with may be missing, as in a partial clone; then more counts as new.
    const treesBefore = new TreeReader(store, repository.format);
    const published =
      options.all === true ? [] : treesOf(publishedOf(onRemote, exclude, commits, store, refs), store);
    const movedTo = new Map<string, string>();
    let done = 0;
    for (const commit of commits.reverse()) {
      if (options.signal?.aborted === true) return;
      totals.commits += 1;
      const details = commitDetails(store, commit.id);
      yield* scanner.message(commit.id, commit.bytes, details);
      const parents = commit.parents.flatMap((id) => readCommit(id, store)?.tree ?? []);
      const before = new HeldKeys({
        store,
        trees: treesBefore,
        before: published,
        movedTo,
        remains: (file) => trees.find(commit.tree, file) !== null,
        findingsIn: (blob) => scanner.findingsIn(blob),
      });
      for (const file of trees.changed(commit.tree, parents)) {
        yield* scanner.file(file, 'history', details, before);
      }
      if ((done += 1) % 64 === 0) {
        yield {
          type: 'progress',
          progress: {
            phase: 'history',
            ...totals,
            objects: done,
            totalObjects: commits.length,
            fraction: done / commits.length,
          },
        };
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    for (const id of [...trees.missing].slice(0, 100)) {
      yield {
        type: 'skipped',
        skipped: { path: `.git/objects/${id}`, reason: say('scan.folder-of-range-missing') },
      };
    }
  } finally {
    store.close();
  }
}

interface ParsedRange {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Annotated tags that are named: their own text belongs to the range. */
  readonly tags: readonly string[];
  /** What the other side said it has. */
  readonly onRemote: readonly string[];
  /** A new branch: where nothing is left without what remotes have, all of it is meant. */
  readonly orAll: boolean;
}

function parseRange(range: string, repository: Repository, refs: RefList, store: ObjectStore): ParsedRange {
  const include = new Set<string>();
  const exclude = new Set<string>();
  const tags = new Set<string>();
  const onRemote = new Set<string>();
  let orAll = false;
  const resolve = (name: string): string => {
    const id = resolveRevision(name, repository, refs, store);
    const commit = id === null ? null : peel(id, store);
    if (id === null || commit === null) throw unknownRevision();
    if (id !== commit) tags.add(id);
    return commit;
  };
  const excludeRemotes = (): void => {
    for (const id of remoteTips(refs, store)) exclude.add(id);
  };
  const items = range.split(/\s+/).filter((item) => item !== '');
  for (const item of items) {
    const pair = /^(.*?)(\.\.\.?)(.*)$/.exec(item);
    if (item === '^remotes') excludeRemotes();
    else if (item.startsWith(THERE)) {
      const id = resolve(item.slice(THERE.length));
      onRemote.add(id);
      exclude.add(id);
    } else if (pair !== null) {
      const [, from, dots, to] = pair as unknown as [string, string, string, string];
      if (ZERO.test(to)) continue;
      include.add(resolve(to));
      if (ZERO.test(from)) {
        excludeRemotes();
        orAll = true;
      } else if (dots === '..') exclude.add(resolve(from));
      // `A...B` without its common part is a part of `A B`: more is scanned, nothing is missed.
      else include.add(resolve(from));
    } else if (item.startsWith('^')) exclude.add(resolve(item.slice(1)));
    else if (!ZERO.test(item)) include.add(resolve(item));
  }
  if (items.length === 0) throw unknownRevision();
  return { include: [...include], exclude: [...exclude], tags: [...tags], onRemote: [...onRemote], orAll };
}

function unknownRevision(): AppError {
  return new AppError({
    code: 'invalid-input',
    message: say('scan.the-range-names-no-commit-of-it'),
    hint: say('scan.write-the-range-as'),
    field: 'range',
  });
}
