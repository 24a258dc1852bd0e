/** Keys of a provider in the text of a `.env`, a table, a note, or a list of lines `name, key`. */
import { inEnglish } from '../../../shared/messages/words.ts';
import type { Provider } from '../../keys/provider.ts';
import { keysWritten, type WrittenFormat } from '../../keys/transfer/written-keys.ts';

export interface TextKey {
  readonly name: string;
  readonly secret: string;
}

/** Of a bare key. A name is kept as it is, and so in one language. */
function nameOf({ name, kinds }: Provider['description'], kind: string, index: number): string {
  const label = kinds.find(({ id }) => id === kind)?.label;
  return `${name} ${label === undefined ? 'key' : inEnglish(label).toLowerCase()} ${String(index)}`;
}

/** In the order of the text, each key once. What is no key of the provider is passed over. */
export function keysInText(provider: Provider, text: string): readonly TextKey[] {
  const { description } = provider;
  // A provider without a prefix takes anything for a key: only what is named is one.
  const isPrefixed = description.kinds.some(({ prefix }) => prefix !== null);
  const read = (format: WrittenFormat) =>
    keysWritten(text, format, ({ name, value }) => {
      const recognised = name !== null || isPrefixed ? provider.recognise(value) : null;
      return recognised?.ok === true ? { name, secret: value, kind: recognised.kind } : null;
    });
  const lines = read('lines');
  const found = new Map<string, TextKey>();
  for (const { name, secret, kind } of lines.length > 0 ? lines : read('table')) {
    if (found.has(secret)) continue;
    found.set(secret, { name: name ?? nameOf(description, kind, found.size + 1), secret });
  }
  return [...found.values()];
}
