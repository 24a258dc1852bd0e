/** The words for what the readers of archives name. */
import type { ArchiveProblem } from '../archives/index.ts';
import { say, type Said } from '../../shared/messages/say.ts';

export function archiveSaid(problem: ArchiveProblem): Said {
  if (typeof problem === 'string') return say(`archive.${problem}`);
  const { kind, count } = problem;
  return say(`archive.${kind}`, { count });
}
