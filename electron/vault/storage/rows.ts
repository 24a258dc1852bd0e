/** The bytes inside sealed rows, and the associated data that tie each row to its place and time. */
import { randomBytes } from 'node:crypto';
import type { RandomBytes } from '../crypto/aead.ts';

export const TOKEN_LENGTH = 16;
/** Plaintexts are filled up to a multiple of this, so that a length says little about a name. */
const PADDING = 64;
const FIXED = TOKEN_LENGTH + 2 + 2 + 4;

export type TableName = 'records' | 'secrets';
const TABLE_BYTE: Readonly<Record<TableName, number>> = { records: 1, secrets: 2 };

export const platformRandom: RandomBytes = (length) => randomBytes(length);

/** format ‖ vault id ‖ table ‖ row key ‖ generation that wrote it: 42 bytes. */
export class RowPlace {
  readonly #buffer = Buffer.alloc(42);

  constructor(vaultId: Buffer, table: TableName) {
    this.#buffer[0] = 1;
    vaultId.copy(this.#buffer, 1);
    this.#buffer[17] = TABLE_BYTE[table];
  }

  /** The same buffer each time: it is to be used before the next call. */
  of(rowKey: Buffer, changed: number): Buffer {
    rowKey.copy(this.#buffer, 18, 0, 16);
    this.#buffer.writeBigUInt64BE(BigInt(changed), 34);
    return this.#buffer;
  }
}

export interface DecodedRecord {
  readonly token: Buffer;
  readonly collection: string;
  readonly id: string;
  /** UTF-8 JSON, still in the opened buffer. */
  readonly json: Buffer;
  /** Which copy wrote which field, as `stamps.ts` has it; empty in rows of a format without stamps. */
  readonly stamps: Buffer;
}

/**
 * token(16) ‖ collection length(2) ‖ id length(2) ‖ JSON length(4) ‖ collection ‖ id ‖ JSON ‖ zeros; where there are stamps,
 * their length(4) and they themselves stand before the zeros.
 */
export function encodeRecord(
  token: Buffer,
  collection: string,
  id: string,
  json: string,
  stamps: string = '',
): Buffer {
  const collectionLength = Buffer.byteLength(collection);
  const idLength = Buffer.byteLength(id);
  const jsonLength = Buffer.byteLength(json);
  const stampsLength = Buffer.byteLength(stamps);
  const jsonEnd = FIXED + collectionLength + idLength + jsonLength;
  const length = jsonEnd + (stampsLength === 0 ? 0 : 4 + stampsLength);
  const bytes = Buffer.alloc(Math.ceil(length / PADDING) * PADDING);
  token.copy(bytes, 0);
  bytes.writeUInt16BE(collectionLength, TOKEN_LENGTH);
  bytes.writeUInt16BE(idLength, TOKEN_LENGTH + 2);
  bytes.writeUInt32BE(jsonLength, TOKEN_LENGTH + 4);
  bytes.write(collection, FIXED);
  bytes.write(id, FIXED + collectionLength);
  bytes.write(json, FIXED + collectionLength + idLength);
  if (stampsLength > 0) {
    bytes.writeUInt32BE(stampsLength, jsonEnd);
    bytes.write(stamps, jsonEnd + 4);
  }
  return bytes;
}

/** Null for bytes that are no record. */
export function decodeRecord(bytes: Buffer): DecodedRecord | null {
  if (bytes.length < FIXED) return null;
  const collectionEnd = FIXED + bytes.readUInt16BE(TOKEN_LENGTH);
  const idEnd = collectionEnd + bytes.readUInt16BE(TOKEN_LENGTH + 2);
  const jsonEnd = idEnd + bytes.readUInt32BE(TOKEN_LENGTH + 4);
  if (jsonEnd > bytes.length) return null;
  const stampsLength = jsonEnd + 4 <= bytes.length ? bytes.readUInt32BE(jsonEnd) : 0;
  if (stampsLength > 0 && jsonEnd + 4 + stampsLength > bytes.length) return null;
  return {
    token: bytes.subarray(0, TOKEN_LENGTH),
    collection: bytes.toString('utf8', FIXED, collectionEnd),
    id: bytes.toString('utf8', collectionEnd, idEnd),
    json: bytes.subarray(idEnd, jsonEnd),
    stamps: bytes.subarray(jsonEnd + 4, jsonEnd + 4 + stampsLength),
  };
}

/** length(4) ‖ secret ‖ zeros to a multiple of 128. The caller wipes it. */
export function encodeSecret(secret: Buffer): Buffer {
  const bytes = Buffer.alloc(Math.ceil((4 + secret.length) / 128) * 128);
  bytes.writeUInt32BE(secret.length, 0);
  secret.copy(bytes, 4);
  return bytes;
}

/** A copy in a buffer of its own; null for bytes that are no secret. */
export function decodeSecret(bytes: Buffer): Buffer | null {
  if (bytes.length < 4) return null;
  const length = bytes.readUInt32BE(0);
  if (4 + length > bytes.length) return null;
  const secret = Buffer.alloc(length);
  bytes.copy(secret, 0, 4, 4 + length);
  return secret;
}

/**
 * The sum of the hidden tokens of all rows: four words, each modulo 2^32. Every row carries 128 random bits inside its
 * seal, so nobody without the key can find a set of old rows with the sum of the present ones.
 */
export class TokenSum {
  readonly words = new Uint32Array(4);

  add(token: Buffer): void {
    for (const [word, value] of this.words.entries()) this.words[word] = value + token.readUInt32BE(word * 4);
  }

  subtract(token: Buffer): void {
    for (const [word, value] of this.words.entries()) this.words[word] = value - token.readUInt32BE(word * 4);
  }

  copy(): TokenSum {
    const copy = new TokenSum();
    copy.words.set(this.words);
    return copy;
  }

  toHex(): string {
    return [...this.words].map((word) => word.toString(16).padStart(8, '0')).join('');
  }
}
