/** `augno-vault://` links and the arguments of a second start. They only ever navigate. */
import type { EventPayload } from '../../shared/ipc-contract.ts';

export const LINK_SCHEME = 'augno-vault';

type Target = EventPayload<'app.navigate'>;

const SCREENS = ['overview', 'keys', 'findings', 'sources', 'activity', 'settings'] as const;

/** `augno-vault://key/apke_…` or `augno-vault://SCREEN`; null for anything else. */
export function parseDeepLink(text: string): Target | null {
  if (text.length > 200) return null;
  const match = /^augno-vault:\/\/([a-z]+)(?:\/([a-z]+_[0-9a-z]+))?\/?$/.exec(text);
  if (match === null) return null;
  const [, screen, keyId] = match;
  if (screen === 'key') return keyId === undefined ? null : { to: 'keys', keyId };
  const known = SCREENS.find((name) => name === screen);
  return known === undefined || keyId !== undefined ? null : { to: known, keyId: null };
}

/** SECURITY: of a second start's arguments only a link is looked at; no path, no switch, no vault folder. */
export function deepLinkIn(commandLine: readonly string[]): Target | null {
  for (const argument of commandLine) {
    const target = parseDeepLink(argument);
    if (target !== null) return target;
  }
  return null;
}
