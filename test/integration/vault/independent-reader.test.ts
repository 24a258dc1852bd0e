import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ManagedVault } from '../../../electron/vault/index.ts';
import { seal } from '../../../electron/vault/crypto/aead.ts';
import { KeySet } from '../../../electron/vault/crypto/key-set.ts';
import { generateRecoveryKey, recoveryKeyToKek } from '../../../electron/vault/crypto/recovery-key.ts';
import { newHeader, wrapIntoSlot, type Slot } from '../../../electron/vault/header.ts';
import { encodeRecord, RowPlace } from '../../../electron/vault/storage/rows.ts';
import {
  makeFolder,
  makeVault,
  PASSWORD,
  plant,
  removeFolder,
  text,
  things,
  type Planted,
} from '../../fixtures/vault/sample.ts';

/** What the reader, which is plain JavaScript without the project's types, exports. */
interface Reader {
  readVault(
    file: string,
    credential: { password?: string; recoveryKey?: string },
  ): {
    name: string;
    records: { collection: string; id: string; value: { name: string }; stamps?: { f: unknown[] } }[];
    secrets: Record<string, string>;
    audit: { action: string }[];
  };
  readBackup(file: string, password: string): { vaultKey: Buffer; madeAt: number; database: Buffer };
  subkeys(vaultKey: Buffer, vaultId: Buffer): Record<string, Buffer>;
  argon2id(password: string, salt: Buffer, parameters: unknown): Buffer;
  hkdf(key: Buffer, salt: Buffer, info: string): Buffer;
  open(key: Buffer, sealed: Buffer, associatedData: Buffer): Buffer;
  recoveryEntropy(printed: string): Buffer;
  slotAssociatedData(header: unknown, slot: unknown): Buffer;
  rowKey(rowsKey: Buffer, kind: string, collection: string, id: string): Buffer;
  rowPlace(vaultId: Buffer, table: number, key: Buffer, changed: number): Buffer;
}

interface Vectors {
  readonly vaultKey: string;
  readonly vaultId: string;
  readonly nonce: string;
  readonly subkeys: Record<string, string>;
  readonly password: {
    readonly text: string;
    readonly kek: string;
    readonly slot: Slot & { kind: 'password' };
  };
  readonly recovery: {
    readonly entropy: string;
    readonly printed: string;
    readonly salt: string;
    readonly kek: string;
  };
  readonly record: {
    readonly collection: string;
    readonly id: string;
    readonly json: string;
    readonly token: string;
    readonly changed: number;
    readonly rowKey: string;
    readonly plaintext: string;
    readonly associatedData: string;
    readonly sealed: string;
  };
}

const root = path.resolve(import.meta.dirname, '../../..');
let reader: Reader;
let vectors: Vectors;
let folder: string;
let vault: ManagedVault;
let planted: readonly Planted[];
let recoveryKey: string;

