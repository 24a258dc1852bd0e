/** How a repository's own paths look from the scanned root. */
import path from 'node:path';
import { isClientSide } from '../client-side.ts';
import { redactText } from '../detect/index.ts';
import type { LiveFinding } from '../types.ts';
import { isDirectory, realPath, type Repository } from './repository.ts';
import type { ScanFinding } from '../../../shared/findings.ts';

export type CommitDetails = NonNullable<ScanFinding['commit']>;

/** A repository path → relative to the root, with `/`. */
export function pathMapper(named: string, repository: Repository): (inRepository: string) => string {
  const root = isDirectory(named) ? named : path.dirname(named);
  const prefix = prefixOf(root, repository);
  if (prefix === '') return (inRepository) => inRepository;
  if (!/^\.\.(?:\/\.\.)*$/.test(prefix)) return (inRepository) => path.posix.join(prefix, inRepository);
  // A folder inside the repository: what lies in it is named as its files are, everything else from there upwards.
  const own = `${slashes(path.relative(realPath(repository.workTree!), realPath(root)))}/`;
  return (inRepository) =>
    inRepository.startsWith(own) ? inRepository.slice(own.length) : `${prefix}/${inRepository}`;
}

/** Where the work tree lies, seen from the root; '' for the root itself and for bare repositories. */
function prefixOf(root: string, repository: Repository): string {
  const from = realPath(root);
  if (repository.workTree !== null) return slashes(path.relative(from, realPath(repository.workTree)));
  // A submodule's store without a work tree, or a bare repository below the root.
  const relative = slashes(path.relative(from, realPath(repository.commonDir)));
  return relative.startsWith('..') ? '' : relative;
}

function slashes(text: string): string {
  return text.split(path.sep).join('/');
}

/** A note's path is the id of the commit it belongs to, perhaps cut into folders. */
export function isNotePath(inRepository: string, idLength: number): boolean {
  const bare = inRepository.replaceAll('/', '');
  return bare.length === idLength * 2 && /^[0-9a-f]+$/.test(bare);
}

export function placeFinding(
  finding: LiveFinding,
  place: {
    readonly path: string | null;
    readonly source: ScanFinding['source'];
    readonly blob: string | null;
    readonly commit: CommitDetails | null;
    readonly unreachable: boolean;
  },
): LiveFinding {
  return {
    ...finding,
    path: place.path === null ? null : redactText(place.path),
    clientSide: finding.clientSide || isClientSide(place.path, finding.container),
    source: place.source,
    blob: place.blob,
    commit: place.commit,
    unreachable: place.unreachable,
  };
}
