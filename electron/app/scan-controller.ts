/**
 * Scans asked for in the app: each in a process of its own, which brings what it found to the vault's process over a line of
 * their own. Main learns how many there are.
 */
import { randomUUID } from 'node:crypto';
import { MessageChannelMain } from 'electron';
import { AppError, toAppError } from '../../shared/errors.ts';
import type { EventPayload } from '../../shared/ipc-contract.ts';
import { kindOf } from '../platform/end-on-fault.ts';
import { framesText } from '../platform/stack-frames.ts';
import type { ScanProcessCallbacks, ScanProcessMethods } from '../wire/protocol.ts';
import { SCAN_ATTACHMENT } from '../wire/scan-line.ts';
import { startUtilityProcess, type RunningProcess } from './utility-process.ts';
import type { VaultController } from './vault-controller.ts';
import { say } from '../../shared/messages/say.ts';

export interface ScanControllerOptions {
  readonly vault: Pick<VaultController, 'attachScan'>;
  readonly stateFolder: string;
  readonly diagnose: (line: string) => void;
  readonly onStarted: (payload: EventPayload<'scan.started'>) => void;
  readonly onProgress: (payload: EventPayload<'scan.progress'>) => void;
  readonly onFinished: (payload: EventPayload<'scan.finished'>) => void;
  /** Tests give processes of their own. */
  readonly start?: typeof startUtilityProcess<ScanProcessCallbacks, ScanProcessMethods>;
}

export interface ScanRequest {
  readonly paths: readonly string[];
  readonly history: boolean;
  readonly usualPlaces?: boolean;
}

export type ScanOutcome = Omit<EventPayload<'scan.finished'>, 'scanId' | 'scheduledFor'> & {
  readonly findings: number;
};

export interface StartedScan {
  readonly scanId: string;
  readonly outcome: Promise<ScanOutcome>;
}

export interface ScanController {
  /**
   * @param scheduledFor the watched folder that is due; null where a person asks
   * @throws AppError `conflict` while another scan is running
   */
  start(request: ScanRequest, scheduledFor: string | null): StartedScan;
  readonly busy: boolean;
  /** Ends a scan that nobody asked for, so that a person's need not wait for it. */
  endScheduled(): Promise<void>;
  cancel(scanId: string): void;
  /** SECURITY: at once; what a scan found so far is in its memory. */
  endAll(): Promise<void>;
}

type ScanProcess = RunningProcess<ScanProcessMethods>;
type ScanInput = ScanProcessMethods['start']['input'];

interface RunningScan {
  process: ScanProcess;
  cancelled: boolean;
}

/** Told right after a call that failed. */
async function hasEnded({ exited }: ScanProcess): Promise<boolean> {
  return Promise.race([
    exited.then(() => true),
    new Promise<boolean>((resolve) => {
      setImmediate(resolve, false);
    }),
  ]);
}

/** A scan that does not stop when asked is ended. */
const CANCEL_TIMEOUT_MS = 5000;

function notStored(findings: number, place: 'file' | 'memory'): AppError {
  return new AppError({
    code: 'vault-unwritable',
    message:
      findings === 0
        ? say('app.the-scan-is-finished-and-found-nothing')
        : say('app.the-scan-is-finished-places-with-a', { findings }),
    hint:
      place === 'file'
        ? say('app.they-are-kept-sealed-beside-it-and')
        : say('app.they-are-put-there-as-soon-as-2'),
  });
}

export function createScanController(options: ScanControllerOptions): ScanController {
  const startProcess = options.start ?? startUtilityProcess<ScanProcessCallbacks, ScanProcessMethods>;
  const running = new Map<string, RunningScan>();
  let scheduled: StartedScan | null = null;

  const startIn = (
    process: ScanProcess,
    input: ScanInput,
  ): Promise<ScanProcessMethods['start']['output']> => {
    const { port1, port2 } = new MessageChannelMain();
    options.vault.attachScan(port1);
    process.hand(SCAN_ATTACHMENT, port2);
    return process.call('start', input);
  };

  /** A process that ends in the middle, at the hand of a system short of memory say, is started once more. */
  const scanned = async (
    entry: RunningScan,
    input: ScanInput,
    startAgain: () => ScanProcess,
  ): Promise<ScanProcessMethods['start']['output']> => {
    try {
      return await startIn(entry.process, input);
    } catch (thrown) {
      if (!(await hasEnded(entry.process)) || entry.cancelled) throw thrown;
      entry.process = startAgain();
      return startIn(entry.process, input);
    }
  };

  const run = async (
    scanId: string,
    entry: RunningScan,
    start: () => ScanProcess,
    { paths, history, usualPlaces = false }: ScanRequest,
  ): Promise<ScanOutcome> => {
    try {
      const { report, findings, newFindings, place } = await scanned(
        entry,
        { paths, history, usualPlaces, stateFolder: options.stateFolder },
        start,
      );
      return {
        outcome: entry.cancelled ? 'cancelled' : 'done',
        error: place === 'vault' || entry.cancelled ? null : notStored(findings, place).serialize(),
        report,
        newFindings,
        findings,
      };
    } catch (thrown) {
      return {
        outcome: entry.cancelled ? 'cancelled' : 'failed',
        error: entry.cancelled ? null : toAppError(thrown).serialize(),
        report: null,
        newFindings: 0,
        findings: 0,
      };
    } finally {
      running.delete(scanId);
      entry.process.kill();
    }
  };

  const cancel = (scanId: string): void => {
    const entry = running.get(scanId);
    if (entry === undefined || entry.cancelled) return;
    entry.cancelled = true;
    void entry.process.call('cancel', undefined).catch(() => undefined);
    setTimeout(() => {
      if (running.has(scanId)) entry.process.kill();
    }, CANCEL_TIMEOUT_MS).unref();
  };

  return {
    get busy() {
      return running.size > 0;
    },
    async endScheduled() {
      if (scheduled === null) return;
      cancel(scheduled.scanId);
      await scheduled.outcome;
    },
    start(request, scheduledFor) {
      if (running.size > 0) {
        throw new AppError({
          code: 'conflict',
          message: say('app.a-scan-is-already-running'),
          hint: say('app.wait-for-it-to-finish-or-cancel'),
        });
      }
      const scanId = randomUUID();
      const begin = (): ScanProcess =>
        startProcess(
          'scan-process',
          {
            'main.progress': (progress) => {
              options.onProgress({ scanId, progress, scheduledFor });
              return undefined;
            },
          },
          options.diagnose,
        );
      const entry: RunningScan = { process: begin(), cancelled: false };
      running.set(scanId, entry);
      options.onStarted({ scanId, paths: [...request.paths], history: request.history, scheduledFor });
      const outcome = run(scanId, entry, begin, request).then((result) => {
        const { findings: _counted, ...finished } = result;
        if (scheduledFor !== null) scheduled = null;
        options.onFinished({ scanId, scheduledFor, ...finished });
        return result;
      });
      // Who asked for it may wait for its end or not.
      outcome.catch((thrown: unknown) => {
        options.diagnose(`scan: ${kindOf(thrown)}${framesText(thrown)}`);
      });
      const started = { scanId, outcome };
      if (scheduledFor !== null) scheduled = started;
      return started;
    },
    cancel,
    async endAll() {
      await Promise.all(
        [...running.values()].map(async (entry) => {
          entry.cancelled = true;
          entry.process.kill();
          await entry.process.exited;
        }),
      );
    },
  };
}
