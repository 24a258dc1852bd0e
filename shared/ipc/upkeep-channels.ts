/** What a team does with its keys over time: who answers for them, many at once, trash, saved views, access reviews. */
import { z } from 'zod';
import { keyCareSchema, keyModeSchema, localIdSchema, reasonSchema, timestampSchema } from '../domain.ts';
import { saidErrorSchema } from '../error-schema.ts';
import { saidSchema } from '../messages/schema.ts';
import { channel, nothing } from './channel.ts';
import { LONGEST_OVERLAP_MS } from '../times.ts';

const trashedKeySchema = z.object({
  keyId: z.string(),
  connectionId: localIdSchema,
  name: z.string(),
  redacted: z.string(),
  mode: keyModeSchema,
  deletedAt: timestampSchema,
  /** When the record and its secret go for good. */
  purgeAt: timestampSchema,
  secretHeld: z.boolean(),
});
export type TrashedKey = z.infer<typeof trashedKeySchema>;

const BATCH_KINDS = ['rotate', 'revoke'] as const;
const BATCH_CAUSES = ['selection', 'someone-left', 'review', 'documentation-keys'] as const;

const batchItemSchema = z.object({
  keyId: z.string(),
  name: z.string(),
  redacted: z.string(),
  mode: keyModeSchema,
  /** `running`: begun, and its outcome not written down yet; it is looked into before anything is sent again. */
  state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped']),
  /** Tried before: what became of that is looked into first. */
  tried: z.boolean(),
  newKeyId: z.string().nullable(),
  /** In English; `said` is the same by id, which entries of versions before do not have. */
  message: z.string().nullable(),
  hint: z.string().nullable(),
  said: saidErrorSchema.nullable().optional(),
});
export type BatchItem = z.infer<typeof batchItemSchema>;

export const batchSchema = z.object({
  id: localIdSchema,
  kind: z.enum(BATCH_KINDS),
  cause: z.enum(BATCH_CAUSES),
  /** Who left, where that is the cause. */
  person: z.string().nullable(),
  reason: reasonSchema,
  overlapSeconds: z.number().int(),
  /** Of a rotation: this vault ends the old keys, so that their dates can be put off. */
  movable: z.literal(true).optional(),
  /** Of a revocation: the keys are old ones of rotations, ended before their day for the reasons that those began for. */
  endsOverlaps: z.literal(true).optional(),
  startedAt: timestampSchema,
  endedAt: timestampSchema.nullable(),
  /** Until when production keys are done without being asked for again. */
  confirmedUntil: timestampSchema,
  items: z.array(batchItemSchema),
});
export type Batch = z.infer<typeof batchSchema>;

export const savedViewSchema = z.object({
  id: localIdSchema,
  name: z.string().min(1).max(60),
  tab: z.string().max(20),
  search: z.string().max(500),
  sort: z.object({ column: z.string().max(20), descending: z.boolean() }),
  /** The connection it is about; null: all. */
  connectionId: localIdSchema.nullable().default(null),
  /** `augno`, or the id of another service's connection; null: all. */
  provider: z.string().max(64).nullable().default(null),
  /** Columns that are left out. */
  hidden: z.array(z.string().max(20)).max(20).default([]),
});
export type SavedView = z.infer<typeof savedViewSchema>;

const REVIEW_DECISIONS = ['keep', 'rotate', 'narrow', 'revoke'] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

export const reviewItemSchema = z.object({
  keyId: z.string(),
  name: z.string(),
  redacted: z.string(),
  mode: keyModeSchema,
  roleName: z.string().nullable(),
  /** Of a key whose service has no roles: what it is, where `roleName` has it in English. Absent in reviews of before. */
  kind: saidSchema.optional(),
  owner: z.string().nullable(),
  lastUsedAt: timestampSchema.nullable(),
  decision: z.enum(REVIEW_DECISIONS).nullable(),
  decidedAt: timestampSchema.nullable(),
  note: z.string(),
  /** It stopped working, or left the vault, before anything was decided. */
  gone: z.boolean(),
  /** What became of the decision since: nothing is to be done, nothing was yet, something was begun, it is done. */
  followUp: z.enum(['none', 'open', 'under-way', 'done']),
  /** The narrowing that was begun for it. */
  guideId: localIdSchema.nullable(),
  /** The key that took its place. */
  newKeyId: z.string().nullable(),
});
export type ReviewItem = z.infer<typeof reviewItemSchema>;

