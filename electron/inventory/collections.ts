/**
 * Everything a vault can hold, and what becomes of it in an export, a merge, the trash and the log. A backup is the whole
 * file. A collection that is not in this list fails `test/unit/inventory.test.ts`.
 */
import { z } from 'zod';
import { batchesCollection } from '../keys/batches/records.ts';
import { findingsCollection } from '../keys/findings/records.ts';
import { confirmedAddressesCollection } from '../http/confirmed-addresses.ts';
import { sourcesCollection } from '../keys/findings/sources.ts';
import { creatorsCollection } from '../providers/augno/people/creators.ts';
import { keptRepliesCollection } from '../keys/kept/records.ts';
import { careCollection } from '../keys/care/care.ts';
import { viewsCollection } from '../keys/care/views.ts';
import {
  connectionsCollection,
  deletedKeysCollection,
  intentsCollection,
  keysCollection,
  rolesCollection,
  rotationsCollection,
  type IntentRecord,
} from '../keys/registry/records.ts';
import { reviewsCollection } from '../keys/review/review-keeper.ts';
import { guidesCollection, runbooksCollection } from '../keys/runbook/records.ts';
import { trashCollection } from '../keys/trash/trash.ts';
import { elsewhereKnownCollection } from '../keys/matters/elsewhere.ts';
import { chosenPlacesCollection } from '../keys/places/chosen-places.ts';
import { replacementsCollection } from '../keys/care/replacement-records.ts';
import { adminsCollection, IDENTITY, passedOnCollection } from '../processes/desks/sharing-desk.ts';
import { draftsCollection } from '../processes/handlers/drafts.ts';
import { noticesCollection } from '../keys/matters/notices-record.ts';
import { putOffsCollection } from '../keys/matters/put-offs.ts';
import { usageSignsCollection } from '../keys/matters/usage-signs-record.ts';
import {
  evidenceKeyCollection,
  providerConnectionsCollection,
  providerKeysCollection,
  providerRotationsCollection,
} from '../keys/registry/other-records.ts';
import { providerTrashCollection } from '../providers/other/trash.ts';
import type { CollectionRule, MergeRules, RecordOwner } from '../vault/merge/types.ts';
import type { Collection } from '../vault/types.ts';

export interface InventoryItem {
  readonly collection: Collection<unknown>;
  /** Whether it travels to another vault in an export, or why not. */
  readonly export: true | { readonly not: string };
  readonly merge: CollectionRule;
  /** Where its records go when a person deletes one: to the trash, away with what they belong to, or away at once. */
  readonly deletion: 'trash' | 'with-its-owner' | 'at-once';
  /** Whether the log says who changed it, or why not. */
  readonly audit: true | { readonly not: string };
}

function item<Value>(collection: Collection<Value>, rest: Omit<InventoryItem, 'collection'>): InventoryItem {
  return { collection: collection, ...rest };
}

const SYNCHRONISED = {
  not: 'The next synchronisation brings it; what changed elsewhere is in the log with its key.',
};
const connectionSchema = z.object({ connectionId: z.string() });
/** Of a record as it comes, whatever it is. */
function ofConnection(value: unknown): string | null {
  const own = connectionSchema.safeParse(value).data?.connectionId;
  const inner = z.object({ key: connectionSchema }).safeParse(value).data?.key.connectionId;
  // One that names two belongs to neither.
  return own !== undefined && inner !== undefined && own !== inner ? null : (own ?? inner ?? null);
}
/** SECURITY: a key is sent where its account or service answers, so a merge never gives it to another. */
const OF_ACCOUNT: RecordOwner = { collection: connectionsCollection.name, of: ofConnection };
const OF_SERVICE: RecordOwner = { collection: providerConnectionsCollection.name, of: ofConnection };
const QUIET: CollectionRule = { merge: 'fields', others: 'quiet' };
const OF_A_PERSON = { alias: 'shown', notes: 'shown', tags: 'shown', places: 'shown' } as const;

