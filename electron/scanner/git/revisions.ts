/** Names of commits → ids, without git: full and short ids, refs, `HEAD`, `~N`, `^N`. */
import type { ObjectStore } from './object-store.ts';
import { readHead, type RefList } from './refs.ts';
import type { Repository } from './repository.ts';

/** Null where it names nothing that is here. */
export function resolveRevision(
  name: string,
  repository: Repository,
  refs: RefList,
  store: ObjectStore,
): string | null {
  const parts = /^(.*?)((?:~\d*|\^\d*|\^\{\w*\})*)$/s.exec(name);
  if (parts === null) return null;
  let id = resolveName(parts[1]!, repository, refs, store);
  for (const step of parts[2]!.match(/~\d*|\^\{\w*\}|\^\d*/g) ?? []) {
    if (id === null) return null;
    id = peel(id, store);
    if (step.startsWith('^{')) continue;
    const number = step.length === 1 ? 1 : Number(step.slice(1));
    const rounds = step.startsWith('~') ? number : Math.min(number, 1);
    for (let round = 0; round < rounds && id !== null; round += 1) {
      id = readCommit(id, store)?.parents[step.startsWith('~') ? 0 : number - 1] ?? null;
    }
  }
  return id;
}

function resolveName(name: string, repository: Repository, refs: RefList, store: ObjectStore): string | null {
  if (name === '' || name === '@' || name === 'HEAD') return readHead(repository, refs);
  for (const prefix of ['', 'refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/']) {
    const id = refs.refs.get(prefix + name);
    if (id !== undefined) return id;
  }
  if (/^[0-9a-f]{4,64}$/i.test(name)) return store.expand(name.toLowerCase());
  return null;
}

/** Follows tags to what they name. */
export function peel(id: string, store: ObjectStore): string | null {
  let current = id;
  for (let depth = 0; depth < 32; depth += 1) {
    const object = store.read(current);
    if (object === null) return null;
    if (object.kind !== 'tag') return current;
    const target = /^object ([0-9a-f]+)$/m.exec(object.bytes.toString('latin1', 0, 200))?.[1];
    if (target === undefined) return null;
    current = target;
  }
  return null;
}

export interface ReadCommit {
  readonly id: string;
  readonly tree: string;
  readonly parents: readonly string[];
  /** Seconds since 1970. */
  readonly time: number;
  readonly bytes: Buffer;
}

export function readCommit(id: string, store: ObjectStore): ReadCommit | null {
  const object = store.read(id);
  if (object?.kind !== 'commit') return null;
  const end = object.bytes.indexOf('\n\n');
  const header = object.bytes.toString('latin1', 0, end === -1 ? object.bytes.length : end);
  const tree = /^tree ([0-9a-f]+)$/m.exec(header)?.[1];
  if (tree === undefined) return null;
  return {
    id,
    tree,
    parents: [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map((match) => match[1]!),
    time: Number(/^committer .* (-?\d+) [+-]\d+$/m.exec(header)?.[1] ?? 0),
    bytes: object.bytes,
  };
}
