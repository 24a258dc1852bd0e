/** Views of the list that a person keeps: sealed, since a search can name keys. */
import { randomUUID } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import { savedViewSchema, type SavedView } from '../../../shared/ipc/upkeep-channels.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { Vault } from '../../vault/types.ts';
import { say } from '../../../shared/messages/say.ts';

export const viewsCollection = defineCollection('saved-views', savedViewSchema.omit({ id: true }));

const sameName = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

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
  const known = listViews(vault).find(({ name }) => sameName(name, clean.name));
  const id = known?.id ?? randomUUID();
  vault.transaction((transaction) => {
    transaction.put(viewsCollection, id, clean);
  });
  return { id, ...clean };
}

/** @throws AppError `conflict` where another view has the name, `not-found` where it is gone */
export function renameView(vault: Vault, viewId: string, wanted: string): SavedView {
  const name = redactKeysIn(wanted).trim();
  const views = listViews(vault);
  const view = views.find(({ id }) => id === viewId);
  if (view === undefined) {
    throw new AppError({
      code: 'not-found',
      message: say('keys.this-view-is-not-in-the-vault'),
      hint: say('command.nothing-was-changed'),
    });
  }
  if (name === '' || views.some((other) => other.id !== viewId && sameName(other.name, name))) {
    throw new AppError({
      code: 'conflict',
      message:
        name === '' ? say('keys.the-view-needs-a-name') : say('keys.another-view-is-named-name', { name }),
      hint: say('keys.choose-another-name-nothing-was-changed'),
      field: 'name',
    });
  }
  const { id, ...kept } = { ...view, name };
  vault.transaction((transaction) => {
    transaction.put(viewsCollection, id, kept);
  });
  return { id, ...kept };
}

export function removeView(vault: Vault, viewId: string): void {
  vault.transaction((transaction) => {
    if (transaction.get(viewsCollection, viewId) !== undefined) transaction.delete(viewsCollection, viewId);
  });
}
