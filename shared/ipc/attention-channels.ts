/** What the overview asks for besides the lists: signs and figures of the request logs, what is put off, what others did. */
import { z } from 'zod';
import { keyModeSchema, localIdSchema, timestampSchema } from '../domain.ts';
import { serializedErrorSchema } from '../error-schema.ts';
import { MATTER_KINDS, MATTER_SEVERITIES, NEXT_STEPS, PUT_OFF_SPANS, type Matter } from '../matters.ts';
import { SIGN_KINDS, type UsageSign } from '../usage-signs.ts';
import { unreadEntriesSchema } from '../unread-entries.ts';
import { channel, nothing } from './channel.ts';

export const usageSignSchema = z.object({
  keyId: z.string(),
  kind: z.enum(SIGN_KINDS),
  count: z.number().int(),
  lastAt: timestampSchema,
  from: z.array(z.string()),
}) satisfies z.ZodType<UsageSign>;

/** Requests of one key on one day. */
const dayOfKeySchema = z.object({
  keyId: z.string(),
  /** Its start, one of those that were asked about. */
  day: timestampSchema,
  /** Answered with 1xx to 3xx, 4xx, 5xx. */
  ok: z.number().int(),
  refused: z.number().int(),
  failed: z.number().int(),
});
export type DayOfKey = z.infer<typeof dayOfKeySchema>;

const accountUsageSchema = z.object({
  connectionId: localIdSchema,
  /** When it was last read; null if never since the unlock. */
  readAt: timestampSchema.nullable(),
  /** Nothing is known of the time before. By this computer's clock. */
  readBackTo: timestampSchema.nullable(),
  /** False: there are more requests in these days than the app reads. */
  complete: z.boolean(),
  /** Why it could not be read just now; what is here is then from before. */
  error: serializedErrorSchema.nullable(),
  unread: unreadEntriesSchema,
  days: z.array(dayOfKeySchema),
});
export type AccountUsage = z.infer<typeof accountUsageSchema>;

/** Something that waits on the overview and was put off: until a time, or (null) until it changes. */
export const putOffSchema = z.object({
  /** Which matter: its kind and what it is about. */
  id: z.string().min(1).max(300),
  kind: z.string().min(1).max(40),
  /** How it was: once this is different, it is no longer put off. */
  state: z.string().max(2000),
  until: timestampSchema.nullable(),
  name: z.string().max(300),
  mode: keyModeSchema.nullable(),
  keyId: z.string().nullable(),
  putOffAt: timestampSchema,
});
export type PutOff = z.infer<typeof putOffSchema>;

/** A date as notices know it: what is put off here is put off there. */
export interface PutOffDate {
  readonly id: string;
  /** The key; of `review-due` the review that it follows. */
  readonly subjectId: string;
  readonly kind: 'expiry' | 'revocation' | 'rotation-due' | 'review-due';
  readonly at: string;
}

/** Something that was done to a key outside this vault, as far as a sync showed it. */
const elsewhereSchema = z.object({
  keyId: z.string(),
  kind: z.enum(['created', 'revoked', 'revocation-planned', 'changed', 'gone']),
  /** When this vault saw it; the thing itself was before. */
  seenAt: timestampSchema,
  /** Its entry in this vault's audit log. */
  sequence: z.number().int(),
});
export type Elsewhere = z.infer<typeof elsewhereSchema>;

/** See matters.ts. */
const matterSchema = z.object({
  id: z.string(),
  kind: z.enum(MATTER_KINDS),
  severity: z.enum(MATTER_SEVERITIES),
  urgency: z.number(),
  since: timestampSchema.nullable(),
  step: z.enum(NEXT_STEPS),
  keyId: z.string().nullable(),
  connectionId: z.string().nullable(),
  rotationId: z.string().nullable(),
  name: z.string(),
  count: z.number().int(),
  state: z.string(),
  from: z.array(z.string()),
  elsewhere: elsewhereSchema.shape.kind.nullable(),
  decided: z.number().int().nullable(),
  dueAt: timestampSchema.nullable(),
  date: z.object({ id: z.string(), at: timestampSchema }).nullable(),
}) satisfies z.ZodType<Matter>;

/** An entry of the API's own audit log about a key. */
const keyEventSchema = z.object({
  at: timestampSchema,
  /** `create`, `update`, and others. */
  action: z.string(),
  actor: z
    .object({
      id: z.string(),
      /** `user`, `api_key`, `agent`, and others. */
      type: z.string().nullable(),
      name: z.string().nullable(),
      handle: z.string().nullable(),
    })
    .nullable(),
  address: z.string().nullable(),
  program: z.string().nullable(),
  changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
});
export type KeyEvent = z.infer<typeof keyEventSchema>;

const keyId = z.object({ keyId: z.string() });

export const attentionChannels = {
  /** Everything that wants a person, and what of it is put off; most urgent first. */
  'matters.list': channel(
    'vault',
    'unlocked',
    nothing,
    z.object({
      items: z.array(matterSchema),
      putOff: z.array(z.object({ matter: matterSchema, until: timestampSchema.nullable() })),
    }),
  ),
  /** All of these at once. What was settled meanwhile is left out, as long as one of them is not. */
  'matters.put-off': channel(
    'vault',
    'unlocked',
    z.object({ ids: z.array(z.string().min(1).max(300)).min(1).max(100_000), span: z.enum(PUT_OFF_SPANS) }),
    z.undefined(),
  ),
  'matters.bring-back': channel(
    'vault',
    'unlocked',
    z.object({ id: z.string().min(1).max(300) }),
    z.undefined(),
  ),
  /** Draws signs from the request logs, which become matters; the API is asked at most every ten minutes. */
  'matters.read-logs': channel(
    'vault',
    'unlocked',
    nothing,
    z.object({
      /** Keys whose logs could not be read now. */
      unread: z.number().int(),
    }),
  ),
  /** Requests per day and key over the last 30 days, from the same reading as the signs. */
  'attention.usage': channel(
    'vault',
    'unlocked',
    z.object({
      /** Asks the API also before ten minutes are over. */
      refresh: z.boolean(),
      /** The starts of the days, by this computer's clock and where the person is: the page alone is told of a journey. */
      days: z.array(timestampSchema).min(1).max(62),
    }),
    z.object({ accounts: z.array(accountUsageSchema) }),
  ),
  /** What others did lately and nobody has said yet that they know about. Newest first. */
  'attention.elsewhere': channel(
    'vault',
    'unlocked',
    nothing,
    z.object({
      events: z.array(elsewhereSchema),
      /** Keys whose being made elsewhere somebody knows about. */
      known: z.array(z.string()),
    }),
  ),
  /** Asks the API who it was. */
  'attention.key-history': channel(
    'vault',
    'unlocked',
    keyId,
    z.object({ events: z.array(keyEventSchema), unread: unreadEntriesSchema }),
  ),
  /** "I know about this": kept, and written to the audit log. */
  'attention.acknowledge': channel(
    'vault',
    'unlocked',
    keyId.extend({ note: z.string().trim().max(500) }),
    z.undefined(),
  ),
} as const;
