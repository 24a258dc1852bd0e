/** What the scanner reports. The field names are a stable interface: scripts read them from `scan --format json`. */
import { z } from 'zod';
import { brandIdSchema, keyModeSchema, keyStatusSchema } from './domain.ts';
import { saidSchema } from './messages/schema.ts';
import { providerIdSchema } from './providers.ts';

export const scanFindingSchema = z.object({
  /** Stable over runs, machines and line moves; does not contain the key. */
  fingerprint: z.string(),
  /**
   * `valid`: the checksum is right. `truncated`: cut inside the checksum, so the secret is whole. `malformed`: right
   * length, wrong checksum: a warning, not a leak. `likely`: a key of a service without checksums, judged by what stands
   * around it and by its randomness: a leak.
   */
  class: z.enum(['valid', 'truncated', 'malformed', 'likely']),
  /**
   * Of `malformed` only: one character is wrong, and the key it was meant to be is proven by the checksum. Fingerprint, id
   * and redacted form are those of that key.
   */
  repairable: z.boolean().optional(),
  mode: keyModeSchema,
  /** `augno`, `openmrp`, or the id of another service, whose keys say nothing of their mode: `prod` there. */
  brand: z.union([brandIdSchema, providerIdSchema]),
  keyId: z.string().nullable(),
  redacted: z.string(),
  /** Absolute, one of the report's `roots`; left out in what versions before this field wrote. */
  root: z.string().optional(),
  /**
   * Relative to its root, `/` on every system; null for a commit, tag or note message. Bytes that are no UTF-8 are spelled
   * out: `caf\xE9`.
   */
  path: z.string().nullable(),
  /** 1-based, of the key's first character, or of the first character of its encoded run; null in binary files. */
  line: z.number().int().nullable(),
  column: z.number().int().nullable(),
  /** Outermost first; empty for plain text. */
  encoding: z.array(z.string()),
  /** Archive members, outermost first. */
  container: z.array(z.string()),
  /** The name of the variable, field or setting that it is the value of, where one stands before it. */
  variable: z.string().max(100).optional(),
  /**
   * With `staged` and `range`: it was there before, at this path (another one where the file was moved). A warning: what
   * is committed or pushed does not bring it.
   */
  held: z.object({ path: z.string() }).optional(),
  ignoredByGit: z.boolean(),
  clientSide: z.boolean(),
  source: z.enum(['worktree', 'staged', 'history', 'message']),
  unreachable: z.boolean(),
  verified: z.enum(['works', 'refused', 'unknown']).nullable(),
  blob: z.string().nullable(),
  commit: z
    .object({
      id: z.string(),
      author: z.string(),
      email: z.string(),
      date: z.string(),
      subject: z.string(),
    })
    .nullable(),
});
export type ScanFinding = z.infer<typeof scanFindingSchema>;

/** A key that was masked where it was written down: no finding, but it looks like one of these. */
const maskedKeySchema = z.object({
  /** `aug_sk_prod_****UCZu`, as the API shows a key. */
  redacted: z.string(),
  brand: brandIdSchema,
  mode: keyModeSchema,
  /** How many files it stands in, and a few of them, relative to their root. */
  files: z.number().int(),
  examples: z.array(z.string()),
});
export type MaskedKey = z.infer<typeof maskedKeySchema>;

export const scanReportSchema = z.object({
  schema: z.literal('augno-vault/scan@1'),
  roots: z.array(z.string()),
  /** Of this root only these were read, relative to it: the home folder's usual places. */
  usualPlaces: z.object({ root: z.string(), places: z.array(z.string()) }).optional(),
  complete: z.boolean(),
  scanned: z.object({
    files: z.number().int(),
    /** Of `files` the large ones that an earlier scan found clean and that were not changed since. */
    unchanged: z.number().int().optional(),
    bytes: z.number().int(),
    blobs: z.number().int(),
    commits: z.number().int(),
    durationMs: z.number(),
  }),
  suppressed: z.object({ byIgnoreFile: z.number().int(), byBaseline: z.number().int() }),
  findings: z.array(scanFindingSchema),
  /** Each path and reason once; `said` is the reason by id; `count` where it stands for several. */
  skipped: z.array(
    z.object({
      path: z.string(),
      reason: z.string(),
      said: saidSchema.optional(),
      count: z.number().int().optional(),
    }),
  ),
  /** What a person left out on purpose: files by pattern and by size, and places of keys in the history by pattern. */
  leftOut: z
    .object({ byPattern: z.number().int(), bySize: z.number().int(), findings: z.number().int() })
    .optional(),
  /** How many of what could not be scanned the ignore file accepts. */
  accepted: z.number().int().optional(),
  /** Masked keys in files (not in the history). */
  masked: z.array(maskedKeySchema).optional(),
});
export type ScanReport = z.infer<typeof scanReportSchema>;

export const scanProgressSchema = z.object({
  phase: z.enum(['listing', 'files', 'history', 'attribution']),
  files: z.number().int(),
  bytes: z.number().int(),
  blobs: z.number().int(),
  /** Null until the listing is done. */
  totalFiles: z.number().int().nullable(),
  /** Of the repository that is read now, trees and commits included. */
  objects: z.number().int(),
  totalObjects: z.number().int().nullable(),
  findings: z.number().int(),
  elapsedMs: z.number(),
  /** Of the present phase, 0 to 1; null while it is not known. */
  fraction: z.number().nullable(),
  /** What is left of the present phase at its pace so far; null while that would be a guess. */
  remainingMs: z.number().nullable(),
  /** Content read in the present phase; null where it has just begun. */
  bytesPerSecond: z.number().nullable(),
});
export type ScanProgress = z.infer<typeof scanProgressSchema>;

/** A finding that the vault remembers, matched to the registry. */
export const findingSchema = z.object({
  id: z.string(),
  /** Absolute path of the scanned root. */
  root: z.string(),
  finding: scanFindingSchema,
  /** The registry's key that it is; null if none. */
  keyId: z.string().nullable(),
  keyName: z.string().nullable(),
  keyStatus: keyStatusSchema.nullable(),
  connectionId: z.string().nullable(),
  state: z.enum(['open', 'ignored', 'resolved']),
  ignoredReason: z.string().nullable(),
  ignoredUntil: z.string().nullable(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
});
export type Finding = z.infer<typeof findingSchema>;
