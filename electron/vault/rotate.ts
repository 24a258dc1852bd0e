/**
 * A new vault key, in two durable steps: first the next key and its slots are written beside the present ones, then one
 * transaction seals every row anew and makes them the present ones. Killed in between, the next unlock does the second
 * step; it needs no password for it, since the slots are already made.
 */
import { AppError, toAppError } from '../../shared/errors.ts';
import { openAudit } from './audit-chain.ts';
import { resealAuditCopies } from './audit-copies.ts';
import { deleteRollingBackups, makeRollingBackup } from './backup/rolling.ts';
import { unseal, TAG_LENGTH } from './crypto/aead.ts';
import { deriveSubkey, KeySet } from './crypto/key-set.ts';
import { generateRecoveryKey } from './crypto/recovery-key.ts';
import type { Engine } from './engine.ts';
import { damaged, rekeyedElsewhere, wrongPassword } from './errors.ts';
import {
  encodeHeader,
  headerDigest,
  unwrapPendingKey,
  wrapPendingKey,
  type Header,
  type Slot,
} from './header.ts';
import type { RotationOptions, RotationResult } from './managed-vault.ts';
import { REQUESTS } from './request-file.ts';
import { readRescues, RESCUE } from './rescue.ts';
import type { SecretBytes } from './secret-bytes.ts';
import {
  allSecrets,
  encodeBucket,
  readBucket,
  SECRET_COLLECTION,
  type SecretBucket,
} from './secret-index.ts';
import { makeKeychainSlot, makePasswordSlot, makeRecoverySlot, openWithPassword } from './slots.ts';
import type { IndexEntry } from './storage/record-index.ts';
import { decodeSecret, RowPlace, TokenSum } from './storage/rows.ts';
import { SCANS } from './waiting-scans.ts';
import { removeAside, removeAsideIfPossible, resealAside } from './sealed-aside.ts';
import { isWriteProblem } from './write-access.ts';
import { say } from '../../shared/messages/say.ts';

const wrappingKey = (engine: Engine): Buffer =>
  deriveSubkey(engine.keys.vaultKey, engine.vaultId, 'next-vault-key');

export async function rotateVaultKey(
  engine: Engine,
  password: SecretBytes,
  options: RotationOptions,
): Promise<RotationResult> {
  const { kdf, random, keychain } = engine.dependencies;
  engine.refresh();
  refuseWithRescues(engine);
  // Those that lie in files could not be read under the next key.
  engine.pendingLog.foldIn();
  const opened = await openWithPassword(engine.header, password, kdf);
  if (opened === null) throw wrongPassword('password', 0);
  opened.vaultKey.fill(0);
  const before = engine.header;
  const next = random(32);
  const epoch = before.epoch + 1;
  const slots: Slot[] = [await makePasswordSlot(before, epoch, 'password', password, next, kdf, random)];
  let recoveryKey: SecretBytes | null = null;
  if (options.withoutRecoveryKey !== true && before.slots.some(({ kind }) => kind === 'recovery')) {
    recoveryKey = generateRecoveryKey(random);
    slots.push(makeRecoverySlot(before, epoch, recoveryKey, next, random));
  }
  const hadKeychain = before.slots.some(({ kind }) => kind === 'keychain');
  let keychainRemoved = hadKeychain;
  if (hadKeychain && keychain !== null) {
    try {
      slots.push(await makeKeychainSlot(before, epoch, keychain, next, random));
      keychainRemoved = false;
    } catch {
      // Said in the result; a keychain that fails must not keep a compromised key in use.
    }
  }
  const pending = { slots, wrapped: wrapPendingKey(before, wrappingKey(engine), next, random) };
  next.fill(0);
  engine.rewriteHeader((header) => {
    // Another process may have changed a slot while the keys were derived; what it did must not be undone unseen.
    if (JSON.stringify(header) !== JSON.stringify(before)) throw rekeyedElsewhere();
    return { ...header, pending };
  }, []);
  let aside: readonly string[];
  try {
    aside = takeUpNewKey(engine, { resumed: false });
  } catch (thrown) {
    // The next unlock does it, whatever stood in its way here: "nothing was changed" would not be so.
    throw isWriteProblem(thrown) ? newKeyPrepared(thrown) : thrown;
  }
  const after = afterRotation(engine, { aside, withRecoveryKey: recoveryKey !== null, ...options });
  return { recoveryKey, keychainRemoved, ...after };
}

