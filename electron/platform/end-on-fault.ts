/**
 * Ends a process of ours that met a failure which nobody caught. Electron's utility processes go on after an unhandled
 * rejection, and a command under Electron may; what goes on then is in a state that nobody thought of.
 */
import { writeSync } from 'node:fs';
import { framesText } from './stack-frames.ts';

/** What a process ends with that met such a failure; `EX_SOFTWARE` of sysexits. */
export const FAULT_EXIT_CODE = 70;

/** SECURITY: the kind of an unknown error, never its text, which may quote what it was about. */
export function kindOf(thrown: unknown): string {
  const kind: unknown = thrown instanceof Error ? thrown.name : typeof thrown;
  return typeof kind === 'string' && /^\w{1,40}$/.test(kind) ? kind : 'unknown';
}

/** Call first of all. One line to standard error, then the end: nothing is awaited, and nothing more is written. */
export function endOnFault(
  say: (kind: string, frames: string) => string = (kind, frames) => `fault: ${kind}${frames}\n`,
): void {
  const end = (thrown: unknown): void => {
    try {
      writeSync(process.stderr.fd, say(kindOf(thrown), framesText(thrown)));
    } catch {
      // Nobody reads it any more.
    }
    process.exit(FAULT_EXIT_CODE);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
