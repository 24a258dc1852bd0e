/**
 * Who made a key at Augno, from the account's audit events: whoever created or rotated a key was shown its secret. Kept in
 * the vault, so that "someone left" can be answered without a network.
 */
import { z } from 'zod';
import type { KeyTie } from '../../../../shared/ipc/people-channels.ts';
import { wordsOnOneLine } from '../../../../shared/harmless-text.ts';
import { defineCollection } from '../../../vault/collection.ts';
import { unreadOf, type SkippedEntry } from '../api/schemas.ts';
import type { ServiceContext } from '../context.ts';
import { connectionsCollection, keysCollection } from '../../../keys/registry/records.ts';
import type { CreatorsRead } from '../../../keys/types.ts';

/** By the connection's id. */
export const creatorsCollection = defineCollection(
  'key-creators',
  z.object({
    creators: z.array(
      z.object({ keyId: z.string(), name: z.string(), handle: z.string().nullable(), at: z.string() }),
    ),
  }),
);
export type Creator = z.infer<(typeof creatorsCollection)['schema']>['creators'][number];

/** SECURITY: names come from the server and end up on screens and in the audit log. */
const NAME_LENGTH = 120;
const shown = (text: string): string => wordsOnOneLine(text).slice(0, NAME_LENGTH);

/** Asks every account; an event that the account has dropped since goes on counting. */
export async function readCreators(context: ServiceContext, signal?: AbortSignal): Promise<CreatorsRead> {
  const unread: string[] = [];
  const unreadEvents: SkippedEntry[] = [];
  for (const { id, value } of context.vault.list(connectionsCollection)) {
    try {
      const { items, skipped } = await context.client(id).logs.keyCreations(signal);
      unreadEvents.push(...skipped);
      const found = items.flatMap(({ resource_id: keyId, actor, occurred_at: at }): Creator[] => {
        // What a key made was made by a program; who holds that key stands with the key itself.
        if (actor === null || actor.type !== 'user') return [];
        const handle = actor.handle === null ? null : shown(actor.handle) || null;
        const name = shown(actor.name ?? '') || handle;
        return name === null ? [] : [{ keyId, name, handle, at }];
      });
      remember(context, id, found);
    } catch {
      // Offline, or a role that may not read audit events.
      unread.push(value.name);
    }
  }
  return { ties: knownCreators(context), unread, unreadEvents: unreadOf(unreadEvents) };
}

function remember(context: ServiceContext, connectionId: string, found: readonly Creator[]): void {
  const known = context.vault.get(creatorsCollection, connectionId)?.creators ?? [];
  const byKey = new Map([...known, ...found].map((creator) => [creator.keyId, creator]));
  const creators = [...byKey.values()].filter(
    ({ keyId }) => context.vault.get(keysCollection, keyId)?.connectionId === connectionId,
  );
  if (JSON.stringify(creators) === JSON.stringify(known)) return;
  context.transaction((transaction) => {
    if (transaction.get(connectionsCollection, connectionId) === undefined) return;
    transaction.put(creatorsCollection, connectionId, { creators });
  }, 'background');
}

function knownCreators(context: ServiceContext): readonly KeyTie[] {
  return context.vault
    .list(creatorsCollection)
    .flatMap(({ value }) => value.creators.map((creator): KeyTie => ({ ...creator, kind: 'created' })));
}