export const reviewSchema = z.object({
  id: localIdSchema,
  startedAt: timestampSchema,
  /** null: under way. */
  finishedAt: timestampSchema.nullable(),
  /** When the next one is due; null: nobody wants to be reminded. */
  nextAt: timestampSchema.nullable(),
  items: z.array(reviewItemSchema),
});
export type Review = z.infer<typeof reviewSchema>;

const batchId = z.object({ batchId: localIdSchema });
const reviewId = z.object({ reviewId: localIdSchema });

export const upkeepChannels = {
  'care.save': channel(
    'vault',
    'unlocked',
    keyCareSchema.pick({ owner: true, access: true, rotateEveryDays: true }).extend({ keyId: z.string() }),
    z.undefined(),
  ),

  /** Adds a tag to all of these keys, or takes it away: all at once, or none. `changed`: how many did not have it so. */
  'keys.tag': channel(
    'vault',
    'unlocked',
    z.object({
      keyIds: z.array(z.string()).min(1).max(100_000),
      tag: z.string().min(1).max(50),
      way: z.enum(['add', 'remove']),
    }),
    z.object({ changed: z.number().int() }),
  ),

  'trash.list': channel('vault', 'unlocked', nothing, z.object({ records: z.array(trashedKeySchema) })),
  'trash.restore': channel('vault', 'unlocked', z.object({ keyId: z.string() }), z.undefined()),
  /** Wipes the secrets as well. null: all of them. */
  'trash.empty': channel(
    'vault',
    'unlocked',
    z.object({ keyId: z.string().nullable() }),
    z.object({ count: z.number().int() }),
  ),

  /** Newest first. */
  'batches.list': channel('vault', 'unlocked', nothing, z.object({ batches: z.array(batchSchema) })),
  /** Writes down what is to be done; nothing is sent yet. */
  'batches.start': channel(
    'vault',
    'unlocked',
    z.object({
      kind: z.enum(BATCH_KINDS),
      cause: z.enum(BATCH_CAUSES),
      person: z.string().max(120).nullable(),
      keyIds: z.array(z.string()).min(1).max(1000),
      overlapSeconds: z
        .number()
        .int()
        .min(0)
        .max(LONGEST_OVERLAP_MS / 1000),
      movable: z.literal(true).optional(),
      endsOverlaps: z.literal(true).optional(),
      reason: reasonSchema,
      /** The number of production keys among them, typed; null where there are none. */
      confirmation: z.string().nullable(),
    }),
    batchSchema,
  ),
  /** Does the next key. `halted`: Augno could not be reached, so going on at once makes no sense. */
  'batches.step': channel(
    'vault',
    'unlocked',
    batchId.extend({ confirmation: z.string().nullable() }),
    z.object({ batch: batchSchema, halted: z.boolean() }),
  ),
  /** Takes up those that failed once more. */
  'batches.retry': channel('vault', 'unlocked', batchId, batchSchema),
  /** Leaves the keys that were not begun as they are. */
  'batches.end': channel('vault', 'unlocked', batchId, batchSchema),

  'views.list': channel('vault', 'unlocked', nothing, z.object({ views: z.array(savedViewSchema) })),
  /** A view of the same name is replaced. */
  'views.save': channel('vault', 'unlocked', savedViewSchema.omit({ id: true }), savedViewSchema),
  'views.rename': channel(
    'vault',
    'unlocked',
    z.object({ viewId: localIdSchema, name: z.string().min(1).max(60) }),
    savedViewSchema,
  ),
  'views.remove': channel('vault', 'unlocked', z.object({ viewId: localIdSchema }), z.undefined()),

  /** Newest first. */
  'reviews.list': channel('vault', 'unlocked', nothing, z.object({ reviews: z.array(reviewSchema) })),
  'reviews.start': channel('vault', 'unlocked', nothing, reviewSchema),
  /** The same about each of these keys. `note` null: each keeps its own. Answers with them as they are now. */
  'reviews.decide': channel(
    'vault',
    'unlocked',
    reviewId.extend({
      keyIds: z.array(z.string()).min(1).max(100_000),
      decision: z.enum(REVIEW_DECISIONS).nullable(),
      note: z.string().max(500).nullable(),
    }),
    z.object({ items: z.array(reviewItemSchema) }),
  ),
  'reviews.finish': channel(
    'vault',
    'unlocked',
    reviewId.extend({ remindInDays: z.number().int().min(1).max(3650).nullable() }),
    reviewSchema,
  ),
  /** The system's dialog, then a CSV file, redacted values only; null where the user closed the dialog. */
  'reviews.export': channel('main', 'unlocked', reviewId, z.object({ path: z.string().nullable() })),
} as const;
