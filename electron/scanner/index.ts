/**
 * The scan as a whole: roots → files and git → findings → report. Untrusted bytes are read here and in `archives/`, so it
 * knows no vault, key or API; processes, the command and hooks call it. Begin with `types.ts` (the contract), then
 * `session.ts`; `detect/` judges bytes, `git/` reads repositories, `report/` writes.
 */
import { BatchQueue } from './batch-queue.ts';
import { redactText, rulesOfEvidence } from './detect/index.ts';
import { scanInput } from './files/input-scanner.ts';
import { readIgnoreFile } from './filter/ignore-file.ts';
import { KnownFilesState } from './files/known-files.ts';
import { ScanPool } from './pool.ts';
import { NOTHING_KEPT } from './make-folder.ts';
import {
  DEFAULT_ARCHIVE_DEPTH,
  SETTLED_AFTER_MS,
  type BatchResult,
  type WorkerSettings,
} from './protocol.ts';
import { batchesOf, missingPath, rootsOf, type Root } from './roots.ts';
import { ScanSession } from './session.ts';
import { monotonicNow } from './stopwatch.ts';
import type { Scan, ScanEvent, ScanOptions } from './types.ts';
import { reasonOf } from './walk/walker.ts';
import { say } from '../../shared/messages/say.ts';
import { thisPlatform } from '../platform/this-platform.ts';

export type { LiveFinding, ScanOptions } from './types.ts';

const PROGRESS_EVERY_MS = 100;
const STOPPED = { path: '.', reason: say('scan.stopped-before-its-end') } as const;

/**
 * Files and folders; with `history` the repositories they lie in as well; with `staged` or `range` only what is staged or
 * in the range.
 * @throws AppError `scan-path-missing`, `scan-not-a-repository`, `scan-file-unparsable`, before the first event
 */
export const scan: Scan = (options) => run(options);

async function* run(options: ScanOptions): AsyncGenerator<ScanEvent, void, void> {
  const { roots, missing } = rootsOf(options);
  const { baselineFile, ignoreFile, signal } = options;
  // Loaded where it is asked for: the schema library takes longer to load than a small folder to scan.
  const inBaseline =
    baselineFile === undefined
      ? undefined
      : await (await import('./filter/baseline.ts')).readBaseline(baselineFile, roots, signal);
  const rules = ignoreFile === undefined ? [] : await readIgnoreFile(ignoreFile, signal);
  const session = new ScanSession(options, roots, rules, inBaseline);
  for (const path of missing)
    session.skip(null, { path: redactText(path), reason: missingPath([path]).said.message });
  const onlyGit = options.staged === true || options.range !== undefined;
  let nothingNew = false;
  try {
    const nested: string[][] = roots.map(() => []);
    if (!onlyGit) yield* scanFiles(options, roots, session, nested);
    if ((onlyGit || options.history === true) && options.signal?.aborted !== true) {
      const { scanRepositories } = await import('./repositories.ts');
      for await (const event of scanRepositories(options, roots, session, nested)) {
        if (event === 'nothing new') nothingNew = true;
        else yield event;
      }
    }
    if (options.signal?.aborted === true && !session.hasSkipped(STOPPED.reason)) {
      session.skip(null, STOPPED);
    }
    const shown = await session.finish();
    for (const { root, finding } of shown)
      yield { type: 'finding', root: finding.root ?? roots[root]!.path, finding };
    yield { type: 'done', report: session.report(shown, nothingNew) };
  } finally {
    session.wipe();
  }
}

async function* scanFiles(
  options: ScanOptions,
  roots: readonly Root[],
  session: ScanSession,
  nested: readonly string[][],
): AsyncGenerator<ScanEvent, void, void> {
  let lastProgress = monotonicNow();
  const maxArchiveDepth = options.maxArchiveDepth ?? DEFAULT_ARCHIVE_DEPTH;
  const { stateFolder } = options;
  const states = roots.map(({ path, input }) =>
    stateFolder === undefined || input !== null
      ? null
      : KnownFilesState.open(stateFolder, path, [maxArchiveDepth, rulesOfEvidence(options.evidence)]),
  );
  const settings: WorkerSettings = {
    fingerprintKey: options.fingerprintKey,
    maxArchiveDepth,
    evidence: options.evidence,
    withKeys: options.verify !== undefined,
    known: states.map((state) => (state === null ? 'forgotten' : state.known())),
    settledAfterMs: options.settledAfterMs ?? SETTLED_AFTER_MS,
  };
  const pool = new ScanPool(settings, options.jobs, (result: BatchResult) => {
    session.addBatch(result);
    states[result.root]?.add(result.clean);
  });
  const stop = (): void => {
    pool.stop();
  };
  options.signal?.addEventListener('abort', stop, { once: true });
  if (options.signal?.aborted === true) stop();
  try {
    for (const [root, { input }] of roots.entries()) {
      if (input === null) continue;
      try {
        session.addBatch(await scanInput(input, root, settings, () => pool.stopped));
        session.foundContent = true;
      } catch (error) {
        session.skip(root, { path: input.name, reason: reasonOf(error) });
      }
    }
    const queue = new BatchQueue(
      batchesOf(roots, {
        skip: (root, entry) => {
          session.skip(root, entry);
        },
        meant: () => {
          session.foundContent = true;
        },
        repository: (root, folder) => {
          nested[root]?.push(folder);
        },
        leavesOut: (file, size) => session.leavesOut(file, size),
        platform: options.platform ?? thisPlatform,
        includeCloud: options.includeCloud === true,
      }),
    );
    while (!pool.stopped) {
      queue.list();
      const batch = queue.first;
      if (batch === null) break;
      // Starting threads is worth it from the second batch on.
      if (queue.batches > 1) pool.start();
      if (pool.offer(batch)) queue.shift();
      else if (!queue.mayList) {
        queue.shift();
        await pool.scanHere(batch);
      }
      // Threads report, and stop, only while this one waits.
      await new Promise((resolve) => setImmediate(resolve));
      if (monotonicNow() - lastProgress < PROGRESS_EVERY_MS) continue;
      lastProgress = monotonicNow();
      const { files } = session.totals;
      const totalFiles = queue.isComplete ? Math.max(queue.files, files) : null;
      const fraction = totalFiles === null ? null : files / totalFiles;
      yield { type: 'progress', progress: session.progress('files', { totalFiles, fraction }) };
    }
    await pool.drain();
    const kept = pool.stopped || states.every((state) => state?.save() ?? true);
    if (!kept) options.onNote?.(NOTHING_KEPT);
  } finally {
    options.signal?.removeEventListener('abort', stop);
    await pool.close();
  }
}
