/** Processes and windows of the app, as the system shows them. */
import { execFileSync } from 'node:child_process';
import type { RunningApp } from './app.ts';

export type OurProcess = 'vault-process' | 'scan-process' | 'sandbox-process' | 'GPU';

export async function processIds(
  { app: running }: Pick<RunningApp, 'app'>,
  name: OurProcess,
): Promise<readonly number[]> {
  return await running.evaluate(
    ({ app }, wanted) =>
      app
        .getAppMetrics()
        .filter(({ name: called, type }) => called === wanted || type === wanted)
        .map(({ pid }) => pid),
    name,
  );
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** What the desktop shows of the app. */
export function shownWindows(): readonly string[] {
  return execFileSync('xdotool', ['search', '--onlyvisible', '--name', '^Augno Vault$'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line !== '');
}
