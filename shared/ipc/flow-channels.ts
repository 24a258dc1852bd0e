/** Replacing a key in files on this machine, and passing a secret on without it being seen. */
import { z } from 'zod';
import { keyModeSchema, localIdSchema, timestampSchema } from '../domain.ts';
import { saidSchema } from '../messages/schema.ts';
import { channel, nothing } from './channel.ts';
import { grantSchema } from './grant.ts';

/** A file, as the page names it: one that the vault's process listed, or one that was just chosen. */
const placeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('listed'), placeId: localIdSchema }),
  /** An `open-place` or `save-place`. */
  z.object({ kind: z.literal('chosen'), grant: grantSchema }),
]);
export type Place = z.infer<typeof placeSchema>;

/** A file that may hold the old key. */
const placeCandidateSchema = z.object({
  placeId: localIdSchema,
  /** Absolute. */
  file: z.string(),
  from: z.enum(['finding', 'note']),
  /** It lies under a folder that a person chose, or was confirmed itself. Looking at another asks first. */
  confirmed: z.boolean(),
});
export type PlaceCandidate = z.infer<typeof placeCandidateSchema>;

/** What would change in one file. SECURITY: redacted; the file's other lines never leave the vault's process. */
const placePreviewSchema = z.object({
  /** Names what was looked at; void once the file changes, or the vault is locked. */
  planId: localIdSchema,
  placeId: localIdSchema,
  file: z.string(),
  /** The file does not exist and would be made. */
  creates: z.boolean(),
  changes: z.array(z.object({ line: z.number().int(), before: z.string().nullable(), after: z.string() })),
  /** The old key in other writings (base64, broken up over lines, in UTF-32): these stay. */
  leftAlone: z.array(z.object({ line: z.number().int().nullable(), writing: z.string() })),
  /** Kept as they are. */
  form: z.enum(['bytes', 'utf-16le', 'utf-16be']),
  lineEnding: z.enum(['lf', 'crlf', 'mixed', 'none']),
  /** Octal, like `0600`; null on Windows. */
  mode: z.string().nullable(),
});
export type PlacePreview = z.infer<typeof placePreviewSchema>;

/** Out of a file that Git keeps, into the environment. SECURITY: redacted, as a preview is. */
const moveOutSchema = z.object({
  placeId: localIdSchema,
  file: z.string(),
  standing: z.enum(['outside', 'ignored', 'not-ignored', 'tracked', 'unknown']),
  /** The variable's name that is proposed. */
  variable: z.string(),
  /** What reads it, in the file's language; null where that is not known. */
  expression: z.string().nullable(),
  /** What the file needs beside it, once. */
  needs: z.string().nullable(),
  /** `after` is null where the key is only a part of a text there. */
  lines: z.array(z.object({ line: z.number().int(), before: z.string(), after: z.string().nullable() })),
  /** The file that gets the value. */
  envPlaceId: localIdSchema,
  envFile: z.string(),
  envStanding: z.enum(['outside', 'ignored', 'not-ignored', 'tracked', 'unknown']),
  /** What keeps `envFile` out of commits, and where it stands or is to stand; null outside of a repository. */
  ignoreLine: z.string().nullable(),
  ignoreFile: z.string().nullable(),
});
export type MoveOut = z.infer<typeof moveOutSchema>;

const replacementSchema = z.object({
  id: localIdSchema,
  placeId: localIdSchema,
  kind: z.enum(['replaced', 'assigned']),
  file: z.string(),
  /** Null for an assignment. */
  oldKeyId: z.string().nullable(),
  newKeyId: z.string(),
  variable: z.string().nullable(),
  lines: z.number().int(),
  at: timestampSchema,
  state: z.enum(['done', 'undone']),
  /** The sealed copy of the file as it was is still there. */
  undoable: z.boolean(),
});
export type Replacement = z.infer<typeof replacementSchema>;

const keyPair = z.object({ oldKeyId: z.string(), newKeyId: z.string() });

export const programSchema = z.object({
  /** A program's name or absolute path, and its arguments, one each: no shell reads them. */
  command: z.string().min(1).max(1024),
  args: z.array(z.string().max(4096)).max(64),
  /** Whether a line end follows the secret. */
  newline: z.boolean(),
});
export type Program = z.infer<typeof programSchema>;

