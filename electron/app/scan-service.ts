/** All scans of the app: those that somebody asks for, and those of the watched folders. One at a time. */
import { AppError } from '../../shared/errors.ts';
import type { EventName, EventPayload } from '../../shared/ipc-contract.ts';
import type { Source } from '../../shared/ipc/source-channels.ts';
import { USUAL_PLACES } from '../../shared/scan-schedule.ts';
import { createScanController, type ScanController, type ScanRequest } from './scan-controller.ts';
import { createSourceScheduler } from './source-scheduler.ts';
import type { VaultController } from './vault-controller.ts';
import { say } from '../../shared/messages/say.ts';

export interface ScanService extends Pick<ScanController, 'cancel'> {
  /** A scheduled scan gives way. @throws AppError `conflict` while another scan that was asked for is running */
  start(request: ScanRequest): Promise<{ readonly scanId: string }>;
  /** As `start`. */
  startSource(source: Source): Promise<{ readonly scanId: string }>;
  /** All watched folders, now. */
  scanAll(): Promise<void>;
  /** The vault was opened, or what is watched was changed. */
  look(): void;
  /** The vault is being locked: scans end, nothing is watched. */
  stop(): Promise<void>;
}

function requestOf({ path: root, history }: Source): ScanRequest {
  return root === USUAL_PLACES
    ? { paths: [], history: false, usualPlaces: true }
    : { paths: [root], history };
}

export function createScanService(options: {
  readonly vault: VaultController;
  readonly stateFolder: string;
  readonly emit: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void;
  readonly warn: (line: string) => void;
  readonly error: (context: string, thrown: unknown) => void;
}): ScanService {
  const { vault, emit } = options;
  const controller = createScanController({
    vault,
    stateFolder: options.stateFolder,
    diagnose: options.warn,
    onStarted: (payload) => {
      emit('scan.started', payload);
    },
    onProgress: (payload) => {
      emit('scan.progress', payload);
    },
    onFinished: (payload) => {
      emit('scan.finished', payload);
    },
  });
  const scheduler = createSourceScheduler({
    // SECURITY: one that nobody confirmed is not even looked for.
    sources: async () =>
      (await vault.call('sources.list', undefined)).sources.filter(({ confirmed }) => confirmed),
    record: async (sourceId, result) => {
      await vault.call('process.record-source', { sourceId, result });
    },
    scan: (source, isDue) =>
      controller.busy ? null : controller.start(requestOf(source), isDue ? source.id : null),
    diagnose: (thrown) => {
      options.error('watched folders', thrown);
    },
  });
  return {
    start: async (request) => {
      await controller.endScheduled();
      return controller.start(request, null);
    },
    cancel: controller.cancel,
    async startSource(source) {
      await controller.endScheduled();
      const scanId = scheduler.scanNow(source);
      if (scanId !== null) return { scanId };
      throw new AppError({
        code: 'conflict',
        message: say('app.a-scan-is-already-running'),
        hint: say('app.wait-for-it-to-finish-or-cancel'),
      });
    },
    scanAll: scheduler.scanAll,
    look: scheduler.look,
    async stop() {
      // First what holds something of the vault.
      const ended = controller.endAll();
      scheduler.stop();
      await ended;
    },
  };
}
