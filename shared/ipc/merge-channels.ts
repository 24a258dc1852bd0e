/** Other copies of the vault: noticed, looked at, folded in, and what was kept twice for a person to choose from. */
import { z } from 'zod';
import { auditEntrySchema, timestampSchema } from '../domain.ts';
import { channel, nothing } from './channel.ts';
import { grantSchema } from './grant.ts';

const fileNameSchema = z.string().min(1).max(255);

const whichCopySchema = z.discriminatedUnion('kind', [
  /** One that lies beside the vault, by a name of the list. */
  z.object({ kind: z.literal('beside'), name: fileNameSchema }),
  z.object({ kind: z.literal('file'), grant: grantSchema }),
]);
export type WhichCopy = z.infer<typeof whichCopySchema>;

const proposalKindSchema = z.enum(['connection', 'address', 'admin-key', 'admin', 'identity']);

const mergeOutcomeSchema = z.object({
  /** Nothing was to be done. */
  isEmpty: z.boolean(),
  otherWrittenAt: timestampSchema.nullable(),
  added: z.number().int(),
  changed: z.number().int(),
  deleted: z.number().int(),
  /** Deleted in one copy and changed in the other. */
  keptDespiteDeletion: z.number().int(),
  secretsAdded: z.number().int(),
  secretsDestroyed: z.number().int(),
  /** Operations that wait for a person's word now. */
  asking: z.number().int(),
  logEntries: z.number().int(),
  /** Names of records of which two edits or secrets are kept; the field is null for secrets. */
  differences: z.array(z.object({ name: z.string(), field: z.string().nullable() })),
  /** What the other copy has and is not put to use without a person's word. */
  proposals: z.array(
    z.object({
      kind: proposalKindSchema,
      name: z.string(),
      here: z.string().nullable(),
      there: z.string().nullable(),
    }),
  ),
  /** The name under which a copy from beside the vault lies among the backups now; null where it is where it was. */
  movedTo: z.string().nullable(),
});
export type MergeOutcome = z.infer<typeof mergeOutcomeSchema>;

const differencePlaceSchema = z.object({
  collection: z.string().regex(/^[a-z-]{0,64}$/),
  id: z.string().max(1024),
  /** Null: two secrets. */
  field: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9]{0,63}$/)
    .nullable(),
});

const keptDifferenceSchema = differencePlaceSchema.extend({
  name: z.string(),
  /** Null: nobody's trust rests on it. */
  proposal: proposalKindSchema.nullable(),
  /** The one in use first; of a secret its masked form. Null: there is nothing. */
  values: z.array(z.string().nullable()),
  /** Stands for these values in this order. */
  state: z.string(),
  /** Where keys are sent to once it is chosen: a connection, whose address is confirmed after that. */
  connectionId: z.string().nullable(),
});
export type ShownDifference = z.infer<typeof keptDifferenceSchema>;

export const mergeChannels = {
  'merge.beside': channel('vault', 'unlocked', nothing, z.object({ names: z.array(z.string()) })),
  /** What folding in would do. A password of the copy's own is asked for in main's window. */
  'merge.look': channel('vault', 'unlocked', z.object({ copy: whichCopySchema }), mergeOutcomeSchema),
  'merge.fold': channel('vault', 'unlocked', z.object({ copy: whichCopySchema }), mergeOutcomeSchema),
  'merge.differences': channel(
    'vault',
    'unlocked',
    nothing,
    z.object({ differences: z.array(keptDifferenceSchema) }),
  ),
  /** Asks for the master password where it changes where keys go or whom to trust, or destroys a secret. */
  'merge.choose': channel(
    'vault',
    'unlocked',
    differencePlaceSchema.extend({ index: z.number().int().min(0).max(1000), state: z.string().max(100) }),
    z.undefined(),
  ),
  /** The logs of copies that were folded in, each by itself; their chains were followed. Newest first. */
  'audit.copies': channel(
    'vault',
    'unlocked',
    nothing,
    z.object({
      copies: z.array(
        z.object({
          copy: z.string(),
          first: z.number().int(),
          last: z.number().int(),
          entries: z.array(auditEntrySchema),
        }),
      ),
    }),
  ),
} as const;
