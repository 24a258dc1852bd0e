/**
 * The one way in which values get into files: for places, leak responses, guided runs, batches, `inject` and hand-over.
 * What may be written is decided by `keyValueOf` and the planners, where by this.
 */
import { assertNotOurs } from '../../files/own-files.ts';
import { createPlace, replaceFile, resolvePlace, type FileState } from './files.ts';
import { assertKeptOutOfGit } from './git-tracking.ts';

export interface FileWithValues {
  readonly file: string;
  /** As it was read; null: it is made, for its owner alone. */
  readonly before: FileState | null;
  /** SECURITY: holds secrets; the caller wipes it. */
  readonly content: Uint8Array;
  /** From `temporaryNameFor`. */
  readonly temporary: string;
  /** In place of the mode it had. */
  readonly mode?: number;
}

/**
 * Whole or not at all: new file of exclusive making, synced, put in its place; never through a link.
 * @throws AppError `invalid-input` (a file of the vault's), `conflict` (Git tracks it or would add it), `file-changed`, `file-read-only`, `file-unwritable`
 */
export async function writeValues({
  file,
  before,
  content,
  temporary,
  mode,
}: FileWithValues): Promise<FileState> {
  assertNotOurs(file);
  await assertKeptOutOfGit(resolvePlace(file));
  if (before === null) return createPlace(file, content, temporary);
  return replaceFile(before, content, temporary, mode);
}

/** For what holds no value, so that Git may track it: the list of what Git ignores, settings of which a key was taken out. */
export function writeWithoutValues({
  file,
  before,
  content,
  temporary,
}: Omit<FileWithValues, 'mode'>): FileState {
  assertNotOurs(file);
  return before === null ? createPlace(file, content, temporary) : replaceFile(before, content, temporary);
}

/** Puts back what a file was before values were written to it. */
export function restoreFile(now: FileState, before: Uint8Array, temporary: string): FileState {
  return replaceFile(now, before, temporary);
}
