/** How a key is sent to a service, with everything filled in but the key. */
import type { ProviderConnection, ProviderDescription } from './providers.ts';

export interface SendingForm {
  readonly id: string;
  readonly label: string;
  /** `x-api-key: $AUXOT_API_KEY`, one for each header. */
  readonly lines: readonly string[];
}

export function sendingForms(
  { forms, variable }: Pick<ProviderDescription, 'forms' | 'variable'>,
  connection: Pick<ProviderConnection, 'header' | 'headerPrefix'>,
): readonly SendingForm[] {
  const header = (text: string): string =>
    text.replace('{header}', () => connection.header ?? 'Authorization');
  return forms.map(({ id, label, headers }) => ({
    id,
    label: header(label),
    lines: headers.map(({ name, value }) => {
      const filled = value
        .replace('{prefix}', () => connection.headerPrefix ?? '')
        .replace('{key}', () => `$${variable}`);
      return `${header(name)}: ${filled}`;
    }),
  }));
}
