/** The ids of everything that is said, and what each of them needs. */
import type { english } from './en/index.ts';
import type { SaidValue } from './say.ts';

export type MessageId = keyof typeof english;

/** Of `{name}` and `{count, plural, one {…} other {…}}` the name; the words of a plural's forms are none. */
type NameIn<Braces extends string> = Braces extends `${infer Name},${string}`
  ? Name
  : Braces extends `${string} ${string}` | `#${string}`
    ? never
    : Braces;
export type ValueNames<Text extends string> = Text extends `${string}{${infer Braces}}${infer Rest}`
  ? NameIn<Braces> | ValueNames<Rest>
  : never;

/** The arguments of `say` behind the id: none where nothing varies. */
export type MessageValues<Id extends MessageId> = [ValueNames<(typeof english)[Id]>] extends [never]
  ? []
  : [values: Readonly<Record<ValueNames<(typeof english)[Id]>, SaidValue>>];

/** A text for each of these ids, with the same values as the English one. */
export type Translated<English extends Readonly<Record<string, string>>, Texts> = {
  readonly [Id in keyof English]: Id extends keyof Texts
    ? Texts[Id] extends string
      ? [ValueNames<Texts[Id]>, ValueNames<English[Id]>] extends [
          ValueNames<English[Id]>,
          ValueNames<Texts[Id]>,
        ]
        ? string
        : never
      : never
    : string;
};
