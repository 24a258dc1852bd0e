/**
 * Main's view of the vault: whether there is one, whether it is open, and the line to the process that holds it. Main
 * itself never holds a key, an open vault or the API client.
 */
import { AppError, toAppError, type SerializedError } from '../../shared/errors.ts';
import type { SandboxAddress } from '../augno/types.ts';
import type { PageAttachment } from '../processes/page-line.ts';
import type { ClosedVaultState, VaultProcessCallbacks, VaultProcessMethods } from '../processes/protocol.ts';
import { readVaultState } from '../vault/state.ts';
import type { Keychain } from './keychain.ts';
import type { PageConnection } from './page-connection.ts';
import { startUtilityProcess, type RunningProcess } from './utility-process.ts';

type VaultProcess = RunningProcess<VaultProcessMethods>;

export interface VaultStatus {
  readonly phase: 'no-vault' | 'locked' | 'unlocked';
  readonly name: string | null;
  readonly nextTryAt: string | null;
  readonly problem: SerializedError | null;
  /** Open, but the file is older than what this machine's keychain last saw of it. */
  readonly rollbackWarning: SerializedError | null;
}

export interface VaultControllerOptions {
  readonly folder: string;
  readonly diagnose: (line: string) => void;
  readonly onStatus: (status: VaultStatus) => void;
  /** The page's line leads to one process: it needs a new one with every new process. */
  readonly page: Pick<PageConnection, 'open' | 'close'>;
  readonly onChange: (collections: readonly string[]) => void;
  /** Runs before the keys are gone: clear the clipboard, end a scan. */
  readonly onLocking: () => Promise<void>;
  readonly keychain: Keychain;
  readonly resolveProxy: (origin: string) => Promise<string>;
  /** The vault process asks where the embedded sandbox answers; starts it. */
  readonly sandboxAddress: () => Promise<SandboxAddress | null>;
}

export interface VaultController {
  readonly status: VaultStatus;
  refresh(): Promise<void>;
  /** By the keychain alone; what is typed goes from the page to the vault's process. */
  quickUnlock(): Promise<void>;
  /** A page is there: connects it with the vault's process, which is started for it if need be. */
  attachPage(): void;
  lock(): Promise<void>;
  acceptRollback(): Promise<void>;
  call: RunningProcess<VaultProcessMethods>['call'];
  /** Ends everything, for quitting. */
  shutdown(): Promise<void>;
}

/** How long a write under way may take before the process is ended all the same. */
const CLOSE_TIMEOUT_MS = 10_000;

/** How long an ended process may take to be gone. */
const KILL_TIMEOUT_MS = 2000;

/** Waits for `work`, whether it succeeds or not, but no longer than this. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work.catch(() => undefined), timeout]);
  clearTimeout(timer);
}

function closedStatus(state: ClosedVaultState): VaultStatus {
  return {
    phase: state.exists ? 'locked' : 'no-vault',
    name: null,
    nextTryAt: state.nextTryAt,
    problem: state.problem,
    rollbackWarning: null,
  };
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
  let status = lookAtFolder(options.folder);
  let running: VaultProcess | null = null;
  /** The running process has done something. */
  let answered = false;
  let shuttingDown = false;
  let closing: Promise<void> | null = null;

  const setStatus = (next: VaultStatus): void => {
    status = next;
    options.onStatus(next);
  };

  const connectPage = (process: VaultProcess): void => {
    const port = options.page.open();
    if (port === null) return;
    process.hand({ kind: 'attach-page', folder: options.folder } satisfies PageAttachment, port);
  };

  /** Started ahead of the password, so that unlocking waits for nothing but the key derivation. */
  const ensureProcess = (): VaultProcess => {
    if (running !== null) return running;
    const started = startUtilityProcess<VaultProcessCallbacks, VaultProcessMethods>(
      'vault-process',
      {
        'main.vault-changed': ({ collections }) => {
          if (running === started) options.onChange(collections);
          return undefined;
        },
        'main.vault-opened': ({ name, rollbackWarning }) => {
          if (running === started) {
            setStatus({ phase: 'unlocked', name, nextTryAt: null, problem: null, rollbackWarning });
          }
          return undefined;
        },
        'main.closed-vault-changed': async () => {
          if (running === started) await refresh();
          return undefined;
        },
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
    answered = false;
    connectPage(started);
    void started.exited.then((code) => {
      if (running !== started) return;
      running = null;
      if (code !== 0) options.diagnose(`vault-process ended with code ${code}`);
      options.page.close();
      // One that ended before it ever answered would only end again.
      if (!shuttingDown && answered) void refresh();
    });
    return started;
  };

  const closeProcess = async (): Promise<void> => {
    const ending = running;
    if (ending === null) return;
    running = null;
    options.page.close();
    // SECURITY: what a garbage collector would keep is gone only with the process, so its end is waited for.
    await within(CLOSE_TIMEOUT_MS, Promise.all([ending.call('process.close', undefined), ending.exited]));
    ending.kill();
    await within(KILL_TIMEOUT_MS, ending.exited);
  };

  const refresh = async (): Promise<void> => {
    try {
      const asked = ensureProcess();
      const state = await asked.call('process.state', { folder: options.folder });
      answered = true;
      // It may have been opened while it was looked at from the outside.
      if (running === asked && status.phase === 'unlocked') return;
      setStatus(closedStatus(state));
    } catch (thrown) {
      setStatus({
        phase: 'locked',
        name: null,
        nextTryAt: null,
        problem: toAppError(thrown).serialize(),
        rollbackWarning: null,
      });
    }
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
    async lock() {
      if (status.phase !== 'unlocked') return;
      closing ??= (async () => {
        // Locked at once for everybody who asks, while the write under way is still being finished.
        setStatus({ phase: 'locked', name: null, nextTryAt: null, problem: null, rollbackWarning: null });
        await options.onLocking();
        await closeProcess();
        if (!shuttingDown) await refresh();
      })().finally(() => {
        closing = null;
      });
      await closing;
    },
    async acceptRollback() {
      await running?.call('process.accept-rollback', undefined);
      setStatus({ ...status, rollbackWarning: null });
    },
    call: (method, input) => {
      if (status.phase !== 'unlocked' || running === null) {
        return Promise.reject(
          new AppError({
            code: 'vault-locked',
            message: 'The vault is locked.',
            hint: 'Unlock it and try again.',
          }),
        );
      }
      return running.call(method, input);
    },
    async shutdown() {
      shuttingDown = true;
      await closing;
      if (status.phase === 'unlocked') await options.onLocking();
      await closeProcess();
    },
  };
}
