/** The signs that the request logs gave when they were last read: small, and the same for window, tray and command. */
import { z } from 'zod';
import { usageSignSchema } from '../../../shared/ipc/attention-channels.ts';
import type { UsageSign } from '../../../shared/usage-signs.ts';
import { DAY_MS } from '../../../shared/times.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { Vault, VaultReader } from '../../vault/types.ts';

const signsSchema = z.object({ readAt: z.string(), signs: z.array(usageSignSchema) });

export const usageSignsCollection = defineCollection('usage-signs', signsSchema);
const SIGNS_ID = 'latest';
/** What nobody has looked at for this long says nothing about today. */
const KEPT_DAYS = 7;

export function readUsageSigns(reader: VaultReader, now: Date): readonly UsageSign[] {
  const stored = reader.get(usageSignsCollection, SIGNS_ID);
  if (stored === undefined) return [];
  return now.getTime() - Date.parse(stored.readAt) <= KEPT_DAYS * DAY_MS ? stored.signs : [];
}

/** Writes only where they say something else than before, or are about to be too old. */
export function keepUsageSigns(vault: Vault, signs: readonly UsageSign[], now: Date): void {
  const stored = vault.get(usageSignsCollection, SIGNS_ID);
  const said = (list: readonly UsageSign[]): string =>
    JSON.stringify(list.map(({ keyId, kind, from }) => [keyId, kind, from]));
  const isFresh = stored !== undefined && now.getTime() - Date.parse(stored.readAt) < DAY_MS;
  if (said(stored?.signs ?? []) === said(signs) && (isFresh || signs.length === 0)) return;
  vault.transaction((transaction) => {
    transaction.put(usageSignsCollection, SIGNS_ID, {
      readAt: now.toISOString(),
      signs: signs.map((sign) => ({ ...sign, from: [...sign.from] })),
    });
  }, 'background');
}
