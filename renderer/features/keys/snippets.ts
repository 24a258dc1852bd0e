/** Ready to paste, without the secret: it comes from the environment or from `augno-vault run`. */
import { NEWEST_VERSION } from '../../../shared/api-version.ts';
import { BRANDS, type BrandId } from '../../../shared/brands.ts';

export interface Snippet {
  readonly id: 'run' | 'env' | 'bearer' | 'basic' | 'curl' | 'curl-basic' | 'client' | 'account';
  readonly text: string;
}

/** POSIX shells' single quotes: nothing inside them is read by the shell. */
export function shellQuote(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

export function snippetsOf(key: { readonly id: string }, brandId: BrandId, url: string): readonly Snippet[] {
  const brand = BRANDS[brandId];
  const variable = brand.environment.apiKey;
  const units = shellQuote(`${url}/v1/catalog/units`);
  const version = `-H "${brand.headers.version}: ${NEWEST_VERSION}"`;
  const baseUrl = JSON.stringify(url);
  return [
    { id: 'run', text: `augno-vault run --env ${variable}=${shellQuote(key.id)} -- your-command` },
    { id: 'env', text: `${variable}=` },
    { id: 'bearer', text: `Authorization: Bearer $${variable}` },
    { id: 'basic', text: `Authorization: Basic $(printf '%s:' "$${variable}" | base64 -w 0)` },
    { id: 'curl', text: `curl ${units} \\\n  -H "Authorization: Bearer $${variable}" \\\n  ${version}` },
    { id: 'curl-basic', text: `curl ${units} \\\n  -u "$${variable}:" \\\n  ${version}` },
    // The official client of the other brand is not known to be published under its name.
    ...(brandId !== 'augno'
      ? []
      : [
          {
            id: 'client' as const,
            text: [
              `import ${brand.productName} from '${brandId}';`,
              '',
              `const client = new ${brand.productName}({`,
              `  apiKey: process.env['${variable}'],`,
              ...(url === brand.apiOrigin ? [] : [`  baseURL: ${baseUrl},`]),
              '});',
            ].join('\n'),
          },
        ]),
    { id: 'account', text: `${brand.headers.account}: ac_…` },
  ];
}
