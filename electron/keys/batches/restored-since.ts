/** Lists of keys that were begun before the vault was restored from a backup. */
import type { Vault } from '../../vault/types.ts';
import { restoredSince } from './errors.ts';
import { isOpenItem, type BatchRecord } from './records.ts';

const PAGE = 500;

export class RestoredSince {
  readonly #vault: Vault;
  /** Begun in this file. Whoever restores a vault opens it anew. */
  readonly #known = new Set<string>();

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  /** By the order of the log, not by its times: a clock may have been wrong. */
  concerns(batchId: string): boolean {
    if (this.#known.has(batchId)) return false;
    const begun = this.#vault.auditLog({ limit: PAGE, subjectId: batchId }).at(-1)?.sequence ?? 0;
    let before: number | null = null;
    for (;;) {
      const entries = this.#vault.auditLog({ limit: PAGE, before });
      if (entries.some(({ action, sequence }) => action === 'restored' && sequence > begun)) return true;
      before = entries.at(-1)?.sequence ?? 0;
      if (entries.length < PAGE || before <= begun) break;
    }
    this.#known.add(batchId);
    return false;
  }
}

/** What went on after the backup was made is not known here: a key that was rotated then would be rotated once more. */
export function withoutWhatIsLeft(record: BatchRecord): BatchRecord {
  const { message, hint, said } = restoredSince();
  return {
    ...record,
    items: record.items.map((item) =>
      isOpenItem(item) ? { ...item, state: 'skipped', message, hint, said } : item,
    ),
  };
}
