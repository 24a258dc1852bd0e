/** From what is said to words. */
import { english } from './en/index.ts';
import { reportEnglish } from './en/report.ts';
import type { MessageId } from './catalogue.ts';
import type { Said, SaidValue } from './say.ts';

export type Words = Readonly<Record<MessageId, string>>;

const PLURAL = /\{(\w+), plural, one \{([^{}]*)\} other \{([^{}]*)\}\}/g;
const VALUE = /\{(\w+)\}/g;

/** @param words of the language, null for English; an id of a newer version, that they do not have, is shown itself */
export function wordsOf(said: Said | string, words: Words | null): string {
  if (typeof said === 'string') return said;
  const values = said.values ?? {};
  const show = (value: SaidValue | undefined): string =>
    value === undefined ? '' : typeof value === 'object' ? wordsOf(value, words) : String(value);
  // What a scan says at its end stands apart: all of English takes longer to load than a small scan.
  const spoken = words ?? (Object.hasOwn(reportEnglish, said.id) ? reportEnglish : english);
  const text = (spoken as Readonly<Record<string, string | undefined>>)[said.id] ?? said.id;
  return text
    .replaceAll(PLURAL, (_, name: string, one: string, other: string) =>
      (values[name] === 1 ? one : other).replaceAll('#', show(values[name])),
    )
    .replaceAll(VALUE, (_, name: string) => show(values[name]));
}

/** Whether a value is something said, and no record that has an id. */
function isSaid(value: object): value is Said {
  return (
    'id' in value &&
    typeof value.id === 'string' &&
    Object.hasOwn(english, value.id) &&
    Object.keys(value).every((name) => name === 'id' || name === 'values')
  );
}

/** For logs, `--json` and hooks, whose readers are programs. */
export function inEnglish(said: Said | string): string {
  return wordsOf(said, null);
}

/** JSON for programs: English, whatever a person reads. An entry's own ids, under `said`, stay. */
export function forPrograms(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(forPrograms);
  if (isSaid(value)) return inEnglish(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, name === 'said' ? part : forPrograms(part)]),
  );
}
