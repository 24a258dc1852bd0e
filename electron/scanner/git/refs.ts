/** Refs, reflogs and the HEADs of all worktrees, read from files or reftables. Symbolic links are not followed. */
import { readFileSync, lstatSync } from 'node:fs';
import path from 'node:path';
import type { Skipped } from '../detect/types.ts';
import { readRefStack } from './reftable.ts';
import { isForbidden, listFolder, readSmallFile, type Repository } from './repository.ts';
import { say } from '../../../shared/messages/say.ts';

export interface RefList {
  /** Full name → id. */
  readonly refs: ReadonlyMap<string, string>;
  /** Ids that a HEAD, a pseudo ref or a reflog names. */
  readonly others: ReadonlySet<string>;
  /** Text that a person wrote: the messages in reflogs (an amended commit's subject lives on there). */
  readonly reflogText: readonly { readonly name: string; readonly text: string }[];
  /** What HEAD of this worktree says (an id, or `ref: NAME`) where that is kept in a reftable. */
  readonly head: string | null;
  /** What is there and could not be read, relative to the git folder: refs may be missing above. */
  readonly problems: readonly Skipped[];
}

const LARGEST_REFLOG = 64 * 1024 * 1024;
const ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

export function readRefs(repository: Repository): RefList {
  const refs = new Map<string, string>();
  const others = new Set<string>();
  const reflogText: { name: string; text: string }[] = [];
  const problems: Skipped[] = [];
  const relative = (place: string): string =>
    path.relative(repository.commonDir, place).split(path.sep).join('/');
  const forbidden = (place: string): void => {
    problems.push({
      path: relative(place),
      reason: say('scan.refs-forbidden'),
    });
  };
  let head: string | null = null;
  const folders = new Set([repository.commonDir, repository.gitDir]);
  for (const name of listFolder(path.join(repository.commonDir, 'worktrees'))) {
    folders.add(path.join(repository.commonDir, 'worktrees', name));
  }
  if (repository.refStorage === 'unknown') {
    const reason = say('scan.refs-in-unknown-format');
    problems.push({ path: 'refs', reason });
  }
  for (const line of (readLarge(path.join(repository.commonDir, 'packed-refs'), forbidden) ?? '').split(
    '\n',
  )) {
    const entry = /^([0-9a-f]{40,64}) (\S.*)$/.exec(line);
    if (entry !== null) refs.set(entry[2]!, entry[1]!);
    // A peeled tag's target is led to by the tag.
    else if (line.startsWith('^') && ID.test(line.slice(1).trim())) others.add(line.slice(1).trim());
  }
  for (const folder of folders) {
    eachFile(path.join(folder, 'refs'), forbidden, (file) => {
      const id = readLarge(file, forbidden)?.trim() ?? '';
      if (ID.test(id)) refs.set(path.relative(folder, file).split(path.sep).join('/'), id);
    });
    for (const name of listFolder(folder)) {
      if (!/^[A-Z][A-Z_]*$/.test(name)) continue;
      for (const id of (readSmallFile(path.join(folder, name)) ?? '').match(
        /\b[0-9a-f]{40}(?:[0-9a-f]{24})?\b/g,
      ) ?? []) {
        others.add(id);
      }
    }
    eachFile(path.join(folder, 'logs'), forbidden, (file) => {
      const text = readLarge(file, forbidden);
      if (text === null) return;
      for (const line of text.split('\n')) {
        const entry = /^([0-9a-f]{40,64}) ([0-9a-f]{40,64}) /.exec(line);
        if (entry !== null) others.add(entry[1]!).add(entry[2]!);
      }
      reflogText.push({ name: path.relative(folder, file).split(path.sep).join('/'), text });
    });
  }
  if (repository.refStorage === 'reftable') {
    for (const folder of folders) {
      const stack = readRefStack(path.join(folder, 'reftable'));
      for (const { name, reason } of stack.problems) {
        problems.push({ path: relative(path.join(folder, 'reftable', name)), reason });
      }
      for (const [name, value] of stack.refs) {
        if (name.startsWith('refs/') && ID.test(value)) refs.set(name, value);
        else if (ID.test(value)) others.add(value);
        if (name === 'HEAD' && folder === repository.gitDir) head = value;
      }
      for (const { name, oldId, newId, message } of stack.logs) {
        others.add(oldId).add(newId);
        reflogText.push({ name, text: message });
      }
    }
  }
  return { refs, others, reflogText, head, problems };
}

/** The id HEAD stands for in this worktree; null on a branch without commits. */
export function readHead(repository: Repository, refs: RefList): string | null {
  const head = refs.head ?? readSmallFile(path.join(repository.gitDir, 'HEAD'))?.trim() ?? '';
  if (ID.test(head)) return head;
  const branch = /^ref: *(\S+)$/.exec(head)?.[1];
  return branch === undefined ? null : (refs.refs.get(branch) ?? null);
}

function readLarge(file: string, forbidden: (file: string) => void): string | null {
  try {
    const stat = lstatSync(file);
    return stat.isFile() && stat.size <= LARGEST_REFLOG ? readFileSync(file, 'utf8') : null;
  } catch (error) {
    if (isForbidden(error)) forbidden(file);
    return null;
  }
}

function eachFile(
  folder: string,
  forbidden: (place: string) => void,
  visit: (file: string) => void,
  depth = 0,
): void {
  for (const name of listFolder(folder, forbidden)) {
    const child = path.join(folder, name);
    try {
      const stat = lstatSync(child);
      if (stat.isDirectory() && depth < 32) eachFile(child, forbidden, visit, depth + 1);
      else if (stat.isFile()) visit(child);
    } catch {
      // Gone meanwhile.
    }
  }
}
