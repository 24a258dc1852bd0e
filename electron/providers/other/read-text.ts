/** Keys of a provider in the text of a `.env`, a table, a note, or a list of lines `name, key`. */
import { inEnglish } from '../../../shared/messages/words.ts';
import type { Provider } from '../../keys/provider.ts';
import {
  isTableOfSecrets,
  keysWritten,
  type WrittenFormat,
  type WrittenValue,
} from '../../keys/transfer/written-keys.ts';

export interface TextKey {
  readonly name: string;
  readonly secret: string;
}

interface FoundKey extends Omit<TextKey, 'name'> {
  readonly name: string | null;
  readonly kind: string;
}

/** Of a bare key. A name is kept as it is, and so in one language. */
function nameOf({ name, kinds }: Provider['description'], kind: string, index: number): string {
  const label = kinds.find(({ id }) => id === kind)?.label;
  return `${name} ${label === undefined ? 'key' : inEnglish(label).toLowerCase()} ${String(index)}`;
}

/** In the order of the text, each key once. What is no key of the provider is passed over. */
export function keysInText(provider: Provider, text: string): readonly TextKey[] {
  const { description } = provider;
  const isPrefixed = description.kinds.some(({ prefix }) => prefix !== null);
  const found = new Map<string, TextKey>();
  for (const { name, secret, kind } of isPrefixed ? prefixedIn(provider, text) : namedIn(provider, text)) {
    if (found.has(secret)) continue;
    found.set(secret, { name: name ?? nameOf(description, kind, found.size + 1), secret });
  }
  return [...found.values()];
}

function prefixedIn(provider: Provider, text: string): readonly FoundKey[] {
  const read = (format: WrittenFormat): readonly FoundKey[] =>
    keysWritten(text, format, ({ name, value }) => {
      const recognised = provider.recognise(value);
      if (!recognised.ok) return null;
      // SECURITY: a key that stands beside another is not its name.
      const isKey = name !== null && provider.recognise(name).ok;
      return { name: isKey ? null : name, secret: value, kind: recognised.kind };
    });
  const [lines, table] = [read('lines'), read('table')];
  // Of a table some lines may be read as lists, and its other keys would not be seen.
  return table.length > lines.length ? table : lines;
}

/** A provider without a prefix takes anything for a key: only what is named is one, and only where it is sure to be whole. */
function namedIn(provider: Provider, text: string): readonly FoundKey[] {
  const isKey = ({ value, separator = '', isSecret = true }: WrittenValue): boolean =>
    // More than two columns, and nothing says which is the secret.
    isSecret && (!/[,;\t]/.test(separator) || !value.includes(separator));
  const read = (format: WrittenFormat): readonly FoundKey[] =>
    keysWritten(text, format, (written) => {
      const { name, value } = written;
      if (name === null || !isKey(written)) return null;
      const recognised = provider.recognise(value);
      return recognised.ok ? { name, secret: value, kind: recognised.kind } : null;
    });
  if (isTableOfSecrets(text)) return read('table');
  const lines = read('lines');
  return lines.length > 0 ? lines : read('table');
}
