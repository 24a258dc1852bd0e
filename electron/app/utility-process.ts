/** Starts a utility process of ours and puts typed calls on its line. */
import path from 'node:path';
import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { createRpcPeer, type MethodHandlers, type MethodMap, type RpcPeer } from '../wire/rpc.ts';
import { stoppedBeforeAnswer } from './unexpected-ends.ts';
import { childEnvironment } from '../platform/child-environment.ts';
import { thisPlatform } from '../platform/this-platform.ts';

/**
 * V8's young generation, in MB for each of its halves. It grows to 16 in seconds of work and never goes back; the vault's and
 * the sandbox's processes run for days and do little. The scan's has all it wants, and ends.
 */
const YOUNG_GENERATION_MB = { 'vault-process': 1, 'sandbox-process': 1, 'scan-process': null } as const;

export interface RunningProcess<Remote extends MethodMap> {
  readonly call: RpcPeer<Remote>['call'];
  readonly exited: Promise<number>;
  /** Hands one end of a channel over; what comes through it never touches this process. */
  hand(message: unknown, port: MessagePortMain): void;
  /** Ends it at once, in whatever it is. @throws Error where the system refuses */
  kill(): void;
}

/**
 * @param name the bundled file beside main, without `.js`; also what the system's process list shows
 */
export function startUtilityProcess<Local extends MethodMap, Remote extends MethodMap>(
  name: keyof typeof YOUNG_GENERATION_MB,
  handlers: MethodHandlers<Local>,
  diagnose: (line: string) => void,
): RunningProcess<Remote> {
  const youngGeneration = YOUNG_GENERATION_MB[name];
  const child: UtilityProcess = utilityProcess.fork(path.join(__dirname, `${name}.js`), [], {
    serviceName: name,
    env: childEnvironment(process.env, thisPlatform),
    execArgv: youngGeneration === null ? [] : [`--js-flags=--max-semi-space-size=${String(youngGeneration)}`],
    stdio: 'pipe',
  });
  const say = (chunk: Buffer): void => {
    diagnose(`${name}: ${chunk.toString('utf8').trimEnd()}`);
  };
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    stream.on('data', say);
    // Electron takes the listeners away as it tells of the end, although the last words may still lie in the pipe.
    child.once('exit', () => {
      queueMicrotask(() => {
        if (stream.listenerCount('data') === 0) stream.on('data', say);
      });
    });
  }
  const peer = createRpcPeer<Local, Remote>(
    {
      send: (message) => {
        child.postMessage(message);
      },
      onMessage: (listener) => {
        child.on('message', listener);
      },
    },
    handlers,
  );
  let isKilled = false;
  const exited = new Promise<number>((resolve) => {
    child.on('exit', (code) => {
      if (code !== 0 && !isKilled) diagnose(`${name} ended with code ${String(code)}`);
      peer.disconnect(stoppedBeforeAnswer(name));
      resolve(code);
    });
  });
  return {
    call: peer.call,
    exited,
    hand: (message, port) => {
      child.postMessage(message, [port]);
    },
    kill: () => {
      const { pid } = child;
      if (pid === undefined) return;
      isKilled = true;
      try {
        // SECURITY: one that is stuck may not take a request to end; this one it cannot refuse.
        process.kill(pid, 'SIGKILL');
      } catch (thrown) {
        // It has just gone by itself.
        if ((thrown as NodeJS.ErrnoException).code !== 'ESRCH') throw thrown;
      }
    },
  };
}
