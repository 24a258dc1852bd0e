/** Entries of a server's list that are in a form that is not known: they are not shown, and that is said. */
import { z } from 'zod';

export const unreadEntriesSchema = z.object({
  count: z.number().int().nonnegative(),
  /** Of the first few, as people find them at the server. */
  names: z.array(z.string()),
});
export type UnreadEntries = z.infer<typeof unreadEntriesSchema>;

const NAMED = 3;

export function unreadEntries(labels: readonly string[]): UnreadEntries {
  return { count: labels.length, names: labels.slice(0, NAMED) };
}

export function quotedNames({ count, names }: UnreadEntries): string {
  const quoted = names.slice(0, NAMED).map((name) => `“${name}”`);
  return `${quoted.join(', ')}${count > NAMED ? ', …' : ''}`;
}

/** One English sentence; null where there are none. */
export function unreadSentence(unread: UnreadEntries): string | null {
  if (unread.count === 0) return null;
  return unread.count === 1
    ? `An entry of its lists is in a form that is not known and was left out: ${quotedNames(unread)}.`
    : `${String(unread.count)} entries of its lists are in a form that is not known and were left out: ${quotedNames(unread)}.`;
}
