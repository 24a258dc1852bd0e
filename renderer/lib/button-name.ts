/** What fits on a button in the narrowest dialog, in the longer of the languages. */
const MOST_LETTERS = 28;

/** For words of a button that name what it is about: a longer name stands in the title alone, and the button says what it is. */
export function buttonName(name: string): { readonly name: string; readonly fits: 'yes' | 'no' } {
  return { name, fits: name.length <= MOST_LETTERS ? 'yes' : 'no' };
}
