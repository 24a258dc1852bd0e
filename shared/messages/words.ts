/** From what is said to words. */
import { english } from './en/index.ts';
import type { MessageId } from './catalogue.ts';
import type { Said, SaidValue } from './say.ts';

export type Words = Readonly<Record<MessageId, string>>;

const PLURAL = /\{(\w+), plural, one \{([^{}]*)\} other \{([^{}]*)\}\}/g;
const VALUE = /\{(\w+)\}/g;

/** @param words of the language; an id of a newer version, that they do not have, is shown itself */
export function wordsOf(said: Said | string, words: Words): string {
  if (typeof said === 'string') return said;
  const values = said.values ?? {};
  const show = (value: SaidValue | undefined): string =>
    value === undefined ? '' : typeof value === 'object' ? wordsOf(value, words) : String(value);
  const text = (words as Readonly<Record<string, string | undefined>>)[said.id] ?? said.id;
  return text
    .replaceAll(PLURAL, (_, name: string, one: string, other: string) =>
      (values[name] === 1 ? one : other).replaceAll('#', show(values[name])),
    )
    .replaceAll(VALUE, (_, name: string) => show(values[name]));
}

/** For logs, `--json` and hooks, whose readers are programs. */
export function inEnglish(said: Said | string): string {
  return wordsOf(said, english);
}
