/** The embedded sandbox: one process, started when it is first wanted, its state beside the vault. */
import type { SandboxAddress } from '../../shared/account-address.ts';
import type { NoMethods, SandboxProcessMethods } from '../wire/protocol.ts';
import { startUtilityProcess, type RunningProcess } from './utility-process.ts';

export interface SandboxController {
  /** Starts it if need be. */
  address(): Promise<SandboxAddress>;
  stop(): Promise<void>;
}

export interface SandboxControllerOptions {
  readonly folder: string;
  readonly diagnose: (line: string) => void;
  /** It ended unexpectedly and is there again, under another address and with other admin keys. */
  readonly onRestarted: () => void;
  /** Tests give processes of their own. */
  readonly start?: typeof startUtilityProcess<NoMethods, SandboxProcessMethods>;
}

/** One that goes on ending is started when it is next wanted, and not by itself any more. */
const MOST_RESTARTS = 3;

export function createSandboxController(options: SandboxControllerOptions): SandboxController {
  const start = options.start ?? startUtilityProcess<NoMethods, SandboxProcessMethods>;
  let running: RunningProcess<SandboxProcessMethods> | null = null;
  let starting: Promise<SandboxAddress> | null = null;
  let restarts = 0;

  const address = (): Promise<SandboxAddress> => {
    if (starting !== null) return starting;
    const started = start('sandbox-process', {}, options.diagnose);
    let served = false;
    running = started;
    void started.exited.then(() => {
      if (running !== started) return;
      running = null;
      starting = null;
      if (!served || restarts === MOST_RESTARTS) return;
      restarts += 1;
      address().then(options.onRestarted, () => {
        options.diagnose('sandbox-process could not be started again');
      });
    });
    starting = started.call('start', { folder: options.folder }).then(
      (found) => {
        served = true;
        return found;
      },
      (thrown: unknown) => {
        // A failed start must not be remembered: the next try starts a new process.
        if (running === started) {
          running = null;
          starting = null;
        }
        started.kill();
        throw thrown;
      },
    );
    return starting;
  };

  return {
    address,
    async stop() {
      const ending = running;
      running = null;
      starting = null;
      if (ending === null) return;
      await ending.call('stop', undefined).catch(() => undefined);
      await ending.exited;
    },
  };
}
