/** The top of the repository that something lies in. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @param root where the search ends; left out, at the top of the file system */
export function topOf(folder: string, root?: string): string | null {
  for (let at = folder; at !== root; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return null;
  }
  return null;
}
