/** The scan as a whole: roots → files and git → findings → report. See `types.ts` for the contract. */
import { lstatSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { ScanReport } from '../../shared/findings.ts';
import { redactText, type Skipped } from './detect/index.ts';
import { FindingCollector } from './findings.ts';
import { ScanPool } from './pool.ts';
import type { BatchResult, FileBatch } from './protocol.ts';
import type { Scan, ScanEvent, ScanOptions } from './types.ts';
import { reasonOf, resolveRoot, walk } from './walk/walker.ts';

export type { LiveFinding, Scan, ScanEvent, ScanOptions } from './types.ts';

const BATCH_FILES = 128;
const DEFAULT_ARCHIVE_DEPTH = 5;
const PROGRESS_EVERY_MS = 100;

export const scan: Scan = (options) => run(options);

async function* run(options: ScanOptions): AsyncGenerator<ScanEvent, void, void> {
  const startedAt = performance.now();
  const roots = [...new Set(options.paths.map((path) => resolve(path)))];
  const skipped: Skipped[] = [];
  const findings = new FindingCollector();
  const count = { files: 0, bytes: 0 };
  const events: ScanEvent[] = [];
  let lastProgress = startedAt;

  const pool = new ScanPool(
    {
      fingerprintKey: options.fingerprintKey,
      maxArchiveDepth: options.maxArchiveDepth ?? DEFAULT_ARCHIVE_DEPTH,
      withKeys: false,
    },
    options.jobs,
    (result: BatchResult) => {
      count.files += result.files;
      count.bytes += result.bytes;
      skipped.push(...result.skipped);
      for (const { finding } of result.found) findings.add(result.root, finding);
      const now = performance.now();
      if (now - lastProgress < PROGRESS_EVERY_MS) return;
      lastProgress = now;
      events.push({
        type: 'progress',
        progress: {
          phase: 'files',
          ...count,
          blobs: 0,
          totalFiles: null,
          totalBytes: null,
          totalBlobs: null,
          findings: findings.size,
          elapsedMs: now - startedAt,
        },
      });
    },
  );
  const stop = (): void => {
    pool.stop();
  };
  options.signal?.addEventListener('abort', stop, { once: true });
  if (options.signal?.aborted === true) stop();
  try {
    for (const batch of batchesOf(roots, (entry) => skipped.push(entry))) {
      if (pool.stopped) break;
      await pool.add(batch);
      yield* events.splice(0);
    }
    await pool.drain();
  } finally {
    options.signal?.removeEventListener('abort', stop);
    await pool.close();
  }
  if (pool.stopped) skipped.push({ path: '.', reason: 'the scan was stopped before its end' });
  if (count.files === 0 && skipped.length === 0) {
    skipped.push({ path: '.', reason: 'there is nothing in it to scan' });
  }
  const sorted = findings.sorted();
  for (const { root, finding } of sorted) yield { type: 'finding', root: roots[root]!, finding };
  const report: ScanReport = {
    schema: 'augno-vault/scan@1',
    roots,
    complete: skipped.length === 0,
    scanned: { ...count, blobs: 0, commits: 0, durationMs: Math.round(performance.now() - startedAt) },
    suppressed: { byIgnoreFile: 0, byBaseline: 0 },
    findings: sorted.map(({ finding: { keyFingerprint: _kept, ...finding } }) => finding),
    skipped,
  };
  yield { type: 'done', report };
}

function* batchesOf(
  roots: readonly string[],
  skip: (entry: Skipped) => void,
): Generator<FileBatch, void, void> {
  for (const [root, path] of roots.entries()) {
    const kind = kindOf(path, skip);
    if (kind === 'file') {
      yield { root, paths: [basename(path)], absolutes: [resolveRoot(path)] };
      continue;
    }
    if (kind !== 'folder') continue;
    let paths: string[] = [];
    let absolutes: (string | Buffer)[] = [];
    for (const file of walk(path, (entry) => {
      skip({ ...entry, path: redactText(entry.path) });
    })) {
      paths.push(file.path);
      absolutes.push(file.absolute);
      if (paths.length < BATCH_FILES) continue;
      yield { root, paths, absolutes };
      paths = [];
      absolutes = [];
    }
    if (paths.length > 0) yield { root, paths, absolutes };
  }
}

function kindOf(path: string, skip: (entry: Skipped) => void): 'file' | 'folder' | null {
  try {
    const stat = statSync(path);
    if (stat.isFile()) return 'file';
    if (stat.isDirectory()) return 'folder';
    skip({ path: redactText(path), reason: 'neither a file nor a folder' });
    return null;
  } catch (error) {
    skip({ path: redactText(path), reason: reasonOf(error) });
    return null;
  }
}

/** @throws AppError `scan-path-missing` where nothing has that name */
export function assertExists(path: string): void {
  try {
    lstatSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code !== 'ENOENT' && error.code !== 'ENOTDIR')
      return;
    throw new AppError({
      code: 'scan-path-missing',
      message: `There is nothing at ${redactText(path)}.`,
      hint: 'Nothing was changed. Check the path for typing errors.',
      cause: error,
    });
  }
}
