/** Views of the list that a person keeps: sealed, since a search can name keys. */
import { randomUUID } from 'node:crypto';
import { savedViewSchema, type SavedView } from '../../../shared/ipc/upkeep-channels.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { Vault } from '../../vault/types.ts';

const viewsCollection = defineCollection('saved-views', savedViewSchema.omit({ id: true }));

/** By name. */
export function listViews(vault: Vault): readonly SavedView[] {
  return vault
    .list(viewsCollection)
    .map(({ id, value }) => ({ id, ...value }))
    .sort((left, right) => left.name.localeCompare(right.name));
}

/** A view of the same name is replaced. */
export function saveView(vault: Vault, view: Omit<SavedView, 'id'>): SavedView {
  const clean = { ...view, name: redactKeysIn(view.name).trim(), search: redactKeysIn(view.search) };
  const known = listViews(vault).find(({ name }) => name.toLowerCase() === clean.name.toLowerCase());
  const id = known?.id ?? randomUUID();
  vault.transaction((transaction) => {
    transaction.put(viewsCollection, id, clean);
  });
  return { id, ...clean };
}

export function removeView(vault: Vault, viewId: string): void {
  vault.transaction((transaction) => {
    if (transaction.get(viewsCollection, viewId) !== undefined) transaction.delete(viewsCollection, viewId);
  });
}
