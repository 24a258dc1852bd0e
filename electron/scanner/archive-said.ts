/** What of the readers of archives is said, and how. */
import { containerKindOf, isZlibAt, type ArchiveProblem, type ContainerKind } from '../archives/index.ts';
import { say, type Said } from '../../shared/messages/say.ts';

export function archiveSaid(problem: ArchiveProblem): Said {
  if (typeof problem === 'string') return say(`archive.${problem}`);
  const { kind, count } = problem;
  return say(`archive.${kind}`, { count });
}

/** Databases and documents hold text of their own, and are looked into however deep archives may be nested. */
export function isArchive(kind: ContainerKind): boolean {
  return kind !== 'sqlite' && kind !== 'pdf' && kind !== 'unsupported';
}

/** Of zlib the two bytes with which it begins say little: a text may begin so. */
export function kindOf(head: Uint8Array): ContainerKind | null {
  const kind = containerKindOf(head);
  return kind === 'zlib' && !isZlibAt(head, 0) ? null : kind;
}
