/** The repositories that roots are in, and with `history` those that lie below them: each is read once. */
import { relative, sep } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { redactText } from './detect/index.ts';
import { leadsAway, NO_REPOSITORY, repositoryKey, scanGit } from './git/index.ts';
import { shownText } from './names.ts';
import type { Root } from './roots.ts';
import type { ScanSession } from './session.ts';
import type { ScanEvent, ScanOptions } from './types.ts';
import { say } from '../../shared/messages/say.ts';

type RepositoryEvent = ScanEvent | 'nothing new';

interface Surroundings {
  readonly options: ScanOptions;
  readonly session: ScanSession;
  /** What was read already, by the real paths of stores. */
  readonly read: Set<string>;
}

/**
 * @param nested by root: folders below it that are repositories, or look like one
 * @throws AppError `scan-not-a-repository` where a root is in none and none is below it
 */
export async function* scanRepositories(
  options: ScanOptions,
  roots: readonly Root[],
  session: ScanSession,
  nested: readonly (readonly string[])[],
): AsyncGenerator<RepositoryEvent, void, void> {
  const around: Surroundings = { options, session, read: new Set() };
  for (const [root, { path, only, input }] of roots.entries()) {
    if (only !== null || input !== null) continue;
    const below = (options.history === true ? (nested[root] ?? []) : []).filter((folder) => folder !== path);
    try {
      if (!isRead(path, around)) yield* scanRepository(around, root, path, null);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'scan-not-a-repository') throw error;
      const isNone = error.said.message.id === NO_REPOSITORY.id;
      if (below.length === 0 && !(isNone && options.historyWhereThereIs === true)) throw error;
      if (!isNone) session.skip(root, { path: '.git', reason: error.said.message });
    }
    // What lies around another one first, which reads its submodules itself.
    for (const folder of [...below].sort((left, right) => left.length - right.length)) {
      if (options.signal?.aborted === true) return;
      yield* scanNested(around, root, path, folder);
    }
  }
}

/** One that can't be read is said: a folder that only looks like one is none. */
async function* scanNested(
  around: Surroundings,
  root: number,
  path: string,
  folder: string,
): AsyncGenerator<RepositoryEvent, void, void> {
  const { options, session } = around;
  const place = placeBelow(path, folder);
  const away = leadsAway(folder, path, options.followOutsideRoot ?? false);
  if (away === 'nowhere') return;
  if (away !== null) {
    session.skip(root, { path: `${place}.git`, reason: away });
    return;
  }
  try {
    if (!isRead(folder, around)) yield* scanRepository(around, root, path, folder);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'scan-not-a-repository') throw error;
    session.skip(root, { path: `${place}.git`, reason: error.said.message });
  }
}

/** From the root, with `/` at its end; empty for the root itself. */
function placeBelow(path: string, folder: string): string {
  const below = relative(path, folder);
  return below === '' ? '' : `${redactText(shownText(below.split(sep).join('/')))}/`;
}

/** Whether the repository at `path` was read for another root already. */
function isRead(path: string, { options, read }: Surroundings): boolean {
  const staged = options.staged === true;
  const key = repositoryKey(path, { followOutsideRoot: options.followOutsideRoot ?? false }, staged);
  if (key === null) return false;
  const known = read.has(key);
  read.add(key);
  return known;
}

async function* scanRepository(
  { options, session, read }: Surroundings,
  root: number,
  path: string,
  repository: string | null,
): AsyncGenerator<RepositoryEvent, void, void> {
  const place = repository === null ? '' : placeBelow(path, repository);
  const { files: _files, bytes, blobs, commits } = session.totals;
  const events = scanGit({
    root: path,
    ...(repository === null ? {} : { repository }),
    readStores: read,
    isExcluded: (file) => session.leavesOut(file, () => 0),
    history: options.history ?? false,
    staged: options.staged ?? false,
    all: options.all ?? false,
    ...(options.range === undefined ? {} : { range: options.range }),
    ...(options.jobs === undefined ? {} : { jobs: options.jobs }),
    ...(options.maxArchiveDepth === undefined ? {} : { maxArchiveDepth: options.maxArchiveDepth }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.maxFileSize === undefined ? {} : { maxFileSize: options.maxFileSize }),
    // What is left out by its size must not be remembered as clean.
    ...(options.stateFolder === undefined || options.maxFileSize !== undefined
      ? {}
      : { stateFolder: options.stateFolder }),
    ...(options.fingerprintKey === undefined ? {} : { fingerprintKey: options.fingerprintKey }),
    ...(options.evidence === undefined ? {} : { evidence: options.evidence }),
    ...(options.followOutsideRoot === undefined ? {} : { followOutsideRoot: options.followOutsideRoot }),
  });
  for await (const event of events) {
    switch (event.type) {
      case 'finding':
        session.addFromGit(root, event.finding, repository);
        break;
      case 'skipped':
        session.skip(root, { ...event.skipped, path: place + event.skipped.path });
        break;
      case 'note':
        options.onNote?.(place === '' ? event.said : say('scan.of-place', { place, note: event.said }));
        break;
      case 'leftOut':
        session.leftOutBySize(event.blobs);
        break;
      case 'progress':
        session.totals.blobs = blobs + event.progress.blobs;
        session.totals.commits = commits + event.progress.commits;
        session.totals.bytes = bytes + event.progress.bytes;
        yield {
          type: 'progress',
          progress: session.progress(event.progress.phase, {
            objects: event.progress.objects,
            totalObjects: event.progress.totalObjects,
            fraction: event.progress.fraction,
          }),
        };
        break;
      case 'done':
        session.totals.blobs = blobs + event.counts.blobs;
        session.totals.commits = commits + event.counts.commits;
        session.totals.bytes = bytes + event.counts.bytes;
        if (event.nothingNew) yield 'nothing new';
        break;
    }
  }
}
