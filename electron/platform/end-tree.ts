/** Ends a program with all that it started. */
import { execFile, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { thisPlatform } from './this-platform.ts';

/** On Windows ending a process leaves what it started, such as the program behind a script of cmd.exe: the system's tool takes all. */
export function endTree(
  child: Pick<ChildProcess, 'pid' | 'kill'>,
  signal: 'SIGTERM' | 'SIGKILL',
  {
    platform = thisPlatform,
    systemRoot = process.env['SystemRoot'] ?? 'C:\\Windows',
    run = (program: string, args: readonly string[]): void => {
      // What it could not end is gone already.
      execFile(program, args, { windowsHide: true }, () => undefined);
    },
  }: {
    readonly platform?: NodeJS.Platform;
    readonly systemRoot?: string;
    readonly run?: (program: string, args: readonly string[]) => void;
  } = {},
): void {
  if (platform !== 'win32' || child.pid === undefined) {
    child.kill(signal);
    return;
  }
  // SECURITY: absolute, so that nothing in the path of the user is run instead.
  run(path.win32.join(systemRoot, 'System32', 'taskkill.exe'), ['/T', '/F', '/PID', String(child.pid)]);
}
