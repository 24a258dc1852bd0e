/** Failed tries to open the vault: counted in a small clear file, since nothing sealed can be written before it is open. */
import { rmSync } from 'node:fs';
import { z } from 'zod';
import { readSmallFile } from '../files/foreign-file.ts';
import { AppError } from '../../shared/errors.ts';
import { writeWholeFile } from '../files/whole-file.ts';
import { toVaultError, waiting } from './errors.ts';
import type { AuditInput } from './types.ts';
import { say } from '../../shared/messages/say.ts';

const triesSchema = z.object({
  failed: z.number().int().min(0).max(1_000_000),
  lastAt: z.iso.datetime(),
  nextAt: z.iso.datetime(),
});
export type Tries = z.infer<typeof triesSchema>;

const LONGEST_WAIT_SECONDS = 30;
const MOST_BYTES = 4096;

/** 1, 2, 4 … 30 seconds. */
export function waitAfter(failed: number): number {
  return failed === 0 ? 0 : Math.min(LONGEST_WAIT_SECONDS, 2 ** Math.min(failed - 1, 10));
}

/**
 * What could not be written, by file: a full or read-only disk must neither keep the right password out nor let guesses go
 * uncounted. It ends with the process.
 */
const inMemory = new Map<string, { readonly at: number; readonly tries: Tries | null }>();

/** Null where there were none. A file that can't be understood counts as one failed try. */
export function readTries(file: string, now: Date): Tries | null {
  const stored = readStored(file, now);
  const remembered = inMemory.get(file);
  if (remembered === undefined) return stored;
  // Another process may have been able to write since.
  const isNewer = stored !== null && Date.parse(stored.lastAt) > remembered.at;
  return isNewer ? stored : remembered.tries;
}

function readStored(file: string, now: Date): Tries | null {
  let text: string;
  try {
    // SECURITY: whoever writes the folder may have put a pipe or a device there, which would be read for ever.
    text = readSmallFile(file, MOST_BYTES).toString('utf8');
  } catch {
    return null;
  }
  try {
    return triesSchema.parse(JSON.parse(text));
  } catch {
    const at = now.toISOString();
    return { failed: 1, lastAt: at, nextAt: at };
  }
}

/** When the next try is allowed; null for now. */
export function nextTryAt(tries: Tries | null, now: Date): Date | null {
  if (tries === null) return null;
  // A clock that was set back, or a date written by somebody else, must not lock anybody out for longer than the rule says.
  const latest = now.getTime() + waitAfter(tries.failed) * 1000;
  const next = Math.min(Date.parse(tries.nextAt), latest);
  return next > now.getTime() ? new Date(next) : null;
}

/** @throws AppError `vault-waiting` */
export function assertMayTry(file: string, now: Date): void {
  const next = nextTryAt(readTries(file, now), now);
  if (next !== null) throw waiting(Math.ceil((next.getTime() - now.getTime()) / 1000));
}

/** Counts a failed try, durably where the disk takes it. @returns the seconds to wait */
export function recordFailure(file: string, folder: string, now: Date): number {
  const failed = (readTries(file, now)?.failed ?? 0) + 1;
  const wait = waitAfter(failed);
  const tries: Tries = {
    failed,
    lastAt: now.toISOString(),
    nextAt: new Date(now.getTime() + wait * 1000).toISOString(),
  };
  try {
    writeWholeFile(file, `${JSON.stringify(tries)}\n`);
    inMemory.delete(file);
  } catch (thrown) {
    // SECURITY: a try that cannot be written down counts all the same.
    inMemory.set(file, { at: now.getTime(), tries });
    const error = toVaultError(thrown, folder);
    if (!(error instanceof AppError)) throw error;
  }
  return wait;
}

/** For the audit log, once it can be written. */
export function failedTriesEntry({ failed, lastAt }: Tries): AuditInput {
  return { action: 'unlock-failed', detail: say('vault.failed-tries', { failed, lastAt }) };
}

export function clearTries(file: string, now: Date = new Date()): void {
  try {
    rmSync(file, { force: true });
    inMemory.delete(file);
  } catch {
    // On a read-only disk it stays; it is known here that it counts no more.
    inMemory.set(file, { at: now.getTime(), tries: null });
  }
}
