/** Starts the app once more on the same vault, as a link, a double click or a shortcut of the desktop's own does. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { RunningApp } from './app.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

export function startAgain(
  { vaultFolder }: Pick<RunningApp, 'vaultFolder'>,
  ...args: readonly string[]
): { readonly status: number | null; readonly output: string } {
  const result = spawnSync(
    process.env['AUGNO_VAULT_ELECTRON']!,
    [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ROOT, '--vault', vaultFolder, ...args],
    { encoding: 'utf8', cwd: ROOT, timeout: 60_000 },
  );
  return { status: result.status, output: result.stderr };
}
