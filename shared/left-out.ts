/** Apart from the schemas: the window asks this too, and has no use for a schema library. */
import type { KeyAction, KeyProvider } from './providers.ts';

/**
 * Null where a program can do `action` with the key over an API; else the sentence that says why the key is left out and
 * what a person can do.
 */
export function whyLeftOut(
  { provider }: { readonly provider: Pick<KeyProvider, 'name' | 'abilities'> },
  action: KeyAction,
): string | null {
  if (provider.abilities[action] === 'api') return null;
  const verb = { create: 'create', rotate: 'rotate', revoke: 'revoke', test: 'test' }[action];
  return provider.abilities[action] === 'guided'
    ? `${provider.name} has no API to ${verb} a key. Open the key: its own steps lead through it.`
    : `A key of ${provider.name} can't be ${verb === 'create' ? 'created' : verb === 'rotate' ? 'rotated' : verb === 'revoke' ? 'revoked' : 'tested'} from here.`;
}
