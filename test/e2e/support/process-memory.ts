/** Reads the memory of a tree of processes, as someone with a debugger or a core dump would. Linux only. */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';

/** The process and everything it started that still runs. */
export function processTree(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // The command's name, in brackets, may hold blanks and brackets: the parent's id is the second field behind the last one.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It ended while we looked.
    }
  }
  const tree: number[] = [];
  const waiting = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    tree.push(next);
    waiting.push(...(children.get(next) ?? []));
  }
  return tree;
}

export function commandOf(processId: number): string {
  try {
    // Chromium rewrites the command line of its children into one string with blanks.
    const line = readFileSync(`/proc/${processId}/cmdline`, 'utf8').replaceAll('\0', ' ');
    const type = /--type=([a-z-]+)/.exec(line)?.[1] ?? 'main';
    const service = /--utility-sub-type=([A-Za-z.]+)/.exec(line)?.[1];
    return service === undefined ? type : `${type} ${service}`;
  } catch {
    return 'gone';
  }
}

const CHUNK = 4 * 1024 * 1024;

/** How often each needle stands in the writable memory of the process. */
export function countInMemory(processId: number, needles: readonly Buffer[]): readonly number[] {
  const counts = needles.map(() => 0);
  const overlap = Math.max(...needles.map((needle) => needle.length)) - 1;
  let maps: string;
  let memory: number;
  try {
    maps = readFileSync(`/proc/${processId}/maps`, 'utf8');
    memory = openSync(`/proc/${processId}/mem`, 'r');
  } catch {
    return counts;
  }
  const buffer = Buffer.alloc(CHUNK + overlap);
  try {
    for (const line of maps.split('\n')) {
      const match = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line);
      if (match === null) continue;
      const end = BigInt(`0x${match[2]!}`);
      for (let start = BigInt(`0x${match[1]!}`); start < end; start += BigInt(CHUNK)) {
        const wanted = Number(end - start < BigInt(CHUNK + overlap) ? end - start : BigInt(CHUNK + overlap));
        let read = 0;
        try {
          read = readSync(memory, buffer, 0, wanted, start);
        } catch {
          continue;
        }
        const chunk = buffer.subarray(0, read);
        for (const [index, needle] of needles.entries()) {
          for (let at = chunk.indexOf(needle); at >= 0 && at < CHUNK; at = chunk.indexOf(needle, at + 1)) {
            counts[index] = (counts[index] ?? 0) + 1;
          }
        }
      }
    }
  } finally {
    closeSync(memory);
  }
  return counts;
}

/** A text as it lies in memory: one byte a character, or two, as JavaScript keeps strings that hold others. */
export function inBothWidths(text: string): readonly Buffer[] {
  return [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
}
