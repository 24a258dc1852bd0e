/**
 * What the search looks at first: which bytes may stand at each place of a piece, and the hashes of all pieces. In the form
 * in which it is kept the hashes are listed, two bytes each, behind the tables.
 */
import { BITMAP } from './kernel.ts';
import { hashOf, PIECE, type AnchorSet } from './placed-anchors.ts';

const TABLE_BYTES = PIECE * 32;

export function tablesOf({ placed }: AnchorSet): Buffer {
  const tables = Buffer.alloc(TABLE_BYTES + placed.length * 2);
  for (const [number, { piece, bucket }] of placed.entries()) {
    for (let index = 0; index < PIECE; index += 1) {
      const byte = (piece >>> (index * 8)) & 0xff;
      tables[index * 32 + (byte & 15)]! |= 1 << bucket;
      tables[index * 32 + 16 + (byte >> 4)]! |= 1 << bucket;
    }
    tables.writeUInt16LE(hashOf(piece), TABLE_BYTES + number * 2);
  }
  return tables;
}

/** @param tables as `tablesOf` gives them */
export function writeTables(memory: Uint8Array, tables: Buffer): void {
  memory.set(tables.subarray(0, TABLE_BYTES));
  for (let at = TABLE_BYTES; at < tables.length; at += 2) {
    const hash = tables[at]! | (tables[at + 1]! << 8);
    memory[BITMAP + (hash >> 3)]! |= 1 << (hash & 7);
  }
}
