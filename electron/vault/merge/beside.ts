/** Other copies that lie beside a vault, as sync tools leave them: "vault (conflicted copy).db", "vault.sync-conflict-….db". */
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import path from 'node:path';
import { APPLICATION_ID } from '../storage/layout.ts';

const MAGIC = Buffer.from('SQLite format 3\0', 'latin1');

/** By their first bytes; no password is needed and none is opened. Whole paths, in the order of their names. */
export function copiesBeside(folder: string): readonly string[] {
  let names;
  try {
    names = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return names
    .filter((entry) => entry.isFile() && entry.name !== 'vault.db' && !entry.name.endsWith('.new'))
    .map(({ name }) => path.join(folder, name))
    .filter(isVaultFile)
    .sort();
}

function isVaultFile(file: string): boolean {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const head = Buffer.alloc(100);
      if (readSync(descriptor, head, 0, head.length, 0) < head.length) return false;
      return head.subarray(0, MAGIC.length).equals(MAGIC) && head.readUInt32BE(68) === APPLICATION_ID;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}
