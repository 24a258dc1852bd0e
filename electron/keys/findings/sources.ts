/** The folders and repositories that are scanned again and again, sealed in the vault: their paths say much of a person. */
import { randomUUID } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import {
  sourceSchema,
  type ScanSchedule,
  type Source,
  type SourceResult,
} from '../../../shared/ipc/source-channels.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { Collection, Vault, VaultActor, VaultReader, VaultTransaction } from '../../vault/types.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

const storedSchema = sourceSchema.omit({ id: true, confirmed: true });
/** Whether somebody confirmed it is not its own business. */
export type StoredSource = Omit<Source, 'confirmed'>;
type SourceRecord = Omit<StoredSource, 'id'>;

export const sourcesCollection: Collection<SourceRecord> = defineCollection('scan-sources', storedSchema);

export interface SourceStore {
  list(): readonly StoredSource[];
  /** A source that is there already is changed in place of being added twice. */
  add(input: Pick<StoredSource, 'path' | 'history' | 'schedule'>): StoredSource;
  change(
    sourceId: string,
    changes: { readonly history?: boolean | undefined; readonly schedule?: ScanSchedule | undefined },
  ): StoredSource;
  remove(sourceId: string): void;
  recordResult(sourceId: string, result: SourceResult): void;
}

export function createSourceStore(options: {
  readonly vault: Vault;
  readonly actor: VaultActor;
  readonly now?: () => Date;
}): SourceStore {
  const { vault, actor, now = () => new Date() } = options;
  const get = (reader: VaultReader, id: string): SourceRecord => {
    const found = reader.get(sourcesCollection, id);
    if (found !== undefined) return found;
    throw new AppError({
      code: 'not-found',
      message: say('app.this-folder-is-not-watched-any-more'),
      hint: say('keys.nothing-was-changed-add-it-again-if'),
    });
  };
  const put = (
    transaction: VaultTransaction,
    id: string,
    value: SourceRecord,
    detail: Said,
  ): StoredSource => {
    transaction.put(sourcesCollection, id, value);
    transaction.audit({ action: 'settings-changed', detail });
    return { id, ...value };
  };
  return {
    list: () =>
      vault
        .list(sourcesCollection)
        .map(({ id, value }) => ({ id, ...value }))
        .sort((left, right) => left.path.localeCompare(right.path)),
    add({ path, history, schedule }) {
      return vault.transaction((transaction) => {
        const known = transaction.list(sourcesCollection).find(({ value }) => value.path === path);
        const value = {
          ...(known?.value ?? { addedAt: now().toISOString(), last: null }),
          path,
          history,
          schedule,
        };
        return put(transaction, known?.id ?? randomUUID(), value, say('keys.watches-path', { path }));
      }, actor);
    },
    change(sourceId, changes) {
      return vault.transaction((transaction) => {
        const before = get(transaction, sourceId);
        const { path } = before;
        const history = changes.history ?? before.history;
        const schedule = changes.schedule ?? before.schedule;
        const detail = say('keys.watches-path-schedule', { path, schedule });
        return put(transaction, sourceId, { ...before, history, schedule }, detail);
      }, actor);
    },
    remove(sourceId) {
      vault.transaction((transaction) => {
        const { path } = get(transaction, sourceId);
        transaction.delete(sourcesCollection, sourceId);
        transaction.audit({
          action: 'settings-changed',
          detail: say('keys.watches-path-no-longer', { path }),
        });
      }, actor);
    },
    recordResult(sourceId, last) {
      vault.transaction((transaction) => {
        const source = transaction.get(sourcesCollection, sourceId);
        // Removed while it was being scanned.
        if (source !== undefined) transaction.put(sourcesCollection, sourceId, { ...source, last });
      }, 'background');
    },
  };
}
