/** Folders and repositories that are watched for leaked keys, and what is done with findings outside the vault. */
import { z } from 'zod';
import { localIdSchema, timestampSchema } from '../domain.ts';
import { saidErrorSchema } from '../error-schema.ts';
import { saidSchema } from '../messages/schema.ts';
import { channel, nothing } from './channel.ts';
import { grantSchema } from './grant.ts';

/** `change`: when something is committed or staged, or changes at the top of the folder, and every 15 minutes besides. */
const scanScheduleSchema = z.enum(['never', 'change', 'hour', 'day']);
export type ScanSchedule = z.infer<typeof scanScheduleSchema>;

const sourceResultSchema = z.object({
  at: timestampSchema,
  /** `incomplete`: nothing found, but not everything could be read, which is not clean. */
  outcome: z.enum(['clean', 'found', 'incomplete', 'cancelled', 'failed', 'missing']),
  findings: z.number().int(),
  newFindings: z.number().int(),
  skipped: z.number().int(),
  /** In English, where the scan failed; `said` is the same by id, which results of versions before do not have. */
  error: z.string().nullable(),
  said: saidErrorSchema.optional(),
});
export type SourceResult = z.infer<typeof sourceResultSchema>;

export const sourceSchema = z.object({
  id: localIdSchema,
  /** Absolute; or `usual-places` for where keys lie on a person's machine. */
  path: z.string(),
  history: z.boolean(),
  schedule: scanScheduleSchema,
  addedAt: timestampSchema,
  last: sourceResultSchema.nullable(),
  /** Chosen in a dialog of main's own, or confirmed in one since. Nothing else is scanned. */
  confirmed: z.boolean(),
});
export type Source = z.infer<typeof sourceSchema>;

const sourceId = z.object({ sourceId: localIdSchema });

export const sourceChannels = {
  'sources.list': channel('vault', 'unlocked', nothing, z.object({ sources: z.array(sourceSchema) })),
  'sources.add': channel(
    'vault',
    'unlocked',
    /** A `watch-folder`, or `watch-usual-places`. */
    z.object({
      grant: grantSchema,
      what: z.enum(['folder', 'usual-places']),
      history: z.boolean(),
      schedule: scanScheduleSchema,
    }),
    sourceSchema,
  ),
  'sources.change': channel(
    'vault',
    'unlocked',
    sourceId.extend({ history: z.boolean().optional(), schedule: scanScheduleSchema.optional() }),
    sourceSchema,
  ),
  'sources.remove': channel('vault', 'unlocked', sourceId, z.undefined()),
  /** Asks in a dialog of main's own whether one that was stored before is to be watched on. */
  'sources.confirm': channel('main', 'unlocked', sourceId, z.object({ confirmed: z.boolean() })),
  'sources.scan': channel('main', 'unlocked', sourceId, z.object({ scanId: localIdSchema })),
  /** The system's dialog, then the file; null where the user closed the dialog. Redacted in every format. */
  'findings.export': channel(
    'main',
    'unlocked',
    z.object({ format: z.enum(['csv', 'json', 'sarif']) }),
    z.object({ path: z.string().nullable() }),
  ),
  /** Asks the API whether the key still works, with the secret that is held here, and remembers the answer. */
  'findings.check': channel(
    'vault',
    'unlocked',
    z.object({ keyId: z.string() }),
    z.object({ outcome: z.enum(['works', 'refused', 'unknown']), message: saidSchema }),
  ),
  'findings.editors': channel(
    'main',
    'unlocked',
    nothing,
    z.object({ editors: z.array(z.object({ id: z.string(), name: z.string() })) }),
  ),
  'findings.open-in-editor': channel(
    'main',
    'unlocked',
    z.object({ findingId: z.string(), editor: z.string().max(40) }),
    z.undefined(),
  ),
} as const;
