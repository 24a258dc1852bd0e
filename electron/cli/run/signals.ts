/** Signals on their way to the program that `run` started. */
import { constants } from 'node:os';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGCONT'] as const;

/** Windows has no groups of processes. */
export const HAS_GROUPS = process.getuid !== undefined;

export interface SignalTarget {
  readonly pid: number;
  /** The program leads a group of its own: all of it gets the signal, and none from our terminal. */
  readonly ownGroup: boolean;
}

function send(target: SignalTarget, signal: NodeJS.Signals): void {
  try {
    process.kill(target.ownGroup ? -target.pid : target.pid, signal);
  } catch {
    // It has just ended.
  }
}

/** A terminal sends Ctrl-C and Ctrl-\ to the program itself where it shares our group: sending them again would make them two. */
function cameFromTerminal(signal: NodeJS.Signals, target: SignalTarget): boolean {
  return !target.ownGroup && (signal === 'SIGINT' || signal === 'SIGQUIT') && process.stdin.isTTY;
}

/** Until the returned function is called. Having a listener also keeps a signal from ending us before the program has ended. */
export function forwardSignals(target: SignalTarget): () => void {
  const listeners: (readonly [NodeJS.Signals, () => void])[] = FORWARDED.filter(
    (signal) => signal in constants.signals,
  ).map((signal) => [
    signal,
    (): void => {
      if (!cameFromTerminal(signal, target)) send(target, signal);
    },
  ]);
  if (target.ownGroup) {
    listeners.push([
      'SIGTSTP',
      (): void => {
        // A group that the terminal does not know would not stop by SIGTSTP.
        send(target, 'SIGSTOP');
        process.kill(process.pid, 'SIGSTOP');
      },
    ]);
  }
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return () => {
    for (const [signal, listener] of listeners) process.removeListener(signal, listener);
  };
}
