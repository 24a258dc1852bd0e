/** What is said, on its way between processes and in the vault's log. */
import { z } from 'zod';
import type { MessageId } from './catalogue.ts';
import type { Said } from './say.ts';

/** An id that these words do not have is shown as it is. */
export const saidSchema: z.ZodType<Said> = z.object({
  id: z.string().max(120) as unknown as z.ZodType<MessageId>,
  values: z.record(z.string(), z.union([z.string(), z.number(), z.lazy(() => saidSchema)])).optional(),
});
