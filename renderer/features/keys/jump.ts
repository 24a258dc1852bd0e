/** Letters that are typed on a list go to the first entry that begins so, as in every file manager. */

/** A pause this long begins a new word. */
const PAUSE_MS = 1000;

export interface Jump {
  /** @returns the index to go to, or null where the letter goes nowhere */
  readonly type: (letter: string, names: readonly string[], from: number, now: number) => number | null;
}

/**
 * @param leads letters that begin a shortcut of two: alone they go nowhere, and with `follows` the shortcut is meant
 */
export function createJump(leads: string, follows: string): Jump {
  let typed = '';
  let last = 0;
  return {
    type: (letter, names, from, now) => {
      if (now - last > PAUSE_MS) typed = '';
      last = now;
      typed += letter.toLocaleLowerCase();
      if (typed.length === 1 && leads.includes(typed)) return null;
      if (typed.length === 2 && leads.includes(typed[0] ?? '') && follows.includes(typed[1] ?? ''))
        return null;
      // One letter again and again goes through those that begin with it; a word stays where it fits.
      const repeated = [...typed].every((one) => one === typed[0]);
      const wanted = repeated ? (typed[0] ?? '') : typed;
      const begin = repeated ? from + 1 : Math.max(0, from);
      for (let step = 0; step < names.length; step += 1) {
        const index = (begin + step) % names.length;
        if (names[index]?.toLocaleLowerCase().startsWith(wanted) === true) return index;
      }
      return null;
    },
  };
}
