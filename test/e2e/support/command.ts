/** Runs the built command as a user's script would. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { FLOOR_DERIVATION } from './app.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param lines what `--password-stdin` reads, a line each */
export async function runCommand(
  args: readonly string[],
  lines: readonly string[] = [],
): Promise<CommandResult> {
  const child = spawn(
    process.execPath,
    [
      ...FLOOR_DERIVATION,
      path.join(ROOT, 'dist', 'cli.js'),
      ...(lines.length > 0 ? ['--password-stdin'] : []),
      ...args,
    ],
    { stdio: 'pipe' },
  );
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString('utf8')));
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...output };
}
