/** What the vault remembers of keys that were replaced in files; the files as they were are sealed apart, like secrets. */
import { z } from 'zod';
import { defineCollection } from '../../vault/index.ts';
import type { VaultReader } from '../../vault/types.ts';
import type { MadeReplacement } from '../places/place-keeper.ts';

const fileStateSchema = z.object({
  path: z.string(),
  mode: z.number(),
  userId: z.number(),
  groupId: z.number(),
  device: z.number(),
  inode: z.number(),
  sha256: z.string(),
});

const replacementRecordSchema = z.object({
  kind: z.enum(['replaced', 'assigned']),
  file: z.string(),
  oldKeyId: z.string().nullable(),
  newKeyId: z.string(),
  variable: z.string().nullable(),
  lines: z.number().int(),
  at: z.string(),
  /** `writing` and `undoing` are found after a crash only; the file itself says how far it got. */
  state: z.enum(['writing', 'done', 'undoing', 'undone']),
  /** The file that is written before it takes the place of the other. */
  temporary: z.string(),
  /** Null where the file was made. */
  before: fileStateSchema.nullable(),
  /** SHA-256 of the file as it will be, known before it is written; and the whole state once it is. */
  afterSha256: z.string(),
  after: fileStateSchema.nullable(),
  /** Places of the rotation's checklist that were ticked off with it. */
  ticked: z.array(z.object({ rotationId: z.string(), placeId: z.string() })),
});
export type ReplacementRecord = z.infer<typeof replacementRecordSchema>;

export const replacementsCollection = defineCollection('replacements', replacementRecordSchema);

export function backupIdOf(replacementId: string): string {
  return `place-backup-${replacementId}`;
}

/** A file that was made, and that somebody else has changed since. */
function isAnothers({ state, after }: ReplacementRecord): boolean {
  return state === 'done' && after === null;
}

export function summarizeReplacement(
  id: string,
  record: ReplacementRecord,
  vault: Pick<VaultReader, 'hasSecret'>,
): MadeReplacement {
  const { kind, file, oldKeyId, newKeyId, variable, lines, at } = record;
  const undone = record.state === 'undone';
  return {
    id,
    kind,
    file,
    oldKeyId,
    newKeyId,
    variable,
    lines,
    at,
    state: undone ? 'undone' : 'done',
    undoable: !undone && (record.before === null ? !isAnothers(record) : vault.hasSecret(backupIdOf(id))),
  };
}
