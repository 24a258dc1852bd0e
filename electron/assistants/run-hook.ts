/**
 * `augno-vault ai-hook`: reads one event from standard input, answers, ends. Loads nothing but the scanner's search, and with
 * `--with-vault` what asks whoever holds the vault open.
 */
import { writeSync } from 'node:fs';
import { ASSISTANTS, isAssistant, WITH_VAULT } from './events.ts';
import { answerHook, LARGEST_EVENT, type Arrived } from './hook.ts';

/** An assistant that does not close its end is not waited for; its own limit is longer. */
const PATIENCE_MS = 8000;
const WRONG_USAGE = 1;

/** @returns the exit code */
export async function runHook(args: readonly string[], patienceMs = PATIENCE_MS): Promise<number> {
  const at = args.indexOf('--for');
  const name = at < 0 ? '' : (args[at + 1] ?? '');
  if (!isAssistant(name)) {
    // SECURITY: not the code for "blocked": a wrong line in a configuration is no reason to stop all work.
    process.stderr.write(`augno-vault ai-hook needs --for with one of: ${ASSISTANTS.join(', ')}.\n`);
    return WRONG_USAGE;
  }
  const event = await arrived(patienceMs);
  const holders = args.includes(WITH_VAULT) ? (await import('./ask-holder.ts')).holdersThere() : null;
  const { output, warning, exitCode } = await answerHook(name, event, process.env, holders);
  if (warning !== '') process.stderr.write(`${warning}\n`);
  if (output !== '') writeAll(`${output}\n`);
  return exitCode;
}

async function arrived(patienceMs: number): Promise<Arrived> {
  const parts: Buffer[] = [];
  let size = 0;
  let isWhole = true;
  const timer = setTimeout(() => {
    isWhole = false;
    process.stdin.destroy();
  }, patienceMs);
  try {
    for await (const part of process.stdin) {
      parts.push(part as Buffer);
      size += (part as Buffer).length;
      if (size <= LARGEST_EVENT) continue;
      isWhole = false;
      break;
    }
  } catch {
    isWhole = false;
  } finally {
    clearTimeout(timer);
  }
  return { bytes: Buffer.concat(parts), isWhole };
}

/** Whole, also into a pipe that is full for a moment; the process ends right after it. */
function writeAll(text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(1, bytes, at);
    } catch (thrown) {
      const { code } = thrown as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw thrown;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