/**
 * The vault has its new key, and perhaps a recovery key that nobody has seen yet: what fails from here on is told beside
 * those, and takes back neither.
 */
function afterRotation(
  engine: Engine,
  {
    aside,
    withRecoveryKey,
    keepOldBackups = false,
  }: RotationOptions & { readonly aside: readonly string[]; readonly withRecoveryKey: boolean },
): Pick<RotationResult, 'backupsDeleted' | 'unfinished'> {
  const { actor, folder } = engine.dependencies;
  try {
    return engine.guard(() => {
      for (const file of aside) removeAside(file);
      engine.write(actor, (transaction) => {
        transaction.audit({
          action: 'vault-key-rotated',
          detail: withRecoveryKey ? say('vault.with-a-new-recovery-key') : null,
        });
      });
      const fresh = makeRollingBackup(engine.database, engine.dependencies, 'after-rotation');
      // Copies under the old key go only while the file with the new one is there.
      engine.refresh();
      return { backupsDeleted: keepOldBackups ? 0 : deleteRollingBackups(folder, fresh), unfinished: null };
    });
  } catch (thrown) {
    return { backupsDeleted: 0, unfinished: newKeyUnfinished(toAppError(thrown)) };
  }
}

/** The first step of a rotation of the vault key is in the vault: its second one is done by the next unlock. */
function newKeyPrepared(cause: AppError): AppError {
  return new AppError({
    code: cause.code,
    message: say('vault.the-new-vault-key-is-not-in-use-yet', { message: cause.said.message }),
    hint: say('vault.everything-saved-is-safe-the-next-unlock'),
    cause,
  });
}

/** The vault has its new key; its log, the copy of now or the end of older copies is missing. */
function newKeyUnfinished(cause: AppError): AppError {
  return new AppError({
    code: cause.code,
    message: say('vault.the-vault-has-a-new-key-but', { message: cause.said.message }),
    hint: say('vault.copies-that-open-with-the-old-key'),
    cause,
  });
}

/** What is sealed beside the vault under the present key could not be opened with the next. @throws AppError `conflict` */
function refuseWithRescues(engine: Engine): void {
  const { opened } = readRescues(engine);
  for (const { payload } of opened) payload.fill(0);
  if (opened.length === 0) return;
  throw new AppError({
    code: 'conflict',
    message: say('vault.a-new-keys-secret-is-kept-aside'),
    hint: say('vault.nothing-was-changed-lock-the-vault-and'),
  });
}

/** The second step; also what an unlock does that finds the first one alone. */
export function finishRotation(engine: Engine): void {
  for (const file of takeUpNewKey(engine, { resumed: true })) removeAsideIfPossible(file);
}

/** @returns files that lie there a second time, under the new key */
function takeUpNewKey(engine: Engine, how: { readonly resumed: boolean }): readonly string[] {
  engine.refresh();
  if (engine.header.pending === null) return [];
  const adopted = engine.locked(() => resealEverything(engine, how.resumed)).result;
  if (adopted === null) return [];
  engine.adopt(adopted.keys, adopted.header);
  return adopted.aside;
}

interface Resealed {
  readonly keys: KeySet;
  readonly header: Header;
  /** Files that lie there a second time, under these keys. */
  readonly aside: readonly string[];
}

