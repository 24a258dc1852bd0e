/**
 * Main's view of the vault: whether there is one, whether it is open, and the line to the process that holds it. Main
 * itself never holds a key, an open vault or the API client.
 */
import type { MessagePortMain } from 'electron';
import { AppError, toAppError, type SaidError, type SerializedError } from '../../shared/errors.ts';
import type { SandboxAddress } from '../../shared/account-address.ts';
import type { Grant } from '../wire/grants.ts';
import type { PageAttachment } from '../wire/page-line.ts';
import type {
  ClosedVaultState,
  SerializedWriteAccess,
  VaultProcessCallbacks,
  VaultProcessMethods,
} from '../wire/protocol.ts';
import { SCAN_ATTACHMENT } from '../wire/scan-line.ts';
import { readVaultState } from '../vault/state.ts';
import type { Keychain } from './keychain.ts';
import {
  CLOSE_TIMEOUT_MS,
  endsWithin,
  endVaultProcess,
  LOCK_TIMEOUT_MS,
  lockProblem,
  runLockingSteps,
  type LockingStep,
  type UndoneName,
} from './locking.ts';
import type { PageConnection } from './page-connection.ts';
import type { QuestionService } from './question-service.ts';
import { vaultProcessEnded, vaultProcessKeepsEnding } from './unexpected-ends.ts';
import { startUtilityProcess, type RunningProcess } from './utility-process.ts';
import { say } from '../../shared/messages/say.ts';

type VaultProcess = RunningProcess<VaultProcessMethods>;

export interface VaultStatus {
  readonly phase: 'no-vault' | 'locked' | 'unlocked';
  readonly name: string | null;
  readonly nextTryAt: string | null;
  readonly problem: SerializedError | null;
  /** Open, but the file is older than what this machine's keychain last saw of it. */
  readonly rollbackWarning: SerializedError | null;
  /** What was found and put right when it was opened. */
  readonly notes: readonly SaidError[];
  /** Open, but nothing can be stored, or entries of its log wait. */
  readonly writeAccess: SerializedWriteAccess | null;
  /** Locked, but something of it could not be done, or it was not a person who locked it. */
  readonly lockProblem: SerializedError | null;
}

export interface VaultControllerOptions {
  readonly folder: string;
  readonly diagnose: (line: string) => void;
  readonly onStatus: (status: VaultStatus) => void;
  /** The page's line leads to one process: it needs a new one with every new process. */
  readonly page: Pick<PageConnection, 'open' | 'close'>;
  /** Whether the vault that was opened has a slot for the keychain. */
  readonly onQuickUnlock: (enabled: boolean) => void;
  readonly onChange: (collections: readonly string[]) => void;
  /** What the vault's process had put on the clipboard is not there any more. */
  readonly onSelectionEnded: () => void;
  /** SECURITY: what was shown of the vault goes with its keys: a window in the place of the one that showed it. */
  readonly dropPage: () => void;
  /** What goes with the keys: what was copied, a scan. None of it can keep the vault's process from being ended. */
  readonly lockingSteps: readonly LockingStep[];
  readonly questions: Pick<QuestionService, 'methodsFor' | 'close'>;
  readonly keychain: Keychain;
  readonly resolveProxy: (origin: string) => Promise<string>;
  readonly askAboutPlace: (place: VaultProcessCallbacks['main.ask-about-place']['input']) => Promise<boolean>;
  /** The vault process asks where the embedded sandbox answers; starts it. */
  readonly sandboxAddress: () => Promise<SandboxAddress | null>;
  /** Tests give processes of their own. */
  readonly start?: typeof startUtilityProcess<VaultProcessCallbacks, VaultProcessMethods>;
}

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
   * @returns false where nothing was open and nothing was left to be done
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
  /** Hands over what a person agreed to, also while no vault is open. @returns false where there is no process */
  grant(given: Grant): Promise<boolean>;
  /** Ends everything, for quitting. */
  shutdown(): Promise<void>;
}

/** One that goes on ending before anything was opened would only end again. */
const MOST_RESTARTS = 3;

/** For a disk that is not connected. */
const LOOK_AGAIN_MS = 2000;

const LOCKED: VaultStatus = {
  phase: 'locked',
  name: null,
  nextTryAt: null,
  problem: null,
  rollbackWarning: null,
  notes: [],
  writeAccess: null,
  lockProblem: null,
};

function closedStatus(state: ClosedVaultState): VaultStatus {
  const { nextTryAt, problem } = state;
  return { ...LOCKED, phase: state.exists ? 'locked' : 'no-vault', nextTryAt, problem };
}

/** From the outside, for the first paint: SQLite and the vault's process are not there yet. */
function lookAtFolder(folder: string): VaultStatus {
  const { exists, nextTryAt, problem } = readVaultState(folder);
  return closedStatus({
    exists,
    nextTryAt: nextTryAt?.toISOString() ?? null,
    problem: problem?.serialize() ?? null,
  });
}

