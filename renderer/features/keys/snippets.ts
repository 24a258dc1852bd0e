/** Ready to paste, without the secret: it comes from the environment or from `augno-vault run`. */
import { BRANDS, type BrandId } from '../../../shared/brands.ts';

export interface Snippet {
  readonly id: 'run' | 'env' | 'bearer' | 'basic' | 'curl';
  readonly text: string;
}

/** The server refuses requests that name no version. The client's own list is in electron/augno/api/versions.ts. */
const API_VERSION = '1.0.forge-preview.3';

/** POSIX shells' single quotes: nothing inside them is read by the shell. */
export function shellQuote(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

export function snippetsOf(key: { readonly id: string }, brandId: BrandId, url: string): readonly Snippet[] {
  const brand = BRANDS[brandId];
  const variable = brand.environment.apiKey;
  const units = shellQuote(`${url}/v1/catalog/units`);
  const version = `-H "${brand.headers.version}: ${API_VERSION}"`;
  return [
    { id: 'run', text: `augno-vault run --env ${variable}=${shellQuote(key.id)} -- your-command` },
    { id: 'env', text: `${variable}=` },
    { id: 'bearer', text: `Authorization: Bearer $${variable}` },
    { id: 'basic', text: `curl ${units} \\\n  -u "$${variable}:" \\\n  ${version}` },
    { id: 'curl', text: `curl ${units} \\\n  -H "Authorization: Bearer $${variable}" \\\n  ${version}` },
  ];
}
