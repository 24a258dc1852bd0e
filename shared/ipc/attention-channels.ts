import { z } from 'zod';
import { timestampSchema } from '../domain.ts';
import type { UsageSign } from '../usage-signs.ts';
import { channel, nothing } from './channel.ts';

export const usageSignSchema = z.object({
  keyId: z.string(),
  kind: z.enum(['old-secret', 'new-address', 'many-places', 'spike', 'refused']),
  count: z.number().int(),
  lastAt: timestampSchema,
  from: z.array(z.string()),
}) satisfies z.ZodType<UsageSign>;

export const attentionChannels = {
  /** Reads the request logs of keys that were rotated lately or used lately; asked again at most every ten minutes. */
  'attention.signs': channel(
    'unlocked',
    nothing,
    z.object({
      signs: z.array(usageSignSchema),
      /** Keys whose logs could not be read now. */
      unread: z.number().int(),
    }),
  ),
} as const;
