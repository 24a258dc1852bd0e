import { useMemo } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import type { Said } from '../../../shared/messages/say.ts';
import { useSentence } from '../../lib/error-text.ts';

/** What the key is for: its role, or where its service has none, its kind. Null where the role is not known. */
export function roleWords(
  { provider, roleName }: Pick<KeySummary, 'provider' | 'roleName'>,
  sentence: (said: Said) => string,
): string | null {
  return provider.abilities.roles ? roleName : sentence(provider.kindLabel);
}

/** The keys with what they are for in the reader's words, to be sorted and searched by. A key that needs none stays the same. */
export function withSpokenRoles(
  keys: readonly KeySummary[],
  sentence: (said: Said) => string,
): readonly KeySummary[] {
  const spoken = keys.map((key) => {
    const roleName = roleWords(key, sentence);
    return roleName === key.roleName ? key : { ...key, roleName };
  });
  return spoken.some((key, index) => key !== keys[index]) ? spoken : keys;
}

export function useSpokenRoles(keys: readonly KeySummary[]): readonly KeySummary[] {
  const sentence = useSentence();
  return useMemo(() => withSpokenRoles(keys, sentence), [keys, sentence]);
}
