/** The subkeys of one vault key, one for each purpose. */
import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { certain } from '../../../shared/certain.ts';

const PURPOSES = ['records', 'secrets', 'rows', 'manifest', 'audit', 'audit-chain', 'lookup'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** HKDF-SHA-256(vault key, salt = vault id, info = "augno-vault/1/" + purpose), 32 bytes. */
export function deriveSubkey(vaultKey: Buffer, vaultId: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', vaultKey, vaultId, `augno-vault/1/${purpose}`, 32));
}

export class KeySet {
  readonly #vaultKey: Buffer;
  readonly #raw: ReadonlyMap<Purpose, Buffer>;
  /** KeyObjects, because they make opening ten thousand rows three times as fast as raw keys do. */
  readonly records: KeyObject;
  readonly secrets: KeyObject;
  readonly manifest: KeyObject;
  readonly audit: KeyObject;

  /** Takes over `vaultKey`. */
  constructor(vaultKey: Buffer, vaultId: Buffer) {
    this.#vaultKey = vaultKey;
    this.#raw = new Map(PURPOSES.map((purpose) => [purpose, deriveSubkey(vaultKey, vaultId, purpose)]));
    this.records = createSecretKey(this.raw('records'));
    this.secrets = createSecretKey(this.raw('secrets'));
    this.manifest = createSecretKey(this.raw('manifest'));
    this.audit = createSecretKey(this.raw('audit'));
  }

  /** SECURITY: the live key, for wrapping it into a slot or a backup only. */
  get vaultKey(): Buffer {
    return this.#vaultKey;
  }

  raw(purpose: Purpose): Buffer {
    return certain(this.#raw.get(purpose));
  }

  /** Where a row stands in its table: says nothing about collection or id without the key. */
  rowKey(kind: 'record' | 'secret', collection: string, id: string): Buffer {
    return createHmac('sha256', this.raw('rows'))
      .update(`${kind}\0${collection}\0${id}`)
      .digest()
      .subarray(0, 16);
  }

  /** The next link of the audit chain. */
  chainMac(previous: Buffer, sequence: number, sealed: Buffer): Buffer {
    const number = Buffer.alloc(8);
    number.writeBigUInt64BE(BigInt(sequence));
    return createHmac('sha256', this.raw('audit-chain'))
      .update(previous)
      .update(number)
      .update(sealed)
      .digest();
  }

  wipe(): void {
    this.#vaultKey.fill(0);
    for (const key of this.#raw.values()) key.fill(0);
  }
}
