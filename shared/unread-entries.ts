/** Entries of a server's list that are in a form that is not known: they are not shown, and that is said. */
import { z } from 'zod';
import { say, type Said } from './messages/say.ts';

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

/** Null where there are none. */
export function unreadSentence(unread: UnreadEntries): Said | null {
  if (unread.count === 0) return null;
  return say('state.unread-entries', { count: unread.count, names: quotedNames(unread) });
}
