/** Ready to paste, without the secret: it comes from the environment or from `augno-vault run`. */
import { testPathOf, type ProviderConnection, type ProviderDescription } from '../../../shared/providers.ts';
import { shellQuote } from './snippets.ts';

export interface ServiceSnippet {
  readonly id: string;
  /** Null: in the interface's own words. */
  readonly label: string | null;
  readonly text: string;
}

export function serviceSnippets(
  key: { readonly id: string; readonly provider: { readonly kind: string } },
  service: Pick<ProviderConnection, 'url' | 'header' | 'headerPrefix'>,
  provider: Pick<ProviderDescription, 'forms' | 'variable' | 'kinds' | 'testPath'>,
): readonly ServiceSnippet[] {
  const forms = provider.forms.map(({ id, label, headers }) => ({
    id,
    label,
    lines: headers.map(({ name, value }) => {
      const filled = value
        .replace('{prefix}', () => service.headerPrefix ?? '')
        .replace('{key}', () => `$${provider.variable}`);
      return `${name.replace('{header}', () => service.header ?? 'Authorization')}: ${filled}`;
    }),
  }));
  const { url } = service;
  const path = testPathOf(provider, key.provider.kind);
  const address = url === null || path === undefined ? null : shellQuote(`${url}${path}`);
  return [
    { id: 'run', label: null, text: `augno-vault run --env ${provider.variable}=${key.id} -- your-command` },
    ...forms.map(({ id, label, lines }) => ({ id, label, text: lines.join('\n') })),
    ...(address === null
      ? []
      : forms.map(({ id, label, lines }) => ({
          id: `curl-${id}`,
          label: `curl, ${label}`,
          text: [`curl ${address}`, ...lines.map((line) => `  -H "${line.replaceAll('"', '\\"')}"`)].join(
            ' \\\n',
          ),
        }))),
  ];
}
