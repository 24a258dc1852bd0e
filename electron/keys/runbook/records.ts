/** Guided runs as the vault keeps them, and the team's own words for the leak response. */
import { z } from 'zod';
import {
  STEP_KINDS,
  type GuideKind,
  type StepKind,
  type StepWords,
} from '../../../shared/ipc/guide-channels.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { Collection } from '../../vault/types.ts';

const stepWordsSchema = z.object({
  id: z.string(),
  kind: z.enum(STEP_KINDS),
  title: z.string().nullable(),
  text: z.string().nullable(),
});

const guideRecordSchema = z.object({
  kind: z.enum(['leak', 'narrow', 'drill']),
  connectionId: z.string(),
  keyId: z.string().nullable(),
  keyName: z.string(),
  newKeyId: z.string().nullable(),
  roleId: z.string().nullable(),
  practiceFile: z.string().nullable(),
  startedAt: z.string(),
  /** False: opened and looked at, and no step taken yet. Those of before have none: they were begun. */
  begun: z.boolean().optional(),
  endedAt: z.string().nullable(),
  outcome: z.enum(['open', 'finished', 'abandoned']),
  /** Of a leak response: when a request with the old secret was refused, where no rotation says so. */
  refusedAt: z.string().optional(),
  /** Of a leak response: the latest complete scan of each root since it began; guides of earlier versions have none. */
  scans: z
    .array(
      z.object({
        root: z.string(),
        at: z.string(),
        history: z.boolean(),
        /** Of the usual places of a home folder: what of it was read. */
        places: z.array(z.string()).readonly().optional(),
      }),
    )
    .optional(),
  /** As they were when it began: editing the runbook does not change a response under way. */
  steps: z.array(stepWordsSchema.extend({ doneAt: z.string().nullable() })),
});
export type GuideRecord = z.infer<typeof guideRecordSchema>;

export const guidesCollection: Collection<GuideRecord> = defineCollection('guides', guideRecordSchema);

const runbookSchema = z.object({ steps: z.array(stepWordsSchema) });
export const runbooksCollection: Collection<z.infer<typeof runbookSchema>> = defineCollection(
  'runbooks',
  runbookSchema,
);

const STEPS: Readonly<Record<GuideKind, readonly StepKind[]>> = {
  leak: ['end', 'issue', 'places', 'review', 'scan', 'note'],
  narrow: ['usage', 'role', 'issue', 'places', 'end', 'note'],
  drill: ['make', 'rotate', 'places', 'prove', 'clean-up'],
};

/** The words that come with the app are the interface's own; here only their order. */
export function builtInSteps(kind: GuideKind): StepWords[] {
  return STEPS[kind].map((step) => ({ id: step, kind: step, title: null, text: null }));
}
