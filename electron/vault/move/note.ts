/**
 * What says where a vault was moved to. One document in three places: `FOLDER.moving/vault.db` while it is moved, which then
 * becomes `FOLDER/vault.db`; `moved.json` in the folder that was kept; `moved-from.json` in the new one.
 */
import { lstatSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readSmallFile } from '../../files/foreign-file.ts';
import { APPLICATION_ID, APPLICATION_ID_AT, SQLITE_MAGIC } from '../../files/own-files.ts';

const HEAD_BYTES = 100;
/** No vault is as small: SQLite alone makes several pages of this size. */
const MOST_BYTES = 4096;
/** Further than any layout will come. */
const NO_LAYOUT = 0xff_ff;
/** A vault that was moved so often is none. */
const MOST_MOVES = 16;

const noteSchema = z.object({
  move: z.string().regex(/^[0-9a-f]{32}$/),
  from: z.string().refine((folder) => path.isAbsolute(folder)),
  to: z.string().refine((folder) => path.isAbsolute(folder)),
  /** Where the folder of before is kept. */
  kept: z.string().refine((folder) => path.isAbsolute(folder)),
  /** Whoever moves it: while that runs, nobody else finishes or undoes it. */
  process: z.number().int(),
  host: z.string(),
  /** Nothing but the rename that switches is left before it, which may have happened. */
  ready: z.boolean().default(false),
  /** Nothing is left to be done. */
  done: z.boolean().default(false),
});
export type MoveNote = Readonly<z.infer<typeof noteSchema>>;

export const KEPT_NOTE = 'moved.json';
export const ARRIVED_NOTE = 'moved-from.json';

/** Beside the vault, since that stays as it is until another is whole. */
export const stubFolderOf = (vaultFolder: string): string => `${vaultFolder}.moving`;

/** Under which name the copy is put together; by the move, so that nobody else's folder is ever taken for one. */
export const stagedFolderOf = (note: MoveNote): string => `${note.to}.${note.move.slice(0, 12)}.new`;

const parsed = (text: string): MoveNote | null => {
  try {
    return noteSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

export const noteText = (note: MoveNote): string => `${JSON.stringify(note)}\n`;

/**
 * A file that versions which know nothing of moving take for a vault of a newer one: they leave it alone, make no other in its
 * place, and ask for an update. @throws where the paths are too long for it
 */
export function stubBytes(note: MoveNote): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  SQLITE_MAGIC.copy(head);
  head.writeUInt16BE(512, 16);
  head.writeUInt32BE(1, 28);
  head.writeUInt32BE(NO_LAYOUT, 60);
  head.writeUInt32BE(APPLICATION_ID, APPLICATION_ID_AT);
  const whole = Buffer.concat([head, Buffer.from(`\n${noteText(note)}`, 'utf8')]);
  if (whole.length > MOST_BYTES) throw Object.assign(new Error('too long'), { code: 'ENAMETOOLONG' });
  return whole;
}

/** SECURITY: in a folder that others write to, anybody could lay a note that leads to a vault of theirs. */
function isOwn(file: string): boolean {
  const found = lstatSync(file, { throwIfNoEntry: false });
  return found?.isFile() === true && (process.getuid === undefined || found.uid === process.getuid());
}

/** Null where a vault, or nothing, lies there. */
export function readStub(vaultFolder: string): MoveNote | null {
  const file = path.join(vaultFolder, 'vault.db');
  try {
    if (!isOwn(file) || lstatSync(file).size > MOST_BYTES) return null;
    const bytes = readSmallFile(file, MOST_BYTES);
    return bytes.length > HEAD_BYTES && bytes.readUInt32BE(60) === NO_LAYOUT
      ? parsed(bytes.toString('utf8', HEAD_BYTES))
      : null;
  } catch {
    return null;
  }
}

export function readNote(folder: string, name: typeof KEPT_NOTE | typeof ARRIVED_NOTE): MoveNote | null {
  const file = path.join(folder, name);
  try {
    return isOwn(file) ? parsed(readSmallFile(file, MOST_BYTES).toString('utf8')) : null;
  } catch {
    return null;
  }
}

/** The one rename that switches has happened. Also where the vault was moved on from there. */
function isInPlace(note: MoveNote): boolean {
  return readNote(note.to, ARRIVED_NOTE)?.move === note.move || readStub(note.to) !== null;
}

/** Whether the rename that switches has happened; null: the disk that could say is not there. */
export function hasArrived(note: MoveNote): boolean | null {
  if (isInPlace(note)) return true;
  const isStaged = lstatSync(stagedFolderOf(note), { throwIfNoEntry: false }) !== undefined;
  return !note.ready || isStaged ? false : null;
}

/**
 * Where the vault of this folder is, as far as the notes lead; the folder itself where none does. Changes nothing.
 * @param onUnknown a move of which nobody can say whether it switched
 */
export function followMoves(vaultFolder: string, onUnknown?: (note: MoveNote) => void): string {
  let folder = vaultFolder;
  for (let count = 0; count < MOST_MOVES; count += 1) {
    const next = stepFrom(folder, onUnknown);
    if (next === null) break;
    folder = next;
  }
  return folder;
}

function stepFrom(folder: string, onUnknown: ((note: MoveNote) => void) | undefined): string | null {
  const stub = readStub(folder);
  if (stub !== null) return stub.to;
  const begun = readStub(stubFolderOf(folder));
  if (begun === null) {
    // Of a folder that was kept: a person names it where the new one is gone for good.
    const kept = readNote(folder, KEPT_NOTE);
    return kept !== null && isInPlace(kept) ? kept.to : null;
  }
  const arrived = hasArrived(begun);
  if (arrived === null) onUnknown?.(begun);
  // SECURITY: opened here, it would be two vaults with one name once the disk is there again.
  return arrived === false ? null : begun.to;
}

/** Where the vault of this folder was before, the last place first, as far as the notes lead. */
export function placesBefore(vaultFolder: string): readonly string[] {
  const places: string[] = [];
  let note = readNote(vaultFolder, ARRIVED_NOTE);
  for (; note !== null && places.length < MOST_MOVES; note = readNote(note.kept, ARRIVED_NOTE))
    places.push(note.from);
  return places;
}
