/** Keys of a provider in the text of a `.env`, a note, or a list of lines `name, key`. */
import type { Provider } from '../../keys/provider.ts';

export interface TextKey {
  readonly name: string;
  readonly secret: string;
}

const LINE = /^\s*(?:export\s+)?(?:([^=:,;\t"']{1,200}?)\s*[=:,;\t]\s*)?["']?([\x21-\x7e]+?)["']?[,;]?\s*$/;

/** `AUXOT_API_KEY` and `CI pipeline` alike; a bare key is called by its kind. */
function nameOf(written: string | undefined, provider: Provider, kind: string, index: number): string {
  const text = written?.trim().replace(/^[-*]\s+/, '') ?? '';
  if (text !== '') return text;
  const label = provider.description.kinds.find(({ id }) => id === kind)?.label ?? provider.description.name;
  return `${provider.description.name} ${label.toLowerCase()} ${String(index)}`;
}

/** In the order of the text, each key once. What is no key of the provider is passed over. */
export function keysInText(provider: Provider, text: string): readonly TextKey[] {
  const found = new Map<string, TextKey>();
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const match = LINE.exec(line);
    const secret = match?.[2];
    if (secret === undefined || found.has(secret)) continue;
    const recognised = provider.recognise(secret);
    if (!recognised.ok) continue;
    // A provider without a prefix takes anything for a key: only what is named is one.
    const named = match?.[1] !== undefined;
    const prefixed = provider.description.kinds.some(({ prefix }) => prefix !== null);
    if (!named && !prefixed) continue;
    found.set(secret, { name: nameOf(match?.[1], provider, recognised.kind, found.size + 1), secret });
  }
  return [...found.values()];
}
