/** Reads the memory of a tree of processes, as someone with a debugger or a core dump would. Linux only. */
import { KEY_CHECKSUM_LENGTH, KEY_SECRET_LENGTH } from '../../../shared/key-format.ts';
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
const PAGE = 4096;
/** Bits of an entry of `pagemap`: in memory, or swapped out. Everything else was never written to. */
const PRESENT_OR_SWAPPED = 0xc0;

interface Mapping {
  readonly start: bigint;
  readonly end: bigint;
}

/**
 * The whole address space, as far as anything is in it: heaps, stacks, code, mapped files, shared memory, and what is
 * marked unreadable at the moment.
 */
function mappingsOf(processId: number): readonly Mapping[] {
  const mappings: Mapping[] = [];
  let current: Mapping | null = null;
  for (const line of readFileSync(`/proc/${processId}/smaps`, 'utf8').split('\n')) {
    const range = /^([0-9a-f]+)-([0-9a-f]+) \S{4} /.exec(line);
    if (range !== null) current = { start: BigInt(`0x${range[1]!}`), end: BigInt(`0x${range[2]!}`) };
    else if (current !== null && /^(?:Rss|Swap):\s+[1-9]/.test(line)) {
      mappings.push(current);
      current = null;
    }
  }
  return mappings;
}

/** The parts of a mapping that were ever written to or read: a browser reserves terabytes that it does not use. */
function* usedParts(pagemap: number, { start, end }: Mapping): Generator<readonly [bigint, bigint]> {
  const entries = Buffer.alloc(1 << 20);
  let open: bigint | null = null;
  let at = start;
  while (at < end) {
    const pages = Number((end - at) / BigInt(PAGE));
    const wanted = Math.min(entries.length, pages * 8);
    const read = readSync(pagemap, entries, 0, wanted, (at / BigInt(PAGE)) * 8n);
    if (read === 0) break;
    for (let index = 0; index < read / 8; index += 1) {
      // There are millions of pages: an address is made only where a part begins or ends.
      const used = (entries[index * 8 + 7]! & PRESENT_OR_SWAPPED) !== 0;
      if (used) open ??= at + BigInt(index * PAGE);
      else if (open !== null) {
        yield [open, at + BigInt(index * PAGE)];
        open = null;
      }
    }
    at += BigInt((read / 8) * PAGE);
  }
  if (open !== null) yield [open, at];
}

/** How often each needle stands anywhere in the address space of the process. */
export function countInMemory(processId: number, needles: readonly Buffer[]): readonly number[] {
  const counts = needles.map(() => 0);
  const overlap = Math.max(...needles.map((needle) => needle.length)) - 1;
  let mappings: readonly Mapping[];
  let memory: number;
  let pagemap: number;
  try {
    mappings = mappingsOf(processId);
    memory = openSync(`/proc/${processId}/mem`, 'r');
    pagemap = openSync(`/proc/${processId}/pagemap`, 'r');
  } catch {
    return counts;
  }
  const buffer = Buffer.alloc(CHUNK + overlap);
  const search = (start: bigint, end: bigint): void => {
    for (let at = start; at < end; at += BigInt(CHUNK)) {
      const wanted = Number(end - at < BigInt(CHUNK + overlap) ? end - at : BigInt(CHUNK + overlap));
      let read: number;
      try {
        read = readSync(memory, buffer, 0, wanted, at);
      } catch {
        // The kernel's own pages; and what was given back since it was listed.
        continue;
      }
      const chunk = buffer.subarray(0, read);
      for (const [index, needle] of needles.entries()) {
        for (let found = chunk.indexOf(needle); found >= 0 && found < CHUNK;) {
          counts[index] = (counts[index] ?? 0) + 1;
          found = chunk.indexOf(needle, found + 1);
        }
      }
    }
  };
  try {
    for (const mapping of mappings) {
      for (const [start, end] of usedParts(pagemap, mapping)) search(start, end);
    }
  } catch {
    // It ended while we looked.
  } finally {
    closeSync(memory);
    closeSync(pagemap);
  }
  return counts;
}

/** The 44 characters of a key that are its secret: what is searched for, so that a piece of the whole is found too. */
export function secretPartOf(key: string): string {
  return key.slice(-(KEY_SECRET_LENGTH + KEY_CHECKSUM_LENGTH), -KEY_CHECKSUM_LENGTH);
}

/** A text as it lies in memory: one byte a character, or two, as JavaScript keeps strings that hold others. */
export function inBothWidths(text: string): readonly Buffer[] {
  return [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
}
