import type { EventPayload } from '../../shared/ipc-contract.ts';

export type ShownCollection = EventPayload<'vault.changed'>['collections'][number];

const SHOWN = [
  'connections',
  'keys',
  'roles',
  'findings',
  'sources',
  'rotations',
  'guides',
  'audit',
  'settings',
] as const satisfies readonly ShownCollection[];

/** An interrupted operation and a deleted record both show in the list of keys. */
const SHOWN_AS_KEYS: readonly string[] = ['intents', 'deleted-keys'];

/** Of the vault's collections, those that the window shows. */
export function shownChanges(collections: readonly string[]): ShownCollection[] {
  const names = new Set(
    collections.flatMap((name) =>
      SHOWN_AS_KEYS.includes(name) ? ['keys', name] : name === 'scan-sources' ? ['sources'] : [name],
    ),
  );
  return SHOWN.filter((name) => names.has(name));
}
