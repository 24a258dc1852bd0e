/** What of the readers of archives is said, and how. */
import type { ArchiveProblem, ContainerKind } from '../archives/index.ts';
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
