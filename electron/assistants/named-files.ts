/** Files that a tool call names, looked at as far as a hook may take its time. */
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { searchBytes, searchText, type Search } from './key-search.ts';
import { certain } from '../../shared/certain.ts';

/** Of one event; an assistant waits for its hook a few seconds, and goes on without one that takes longer. */
const MOST_FILES = 1000;
const MOST_NAMES = 4096;
const MOST_BYTES = 256 << 20;
const LARGEST = 64 << 20;
/** No system takes a longer one. */
const LONGEST_NAME = 4096;
// Windows has neither of these flags (undefined, which | takes for 0).
const READING = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

export interface FileLooker {
  /** The first file among these that holds a key, or null. */
  firstWithKey(names: readonly string[]): FoundFile | null;
  /** Variables that hold a key once a shell has read this file, each with its key as it is shown. */
  assignedIn(name: string): ReadonlyMap<string, string>;
}

export interface FoundFile {
  readonly file: string;
  readonly search: Search;
}

/** @param folder what relative names are relative to; empty: this process's own */
export function createFileLooker(folder: string, environment: NodeJS.ProcessEnv): FileLooker {
  const seen = new Map<string, Search | null>();
  const assigned = new Map<string, ReadonlyMap<string, string>>();
  const left = { files: MOST_FILES, names: MOST_NAMES, bytes: MOST_BYTES };

  function read(file: string): Contents | null {
    left.files -= 1;
    if (left.files < 0 || left.bytes <= 0) return { bytes: Buffer.alloc(0), isWhole: false };
    const contents = readRegular(file, Math.min(LARGEST, left.bytes));
    left.bytes -= contents?.bytes.length ?? 0;
    return contents;
  }

  function search(file: string): Search | null {
    const known = seen.get(file);
    if (known !== undefined) return known;
    const contents = read(file);
    let result: Search | null = null;
    if (contents !== null) {
      const { key, isWhole } = searchBytes(contents.bytes);
      result = { key, isWhole: isWhole && contents.isWhole };
      contents.bytes.fill(0);
    }
    seen.set(file, result);
    return result;
  }

  const absolute = (name: string): string =>
    path.resolve(folder, withHome(name.replace(/^\$(?:PWD|\{PWD\})(?=[\\/])/, '.'), environment));

  return {
    firstWithKey(names) {
      let unsearched: FoundFile | null = null;
      for (const name of names) {
        if (name.length > LONGEST_NAME) continue;
        for (const each of withBraces(name)) {
          left.names -= 1;
          // SECURITY: what nobody came to is not taken for what holds no key.
          if (left.names < 0) return unsearched ?? { file: each, search: { key: null, isWhole: false } };
          for (const file of matching(absolute(each))) {
            const found = search(file);
            if (typeof found?.key === 'string') return { file, search: found };
            if (found?.isWhole === false) unsearched ??= { file, search: found };
          }
        }
      }
      return unsearched;
    },
    assignedIn(name) {
      const file = absolute(name);
      const known = assigned.get(file);
      if (known !== undefined) return known;
      const found = assignmentsOf(read(file)?.bytes.toString('utf8') ?? '');
      assigned.set(file, found);
      return found;
    },
  };
}

function assignmentsOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [line, name = ''] of text.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)=.*$/gm)) {
    const { key } = searchText(line);
    if (key !== null) found.set(name, key);
  }
  return found;
}

function withHome(name: string, { HOME, USERPROFILE }: NodeJS.ProcessEnv): string {
  const home = HOME ?? USERPROFILE ?? homedir();
  return name.replace(/^(?:~|\$HOME|\$\{HOME\}|%USERPROFILE%)(?=$|[\\/])/, () => home);
}

/** `{a,b}` once, as a shell takes it. */
function withBraces(name: string): readonly string[] {
  const [whole, before = '', choices = '', after = ''] = /^([^{}]*)\{([^{}]*)\}(.*)$/s.exec(name) ?? [];
  return whole === undefined || !choices.includes(',')
    ? [name]
    : choices.split(',').map((choice) => before + choice + after);
}

/** `*`, `?` and `[…]` in the last part of a path, as a shell fills them in. */
function matching(file: string): readonly string[] {
  const name = path.basename(file);
  if (!/[*?[]/.test(name)) return [file];
  const parts = partsOf(name);
  const folder = path.dirname(file);
  try {
    return readdirSync(folder)
      .slice(0, MOST_NAMES)
      .filter((entry) => isMatch([...entry], parts))
      .map((entry) => path.join(folder, entry));
  } catch {
    return [];
  }
}

/** Null stands for `*`. */
type Part = RegExp | null;

/** One for each character of a name that it takes. */
function partsOf(pattern: string): readonly Part[] {
  return (pattern.match(/\[[!^]?\]?[^\]]*\]|[^]/gu) ?? []).map((part) => {
    if (part === '*') return null;
    if (part === '?') return /^[^]$/u;
    if (part.length < 3) return new RegExp(`^${part.replace(/[.+^$*?{}()|[\]\\/]/, '\\$&')}$`, 'u');
    const inside = part
      .slice(1, -1)
      .replace(/^!/, '^')
      .replaceAll(/[\\[\]]/g, '\\$&');
    try {
      return new RegExp(`^[${inside}]$`, 'u');
    } catch {
      // A range that ends before it begins, as a shell would have it: whatever stands there.
      return /^[^]$/u;
    }
  });
}

/** Goes back to the last `*` alone, so that no pattern and no name makes it take long. */
function isMatch(name: readonly string[], parts: readonly Part[]): boolean {
  let [at, part, star, from] = [0, 0, -1, 0];
  while (at < name.length) {
    const next = parts[part];
    if (next === null) {
      star = part;
      from = at;
      part += 1;
    } else if (next !== undefined && next.test(certain(name[at]))) {
      at += 1;
      part += 1;
    } else if (star >= 0) {
      from += 1;
      at = from;
      part = star + 1;
    } else return false;
  }
  while (parts[part] === null) part += 1;
  return part === parts.length;
}

interface Contents {
  readonly bytes: Buffer;
  /** False: there is more of it. */
  readonly isWhole: boolean;
}

/** Up to a size; what is no ordinary file is not waited for. */
function readRegular(file: string, largest: number): Contents | null {
  if (file.includes('\0')) return null;
  let descriptor: number;
  try {
    descriptor = openSync(file, READING);
  } catch {
    return null;
  }
  try {
    if (!fstatSync(descriptor).isFile()) return null;
    const parts: Buffer[] = [];
    // Files of /proc say a size of nothing, so the end is what reading says.
    for (let size = 0; size < largest;) {
      const part = Buffer.alloc(Math.min(largest - size, 1 << 16));
      const count = readSync(descriptor, part, 0, part.length, null);
      if (count === 0) return { bytes: Buffer.concat(parts), isWhole: true };
      parts.push(part.subarray(0, count));
      size += count;
    }
    return { bytes: Buffer.concat(parts), isWhole: readSync(descriptor, Buffer.alloc(1)) === 0 };
  } catch {
    return null;
  } finally {
    closeSync(descriptor);
  }
}
