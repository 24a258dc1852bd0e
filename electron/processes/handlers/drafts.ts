import type { HandlersOf } from '../../wire/answer.ts';
import type { desktopChannels } from '../../../shared/ipc/desktop-channels.ts';
import { draftSchema } from '../../../shared/ipc/desktop-channels.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { Vault } from '../../vault/types.ts';
import type { OpenParts } from './open-parts.ts';

export const draftsCollection = defineCollection('drafts', draftSchema.omit({ formId: true }));
/** More forms than anybody leaves half filled; the oldest go first. */
const KEPT_DRAFTS = 50;

function oldestFirst(vault: Vault): { readonly formId: string; readonly savedAt: string }[] {
  return vault
    .list(draftsCollection)
    .map(({ id, value }) => ({ formId: id, ...value }))
    .toSorted((a, b) => a.savedAt.localeCompare(b.savedAt));
}

/** Forms that were open when the vault locked: sealed like everything else, and open again after unlocking. */
export function draftsHandlers(
  open: () => OpenParts,
  now: () => Date = () => new Date(),
): HandlersOf<typeof desktopChannels, 'vault'> {
  return {
    'drafts.list': () => ({
      drafts: open()
        .vault.list(draftsCollection)
        .map(({ id, value }) => ({ formId: id, ...value }))
        .toSorted((a, b) => a.savedAt.localeCompare(b.savedAt)),
    }),
    'drafts.save': ({ formId, values }) => {
      const { vault } = open();
      // SECURITY: a key that was pasted into the wrong field is not kept.
      const clean = Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          typeof value === 'string' ? redactKeysIn(value) : value,
        ]),
      );
      const others = oldestFirst(vault).filter((draft) => draft.formId !== formId);
      vault.transaction((transaction) => {
        for (const { formId: old } of others.slice(0, Math.max(0, others.length - KEPT_DRAFTS + 1))) {
          transaction.delete(draftsCollection, old);
        }
        transaction.put(draftsCollection, formId, { values: clean, savedAt: now().toISOString() });
      });
    },
    'drafts.remove': ({ formId }) => {
      const { vault } = open();
      if (vault.get(draftsCollection, formId) === undefined) return undefined;
      vault.transaction((transaction) => {
        transaction.delete(draftsCollection, formId);
      });
    },
  };
}
