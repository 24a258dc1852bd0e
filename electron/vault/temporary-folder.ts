/**
 * Private folders in which a copy of a vault's file is read. A copy there is sealed as the vault is; one that a killed process
 * left all the same is removed at the next unlock.
 */
import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HOUR_MS } from '../../shared/times.ts';

const PURPOSES = ['merge', 'copy', 'judged', 'restore-drill'] as const;
/** Ours with the process that made it, or of a version that did not say. */
const NAME = new RegExp(`^augno-vault-(?:${PURPOSES.join('|')})-(?:(\\d+)-)?[A-Za-z0-9]{6}$`);
/** No copy is read for so long. */
const ABANDONED_AFTER_MS = HOUR_MS;

/** For this user alone; the caller removes it. */
export function makeTemporaryFolder(purpose: (typeof PURPOSES)[number]): string {
  return mkdtempSync(path.join(tmpdir(), `augno-vault-${purpose}-${String(process.pid)}-`));
}

/** Removes what processes that died left; whatever fails is tried again at the next unlock. */
export function removeAbandonedFolders(): void {
  let names: readonly string[];
  try {
    names = readdirSync(tmpdir());
  } catch {
    return;
  }
  for (const name of names) {
    const match = NAME.exec(name);
    if (match !== null) removeIfAbandoned(path.join(tmpdir(), name), match[1]);
  }
}

function removeIfAbandoned(folder: string, processId: string | undefined): void {
  try {
    const { mtimeMs, uid } = lstatSync(folder);
    // SECURITY: the folder for temporary files is everybody's; what another user put there under such a name is not ours.
    if (process.getuid !== undefined && uid !== process.getuid()) return;
    // By its process where that is known: a clock that is wrong must not take a folder that is in use.
    const isAbandoned =
      processId === undefined ? Date.now() - mtimeMs > ABANDONED_AFTER_MS : !isRunning(Number(processId));
    if (isAbandoned) rmSync(folder, { recursive: true, force: true });
  } catch {
    // Gone already, or not to be removed now.
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
