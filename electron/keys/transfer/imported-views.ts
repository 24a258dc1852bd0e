/** Views of the list in an export of others. */
import { randomUUID } from 'node:crypto';
import { ACCOUNTS } from '../../../shared/accounts-view.ts';
import type { VaultReader, VaultTransaction } from '../../vault/types.ts';
import { viewsCollection } from '../care/views.ts';
import type { RecordLine } from './import-port.ts';
import { oneLine } from './imported-values.ts';

interface ImportedViews {
  readonly names: readonly string[];
  readonly skipped: number;
  store(transaction: VaultTransaction): void;
}

/** @param connectionOf the new id of a connection of the file; null where it is not taken */
export function importedViews(
  reader: VaultReader,
  lines: readonly RecordLine[],
  connectionOf: (theirId: string) => string | null,
  refuse: (line: RecordLine, why: 'malformed') => void,
): ImportedViews {
  const names = new Set(reader.list(viewsCollection).map(({ value }) => value.name.toLowerCase()));
  const views: ReturnType<typeof viewsCollection.schema.parse>[] = [];
  let skipped = 0;
  for (const line of lines) {
    const parsed = viewsCollection.schema.safeParse(line.value);
    const name = parsed.success ? oneLine(parsed.data.name, 60) : '';
    if (!parsed.success || name === '') {
      refuse(line, 'malformed');
      continue;
    }
    // By its name, as the list tells views apart; the one that is here stays.
    if (names.has(name.toLowerCase())) {
      skipped += 1;
      continue;
    }
    names.add(name.toLowerCase());
    const { connectionId, provider, search } = parsed.data;
    views.push({
      ...parsed.data,
      name,
      search: oneLine(search, 500),
      connectionId: connectionId === null ? null : connectionOf(connectionId),
      provider: provider === null || provider === ACCOUNTS ? provider : connectionOf(provider),
    });
  }
  return {
    names: views.map(({ name }) => name),
    skipped,
    store: (transaction) => {
      for (const view of views) transaction.put(viewsCollection, randomUUID(), view);
    },
  };
}
