/** Files for others: the system's dialog, then the file. Redacted in every format. */
import { z } from 'zod';
import { channel } from './channel.ts';

/** Null where the user closed the dialog. */
const written = z.object({ path: z.string().nullable() });

export const exportChannels = {
  /** The whole audit log with the result of checking its chain. */
  'audit.export': channel('main', 'unlocked', z.object({ format: z.enum(['csv', 'json']) }), written),
  /** These keys, in this order, as a table. */
  'keys.export': channel(
    'main',
    'unlocked',
    z.object({ keyIds: z.array(z.string().max(128)).min(1).max(100_000) }),
    written,
  ),
} as const;
