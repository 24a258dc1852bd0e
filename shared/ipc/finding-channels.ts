import { z } from 'zod';
import { localIdSchema, timestampSchema } from '../domain.ts';
import { findingSchema } from '../findings.ts';
import { channel, nothing } from './channel.ts';
import { grantSchema } from './grant.ts';

export const findingChannels = {
  'scan.start': channel(
    'main',
    'unlocked',
    z.object({
      what: z.discriminatedUnion('kind', [
        /** A `scan-folder`. */
        z.object({ kind: z.literal('chosen'), grant: grantSchema }),
        /** Where this key was found. */
        z.object({ kind: z.literal('again'), keyId: z.string() }),
      ]),
      history: z.boolean(),
    }),
    z.object({ scanId: localIdSchema, paths: z.array(z.string()) }),
  ),
  'scan.cancel': channel('main', 'unlocked', z.object({ scanId: localIdSchema }), z.undefined()),
  'findings.list': channel('vault', 'unlocked', nothing, z.object({ findings: z.array(findingSchema) })),
  'findings.ignore': channel(
    'vault',
    'unlocked',
    z.object({
      findingId: z.string(),
      reason: z.string().trim().min(1).max(500),
      until: timestampSchema.nullable(),
    }),
    findingSchema,
  ),
  'findings.reopen': channel('vault', 'unlocked', z.object({ findingId: z.string() }), findingSchema),
  /** Opens the file in the user's editor or file manager; never runs anything from the repository. */
  'findings.open': channel('main', 'unlocked', z.object({ findingId: z.string() }), z.undefined()),
} as const;
