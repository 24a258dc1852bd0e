/** Whether git would ignore a file: worked out for findings only, from the `.gitignore` files themselves. */
import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readSmallFile } from '../../files/foreign-file.ts';

const MAX_BYTES = 1 << 20;
/** Of the index of a repository: larger than any. */
const MAX_INDEX_BYTES = 1 << 30;

/** Remembers what it read; one for each scan. */
export class GitIgnoreChecker {
  readonly #rules = new Map<string, Ignore | null>();
  readonly #roots = new Map<string, string | null>();
  readonly #indexes = new Map<string, Buffer | null>();

  /** @param absolute path of a file */
  isIgnored(absolute: string): boolean {
    const root = this.#repositoryOf(dirname(absolute));
    if (root === null) return false;
    const path = absolute
      .slice(root.length + 1)
      .split(sep)
      .join('/');
    if (path.startsWith('.git/')) return false;
    const parts = path.split('/');
    // A file below an ignored folder is ignored, whatever the rules inside that folder say.
    for (let count = 1; count <= parts.length; count += 1) {
      const part = parts.slice(0, count).join('/') + (count < parts.length ? '/' : '');
      if (this.#decide(root, part)) return !this.#isTracked(root, path);
    }
    return false;
  }

  /**
   * What is in the index is not ignored, whatever the ignore files say. The index is searched for the path as it stands;
   * where a version 4 index shortens paths, a tracked file below an ignored folder is labelled ignored.
   */
  #isTracked(root: string, path: string): boolean {
    let index = this.#indexes.get(root);
    if (index === undefined) {
      try {
        // SECURITY: in somebody else's repository each of these names may be a pipe, which would be waited for without an end.
        index = readSmallFile(join(root, '.git', 'index'), MAX_INDEX_BYTES);
      } catch {
        index = null;
      }
      this.#indexes.set(root, index);
    }
    return index?.includes(`${path}\0`) === true;
  }

  /** The innermost file with a rule for the path decides; the repository's own exclude file comes last. */
  #decide(root: string, path: string): boolean {
    const parts = path.replace(/\/$/, '').split('/');
    for (let depth = parts.length - 1; depth >= 0; depth -= 1) {
      const folder = join(root, ...parts.slice(0, depth));
      const inside = path.slice(parts.slice(0, depth).join('/').length + (depth > 0 ? 1 : 0));
      const result = this.#rulesIn(join(folder, '.gitignore'))?.test(inside);
      if (result?.ignored === true) return true;
      if (result?.unignored === true) return false;
    }
    return this.#rulesIn(join(root, '.git', 'info', 'exclude'))?.test(path).ignored === true;
  }

  #rulesIn(file: string): Ignore | null {
    const known = this.#rules.get(file);
    if (known !== undefined) return known;
    let rules: Ignore | null = null;
    try {
      rules = ignore({ ignorecase: false }).add(readSmallFile(file, MAX_BYTES).toString('utf8'));
    } catch {
      // No such file, or none that Git would read: no rules.
    }
    this.#rules.set(file, rules);
    return rules;
  }

  #repositoryOf(folder: string): string | null {
    const known = this.#roots.get(folder);
    if (known !== undefined) return known;
    const parent = dirname(folder);
    const found = existsSync(join(folder, '.git'))
      ? folder
      : parent === folder
        ? null
        : this.#repositoryOf(parent);
    this.#roots.set(folder, found);
    return found;
  }
}
