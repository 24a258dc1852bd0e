/**
 * Everything a vault can hold, and what becomes of it in an export, a merge, the trash and the log. A backup is the whole
 * file. A collection that is not in this list fails `test/unit/inventory/inventory.test.ts`.
 */
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
} from '../keys/registry/records.ts';
import { offeredNamesCollection } from '../keys/offered-names/records.ts';
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
import { evidenceKeyCollection, providerConnectionsCollection } from '../keys/registry/other-records.ts';
import { sessionKeysCollection } from '../keys/registry/session-keys.ts';
import type { CollectionRule, MergeRules } from '../vault/merge/types.ts';
import type { Collection } from '../vault/types.ts';
import { askAgain, OF_A_PERSON, OF_CONNECTION, ofConnection, QUIET } from './merge-parts.ts';
import { STAYS, type StaysHere } from './stays-here.ts';

export interface InventoryItem {
  readonly collection: Collection<unknown>;
  /** Whether it travels to another vault in an export, or why not. */
  readonly export: true | StaysHere;
  /** Why an import leaves what travels; absent: it brings it. */
  readonly import?: StaysHere;
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
const BY_FIELDS = { merge: { merge: 'fields' }, deletion: 'at-once', audit: true } as const;

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
    merge: { ...QUIET, fields: OF_A_PERSON, owner: OF_CONNECTION, ownsSecret: true },
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
  item(deletedKeysCollection, {
    export: true,
    import: STAYS.deletedKeys,
    merge: QUIET,
    deletion: 'with-its-owner',
    audit: true,
  }),
  item(trashCollection, {
    export: true,
    merge: { ...QUIET, owner: OF_CONNECTION, ownsSecret: true },
    deletion: 'at-once',
    audit: true,
  }),
  item(intentsCollection, {
    export: STAYS.intents,
    merge: { ...QUIET, settle: askAgain },
    deletion: 'at-once',
    audit: true,
  }),
  // SECURITY: what came as a secret lies in these records: no field of theirs is ever shown as a difference.
  item(keptRepliesCollection, {
    export: true,
    merge: { ...QUIET, owner: { collections: [], of: ofConnection } },
    deletion: 'at-once',
    audit: true,
  }),
  item(creatorsCollection, {
    export: true,
    import: STAYS.creators,
    merge: QUIET,
    deletion: 'with-its-owner',
    audit: SYNCHRONISED,
  }),
  item(findingsCollection, {
    export: true,
    merge: { ...QUIET, fields: { decision: 'shown', ignoredReason: 'shown', ignoredUntil: 'shown' } },
    deletion: 'at-once',
    audit: true,
  }),
  item(sourcesCollection, {
    export: true,
    import: STAYS.sources,
    merge: { merge: 'fields', fields: { last: 'quiet', addedAt: 'quiet' } },
    deletion: 'at-once',
    audit: true,
  }),
  item(guidesCollection, { export: true, import: STAYS.guides, ...BY_FIELDS }),
  item(runbooksCollection, { export: true, import: STAYS.runbooks, ...BY_FIELDS }),
  item(reviewsCollection, { export: true, import: STAYS.reviews, ...BY_FIELDS }),
  item(batchesCollection, { export: STAYS.batches, ...BY_FIELDS }),
  item(viewsCollection, {
    export: true,
    merge: { merge: 'fields' },
    deletion: 'at-once',
    audit: { not: 'How a list is shown changes nothing about a key.' },
  }),
  item(adminsCollection, {
    export: STAYS.admins,
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
  item(passedOnCollection, {
    export: true,
    import: STAYS.passedOn,
    merge: QUIET,
    deletion: 'with-its-owner',
    audit: true,
  }),
  item(putOffsCollection, {
    export: true,
    import: STAYS.putOffs,
    merge: QUIET,
    deletion: 'at-once',
    audit: true,
  }),
  item(confirmedAddressesCollection, {
    // SECURITY: what a person agreed to on one computer says nothing of another.
    export: STAYS.confirmedAddresses,
    merge: { merge: 'own' },
    deletion: 'with-its-owner',
    audit: true,
  }),
  item(usageSignsCollection, {
    export: STAYS.usageSigns,
    merge: { merge: 'own' },
    deletion: 'at-once',
    audit: { not: 'Reading a log changes nothing.' },
  }),
  item(elsewhereKnownCollection, {
    export: STAYS.elsewhereKnown,
    merge: { merge: 'own' },
    deletion: 'with-its-owner',
    audit: true,
  }),
  item(replacementsCollection, {
    export: STAYS.replacements,
    merge: QUIET,
    deletion: 'at-once',
    audit: true,
  }),
  item(chosenPlacesCollection, {
    export: STAYS.chosenPlaces,
    merge: { merge: 'own' },
    deletion: 'at-once',
    audit: true,
  }),
  item(offeredNamesCollection, {
    // SECURITY: what a person agreed to on one computer says nothing of another.
    export: STAYS.offeredNames,
    merge: { merge: 'own' },
    deletion: 'at-once',
    audit: true,
  }),
  item(sessionKeysCollection, {
    // SECURITY: what stands here is ended without a question, so no file and no other copy brings any in.
    export: STAYS.sessionKeys,
    merge: { merge: 'own' },
    deletion: 'with-its-owner',
    audit: { not: 'The session and the key each have entries of their own.' },
  }),
  item(draftsCollection, {
    export: STAYS.drafts,
    merge: QUIET,
    deletion: 'at-once',
    audit: { not: 'A form that was not sent did nothing.' },
  }),
  item(noticesCollection, {
    export: STAYS.notices,
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
  item(evidenceKeyCollection, {
    export: STAYS.evidenceKey,
    merge: QUIET,
    deletion: 'at-once',
    audit: { not: 'It is made with the first key of another service and never changed.' },
  }),
];

/** Whose records a person would call keys. */
export const KEY_COLLECTIONS: readonly string[] = [keysCollection.name];

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
