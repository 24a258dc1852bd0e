/** Whether, and when, this vault was restored from a backup: what was under way then is a person's to decide. */
import type { AuditAction } from '../../../../shared/domain.ts';
import type { Vault } from '../../../vault/types.ts';
import { certain } from '../../../../shared/certain.ts';

export interface RestoredWindow {
  /** The last thing the backup knew. */
  readonly from: string;
  /** When it was restored. */
  readonly until: string;
}

const PAGE = 500;
const OPENING: ReadonlySet<AuditAction> = new Set(['unlocked', 'unlock-failed', 'locked']);

/** Reads the audit log, newest first, only as far as it has not been read before. */
export class RestoreWatch {
  readonly #vault: Vault;
  #readUpTo = 0;
  #latest: RestoredWindow | null = null;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  latest(): RestoredWindow | null {
    if ((this.#vault.auditLog({ limit: 1 })[0]?.sequence ?? 0) === this.#readUpTo) return this.#latest;
    let before: number | null = null;
    let newest = this.#readUpTo;
    for (;;) {
      const entries = this.#vault.auditLog({ limit: PAGE, before });
      if (entries.length === 0) break;
      newest = Math.max(newest, certain(entries[0]).sequence);
      const index = entries.findIndex((entry) => entry.action === 'restored');
      if (index !== -1 && certain(entries[index]).sequence > this.#readUpTo) {
        const restored = certain(entries[index]);
        const earlier = this.#vault.auditLog({ limit: PAGE, before: restored.sequence });
        // Opening the restored file may have been written down before the restoring itself.
        const previous = earlier.find(({ action }) => !OPENING.has(action));
        this.#latest = { from: previous?.at ?? restored.at, until: restored.at };
        break;
      }
      before = certain(entries[entries.length - 1]).sequence;
      if (before <= this.#readUpTo + 1) break;
    }
    this.#readUpTo = newest;
    return this.#latest;
  }
}
