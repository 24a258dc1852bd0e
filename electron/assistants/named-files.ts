/** Files that a tool call names, looked at as far as a hook may take its time. */
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { searchBytes, type Search } from './key-search.ts';
import { certain } from '../../shared/certain.ts';

const MOST_FILES = 64;
const MOST_NAMES = 4096;
const LARGEST = 16 << 20;
// Windows has neither of these flags (undefined, which | takes for 0).
const READING = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

export interface FileLooker {
  /** The first file among these that holds a key, or null. */
  firstWithKey(names: readonly string[]): FoundFile | null;
  /** The bytes of a file, as text; null where it cannot be read. */
  textOf(name: string): string | null;
}

export interface FoundFile {
  readonly file: string;
  readonly search: Search;
}

/** @param folder what relative names are relative to; empty: this process's own */
export function createFileLooker(folder: string, environment: NodeJS.ProcessEnv): FileLooker {
  const seen = new Map<string, Search | null>();

  function search(file: string): Search | null {
    const known = seen.get(file);
    if (known !== undefined || seen.has(file)) return known ?? null;
    const bytes = seen.size < MOST_FILES ? readRegular(file) : null;
    const result = bytes === null ? null : searchBytes(bytes);
    bytes?.fill(0);
    seen.set(file, result);
    return result;
  }

  const absolute = (name: string): string =>
    path.resolve(folder, withHome(name.replace(/^\$(?:PWD|\{PWD\})(?=[\\/])/, '.'), environment));

  return {
    firstWithKey(names) {
      for (const name of names.flatMap(withBraces)) {
        for (const file of matching(absolute(name))) {
          const found = search(file);
          if (found !== null && (found.key !== null || !found.isWhole)) return { file, search: found };
        }
      }
      return null;
    },
    textOf: (name) => readRegular(absolute(name))?.toString('utf8') ?? null,
  };
}

function withHome(name: string, { HOME, USERPROFILE }: NodeJS.ProcessEnv): string {
  const home = HOME ?? USERPROFILE ?? homedir();
  return name.replace(/^(?:~|\$HOME|\$\{HOME\}|%USERPROFILE%)(?=$|[\\/])/, () => home);
}

/** `{a,b}` once, as a shell takes it. */
function withBraces(name: string): readonly string[] {
  const [whole, before = '', choices, after = ''] = /^([^{}]*)\{([^{}]*,[^{}]*)\}(.*)$/s.exec(name) ?? [];
  return whole === undefined
    ? [name]
    : certain(choices)
        .split(',')
        .map((choice) => before + choice + after);
}

/** `*`, `?` and `[…]` in the last part of a path, as a shell fills them in. */
function matching(file: string): readonly string[] {
  const name = path.basename(file);
  if (!/[*?[]/.test(name)) return [file];
  const pattern = new RegExp(
    `^${name
      .replaceAll(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  );
  const folder = path.dirname(file);
  try {
    return readdirSync(folder)
      .slice(0, MOST_NAMES)
      .filter((entry) => pattern.test(entry))
      .slice(0, MOST_FILES)
      .map((entry) => path.join(folder, entry));
  } catch {
    return [];
  }
}

/** Up to the largest size; what is no ordinary file is not waited for. */
function readRegular(file: string): Buffer | null {
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
    for (let size = 0; size < LARGEST;) {
      const part = Buffer.alloc(Math.min(LARGEST - size, 1 << 16));
      const count = readSync(descriptor, part, 0, part.length, null);
      if (count === 0) break;
      parts.push(part.subarray(0, count));
      size += count;
    }
    return Buffer.concat(parts);
  } catch {
    return null;
  } finally {
    closeSync(descriptor);
  }
}
