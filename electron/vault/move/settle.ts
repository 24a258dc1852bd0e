/**
 * What a move that was cut off left is brought to its end, or undone: whoever looks for the vault does it. Each step may have
 * been done already, and may be interrupted again; where one fails the vault is found all the same, by the notes.
 */
import { existsSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { replaceFile } from '../../files/replace-file.ts';
import { syncFolder } from '../../files/sync-folder.ts';
import { writeWholeFile } from '../../files/whole-file.ts';
import { profileFolderOf, sandboxFolderOf } from '../../platform/paths.ts';
import { rememberVault } from '../known-vaults.ts';
import {
  ARRIVED_NOTE,
  followMoves,
  hasArrived,
  KEPT_NOTE,
  noteText,
  readNote,
  readStub,
  stagedFolderOf,
  stubFolderOf,
  type MoveNote,
} from './note.ts';

/** A step that was done, for tests that end the process there. */
export type Reached = (step: string) => void;

/** What belongs to a vault and lies beside its folder. */
export const BESIDE_VAULT = [sandboxFolderOf, (folder: string): string => profileFolderOf(folder)] as const;

/** In a folder beside the new vault that came with it, until all is done. */
export const markIn = (folder: string, note: MoveNote): string => path.join(folder, `.moved-${note.move}`);

const isThere = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false }) !== undefined;

function isRunning({ process: id, host }: MoveNote): boolean {
  // Of another computer on a shared disk nobody can tell.
  if (host !== hostname()) return true;
  if (id === process.pid) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Before the switch: everything is as it was. */
export function undoMove(note: MoveNote): void {
  const staged = stagedFolderOf(note);
  for (const folder of [staged, ...BESIDE_VAULT.map((beside) => beside(staged))])
    rmSync(folder, { recursive: true, force: true });
  for (const beside of BESIDE_VAULT) {
    const folder = beside(note.to);
    if (existsSync(markIn(folder, note))) rmSync(folder, { recursive: true, force: true });
  }
  rmSync(stubFolderOf(note.from), { recursive: true, force: true });
}

/** After the switch. @throws what the file system throws; the vault is found all the same */
export function finishMove(note: MoveNote, reached: Reached = () => undefined): void {
  const { from, to, kept } = note;
  const stub = stubFolderOf(from);
  const isBegun = readStub(stub)?.move === note.move;
  if (isBegun && isThere(from) && !isThere(kept)) {
    // First: under its other name it must not be a second vault for a moment.
    writeWholeFile(path.join(from, KEPT_NOTE), noteText(note));
    replaceFile(from, kept);
  }
  reached('kept');
  if (isBegun && !isThere(from)) renameSync(stub, from);
  reached('answered');
  for (const beside of BESIDE_VAULT) {
    const [before, after] = [beside(from), beside(kept)];
    if (isThere(before) && !isThere(after)) replaceFile(before, after);
    reached(`kept ${path.basename(after)}`);
    rmSync(markIn(beside(to), note), { force: true });
  }
  writeWholeFile(path.join(to, ARRIVED_NOTE), noteText({ ...note, done: true }));
  syncFolder(path.dirname(from));
}

/** Something fails where the disk is full or read-only: then the notes lead to the vault, and the next look goes on. */
function tryTo(work: () => void): void {
  try {
    work();
  } catch {
    // The next time.
  }
}

/** By where they lead to, in this process. */
const unknown = new Map<string, MoveNote>();

/** The move to this folder that was cut off so late that its disk alone can say which of the two is the vault. */
export function unknownMoveTo(vaultFolder: string): MoveNote | undefined {
  return unknown.get(vaultFolder);
}

/** @returns where the vault of this folder is now */
export function settleMoves(vaultFolder: string): string {
  const begun = readStub(stubFolderOf(vaultFolder));
  if (begun?.from === vaultFolder && !isRunning(begun)) {
    const arrived = hasArrived(begun);
    if (arrived !== null) tryTo(() => (arrived ? finishMove : undoMove)(begun));
  }
  const folder = followMoves(vaultFolder, (note) => unknown.set(note.to, note));
  // Where a note leads a vault was, also if the move ended before that was entered: nothing is made in its place.
  if (folder !== vaultFolder) rememberVault(folder);
  const arrived = readNote(folder, ARRIVED_NOTE);
  if (arrived?.to === folder && !arrived.done && !isRunning(arrived)) tryTo(() => finishMove(arrived));
  return folder;
}
