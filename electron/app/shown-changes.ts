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
  'upkeep',
  'attention',
  'audit',
  'settings',
  'programs',
] as const satisfies readonly ShownCollection[];

/** An interrupted operation and a deleted record both show in the list of keys. */
const SHOWN_AS_KEYS: readonly string[] = ['intents', 'deleted-keys', 'key-care'];
/** What a team does with its keys over time: one name for the window. */
const SHOWN_AS_UPKEEP: readonly string[] = ['trash', 'batches', 'saved-views', 'reviews'];
/** What a person said of what waits on the overview; notices put off count as much. */
const SHOWN_AS_ATTENTION: readonly string[] = ['put-offs', 'elsewhere-known', 'notices', 'usage-signs'];

/** What matters follow from, so that tray and notices look again. */
export const MATTER_COLLECTIONS: ReadonlySet<ShownCollection> = new Set([
  'connections',
  'keys',
  'findings',
  'rotations',
  'upkeep',
  'attention',
]);

/** Of the vault's collections, those that the window shows. */
export function shownChanges(collections: readonly string[]): ShownCollection[] {
  const names = new Set(
    collections.flatMap((name) => {
      if (SHOWN_AS_KEYS.includes(name)) return ['keys', name];
      if (SHOWN_AS_UPKEEP.includes(name)) return ['upkeep'];
      if (SHOWN_AS_ATTENTION.includes(name)) return ['attention'];
      return name === 'scan-sources' ? ['sources'] : [name];
    }),
  );
  return SHOWN.filter((name) => names.has(name));
}