export function createVaultController(options: VaultControllerOptions): VaultController {
  const start = options.start ?? startUtilityProcess<VaultProcessCallbacks, VaultProcessMethods>;
  let status = lookAtFolder(options.folder);
  let running: VaultProcess | null = null;
  /** How often it was started again since a vault was last open. */
  let restarts = 0;
  let shuttingDown = false;
  let watching: NodeJS.Timeout | undefined;
  /** Every lock that was begun; each comes to its end by itself. */
  let locking: Promise<unknown> = Promise.resolve();
  /** SECURITY: processes that were told to go and have not; the next lock tries again. */
  const left = new Set<VaultProcess>();
  const undone = new Set<UndoneName>();
  /** Why it was no person who locked the vault; until it is open again. */
  let lost: SerializedError | null = null;

  /** Found before the vault was open. */
  const kept: VaultStatus['notes'][number][] = [];

  /** SECURITY: whoever listens must not be able to stop a lock by throwing. */
  const attempt = (what: string, work: () => void): void => {
    try {
      work();
    } catch (thrown) {
      options.diagnose(`${what}: ${thrown instanceof Error ? thrown.name : typeof thrown}`);
    }
  };
  /** The process that was at their other end is gone, or going. */
  const closeLines = (): void => {
    attempt('page', options.page.close);
    attempt('question', options.questions.close);
  };
  /** A disk that is connected again shows by itself. */
  const watchForReturn = (): void => {
    if (status.problem?.code !== 'vault-vanished' || shuttingDown) {
      clearInterval(watching);
      watching = undefined;
      return;
    }
    watching ??= setInterval(() => {
      const found = lookAtFolder(options.folder);
      if (found.problem?.code !== 'vault-vanished') void refresh();
    }, LOOK_AGAIN_MS).unref();
  };
  const setStatus = (next: VaultStatus): void => {
    const problem = next.phase === 'unlocked' ? null : lockProblem(undone);
    status = { ...next, lockProblem: problem?.serialize() ?? (next.phase === 'unlocked' ? null : lost) };
    attempt('status', () => {
      options.onStatus(status);
    });
    watchForReturn();
  };

  const connectPage = (process: VaultProcess): void => {
    const port = options.page.open();
    if (port === null) return;
    process.hand({ kind: 'attach-page', folder: options.folder } satisfies PageAttachment, port);
  };

  /** Started ahead of the password, so that unlocking waits for nothing but the key derivation. */
  const ensureProcess = (): VaultProcess => {
    if (running !== null) return running;
    const started: VaultProcess = start(
      'vault-process',
      {
        'main.vault-changed': ({ collections }) => {
          if (running === started) options.onChange(collections);
          return undefined;
        },
        'main.write-access': ({ writeAccess, notes }) => {
          if (running === started && status.phase === 'unlocked')
            setStatus({ ...status, writeAccess, notes: [...status.notes, ...notes] });
          return undefined;
        },
        'main.vault-opened': ({ name, rollbackWarning, quickUnlock, notes, writeAccess }) => {
          if (running === started) {
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
          }
          return undefined;
        },
        'main.rollback-changed': (rollbackWarning) => {
          if (running === started) setStatus({ ...status, rollbackWarning });
          return undefined;
        },
        'main.vault-lost': (problem) => {
          if (running === started) lost = problem;
          return undefined;
        },
        'main.closed-vault-changed': async () => {
          if (running === started) await refresh();
          return undefined;
        },
        'main.selection-ended': () => {
          if (running === started) options.onSelectionEnded();
          return undefined;
        },
        'main.ask-about-place': (place) => (running === started ? options.askAboutPlace(place) : false),
        ...options.questions.methodsFor(() => (running === started ? started : null)),
        'main.sandbox-address': () => options.sandboxAddress(),
        'main.resolve-proxy': (origin) => options.resolveProxy(origin),
        'main.keychain-available': () => options.keychain.available(),
        'main.keychain-protect': (bytes) => options.keychain.protect(bytes),
        'main.keychain-unprotect': (blob) => options.keychain.unprotect(blob),
        'main.keychain-read-anchor': (vaultId) => options.keychain.readAnchor(vaultId),
        'main.keychain-write-anchor': async ({ vaultId, value }) => {
          await options.keychain.writeAnchor(vaultId, value);
          return undefined;
        },
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

  /** SECURITY: what a garbage collector would keep is gone only with the process, so its end is waited for. */
  const endProcesses = async (): Promise<boolean> => {
    const ending = [...left, ...(running === null ? [] : [running])];
    running = null;
    const ended = await Promise.all(
      ending.map(async (process) => {
        const gone = await endVaultProcess(process);
        if (gone) left.delete(process);
        else left.add(process);
        return gone;
      }),
    );
    return ended.every(Boolean);
  };

  const lockNow = async (keepsPage = false): Promise<void> => {
    // SECURITY: first of all, before anything that could fail.
    const ended = endProcesses();
    undone.clear();
    closeLines();
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
    throw new AppError({
      code: 'vault-locked',
      message: say('app.the-vault-is-locked'),
      hint: say('app.unlock-it-and-try-again'),
    });
  };

  return {
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
      const wanted = status.phase === 'unlocked' || left.size > 0;
      if (status.phase === 'unlocked') lost = because?.serialize() ?? null;
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
}
