import type { KeySummary } from '../../../shared/domain.ts';
import type { Said } from '../../../shared/messages/say.ts';

/** What the key is for: its role, or where its service has none, its kind. Null where the role is not known. */
export function roleWords(
  { provider, roleName }: Pick<KeySummary, 'provider' | 'roleName'>,
  sentence: (said: Said) => string,
): string | null {
  return provider.abilities.roles ? roleName : sentence(provider.kindLabel);
}
