/** What the vault remembers of notices. */
import { z } from 'zod';
import { defineCollection } from '../../vault/collection.ts';
import type { VaultReader } from '../../vault/types.ts';

const noticesSchema = z.object({
  shown: z.array(z.string()),
  /** Of versions before put-offs had one memory: when each put-off date is to be spoken of again, by the date's id. */
  snoozed: z.record(z.string(), z.string()),
  /** The audit entry up to which events were told. */
  eventsUntil: z.number().int(),
});
export type NoticesRecord = z.infer<typeof noticesSchema>;

export const noticesCollection = defineCollection('notices', noticesSchema);
export const NOTICES_ID = 'memory';

export function readNoticeMemory(reader: VaultReader): Pick<NoticesRecord, 'shown' | 'snoozed'> {
  return reader.get(noticesCollection, NOTICES_ID) ?? { shown: [], snoozed: {} };
}
