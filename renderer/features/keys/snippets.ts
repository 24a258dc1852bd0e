/** Ready to paste, without the secret: it comes from the environment or from `augno-vault run`. */
import { BRANDS, type BrandId } from '../../../shared/brands.ts';

export interface Snippet {
  readonly id: 'run' | 'env' | 'bearer' | 'basic' | 'curl';
  readonly text: string;
}

/** POSIX shells' single quotes: nothing inside them is read by the shell. */
export function shellQuote(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

export function snippetsOf(key: { readonly id: string }, brandId: BrandId, url: string): readonly Snippet[] {
  const brand = BRANDS[brandId];
  const variable = brand.environment.apiKey;
  // The server refuses a request that does not say which version of the API it speaks.
  const request = `curl ${shellQuote(`${url}/v1/catalog/units`)} \\\n  -H ${shellQuote(`${brand.headers.version}: 1.0.forge-preview.1`)}`;
  return [
    { id: 'run', text: `augno-vault run --env ${variable}=${shellQuote(key.id)} -- your-command` },
    { id: 'env', text: `${variable}=` },
    { id: 'bearer', text: `Authorization: Bearer $${variable}` },
    { id: 'basic', text: `${request} \\\n  -u "$${variable}:"` },
    { id: 'curl', text: `${request} \\\n  -H "Authorization: Bearer $${variable}"` },
  ];
}
