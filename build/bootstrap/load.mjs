/** A machine that is busy with something else: processes that only count, nicer than the tests, and gone with the command. */
import { constants, setPriority } from 'node:os';
import process from 'node:process';
import { start } from './processes.mjs';

/** How many want a processor at any time. */
const LOAD = 8;

/** Ends by itself once whoever started it has gone. */
const COUNTING = `
  const parent = process.ppid;
  for (;;) {
    const until = Date.now() + 1000;
    while (Date.now() < until);
    if (process.ppid !== parent) process.exit();
  }`;

export function startLoad() {
  for (let count = 0; count < LOAD; count += 1) {
    const { pid } = start(process.execPath, ['-e', COUNTING], { stdio: 'ignore' });
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  }
}
