/** Guided runs (leak response, narrowing a role, the drill), what a key uses, roles and sandboxes. */
import { z } from 'zod';
import { localIdSchema, roleSchema, timestampSchema } from '../domain.ts';
import { unreadEntriesSchema } from '../unread-entries.ts';
import { saidSchema } from '../messages/schema.ts';
import { channel, nothing } from './channel.ts';
import { grantSchema } from './grant.ts';

const GUIDE_KINDS = ['leak', 'narrow', 'drill'] as const;
export type GuideKind = (typeof GUIDE_KINDS)[number];

/** What a step does beside telling what to do. `manual` does nothing else. */
export const STEP_KINDS = [
  'end',
  'issue',
  'review',
  'places',
  'scan',
  'note',
  'usage',
  'role',
  'make',
  'rotate',
  'prove',
  'clean-up',
  'manual',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

const stepWordsSchema = z.object({
  id: localIdSchema,
  kind: z.enum(STEP_KINDS),
  /** Null: the words that come with the app, in the interface's language. */
  title: z.string().max(200).nullable(),
  text: z.string().max(4000).nullable(),
});
export type StepWords = z.infer<typeof stepWordsSchema>;

const guideStepSchema = stepWordsSchema.extend({ doneAt: timestampSchema.nullable() });
export type GuideStep = z.infer<typeof guideStepSchema>;

const guideSchema = z.object({
  id: localIdSchema,
  kind: z.enum(GUIDE_KINDS),
  connectionId: z.string(),
  /** The key it is about; null in a drill that has not made one yet. */
  keyId: z.string().nullable(),
  keyName: z.string(),
  /** The key in its place, as soon as there is one. */
  newKeyId: z.string().nullable(),
  roleId: z.string().nullable(),
  /** Of a drill: the file it practises on. */
  practiceFile: z.string().nullable(),
  startedAt: timestampSchema,
  /** False: it was opened, and no step was taken yet. */
  begun: z.boolean(),
  endedAt: timestampSchema.nullable(),
  outcome: z.enum(['open', 'finished', 'abandoned']),
  steps: z.array(guideStepSchema),
});
export type Guide = z.infer<typeof guideSchema>;

const leakRemainderSchema = z.object({
  findingId: z.string(),
  which: z.enum(['old', 'new']),
  /** It does not keep the response open: a refused key in a history, or the new key where a person wants it. */
  harmless: z.boolean(),
});
export type LeakRemainder = z.infer<typeof leakRemainderSchema>;

const leakProofSchema = z.object({
  /**
   * `refused`: a request with the secret was; `listed`: its secret is not here, and the account says that it has ended;
   * `untried`: it should have ended; `works`: it has not.
   */
  oldKey: z.object({
    state: z.enum(['refused', 'listed', 'untried', 'works']),
    at: timestampSchema.nullable(),
  }),
  /** When everything was last looked through, after all was put right; null where something was not. */
  scannedAt: timestampSchema.nullable(),
  /** Roots that have to be scanned still. */
  unscanned: z.array(z.string()),
  remaining: z.array(leakRemainderSchema),
  proven: z.boolean(),
});
export type LeakProof = z.infer<typeof leakProofSchema>;

const usedRouteSchema = z.object({
  method: z.string(),
  route: z.string(),
  count: z.number().int(),
  lastAt: z.string(),
  permissions: z.array(z.string()).readonly(),
  certainty: z.enum(['documented', 'derived', 'admin', 'unknown']),
});
export type UsedRoute = z.infer<typeof usedRouteSchema>;

const permissionFindingSchema = z.object({
  permission: z.string(),
  /**
   * `seen`: a logged request needed it. `implied`: it is one of several that a used endpoint names, or belongs to every
   * role. `unseen`: held, and no logged request needed it. `unknown`: the logs can't tell. `asked`: it guards fields, which
   * no log shows, so a person decides.
   */
  state: z.enum(['seen', 'implied', 'unseen', 'unknown', 'asked']),
  /** By the present role; null where that is not known. */
  held: z.boolean().nullable(),
});
export type PermissionFinding = z.infer<typeof permissionFindingSchema>;

const keyUsageReportSchema = z.object({
  routes: z.array(usedRouteSchema),
  permissions: z.array(permissionFindingSchema).readonly(),
  needsAdmin: z.boolean(),
  requests: z.number().int(),
  refused: z.number().int(),
  since: z.string().nullable(),
  until: z.string().nullable(),
  /** False: there are more logs than were read. */
  complete: z.boolean(),
  unread: unreadEntriesSchema,
});
export type KeyUsageReport = z.infer<typeof keyUsageReportSchema>;

const permissionGroupSchema = z.object({
  code: z.string(),
  name: z.string(),
  domains: z
    .array(z.object({ code: z.string(), name: z.string(), description: z.string().nullable() }))
    .readonly(),
});
/** An area of permissions; each domain has four actions. */
export type PermissionGroup = z.infer<typeof permissionGroupSchema>;
const permissionGroupsSchema = z.object({
  groups: z.array(permissionGroupSchema).readonly(),
  /** Groups and permissions of the server's list. */
  unread: unreadEntriesSchema,
});
export type PermissionGroups = z.infer<typeof permissionGroupsSchema>;

const guideId = z.object({ guideId: localIdSchema });

export const guideChannels = {
  'guides.list': channel('vault', 'unlocked', nothing, z.object({ guides: z.array(guideSchema) })),
  /** The open one of that kind for that key, where there is one already. It begins with its first step. */
  'guides.start': channel(
    'vault',
    'unlocked',
    z.object({
      kind: z.enum(GUIDE_KINDS),
      keyId: z.string().nullable(),
      connectionId: z.string().nullable(),
    }),
    guideSchema,
  ),
  /** Its first step is being taken, whatever comes of it. */
  'guides.begin': channel('vault', 'unlocked', guideId, guideSchema),
  'guides.step': channel(
    'vault',
    'unlocked',
    guideId.extend({ stepId: localIdSchema, done: z.boolean() }),
    guideSchema,
  ),
  'guides.link': channel(
    'vault',
    'unlocked',
    guideId.extend({ newKeyId: z.string().optional(), roleId: z.string().optional() }),
    guideSchema,
  ),
  'guides.end': channel(
    'vault',
    'unlocked',
    guideId.extend({ outcome: z.enum(['finished', 'abandoned']), note: z.string().max(2000) }),
    guideSchema,
  ),
  /** What was measured of a leak response, as of now. */
  'guides.proof': channel('vault', 'unlocked', guideId, leakProofSchema),
  /** Sends one request with the old secret; nothing where it is not here any more. */
  'guides.try-old-key': channel('vault', 'unlocked', guideId, leakProofSchema),
  /** The report of a leak response: as it was kept when that ended, else as it can be told now. Asks the API. */
  'guides.report': channel('vault', 'unlocked', guideId, z.object({ lines: z.array(saidSchema) })),
  /** The system's dialog, then that report in the interface's language; null where the user closed the dialog. */
  'guides.save-report': channel(
    'main',
    'unlocked',
    guideId.extend({ format: z.enum(['md', 'pdf']) }),
    z.object({ path: z.string().nullable() }),
  ),
  /** The team's own words for the leak response. */
  'runbook.read': channel(
    'vault',
    'unlocked',
    nothing,
    z.object({ steps: z.array(stepWordsSchema), changed: z.boolean() }),
  ),
  'runbook.save': channel(
    'vault',
    'unlocked',
    z.object({ steps: z.array(stepWordsSchema).min(1).max(40) }),
    z.undefined(),
  ),
  'runbook.reset': channel('vault', 'unlocked', nothing, z.undefined()),
  /** The system's dialog, then the steps as they are saved, for other admins; null where the user closed the dialog. */
  'runbook.export': channel('main', 'unlocked', nothing, z.object({ path: z.string().nullable() })),
  /** Reads such a file, an `open-runbook`; nothing is saved. */
  'runbook.import': channel(
    'vault',
    'unlocked',
    z.object({ grant: grantSchema }),
    z.object({ steps: z.array(stepWordsSchema) }),
  ),
  'usage.of-key': channel('vault', 'unlocked', z.object({ keyId: z.string() }), keyUsageReportSchema),
  'roles.permission-groups': channel(
    'vault',
    'unlocked',
    z.object({ connectionId: localIdSchema }),
    permissionGroupsSchema,
  ),
  'roles.create': channel(
    'vault',
    'unlocked',
    z.object({
      connectionId: localIdSchema,
      name: z.string().max(1000),
      permissions: z.array(z.string().max(200)).max(1000),
    }),
    roleSchema,
  ),
  'sandboxes.list': channel(
    'vault',
    'unlocked',
    z.object({ connectionId: localIdSchema }),
    z.object({
      sandboxes: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          createdAt: z.string(),
          connectionId: z.string().nullable(),
        }),
      ),
      unread: unreadEntriesSchema,
    }),
  ),
  /** Makes the practice key and the file it stands in. */
  'drill.prepare': channel('vault', 'unlocked', guideId, guideSchema),
  /** Revokes what the drill made, removes its file and its records. */
  'drill.clean-up': channel('vault', 'unlocked', guideId, guideSchema),
} as const;