beforeAll(async () => {
  // By a variable, so that the type checker does not look for types in it.
  const file = path.join(root, 'test/fixtures/vault/independent-reader.mjs');
  reader = (await import(file)) as Reader;
  const page = readFileSync(path.join(root, 'docs/security/vault-format.md'), 'utf8');
  vectors = JSON.parse(/## Test vectors[\s\S]*?```json\n([\s\S]*?)```/.exec(page)![1]!) as Vectors;
  folder = makeFolder();
  ({ vault, recoveryKey } = await makeVault(folder));
  planted = plant(vault, 8);
  vault.transaction((transaction) => transaction.destroySecret(planted[7]!.id));
});
afterAll(() => {
  vault.close();
  removeFolder(folder);
});

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

function expectEverything(read: ReturnType<Reader['readVault']>): void {
  expect(read.name).toBe('Sample vault');
  const names = read.records.filter(({ collection }) => collection === things.name);
  expect(new Map(names.map(({ id, value }) => [id, value.name]))).toEqual(
    new Map(planted.map(({ id, name }) => [id, name])),
  );
  for (const { stamps } of names) {
    expect(stamps?.f).toEqual([[expect.stringMatching(/^[0-9a-f]{16}$/), expect.any(Number), null]]);
  }
  expect(read.secrets).toEqual(Object.fromEntries(planted.slice(0, 7).map(({ id, secret }) => [id, secret])));
  expect(read.audit[0]?.action).toBe('vault-created');
}

describe('a reader that knows only the documented format', () => {
  it('reads a vault with the password and with the recovery key', () => {
    const file = path.join(folder, 'vault', 'vault.db');
    expectEverything(reader.readVault(file, { password: PASSWORD }));
    expectEverything(reader.readVault(file, { recoveryKey }));
    expect(() => reader.readVault(file, { password: 'wrong' })).toThrow();
  });

  it('reads a rolling backup, and a portable one with its own password', async () => {
    expectEverything(reader.readVault(vault.rollingBackup('daily'), { password: PASSWORD }));
    const file = path.join(folder, 'portable');
    await vault.backup(file, text('backup password'));
    const backup = reader.readBackup(file, 'backup password');
    const copy = path.join(folder, 'copy.db');
    writeFileSync(copy, backup.database);
    expectEverything(reader.readVault(copy, { password: PASSWORD }));
  });

  it('reads it after a change of password and a rotation of the vault key', async () => {
    const other = await makeVault(path.join(folder, 'other'));
    const [one] = plant(other.vault, 1);
    await other.vault.changePassword(text(PASSWORD), text('zwölf Bücher'));
    await other.vault.rotateVaultKey(text('zwölf Bücher'));
    const read = reader.readVault(path.join(folder, 'other', 'vault', 'vault.db'), {
      password: 'zwölf Bücher',
    });
    expect(read.secrets).toEqual({ [one!.id]: one!.secret });
    other.vault.close();
  });
});

describe('the test vectors', () => {
  it('are what the independent reader computes', () => {
    const { record, password, recovery } = vectors;
    const [vaultKey, vaultId] = [bytes(vectors.vaultKey), bytes(vectors.vaultId)];
    const keys = reader.subkeys(vaultKey, vaultId);
    expect(
      Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, key.toString('hex')])),
    ).toEqual(vectors.subkeys);
    const kek = reader.argon2id(password.text, bytes(password.slot.salt), password.slot.kdf);
    expect(kek.toString('hex')).toBe(password.kek);
    const place = reader.slotAssociatedData({ format: 1, vaultId: vectors.vaultId, epoch: 1 }, password.slot);
    expect(reader.open(kek, bytes(password.slot.wrapped), place).equals(vaultKey)).toBe(true);
    const entropy = reader.recoveryEntropy(recovery.printed);
    expect(entropy.toString('hex')).toBe(recovery.entropy);
    expect(reader.hkdf(entropy, bytes(recovery.salt), 'augno-vault/1/recovery').toString('hex')).toBe(
      recovery.kek,
    );
    const rowKey = reader.rowKey(keys['rows']!, 'record', record.collection, record.id);
    expect(rowKey.toString('hex')).toBe(record.rowKey);
    const rowPlace = reader.rowPlace(vaultId, 1, rowKey, record.changed);
    expect(rowPlace.toString('hex')).toBe(record.associatedData);
    expect(reader.open(keys['records']!, bytes(record.sealed), rowPlace).toString('hex')).toBe(
      record.plaintext,
    );
  });

  it('are what the program computes', () => {
    const { record, password, recovery } = vectors;
    const [vaultKey, vaultId] = [bytes(vectors.vaultKey), bytes(vectors.vaultId)];
    const fixed = (): Buffer => bytes(vectors.nonce);
    const keys = new KeySet(Buffer.from(vaultKey), vaultId);
    const { wrapped, ...slot } = password.slot;
    expect(wrapIntoSlot(newHeader(vaultId), 1, slot, bytes(password.kek), vaultKey, fixed)).toEqual({
      ...slot,
      wrapped,
    });
    expect(generateRecoveryKey(() => bytes(recovery.entropy)).revealText()).toBe(recovery.printed);
    expect(recoveryKeyToKek(bytes(recovery.entropy), bytes(recovery.salt)).toString('hex')).toBe(
      recovery.kek,
    );
    const rowKey = keys.rowKey('record', record.collection, record.id);
    const plain = encodeRecord(bytes(record.token), record.collection, record.id, record.json);
    expect(plain.toString('hex')).toBe(record.plaintext);
    const place = new RowPlace(vaultId, 'records').of(rowKey, record.changed);
    expect(seal(keys.records, plain, place, fixed).toString('hex')).toBe(record.sealed);
  });
});