/** An operation that was under way in two copies is done by nobody without a person's word. */
function askAgain(value: unknown): unknown {
  const intent = value as IntentRecord;
  return intent.state === 'open' ? { ...intent, state: 'ask', question: 'merged', lease: null } : intent;
}

export const INVENTORY: readonly InventoryItem[] = [
  item(connectionsCollection, {
    export: true,
    merge: {
      merge: 'fields',
      others: 'quiet',
      fields: {
        name: 'shown',
        // SECURITY: where a key is sent, and with which admin key, is this copy's own until a person says otherwise.
        origin: 'trusted',
        brand: 'trusted',
        mode: 'trusted',
        sandboxAccountId: 'trusted',
        adminKeyId: 'trusted',
      },
      proposes: 'connection',
    },
    deletion: 'at-once',
    audit: true,
  }),
  item(keysCollection, {
    export: true,
    // Status and dates come from the next synchronisation.
    merge: { ...QUIET, fields: OF_A_PERSON, owner: OF_ACCOUNT, ownsSecret: true },
    deletion: 'trash',
    audit: true,
  }),
  item(careCollection, {
    export: true,
    merge: { merge: 'fields' },
    deletion: 'with-its-owner',
    audit: true,
  }),
  item(rolesCollection, { export: true, merge: QUIET, deletion: 'with-its-owner', audit: SYNCHRONISED }),
  item(rotationsCollection, {
    export: true,
    merge: { ...QUIET, fields: { places: 'shown' } },
    deletion: 'trash',
    audit: true,
  }),
  item(deletedKeysCollection, { export: true, merge: QUIET, deletion: 'with-its-owner', audit: true }),
  item(trashCollection, {
    export: true,
    merge: { ...QUIET, owner: OF_ACCOUNT, ownsSecret: true },
    deletion: 'at-once',
    audit: true,
  }),
  item(intentsCollection, {
    export: { not: 'Only one vault may finish an operation that is under way.' },
    merge: { ...QUIET, settle: askAgain },
    deletion: 'at-once',
    audit: true,
  }),
  // SECURITY: what came as a secret lies in these records: no field of theirs is ever shown as a difference.
  item(keptRepliesCollection, {
    export: true,
    merge: { ...QUIET, owner: { collection: null, of: ofConnection } },
    deletion: 'at-once',
    audit: true,
  }),
  item(creatorsCollection, { export: true, merge: QUIET, deletion: 'with-its-owner', audit: SYNCHRONISED }),
  item(findingsCollection, {
    export: true,
    merge: { ...QUIET, fields: { decision: 'shown', ignoredReason: 'shown', ignoredUntil: 'shown' } },
    deletion: 'at-once',
    audit: true,
  }),
  item(sourcesCollection, {
    export: true,
    merge: { merge: 'fields', fields: { last: 'quiet', addedAt: 'quiet' } },
    deletion: 'at-once',
    audit: true,
  }),
  item(guidesCollection, { export: true, merge: { merge: 'fields' }, deletion: 'at-once', audit: true }),
  item(runbooksCollection, { export: true, merge: { merge: 'fields' }, deletion: 'at-once', audit: true }),
  item(reviewsCollection, { export: true, merge: { merge: 'fields' }, deletion: 'at-once', audit: true }),
  item(batchesCollection, {
    export: { not: 'Only one vault may go on with a list of keys that is being done.' },
    merge: { merge: 'fields' },
    deletion: 'at-once',
    audit: true,
  }),
  item(viewsCollection, {
    export: true,
    merge: { merge: 'fields' },
    deletion: 'at-once',
    audit: { not: 'How a list is shown changes nothing about a key.' },
  }),
  item(adminsCollection, {
    export: { not: 'Who is trusted is for each vault to be told by a person.' },
    merge: {
      merge: 'fields',
      // SECURITY: whose fingerprint was compared is this copy's own until a person says otherwise.
      fields: { publicText: 'trusted', compared: 'trusted', addedAt: 'quiet' },
      proposes: 'admin',
      admit: (value) => ({ ...(value as Record<string, unknown>), compared: false }),
    },
    deletion: 'at-once',
    audit: true,
  }),
  item(passedOnCollection, { export: true, merge: QUIET, deletion: 'with-its-owner', audit: true }),
  item(putOffsCollection, { export: true, merge: QUIET, deletion: 'at-once', audit: true }),
  item(confirmedAddressesCollection, {
    // SECURITY: what a person agreed to on one computer says nothing of another.
    export: { not: 'It says what was confirmed on this computer.' },
    merge: { merge: 'own' },
    deletion: 'with-its-owner',
    audit: true,
  }),
  item(usageSignsCollection, {
    export: { not: 'The request logs of the accounts give them again.' },
    merge: { merge: 'own' },
    deletion: 'at-once',
    audit: { not: 'Reading a log changes nothing.' },
  }),
  item(elsewhereKnownCollection, {
    export: { not: 'It counts entries of this vault’s own log.' },
    merge: { merge: 'own' },
    deletion: 'with-its-owner',
    audit: true,
  }),
  item(replacementsCollection, {
    export: { not: 'It speaks of files of this computer, by device and inode.' },
    merge: QUIET,
    deletion: 'at-once',
    audit: true,
  }),
  item(chosenPlacesCollection, {
    export: { not: 'Which files may be touched is chosen on this computer.' },
    merge: { merge: 'own' },
    deletion: 'at-once',
    audit: true,
  }),
  item(draftsCollection, {
    export: { not: 'Half-filled forms belong to the window that they were left in.' },
    merge: QUIET,
    deletion: 'at-once',
    audit: { not: 'A form that was not sent did nothing.' },
  }),
  item(noticesCollection, {
    export: { not: 'It counts entries of this vault’s own log.' },
    merge: { merge: 'own' },
    deletion: 'at-once',
    audit: { not: 'What was said on the desktop changes nothing about a key.' },
  }),
  item(providerConnectionsCollection, {
    export: true,
    merge: {
      merge: 'fields',
      fields: {
        provider: 'trusted',
        url: 'trusted',
        header: 'trusted',
        headerPrefix: 'trusted',
        mode: 'trusted',
        createdAt: 'quiet',
      },
      proposes: 'connection',
    },
    deletion: 'at-once',
    audit: true,
  }),
  item(providerKeysCollection, {
    export: true,
    merge: {
      ...QUIET,
      ownsSecret: true,
      owner: OF_SERVICE,
      fields: { ...OF_A_PERSON, apiName: 'shown', owner: 'shown', expiresAt: 'shown', rotateBy: 'shown' },
    },
    deletion: 'trash',
    audit: true,
  }),
  item(providerRotationsCollection, {
    export: true,
    merge: { ...QUIET, fields: { places: 'shown' } },
    deletion: 'trash',
    audit: true,
  }),
  item(providerTrashCollection, {
    export: true,
    merge: { ...QUIET, owner: OF_SERVICE, ownsSecret: true },
    deletion: 'at-once',
    audit: true,
  }),
  item(evidenceKeyCollection, {
    export: { not: 'Each vault makes its own; what the scanner knows keys by is made anew on import.' },
    merge: QUIET,
    deletion: 'at-once',
    audit: { not: 'It is made with the first key of another service and never changed.' },
  }),
];

/** Whose records a person would call keys. */
export const KEY_COLLECTIONS: readonly string[] = [keysCollection.name, providerKeysCollection.name];

/** What travels in an export. */
export const PORTABLE_COLLECTIONS: readonly Collection<unknown>[] = INVENTORY.flatMap((one) =>
  one.export === true ? [one.collection] : [],
);

export const MERGE_RULES: MergeRules = {
  collections: new Map(
    INVENTORY.map(({ collection, merge }) => [
      collection.name,
      { ...merge, isValid: (value: unknown): boolean => collection.schema.safeParse(value).success },
    ]),
  ),
  trustedSecrets: new Map([[IDENTITY, 'identity']]),
};
