/** Starts a utility process of ours and puts typed calls on its line. */
import path from 'node:path';
import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { createRpcPeer, type MethodHandlers, type MethodMap, type RpcPeer } from '../wire/rpc.ts';
import { stoppedBeforeAnswer } from './unexpected-ends.ts';
import { childEnvironment } from '../platform/child-environment.ts';
import { thisPlatform } from '../platform/this-platform.ts';

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
  name: 'vault-process' | 'sandbox-process' | 'scan-process',
  handlers: MethodHandlers<Local>,
  diagnose: (line: string) => void,
): RunningProcess<Remote> {
  const child: UtilityProcess = utilityProcess.fork(path.join(__dirname, `${name}.js`), [], {
    serviceName: name,
    env: childEnvironment(process.env, thisPlatform),
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
