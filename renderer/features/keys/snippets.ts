/** Ready to paste, without the secret: it comes from the environment or from `augno-vault run`. */
import { NEWEST_VERSION } from '../../../shared/api-version.ts';
import { BRANDS, type Brand, type BrandId } from '../../../shared/brands.ts';

export interface Snippet {
  readonly id:
    'run' | 'env' | 'bearer' | 'basic' | 'curl' | 'curl-basic' | 'client' | 'client-go' | 'mcp' | 'account';
  readonly text: string;
}

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
    { id: 'run', text: `augno-vault run --env ${variable}=${shellQuote(key.id)} -- your-command` },
    { id: 'env', text: `${variable}=` },
    { id: 'bearer', text: `Authorization: Bearer $${variable}` },
    { id: 'basic', text: `Authorization: Basic $(printf '%s:' "$${variable}" | base64 -w 0)` },
    { id: 'curl', text: `curl ${units} \\\n  -H "Authorization: Bearer $${variable}" \\\n  ${version}` },
    { id: 'curl-basic', text: `curl ${units} \\\n  -u "$${variable}:" \\\n  ${version}` },
    { id: 'client', text: typescriptOf(brand, url) },
    { id: 'client-go', text: goOf(brand, url) },
    {
      id: 'mcp',
      text: `augno-vault run --env ${variable}=${shellQuote(key.id)} -- npx -y ${brand.clients.mcpPackage}`,
    },
    { id: 'account', text: `${brand.headers.account}: ac_…` },
  ];
}
