import path from 'node:path';

/**
 * The names that lead from a folder down to something: none for the folder itself, null for what lies elsewhere. Names are
 * compared whole: one may begin with two dots.
 * @param style of the system whose paths they are
 */
export function wayBelow(
  folder: string,
  at: string,
  { relative, isAbsolute, sep }: path.PlatformPath = path,
): readonly string[] | null {
  const way = relative(folder, at);
  if (way === '') return [];
  const names = way.split(sep);
  return names[0] === '..' || isAbsolute(way) ? null : names;
}
