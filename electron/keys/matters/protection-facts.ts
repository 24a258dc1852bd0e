/** How well the vault is kept, by its own log: read back as far as is needed once, and then only what is new. */
import type { AuditEntry } from '../../../shared/domain.ts';
import type { ManagedVault } from '../../vault/managed-vault.ts';

export interface ProtectionFacts {
  /** When a secret last came in; null: none that the log is read back to. */
  readonly newestSecretAt: string | null;
  /** RFC 3339. `never`: the log was read to its beginning. `long-ago`: before what of it is read. */
  readonly lastBackup: string;
  /** Since when there is a recovery key that nobody typed once more; null: it was, or nothing is known of it. */
  readonly unconfirmedSince: string | null;
}

const PAGE = 100;
/** A log may have grown for years; what is further back makes no difference any more. */
const MOST_ENTRIES = 2000;

const BRINGS_SECRETS: ReadonlySet<AuditEntry['action']> = new Set([
  'key-created',
  'key-rotated',
  'secret-stored',
  'imported',
  'merged',
]);
/** Each makes another one, where there is one at all. */
const MAKES_RECOVERY_KEY: ReadonlySet<AuditEntry['action']> = new Set([
  'vault-created',
  'recovery-key-created',
  'vault-key-rotated',
]);
/** Notes that say somebody has the recovery key on paper, as it is now. */
const CONFIRMED_BY: ReadonlySet<string> = new Set([
  'process.restore-drill-passed',
  'process.recovery-key-confirmed',
]);

interface Read {
  readonly sequence: number;
  readonly facts: ProtectionFacts;
}
const known = new WeakMap<object, Read>();

type KeptVault = Pick<ManagedVault, 'auditLog' | 'slots'>;

export function protectionFacts(vault: KeptVault): ProtectionFacts {
  const facts = factsOfLog(vault);
  const hasRecoveryKey = vault.slots().some(({ kind }) => kind === 'recovery');
  return hasRecoveryKey ? facts : { ...facts, unconfirmedSince: null };
}

function factsOfLog(vault: KeptVault): ProtectionFacts {
  const before = known.get(vault) ?? null;
  const { entries, isWhole } = newEntries(vault, before?.sequence ?? 0);
  const newest = entries[0];
  if (newest === undefined && before !== null) return before.facts;
  const secret = entries.find(({ action }) => BRINGS_SECRETS.has(action));
  const backup = entries.find(({ action }) => action === 'backup-made');
  const facts: ProtectionFacts = {
    newestSecretAt: secret?.at ?? before?.facts.newestSecretAt ?? null,
    lastBackup: backup?.at ?? before?.facts.lastBackup ?? (isWhole ? 'never' : 'long-ago'),
    unconfirmedSince: unconfirmedSince(entries, before?.facts.unconfirmedSince ?? null),
  };
  if (newest !== undefined) known.set(vault, { sequence: newest.sequence, facts });
  return facts;
}

/** Newest first. `isWhole`: they reach back to what was known, or to the beginning. */
function newEntries(
  vault: KeptVault,
  seen: number,
): { readonly entries: readonly AuditEntry[]; readonly isWhole: boolean } {
  const entries: AuditEntry[] = [];
  for (;;) {
    const page = vault.auditLog({ limit: PAGE, before: entries.at(-1)?.sequence ?? null });
    const fresh = page.filter(({ sequence }) => sequence > seen);
    entries.push(...fresh);
    if (fresh.length < PAGE) return { entries, isWhole: true };
    if (entries.length >= MOST_ENTRIES) return { entries, isWhole: false };
  }
}

function unconfirmedSince(entries: readonly AuditEntry[], before: string | null): string | null {
  for (const { action, at, said } of entries) {
    if (MAKES_RECOVERY_KEY.has(action)) return at;
    const id = said?.[0]?.id;
    if (action === 'note' && id !== undefined && CONFIRMED_BY.has(id)) return null;
  }
  return before;
}
