/** How well the vault is kept, by its own log: read back as far as is needed once, and then only what is new. */
import type { AuditEntry } from '../../../shared/domain.ts';
import { say, type Said } from '../../../shared/messages/say.ts';
import type { ManagedVault, VaultNote } from '../../vault/managed-vault.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { isPassedDrillOfBefore } from './words-of-before.ts';

export interface ProtectionFacts {
  /** When a secret last came in; null: none that the log is read back to. */
  readonly newestSecretAt: string | null;
  /** Whether one came in after the last backup: by the order of the log, as a clock may have been wrong. */
  readonly hasNewerSecret: boolean;
  /** RFC 3339. `never`: the log was read to its beginning. `long-ago`: before what of it is read. */
  readonly lastBackup: string;
  /** Null: none that the log is read back to. */
  readonly lastDrillAt: string | null;
  /** Since when there is a recovery key that nobody typed once more; null: it was, or nothing is known of it. */
  readonly unconfirmedSince: string | null;
  /** A new recovery key was shown, and nothing is known of what became of it: then it opens nothing. */
  readonly hasShownRecoveryKey: boolean;
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
/**
 * The note that somebody has the recovery key on paper, as it is now. A passed drill is none: a backup of before opens with the
 * key of before, so a drill that proves the present one enters this as well.
 */
const RECOVERY_KEY_CONFIRMED = say('process.recovery-key-confirmed');
const RECOVERY_KEY_SHOWN = say('process.recovery-key-shown');
const RECOVERY_KEY_NOT_KEPT = say('process.recovery-key-not-kept');
const DRILL_PASSED = say('process.restore-drill-passed');

interface Read {
  readonly sequence: number;
  readonly facts: ProtectionFacts;
}
const known = new WeakMap<object, Read>();

type KeptVault = Pick<ManagedVault, 'auditLog' | 'slots'>;

/**
 * Nothing where the backup is another vault's: that says nothing of this one.
 * @param recoveryKey that opened the backup
 */
export function enterPassedDrill(
  vault: Pick<ManagedVault, 'vaultId' | 'enter' | 'confirmRecoveryKey'>,
  backup: { readonly vaultId: string },
  recoveryKey: SecretBytes,
): void {
  if (backup.vaultId !== vault.vaultId) return;
  vault.enter({ action: 'note', detail: DRILL_PASSED });
  if (vault.confirmRecoveryKey(recoveryKey)) enterConfirmedRecoveryKey(vault);
}

export function enterConfirmedRecoveryKey(vault: Pick<ManagedVault, 'enter'>): void {
  vault.enter({ action: 'note', detail: RECOVERY_KEY_CONFIRMED });
}

/** Before anybody sees it: it opens nothing until it is kept, and who never gets to that is told so. */
export function enterShownRecoveryKey(vault: Pick<ManagedVault, 'enter'>): void {
  vault.enter({ action: 'note', detail: RECOVERY_KEY_SHOWN });
}

export function enterRecoveryKeyNotKept(vault: Pick<ManagedVault, 'enter'>): void {
  vault.enter({ action: 'note', detail: RECOVERY_KEY_NOT_KEPT });
}

/** What is said once, at the unlock after a lock or a crash came between a new recovery key and the person's word for it. */
export function notesOfRecoveryKey(
  vault: KeptVault & Pick<ManagedVault, 'enter' | 'writeProblem'>,
): readonly VaultNote[] {
  if (!protectionFacts(vault).hasShownRecoveryKey) return [];
  // Where it cannot be written it is said again at the next one.
  if (vault.writeProblem === null) enterRecoveryKeyNotKept(vault);
  return [
    { message: say('process.a-new-recovery-key-opens-nothing'), hint: say('process.throw-the-new-one-away') },
  ];
}

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
  const facts: ProtectionFacts = {
    newestSecretAt: secret?.at ?? before?.facts.newestSecretAt ?? null,
    hasNewerSecret: hasNewerSecret(entries, before?.facts.hasNewerSecret ?? false),
    lastBackup: newestBackup(entries) ?? (isWhole ? (before?.facts.lastBackup ?? 'never') : 'long-ago'),
    lastDrillAt: entries.find(isPassedDrill)?.at ?? before?.facts.lastDrillAt ?? null,
    unconfirmedSince: unconfirmedSince(entries, before?.facts.unconfirmedSince ?? null),
    hasShownRecoveryKey: hasShownRecoveryKey(entries, before?.facts.hasShownRecoveryKey ?? false),
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

/** A backup's own log ends before the backup is made, so in a vault that was restored from one the restoring says when. */
function backupOf({ action, at, said }: AuditEntry): string | null {
  if (action === 'backup-made') return at;
  const from = action === 'restored' ? said?.[0] : undefined;
  if (from?.id !== 'vault.from-a-backup-made-at') return null;
  const madeAt = from.values?.['at'];
  return typeof madeAt === 'string' ? madeAt : at;
}

function newestBackup(entries: readonly AuditEntry[]): string | null {
  const newest = entries.find((entry) => backupOf(entry) !== null);
  return newest === undefined ? null : backupOf(newest);
}

function hasNewerSecret(entries: readonly AuditEntry[], before: boolean): boolean {
  const newest = entries.find((entry) => BRINGS_SECRETS.has(entry.action) || backupOf(entry) !== null);
  return newest === undefined ? before : BRINGS_SECRETS.has(newest.action);
}

const saysNote = ({ action, said }: AuditEntry, note: Said): boolean =>
  action === 'note' && said?.[0]?.id === note.id;

const isPassedDrill = (entry: AuditEntry): boolean =>
  saysNote(entry, DRILL_PASSED) || (entry.action === 'note' && isPassedDrillOfBefore(entry));

function unconfirmedSince(entries: readonly AuditEntry[], before: string | null): string | null {
  for (const entry of entries) {
    if (MAKES_RECOVERY_KEY.has(entry.action)) return entry.at;
    if (saysNote(entry, RECOVERY_KEY_CONFIRMED)) return null;
  }
  return before;
}

function hasShownRecoveryKey(entries: readonly AuditEntry[], before: boolean): boolean {
  for (const entry of entries) {
    if (saysNote(entry, RECOVERY_KEY_SHOWN)) return true;
    if (MAKES_RECOVERY_KEY.has(entry.action) || saysNote(entry, RECOVERY_KEY_NOT_KEPT)) return false;
  }
  return before;
}
