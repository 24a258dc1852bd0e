/** What several collections say of their records to a merge. */
import { z } from 'zod';
import { connectionsCollection, type IntentRecord } from '../keys/registry/records.ts';
import { providerConnectionsCollection } from '../keys/registry/other-records.ts';
import type { CollectionRule, RecordOwner } from '../vault/merge/types.ts';

const connectionSchema = z.object({ connectionId: z.string() });
/** Of a record as it comes, whatever it is. */
export function ofConnection(value: unknown): string | null {
  const own = connectionSchema.safeParse(value).data?.connectionId;
  const inner = z.object({ key: connectionSchema }).safeParse(value).data?.key.connectionId;
  // One that names two belongs to neither.
  return own !== undefined && inner !== undefined && own !== inner ? null : (own ?? inner ?? null);
}
/** SECURITY: a key is sent where its account or service answers, so a merge never gives it to another. */
export const OF_CONNECTION: RecordOwner = {
  collections: [connectionsCollection.name, providerConnectionsCollection.name],
  of: ofConnection,
};
export const QUIET: CollectionRule = { merge: 'fields', others: 'quiet' };
export const OF_A_PERSON = {
  apiName: 'shown',
  alias: 'shown',
  notes: 'shown',
  tags: 'shown',
  places: 'shown',
} as const;

/** An operation that was under way in two copies is done by nobody without a person's word. */
export function askAgain(value: unknown): unknown {
  const intent = value as IntentRecord;
  return intent.state === 'open' ? { ...intent, state: 'ask', question: 'merged', lease: null } : intent;
}
