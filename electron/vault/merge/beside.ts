/** Other copies that lie beside a vault, as sync tools leave them: "vault (conflicted copy).db", "vault.sync-conflict-….db". */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { isVaultFile } from '../../files/own-files.ts';

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