function resealEverything(engine: Engine, resumed: boolean): Resealed | null {
  const { header, tables, vaultId, manifest } = engine;
  if (header.pending === null) return null;
  const nextKey = unwrapPendingKey(header, wrappingKey(engine));
  const keys = new KeySet(nextKey, vaultId);
  const generation = manifest.generation + 1;
  const rows = resealSecrets(engine, keys, generation);
  const audit = resealAudit(engine, keys);
  const auditCopies = resealAuditCopies(engine, keys);
  const sum = new TokenSum();
  let count = 0;
  tables.clear('records');
  for (const entry of engine.index.allStored()) {
    const json =
      entry.collection === SECRET_COLLECTION
        ? encodeBucket(movedBucket(entry, rows))
        : entry.json.toString('utf8');
    const { collection, id } = entry;
    const stamps = entry.stamps.toString('utf8');
    sum.add(engine.putRecord(keys, generation, { collection, id, json, stamps }).token);
    count += 1;
  }
  // A recovery key made by a rotation that died was never shown to anybody: better none than one that nobody has.
  const slots = header.pending.slots.filter(({ kind }) => !resumed || kind !== 'recovery');
  const next: Header = { ...header, epoch: header.epoch + 1, slots, pending: null };
  const stored = encodeHeader(next);
  tables.putHeader(stored);
  engine.putManifest(keys, {
    ...manifest,
    generation,
    count,
    sum: sum.toHex(),
    audit,
    auditCopies: [...auditCopies],
    rotatedFrom: { epoch: header.epoch, ...manifest.audit },
    header: headerDigest(stored.body).toString('hex'),
  });
  // What was kept aside since the first step, also while it was cut off; refused before it, as a rotation may take long.
  const under = { vaultKey: keys.vaultKey, epoch: next.epoch };
  const aside = [RESCUE, SCANS, REQUESTS].flatMap((kind) => resealAside(engine, kind, under));
  return { keys, header: next, aside };
}

type NewRows = ReadonlyMap<string, { readonly key: string; readonly tag: string }>;

function movedBucket(entry: IndexEntry, rows: NewRows): SecretBucket {
  return new Map([...readBucket(entry)].map(([id, held]) => [id, { ...held, row: rows.get(id) ?? null }]));
}

/** @returns secret id → its new row */
function resealSecrets(engine: Engine, keys: KeySet, generation: number): NewRows {
  const { tables, vaultId } = engine;
  const place = new RowPlace(vaultId, 'secrets');
  const old = new Map(tables.all('secrets').map((row) => [row.key.toString('hex'), row]));
  const rows = new Map<string, { key: string; tag: string }>();
  tables.clear('secrets');
  for (const [id, held] of allSecrets(engine.index)) {
    if (held.row === null) continue;
    const row = old.get(held.row.key);
    const plain =
      row === undefined ? null : unseal(engine.keys.secrets, row.sealed, place.of(row.key, row.changed));
    const secret = plain === null ? null : decodeSecret(plain);
    plain?.fill(0);
    // Nothing is thrown away for being damaged: the transaction is undone, the old key stays.
    if (secret === null) throw damaged(say('vault.a-secret-cannot-be-opened-so-the'));
    const key = keys.rowKey('secret', '', id);
    const sealed = engine.sealSecret(keys, key, generation, secret);
    secret.fill(0);
    tables.put('secrets', { key, changed: generation, sealed });
    rows.set(id, { key: key.toString('hex'), tag: sealed.subarray(-TAG_LENGTH).toString('hex') });
  }
  return rows;
}

function resealAudit(engine: Engine, keys: KeySet): { sequence: number; mac: string } {
  const contents = [...engine.tables.auditAll()].map((row, index) => {
    if (row.sequence !== index + 1) throw damaged(say('vault.entries-of-its-audit-log-are-missing'));
    return openAudit(engine.keys, engine.vaultId, row);
  });
  engine.tables.clearAudit();
  return engine.appendAudit(keys, contents, { sequence: 0, mac: '00'.repeat(32) });
}
