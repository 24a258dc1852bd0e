/** What typed words mean in the palette: a verb and a key in either order, or either alone. Pure, so that it can be tested. */

export interface Verb<Id extends string> {
  readonly id: Id;
  /** Words that name it, the first the usual one; in the reader's language and in English. */
  readonly words: readonly string[];
}

export interface Reading<Id extends string> {
  readonly verb: Id;
  /** What is left: which key it is about; empty for the one that is at hand. */
  readonly rest: string;
  /** How many of the verb's words were typed to their ends. */
  readonly whole: number;
}

/** One letter is the beginning of too much. */
const SHORTEST_VERB = 2;

/**
 * Each verb that one or more of the words can mean, the surest first. A word that begins a verb may also be part of a
 * key's name, so what is left is every other word: `copy webshop` and `webshop copy` read the same.
 */
export function readVerbs<Id extends string>(search: string, verbs: readonly Verb<Id>[]): Reading<Id>[] {
  const typed = search.trim().toLowerCase().split(/\s+/u);
  const readings: Reading<Id>[] = [];
  for (const { id, words } of verbs) {
    const names = words.flatMap((word) => word.toLowerCase().split(/\s+/u));
    const means = (word: string): boolean =>
      word.length >= SHORTEST_VERB && names.some((name) => name.startsWith(word));
    const rest = typed.filter((word) => !means(word));
    if (rest.length === typed.length) continue;
    readings.push({
      verb: id,
      rest: rest.join(' '),
      whole: typed.filter((word) => names.includes(word)).length,
    });
  }
  // A stable sort: among equals the verbs keep their order.
  return readings.sort((left, right) => right.whole - left.whole);
}

/** Every word is the beginning of a word of the label, in any order. */
export function matchesLabel(label: string, search: string): boolean {
  const names = label.toLowerCase().split(/[\s/·,()…]+/u);
  return search
    .trim()
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => names.some((name) => name.startsWith(word)) || label.toLowerCase().includes(word));
}

/** Those that were used last come first, the others as they were. */
export function recentFirst<Item extends { readonly id: string }>(
  items: readonly Item[],
  recent: readonly string[],
): readonly Item[] {
  const rank = ({ id }: Item): number => {
    const at = recent.indexOf(id);
    return at < 0 ? recent.length : at;
  };
  return [...items].sort((left, right) => rank(left) - rank(right));
}
