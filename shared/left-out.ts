/** Apart from the schemas: the window asks this too, and has no use for a schema library. */
import type { KeyAction, KeyProvider } from './providers.ts';
import { say, type Said } from './messages/say.ts';

/**
 * Null where a program can do `action` with the key over an API; else what says why the key is left out and
 * what a person can do.
 */
export function whyLeftOut(
  { provider }: { readonly provider: Pick<KeyProvider, 'name' | 'abilities'> },
  action: KeyAction,
): Said | null {
  if (provider.abilities[action] === 'api') return null;
  return provider.abilities[action] === 'guided'
    ? say(`state.no-api-to-${action}`, { name: provider.name })
    : say(`state.no-way-to-${action}`, { name: provider.name });
}
