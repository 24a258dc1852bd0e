/**
 * Main's view of the vault: whether there is one, whether it is open, and the line to the process that holds it. Main
 * itself never holds a key, an open vault or the API client.
 */
import type { MessagePortMain } from 'electron';
import { vaultLocked } from '../wire/vault-locked.ts';
import { toAppError, type AppError, type SerializedError } from '../../shared/errors.ts';
import type { Grant } from '../wire/grants.ts';
import type { PageAttachment } from '../wire/page-line.ts';
import type { VaultProcessCallbacks, VaultProcessMethods } from '../wire/protocol.ts';
import type { QuickAttachment } from '../wire/quick-attachment.ts';
import { SCAN_ATTACHMENT } from '../wire/scan-line.ts';
import { machineMethods } from './machine-methods.ts';
import {
  attemptsOf,
  CLOSE_TIMEOUT_MS,
  endsWithin,
  endWithLeft,
  LOCK_TIMEOUT_MS,
  lockProblem,
  mayBeOpening,
  runLockingSteps,
  type LockingStep,
  type UndoneName,
} from './locking.ts';
import { mergeChanges } from './merged-changes.ts';
import { createDiskReturn } from './disk-return.ts';
import type { VaultControllerOptions } from './vault-controller-options.ts';
import { closedStatus, LOCKED, lookAtFolder, type VaultStatus } from './vault-status.ts';
import { vaultProcessEnded, vaultProcessKeepsEnding } from './unexpected-ends.ts';
import { startUtilityProcess, type RunningProcess } from './utility-process.ts';

type VaultProcess = RunningProcess<VaultProcessMethods>;

export interface VaultController {
  readonly status: VaultStatus;
  refresh(): Promise<void>;
  /** By the keychain alone; what is typed goes from the page to the vault's process. */
  quickUnlock(): Promise<void>;
  /** A page is there: connects it with the vault's process, which is started for it if need be. */
  attachPage(): void;
  /**
   * Never rejects, and comes to its end whatever fails; what could not be done stands in the status.
   * @param because where it was no person who locked it: the page failed, and is replaced by whoever saw it; stands in the
   *   status until the vault is open again
   * @returns false where nothing was open or being opened, and nothing was left to be done
   */
  lock(because?: AppError): Promise<boolean>;
  /** For a person to read once the vault is open. */
  note(note: VaultStatus['notes'][number]): void;
  /** What a lock could not do was done after all. */
  madeGood(name: LockingStep['name']): void;
  acceptRollback(): Promise<void>;
  call: RunningProcess<VaultProcessMethods>['call'];
  /** Gives the open vault's process its end of a line to a scan's. @throws AppError `vault-locked` */
  attachScan(port: MessagePortMain): void;
  /** Whether there is a vault that a person could open, or has, and a process for it. */
  readonly isUsable: boolean;
  /** Gives the process, whether or not its vault is open, its end of a line to main's quick access window. */
  attachQuick(port: MessagePortMain, language: QuickAttachment['language']): void;
  /** Hands over what a person agreed to, also while no vault is open. @returns false where there is no process */
  grant(given: Grant): Promise<boolean>;
  /** Ends everything, for quitting. */
  shutdown(): Promise<void>;
}

/** One that goes on ending before anything was opened would only end again. */
const MOST_RESTARTS = 3;

