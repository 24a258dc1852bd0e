/** The environment of the program that `run` starts. */
import { thisPlatform } from '../../platform/this-platform.ts';

/**
 * To Windows `Augno_Api_Key` and `AUGNO_API_KEY` are one variable: of two spellings the program would get the first by
 * alphabet, which need not be the one that a person just named.
 */
export function environmentWith(
  present: NodeJS.ProcessEnv,
  added: Readonly<Record<string, string>>,
  platform: NodeJS.Platform = thisPlatform,
): NodeJS.ProcessEnv {
  if (platform !== 'win32') return { ...present, ...added };
  const named = new Set(Object.keys(added).map((name) => name.toUpperCase()));
  const kept = Object.entries(present).filter(([name]) => !named.has(name.toUpperCase()));
  return { ...Object.fromEntries(kept), ...added };
}