const programResultSchema = z.object({
  /** Null: ended by a signal. */
  exitCode: z.number().int().nullable(),
  signal: z.string().nullable(),
  /** Both outputs as they came, masked, cut where they are long. */
  output: z.string(),
  truncated: z.boolean(),
});
export type ProgramResult = z.infer<typeof programResultSchema>;

const sharingIdentitySchema = z.object({
  /** What is given to others: safe to send by any way. */
  publicText: z.string(),
  /** What the two compare by voice. */
  fingerprint: z.string(),
});
export type SharingIdentity = z.infer<typeof sharingIdentitySchema>;

const knownAdminSchema = z.object({
  id: localIdSchema,
  name: z.string(),
  publicText: z.string(),
  fingerprint: z.string(),
  /** A person said that the fingerprints were compared. */
  compared: z.boolean(),
});
export type KnownAdmin = z.infer<typeof knownAdminSchema>;

const openedSecretSchema = z.object({
  name: z.string(),
  redacted: z.string(),
  mode: keyModeSchema,
  account: z.string(),
  sealedAt: timestampSchema,
  note: z.string(),
  /** Who sealed it: proven by the text itself. Name null: a public key that is not in the list of admins. */
  sender: z.object({ name: z.string().nullable(), fingerprint: z.string(), compared: z.boolean() }),
  /** The key of the registry that it was stored with; null where none is that key. */
  keyId: z.string().nullable(),
});
export type OpenedSecret = z.infer<typeof openedSecretSchema>;

export const flowChannels = {
  'places.candidates': channel(
    'vault',
    'unlocked',
    keyPair,
    z.object({
      files: z.array(placeCandidateSchema),
      /** Noted places that are no files of this machine. */
      /** What is no file; said where a scan found it. */
      others: z.array(z.union([z.string(), saidSchema])),
    }),
  ),
  'places.preview': channel('vault', 'unlocked', keyPair.extend({ place: placeSchema }), placePreviewSchema),
  'places.preview-variable': channel(
    'vault',
    'unlocked',
    z.object({ keyId: z.string(), place: placeSchema, variable: z.string().max(200) }),
    placePreviewSchema,
  ),
  'places.move-out': channel('vault', 'unlocked', keyPair.extend({ place: placeSchema }), moveOutSchema),
  /** Puts the line that keeps a listed file out of commits into its repository's `.gitignore`. */
  'places.ignore-in-git': channel(
    'vault',
    'unlocked',
    z.object({ keyId: z.string(), placeId: localIdSchema }),
    z.undefined(),
  ),
  'places.apply': channel('vault', 'unlocked', z.object({ planId: localIdSchema }), replacementSchema),
  'places.undo': channel('vault', 'unlocked', z.object({ replacementId: localIdSchema }), replacementSchema),
  /** Of this key, as the old or the new one; newest first. */
  'places.list': channel(
    'vault',
    'unlocked',
    z.object({ keyId: z.string() }),
    z.object({ replacements: z.array(replacementSchema) }),
  ),
  /** Runs the program of a `pass-on` with its key's secret on its standard input. */
  'pass-on.run': channel(
    'vault',
    'unlocked',
    z.object({ grant: grantSchema }),
    z.object({ result: programResultSchema }),
  ),
  'pass-on.cancel': channel('vault', 'unlocked', nothing, z.undefined()),
  'sharing.identity': channel('vault', 'unlocked', nothing, sharingIdentitySchema),
  'sharing.admins': channel('vault', 'unlocked', nothing, z.object({ admins: z.array(knownAdminSchema) })),
  'sharing.add-admin': channel(
    'vault',
    'unlocked',
    z.object({
      name: z.string().trim().min(1).max(100),
      publicText: z.string().max(1000),
      compared: z.boolean(),
    }),
    knownAdminSchema,
  ),
  'sharing.remove-admin': channel('vault', 'unlocked', z.object({ adminId: localIdSchema }), z.undefined()),
  'sharing.seal': channel(
    'vault',
    'unlocked',
    z.object({ keyId: z.string(), adminId: localIdSchema, note: z.string().max(500) }),
    z.object({ text: z.string() }),
  ),
  'sharing.open': channel(
    'vault',
    'unlocked',
    z.object({ text: z.string().max(20_000) }),
    openedSecretSchema,
  ),
} as const;
