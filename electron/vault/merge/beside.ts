/** Other copies that lie beside a vault, as sync tools leave them: "vault (conflicted copy).db", "vault.sync-conflict-….db". */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { isVaultFile } from '../../files/own-files.ts';
import { vaultPaths } from '../storage/layout.ts';

/** By their first bytes; no password is needed and none is opened. Whole paths, in the order of their names. */
export function copiesBeside(folder: string): readonly string[] {
  const { name, database } = vaultPaths(folder);
  const ours = [name, database];
  const copies = filesIn(folder).filter((file) => !ours.includes(file));
  // A link leads to where other files lie as well: there only what is called like ours counts.
  const called = path.parse(database).name;
  const there = database === name ? [] : filesIn(path.dirname(database));
  copies.push(...there.filter((file) => !ours.includes(file) && path.basename(file).startsWith(called)));
  return copies.filter((file) => !file.endsWith('.new') && isVaultFile(file)).sort();
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(folder, entry.name));
  } catch {
    return [];
  }
}
