/** The embedded sandbox: one process, started when it is first wanted, its state beside the vault. */
import type { SandboxAddress } from '../augno/types.ts';
import type { NoMethods, SandboxProcessMethods } from '../processes/protocol.ts';
import { startUtilityProcess, type RunningProcess } from './utility-process.ts';

export interface SandboxController {
  /** Starts it if need be. */
  address(): Promise<SandboxAddress>;
  stop(): Promise<void>;
}

export function createSandboxController(folder: string, diagnose: (line: string) => void): SandboxController {
  let running: RunningProcess<SandboxProcessMethods> | null = null;
  let starting: Promise<SandboxAddress> | null = null;

  return {
    address() {
      if (starting !== null) return starting;
      const started = startUtilityProcess<NoMethods, SandboxProcessMethods>('sandbox-process', {}, diagnose);
      running = started;
      void started.exited.then(() => {
        if (running !== started) return;
        running = null;
        starting = null;
      });
      starting = started.call('start', { folder }).catch((thrown: unknown) => {
        // A failed start must not be remembered: the next try starts a new process.
        if (running === started) {
          running = null;
          starting = null;
        }
        started.kill();
        throw thrown;
      });
      return starting;
    },
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
