/**
 * A program on a terminal of its own, whose output we read, mask and pass on to ours: it shows colours, knows the width and
 * takes Ctrl-C as it would without us. Needs `@lydell/node-pty`, which brings its binaries; without it there is none.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Pty from '@lydell/node-pty';
import type { ChildOptions } from './child.ts';
import { MaskedOutput } from './relay.ts';
import { forwardSignals, HAS_GROUPS } from './signals.ts';

type PtyModule = typeof Pty;

/** Null where there is none for this system. Not bundled: it holds native code. */
export function loadPty(): PtyModule | null {
  if (!HAS_GROUPS) return null;
  try {
    return createRequire(import.meta.url)('@lydell/node-pty') as PtyModule;
  } catch {
    return null;
  }
}

/** Code of why it can't be started; null where it can. A pty starts first and fails later, without a word. */
export function startProblem(command: string, env: NodeJS.ProcessEnv): string | null {
  const folders = command.includes('/') ? [''] : (env['PATH'] ?? '/usr/bin:/bin').split(path.delimiter);
  let problem = 'ENOENT';
  for (const folder of folders) {
    const file = command.includes('/') ? command : path.join(folder, command);
    try {
      const found = statSync(file);
      accessSync(file, constants.X_OK);
      if (found.isFile()) return null;
      problem = 'EACCES';
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'EACCES') problem = 'EACCES';
    }
  }
  return problem;
}

/** Resolves to the program's exit code, or 128 + the signal that ended it. */
export async function runOnTerminal(pty: PtyModule, options: ChildOptions): Promise<number> {
  const { stdin, stdout } = process;
  const child: Pty.IPty = pty.spawn(options.command, [...options.args], {
    name: options.env['TERM'] ?? 'xterm-256color',
    cols: stdout.columns,
    rows: stdout.rows,
    cwd: process.cwd(),
    env: options.env,
    // Bytes: a character may be cut, and a secret in UTF-16 has to be seen.
    encoding: null,
  });
  const output = new MaskedOutput(options.forms, options.stdout);
  const goOn = (): void => {
    child.resume();
  };
  const resize = (): void => {
    child.resize(stdout.columns, stdout.rows);
  };
  const typed = (chunk: Buffer): void => {
    // Its socket takes bytes; text would have to be decoded, and a chunk may end within a character.
    child.write(chunk as unknown as string);
  };
  const outputLost = (): void => {
    child.kill('SIGHUP');
  };
  const stopForwarding = forwardSignals({ pid: child.pid, ownGroup: true });
  options.stdout.on('drain', goOn);
  options.stdout.once('error', outputLost);
  stdout.on('resize', resize);
  child.onData((data) => {
    if (!output.write(data as unknown as Buffer)) child.pause();
  });
  const ended = new Promise<number>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      resolve(signal === undefined || signal === 0 ? exitCode : 128 + signal);
    });
  });
  if (options.typedAhead.length > 0) typed(options.typedAhead);
  stdin.setRawMode(true);
  // Node leaves the terminal turning line feeds into line ends; the program's own terminal has done that where it is wanted.
  // Where there is no stty, full-screen programs may look wrong, and nothing else.
  spawnSync('stty', ['-opost'], { stdio: ['inherit', 'ignore', 'ignore'] });
  stdin.on('data', typed);
  stdin.resume();
  try {
    const code = await ended;
    output.end();
    return code;
  } finally {
    stdin.off('data', typed);
    stdin.setRawMode(false);
    stdin.pause();
    stdout.off('resize', resize);
    options.stdout.off('drain', goOn);
    options.stdout.off('error', outputLost);
    stopForwarding();
  }
}
