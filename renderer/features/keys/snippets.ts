/** Ready to paste, without the secret: it comes from the environment or from `augno-vault run`. */
import { sendingForms } from '../../../shared/sending-forms.ts';
import { NEWEST_VERSION } from '../../../shared/api-version.ts';
import { BRANDS, type Brand, type BrandId } from '../../../shared/brands.ts';
import type { ProviderConnection, ProviderDescription } from '../../../shared/providers.ts';
import { testPathOf } from '../../../shared/test-path.ts';
import type { TextFunction } from '../../lib/intl.tsx';

export interface Snippet {
  readonly id: string;
  readonly label: (t: TextFunction) => string;
  readonly text: string;
}

type Named =
  'run' | 'env' | 'bearer' | 'basic' | 'curl' | 'curl-basic' | 'client' | 'client-go' | 'mcp' | 'account';
const named = (id: Named, text: string): Snippet => ({ id, text, label: (t) => t(`snippets.${id}`) });
const run = (variable: string, keyId: string, command: string): string =>
  `augno-vault run --env ${variable}=${shellQuote(keyId)} -- ${command}`;

/** POSIX shells' single quotes: nothing inside them is read by the shell. */
export function shellQuote(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Those whose package a person installs by its name. */
export function namesPackage({ id }: Snippet): boolean {
  return id === 'client' || id === 'client-go' || id === 'mcp';
}

function typescriptOf({ clients, environment, apiOrigin }: Brand, url: string): string {
  return [
    `import ${clients.className} from '${clients.npmPackage}';`,
    '',
    `const client = new ${clients.className}({`,
    `  bearerToken: process.env['${environment.apiKey}'],`,
    ...(url === apiOrigin ? [] : [`  baseURL: ${JSON.stringify(url)}, // or ${environment.baseUrl}`]),
    `  // ${clients.accountOption}: 'ac_…', for another account than the key's own`,
    '});',
  ].join('\n');
}

function goOf({ clients, environment, apiOrigin }: Brand, url: string): string {
  return [
    'import (',
    `\t"${clients.goModule}"`,
    `\t"${clients.goModule}/option"`,
    ')',
    '',
    `client := ${clients.goPackage}.NewClient(`,
    `\toption.WithBearerToken(os.Getenv("${environment.apiKey}")),`,
    ...(url === apiOrigin
      ? []
      : [`\toption.WithBaseURL(${JSON.stringify(url)}), // or ${environment.baseUrl}`]),
    ')',
  ].join('\n');
}

export function snippetsOf(key: { readonly id: string }, brandId: BrandId, url: string): readonly Snippet[] {
  const brand = BRANDS[brandId];
  const variable = brand.environment.apiKey;
  const units = shellQuote(`${url}/v1/catalog/units`);
  const version = `-H "${brand.headers.version}: ${NEWEST_VERSION}"`;
  return [
    named('run', run(variable, key.id, 'your-command')),
    named('env', `${variable}=`),
    named('bearer', `Authorization: Bearer $${variable}`),
    named('basic', `Authorization: Basic $(printf '%s:' "$${variable}" | base64 -w 0)`),
    named('curl', `curl ${units} \\\n  -H "Authorization: Bearer $${variable}" \\\n  ${version}`),
    named('curl-basic', `curl ${units} \\\n  -u "$${variable}:" \\\n  ${version}`),
    named('client', typescriptOf(brand, url)),
    named('client-go', goOf(brand, url)),
    named('mcp', run(variable, key.id, `npx -y ${brand.clients.mcpPackage}`)),
    named('account', `${brand.headers.account}: ac_…`),
  ];
}

/** In each form that the service takes. */
export function serviceSnippets(
  key: { readonly id: string; readonly provider: { readonly kind: string } },
  service: Pick<ProviderConnection, 'url' | 'header' | 'headerPrefix'>,
  provider: Pick<ProviderDescription, 'forms' | 'variable' | 'kinds' | 'testPath'>,
): readonly Snippet[] {
  const { variable } = provider;
  const path = testPathOf(provider, key.provider.kind);
  const address = service.url === null || path === undefined ? null : shellQuote(`${service.url}${path}`);
  const sent = sendingForms(provider, service);
  const curl = (lines: readonly string[]): string =>
    [`curl ${address ?? ''}`, ...lines.map((line) => `  -H "${line.replaceAll('"', '\\"')}"`)].join(' \\\n');
  return [
    named('run', run(variable, key.id, 'your-command')),
    ...sent.map(({ id, label, lines }) => ({ id, label: () => label, text: lines.join('\n') })),
    ...(address === null
      ? []
      : sent.map(({ id, label, lines }) => ({
          id: `curl-${id}`,
          label: () => `curl, ${label}`,
          text: curl(lines),
        }))),
  ];
}
