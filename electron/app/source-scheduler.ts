/**
 * Scans the watched folders when they are due, one after the other, while the vault is open: what is found has to be
 * matched and sealed, which a locked vault can't. One timer for the next one that is due, and the system's own notices of
 * changes where a source asks for that.
 */
import { existsSync, watch, type FSWatcher } from 'node:fs';
import path from 'node:path';
import type { Source, SourceResult } from '../../shared/ipc/source-channels.ts';
import { nextScanAt, USUAL_PLACES } from '../../shared/scan-schedule.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/times.ts';
import type { ScanOutcome, StartedScan } from './scan-controller.ts';
import { realTimer } from './timer.ts';

export interface SourceSchedulerOptions {
  readonly sources: () => Promise<readonly Source[]>;
  readonly record: (sourceId: string, result: SourceResult) => Promise<void>;
  /** @param isDue by itself; else a person asked. @returns null where another scan is running */
  readonly scan: (source: Source, isDue: boolean) => StartedScan | null;
  readonly diagnose: (thrown: unknown) => void;
  readonly now?: () => Date;
  readonly setTimer?: typeof realTimer;
}

export interface SourceScheduler {
  /** The vault was opened, or the sources were changed. */
  look(): void;
  /** Scans one now. @returns null where another scan is running */
  scanNow(source: Source): string | null;
  /** Scans all of them now, one after the other, and after the scan that is running. */
  scanAll(): Promise<void>;
  /** The vault was locked. */
  stop(): void;
}

/** setTimeout counts in 32 bits; looking again once a day costs nothing. */
const LONGEST_TIMER_MS = DAY_MS;
/** Saving a file is several changes, and a commit is many. */
const SETTLE_MS = 5000;
/** What failed, a vault that is busy say, is tried again after this. */
const AFTER_FAILURE_MS = MINUTE_MS;

/** What tells of a commit, a checkout or something staged, and of files at the top. */
function watchedPaths(root: string): readonly string[] {
  return [root, path.join(root, '.git'), path.join(root, '.git', 'logs')].filter((folder) =>
    existsSync(folder),
  );
}

function resultOf(outcome: ScanOutcome, at: Date): SourceResult {
  const { report, error, newFindings, findings } = outcome;
  const skipped = report?.skipped.length ?? 0;
  const counted = { at: at.toISOString(), findings, newFindings, skipped };
  if (outcome.outcome !== 'done') {
    return {
      ...counted,
      outcome: outcome.outcome,
      error: error === null ? null : `${error.message} ${error.hint}`,
      ...(error === null ? {} : { said: error.said }),
    };
  }
  const kind = findings > 0 ? 'found' : report?.complete === true ? 'clean' : 'incomplete';
  return { ...counted, outcome: kind, error: null };
}

export function createSourceScheduler(options: SourceSchedulerOptions): SourceScheduler {
  const now = options.now ?? (() => new Date());
  const setTimer = options.setTimer ?? realTimer;
  const watchers = new Map<string, readonly FSWatcher[]>();
  const changed = new Set<string>();
  let timer: ReturnType<typeof realTimer> | null = null;
  let active = false;
  let busy = false;

  // A lock may come during any wait.
  const isActive = (): boolean => active;

  const unwatch = (id: string): void => {
    for (const watcher of watchers.get(id) ?? []) watcher.close();
    watchers.delete(id);
  };

  const follow = (sources: readonly Source[]): void => {
    const wanted = new Map(
      sources
        .filter(({ schedule, path: root }) => schedule === 'change' && root !== USUAL_PLACES)
        .map((source) => [source.id, source]),
    );
    for (const id of watchers.keys()) if (!wanted.has(id)) unwatch(id);
    for (const [id, { path: root }] of wanted) {
      if (watchers.has(id)) continue;
      const made = watchedPaths(root).flatMap((folder) => {
        try {
          const watcher = watch(folder, { persistent: false }, () => {
            changed.add(id);
            schedule(SETTLE_MS);
          });
          // A folder that goes away; the next scan says so.
          watcher.on('error', () => {
            unwatch(id);
          });
          return [watcher];
        } catch {
          // Out of watches, or not readable: it is still scanned every 15 minutes.
          return [];
        }
      });
      watchers.set(id, made);
    }
  };

  const schedule = (milliseconds: number): void => {
    if (!active) return;
    timer?.cancel();
    timer = setTimer(() => void run(), Math.min(milliseconds, LONGEST_TIMER_MS));
  };

  const scanOne = async (source: Source): Promise<boolean> => {
    if (source.path !== USUAL_PLACES && !existsSync(source.path)) {
      await options.record(source.id, {
        at: now().toISOString(),
        outcome: 'missing',
        findings: 0,
        newFindings: 0,
        skipped: 0,
        error: null,
      });
      return true;
    }
    const started = options.scan(source, true);
    if (started === null) return false;
    const outcome = await started.outcome;
    // It gave way to a person's scan and is still due.
    if (outcome.outcome === 'cancelled') return false;
    if (active) await options.record(source.id, resultOf(outcome, now()));
    return true;
  };

  /** Those that are due. @returns whether one of them failed; the others are scanned all the same */
  const scanDue = async (sources: readonly Source[]): Promise<boolean> => {
    let failed = false;
    for (const source of sources) {
      const due = nextScanAt(source, now());
      const wanted = changed.delete(source.id) || (due !== null && due.getTime() <= now().getTime());
      if (!isActive() || !wanted) continue;
      try {
        // As it is now: it may have been removed, or changed, while the one before it was scanned.
        const current = (await options.sources()).find(({ id }) => id === source.id);
        if (current === undefined || !isActive() || (await scanOne(current))) continue;
        // Somebody's own scan goes first.
        changed.add(source.id);
        break;
      } catch (thrown) {
        options.diagnose(thrown);
        if (isActive()) changed.add(source.id);
        failed = true;
      }
    }
    return failed;
  };

  /** @returns how long to wait for the next turn; null where nothing will be due */
  const turn = async (): Promise<number | null> => {
    const sources = await options.sources();
    follow(sources);
    // One that is not watched any more is not waited for.
    for (const id of changed) if (!sources.some((source) => source.id === id)) changed.delete(id);
    if (await scanDue(sources)) return AFTER_FAILURE_MS;
    const next = (await options.sources())
      .map((source) => nextScanAt(source, now()))
      .filter((at) => at !== null)
      .map((at) => at.getTime() - now().getTime());
    if (changed.size > 0) return SETTLE_MS;
    return next.length === 0 ? null : Math.max(SETTLE_MS, Math.min(...next));
  };

  /** Never rejects, and a turn that failed is followed by another. */
  const run = async (): Promise<void> => {
    if (!active || busy) return;
    busy = true;
    let wait: number | null = AFTER_FAILURE_MS;
    try {
      wait = await turn();
    } catch (thrown) {
      options.diagnose(thrown);
    } finally {
      busy = false;
    }
    if (wait !== null) schedule(wait);
  };

  return {
    look() {
      active = true;
      // After the screens have what they need.
      schedule(1000);
    },
    scanNow(source) {
      const started = options.scan(source, false);
      if (started === null) return null;
      void started.outcome
        .then(async (outcome) => {
          if (active) await options.record(source.id, resultOf(outcome, now()));
        })
        .catch(options.diagnose);
      return started.scanId;
    },
    async scanAll() {
      for (const { id } of await options.sources()) changed.add(id);
      schedule(0);
    },
    stop() {
      active = false;
      timer?.cancel();
      timer = null;
      changed.clear();
      for (const id of [...watchers.keys()]) unwatch(id);
    },
  };
}
