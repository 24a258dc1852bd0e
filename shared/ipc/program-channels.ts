/** What programs of this user may with the open vault, what they do with it, and its end. Allowing is no call of the page's. */
import { z } from 'zod';
import { timestampSchema } from '../domain.ts';
import { serializedErrorSchema } from '../error-schema.ts';
import { channel, nothing } from './channel.ts';

const purposeSchema = z.enum(['list', 'use', 'inject', 'reveal', 'recognise']);

const programGrantSchema = z.object({
  id: z.string(),
  program: z.string(),
  startedBy: z.array(z.string()),
  purpose: purposeSchema,
  /** By name; null: whatever the vault holds. */
  keys: z.array(z.string()).nullable(),
  scope: z.string().nullable(),
  since: timestampSchema,
  until: timestampSchema,
  uses: z.number().int(),
  lastUsedAt: timestampSchema.nullable(),
});
export type ProgramGrant = z.infer<typeof programGrantSchema>;

/** What a program could be allowed that asks nobody; a person may have main's dialog ask them. */
const programOfferSchema = programGrantSchema
  .pick({ program: true, startedBy: true, purpose: true })
  .extend({ code: z.string() });
export type ProgramOffer = z.infer<typeof programOfferSchema>;

const programSessionSchema = z.object({
  id: z.string(),
  key: z.string(),
  program: z.string(),
  reason: z.string().nullable(),
  scope: z.string(),
  since: timestampSchema,
  until: timestampSchema,
  requests: z.number().int(),
});
export type ProgramSession = z.infer<typeof programSessionSchema>;

const programRequestSchema = z.object({
  at: timestampSchema,
  session: z.string(),
  keyName: z.string(),
  program: z.string(),
  method: z.string(),
  route: z.string(),
  /** A status of the API, or an id of `request-outcome.ts`. */
  outcome: z.string(),
  durationMs: z.number().nullable(),
});
export type ProgramRequest = z.infer<typeof programRequestSchema>;

export const programAccessSchema = z.object({
  /** Why programs cannot ask this app; null while they can. */
  problem: serializedErrorSchema.nullable(),
  /** How many questions wait for an answer in main's own dialog. */
  waiting: z.number().int(),
  offers: z.array(programOfferSchema),
  grants: z.array(programGrantSchema),
  sessions: z.array(programSessionSchema),
  /** Newest first. */
  requests: z.array(programRequestSchema),
});
export type ProgramAccess = z.infer<typeof programAccessSchema>;

export const programChannels = {
  'programs.access': channel('vault', 'unlocked', nothing, programAccessSchema),
  /** Has main ask about an offer, in its own dialog. */
  'programs.ask': channel('vault', 'unlocked', z.object({ code: z.string().max(16) }), z.undefined()),
  /** Ends a grant or a session. */
  'programs.end': channel('vault', 'unlocked', z.object({ id: z.string().max(64) }), z.undefined()),
} as const;
