/** Which keys typed words mean, the likeliest first. Pure, so that it can be tested. */
import type { QuickKey } from '../../shared/quick-access.ts';
import { matchesLabel } from '../shell/palette-search.ts';

/** Every word is in its name, account or id. Where a name begins with what was typed, it comes first; else the order stays. */
export function findKeys(keys: readonly QuickKey[], search: string): readonly QuickKey[] {
  const typed = search.trim().toLowerCase();
  if (typed === '') return keys;
  const found = keys.filter(({ name, account, redacted }) =>
    matchesLabel(`${name} ${account} ${redacted}`, typed),
  );
  const begins = ({ name }: QuickKey): boolean => name.toLowerCase().startsWith(typed);
  return [...found.filter(begins), ...found.filter((key) => !begins(key))];
}
