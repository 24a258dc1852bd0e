/** What is compared before and after a fault. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { INVENTORY } from '../../../electron/inventory/collections.ts';
import { defineCollection, type ManagedVault } from '../../../electron/vault/index.ts';

/** A collection of the harness's own, for what it writes into open vaults. */
export const NOTES = defineCollection('harness-notes', z.string());

/** What a vault holds, as far as it can be lost: records by collection and id, secrets as SHA-256 by their id. */
export interface Contents {
  readonly records: ReadonlyMap<string, string>;
  readonly secrets: ReadonlyMap<string, string>;
}

/** Everything but the audit log. */
export async function contentsOf(vault: ManagedVault): Promise<Contents> {
  const records = new Map<string, string>();
  for (const { name } of [...INVENTORY.map(({ collection }) => collection), NOTES]) {
    for (const { id, value } of vault.list({ name, schema: z.unknown() }))
      records.set(`${name}/${id}`, JSON.stringify(value));
  }
  const secrets = new Map<string, string>();
  for (const key of records.keys()) {
    const id = key.slice(key.indexOf('/') + 1);
    if (!vault.hasSecret(id)) continue;
    secrets.set(
      id,
      await vault.withSecret(id, (secret) => createHash('sha256').update(secret.bytes()).digest('hex')),
    );
  }
  return { records, secrets };
}

/** The first record or secret that is not the same in both; null where all are. */
export function differenceOf(before: Contents, after: Contents): string | null {
  const keys = new Set([...before.records.keys(), ...after.records.keys()]);
  for (const key of keys) if (before.records.get(key) !== after.records.get(key)) return key;
  for (const id of new Set([...before.secrets.keys(), ...after.secrets.keys()]))
    if (before.secrets.get(id) !== after.secrets.get(id)) return `the secret of ${id}`;
  return null;
}