export function createVaultController(options: VaultControllerOptions): VaultController {
  const start = options.start ?? startUtilityProcess<VaultProcessCallbacks, VaultProcessMethods>;
  let status = lookAtFolder(options.folder);
  let running: VaultProcess | null = null;
  /** How often it was started again since a vault was last open. */
  let restarts = 0;
  let shuttingDown = false;
  /** Every lock that was begun; each comes to its end by itself. */
  let locking: Promise<unknown> = Promise.resolve();
  /** SECURITY: processes that were told to go and have not; the next lock tries again. */
  const left = new Set<VaultProcess>();
  const undone = new Set<UndoneName>();
  /** Why it was no person who locked the vault; until it is open again. */
  let lost: SerializedError | null = null;

  const disk = createDiskReturn(options.folder, () => void refresh());
  /** Found before the vault was open. */
  const kept: VaultStatus['notes'][number][] = [];
  const attempt = attemptsOf(options.diagnose);
  /** The process that was at their other end is gone, or going. */
  const closeLines = (): void => {
    attempt('page', options.page.close);
    attempt('question', options.questions.close);
  };
  const setStatus = (next: VaultStatus): void => {
    const problem = next.phase === 'unlocked' ? null : lockProblem(undone);
    status = { ...next, lockProblem: problem?.serialize() ?? (next.phase === 'unlocked' ? null : lost) };
    attempt('status', () => {
      options.onStatus(status);
    });
    if (status.problem?.code === 'vault-vanished' && !shuttingDown) disk.watch();
    else disk.stop();
  };

  const changes = mergeChanges((collections) =>
    attempt('change', () => {
      options.onChange(collections);
    }),
  );

  const connectPage = (process: VaultProcess): void => {
    const port = options.page.open();
    if (port === null) return;
    process.hand({ kind: 'attach-page', folder: options.folder } satisfies PageAttachment, port);
  };

  const opened = ({
    name,
    rollbackWarning,
    quickUnlock,
    notes,
    writeAccess,
  }: VaultProcessCallbacks['main.vault-opened']['input']): void => {
    restarts = 0;
    lost = null;
    attempt('quick unlock', () => {
      options.onQuickUnlock(quickUnlock);
    });
    setStatus({
      ...LOCKED,
      phase: 'unlocked',
      name,
      rollbackWarning,
      notes: [...kept.splice(0), ...notes],
      writeAccess,
    });
  };

  /** Started ahead of the password, so that unlocking waits for nothing but the key derivation. */
  const ensureProcess = (): VaultProcess => {
    if (running !== null) return running;
    /** SECURITY: one that was told to go has no say any more. */
    const fromIt =
      <Input>(hear: (input: Input) => unknown) =>
      async (input: Input): Promise<undefined> => {
        if (running === started) await hear(input);
      };
    const started: VaultProcess = start(
      'vault-process',
      {
        'main.vault-changed': fromIt(({ collections }) => {
          changes.note(collections);
        }),
        'main.write-access': fromIt(({ writeAccess, notes }) => {
          if (status.phase === 'unlocked')
            setStatus({ ...status, writeAccess, notes: [...status.notes, ...notes] });
        }),
        'main.vault-opened': fromIt(opened),
        'main.rollback-changed': fromIt((rollbackWarning) => {
          setStatus({ ...status, rollbackWarning });
        }),
        'main.vault-lost': fromIt((problem) => {
          lost = problem;
        }),
        'main.closed-vault-changed': fromIt(() => refresh()),
        'main.selection-ended': fromIt(options.onSelectionEnded),
        'main.ask-about-place': (place) => (running === started ? options.askAboutPlace(place) : false),
        ...options.questions.methodsFor(() => (running === started ? started : null)),
        'main.lock': fromIt(() => void controller.lock()),
        ...machineMethods(options),
      },
      options.diagnose,
    );
    running = started;
    connectPage(started);
    void started.exited.then((code) => {
      if (left.delete(started) && left.size === 0 && undone.delete('process')) setStatus(status);
      if (running !== started) return;
      running = null;
      closeLines();
      if (!shuttingDown) lose(code);
    });
    return started;
  };

  const endProcesses = (): Promise<boolean> => {
    const ending = running;
    running = null;
    return endWithLeft(left, ending);
  };

  const lockNow = async (keepsPage = false): Promise<void> => {
    // SECURITY: first of all, before anything that could fail.
    const ended = endProcesses();
    undone.clear();
    closeLines();
    changes.drop();
    // Locked at once for everybody who asks, while the write under way is still being finished.
    setStatus(LOCKED);
    const done = Promise.all([ended, runLockingSteps(options.lockingSteps)]);
    // SECURITY: the page waits for what hangs no longer than the vault's process does.
    await endsWithin(CLOSE_TIMEOUT_MS, () => done);
    if (!keepsPage && !shuttingDown) attempt('window', options.dropPage);
    const [gone, failed] = await done;
    for (const name of failed) undone.add(name);
    if (!gone) undone.add('process');
    if (undone.size > 0) options.diagnose(`locking: not done: ${[...undone].join(', ')}`);
    if (undone.size > 0 && status.phase !== 'unlocked') setStatus(status);
    if (!shuttingDown) await endsWithin(LOCK_TIMEOUT_MS, refresh);
  };

  /** The process ended, and nobody had told it to. */
  const lose = (code: number): void => {
    if (status.phase === 'unlocked') {
      lost ??= vaultProcessEnded(code).serialize();
      locking = Promise.allSettled([locking, lockNow()]);
      return;
    }
    restarts += 1;
    if (restarts <= MOST_RESTARTS) void refresh();
    else setStatus({ ...LOCKED, problem: vaultProcessKeepsEnding().serialize() });
  };

  const refresh = async (): Promise<void> => {
    try {
      const asked = ensureProcess();
      const state = await asked.call('process.state', { folder: options.folder });
      // It may have been opened while it was looked at from the outside.
      if (running === asked && status.phase === 'unlocked') return;
      setStatus(closedStatus(state));
    } catch (thrown) {
      // A process that ended late says nothing of the vault that is open in the next one.
      if (status.phase !== 'unlocked') setStatus({ ...LOCKED, problem: toAppError(thrown).serialize() });
    }
  };

  const openProcess = (): VaultProcess => {
    if (status.phase === 'unlocked' && running !== null) return running;
    throw vaultLocked();
  };

  const controller: VaultController = {
    get status() {
      return status;
    },
    refresh,
    async quickUnlock() {
      if (status.phase === 'unlocked') return;
      await ensureProcess().call('process.quick-unlock', { folder: options.folder });
    },
    attachPage() {
      if (running === null) ensureProcess();
      else connectPage(running);
    },
    async lock(because) {
      if (status.phase === 'unlocked') lost = because?.serialize() ?? null;
      // SECURITY: a page that failed may have begun what opens the vault, and nobody sees that it is open.
      const atOnce = status.phase === 'unlocked' || left.size > 0 || because !== undefined;
      const wanted = atOnce || (await mayBeOpening(running));
      // One that is under way is of what was open before it: this one begins at once.
      if (wanted) locking = Promise.allSettled([locking, lockNow(because !== undefined)]);
      await locking;
      return wanted;
    },
    note(note) {
      if (status.phase === 'unlocked') setStatus({ ...status, notes: [...status.notes, note] });
      else kept.push(note);
    },
    madeGood(name) {
      if (undone.delete(name)) setStatus(status);
    },
    async acceptRollback() {
      await running?.call('process.accept-rollback', undefined);
      setStatus({ ...status, rollbackWarning: null });
    },
    call: async (method, input) => openProcess().call(method, input),
    attachScan(port) {
      openProcess().hand(SCAN_ATTACHMENT, port);
    },
    get isUsable() {
      return running !== null && status.phase !== 'no-vault' && status.problem === null;
    },
    attachQuick(port, language) {
      const { folder } = options;
      running?.hand({ kind: 'attach-quick', folder, language } satisfies QuickAttachment, port);
    },
    async grant(given) {
      const process = running;
      if (process === null) return false;
      await process.call('process.grant', given);
      return running === process;
    },
    async shutdown() {
      shuttingDown = true;
      const ended = endProcesses();
      const steps = status.phase === 'unlocked' ? runLockingSteps(options.lockingSteps) : null;
      await Promise.all([ended, steps, locking]);
    },
  };
  return controller;
}
