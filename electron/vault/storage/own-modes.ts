/** Who may reach what a vault has made. What else lies in the same folder is somebody's own, whose modes are theirs to choose. */
import { chmodSync, constants, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { isVaultFile } from '../../files/own-files.ts';
import { thisPlatform } from '../../platform/this-platform.ts';

/** What a vault makes beside its file: what is judged, put aside or under way, its count of tries, and what waits sealed. */
const IN_FOLDER =
  /^(?:vault\.db(?:[-.].*)?|tries\.json(?:\.[0-9a-f]{12}\.new)?|(?:rescue|pending-log|waiting-scan|requests)-[0-9A-Za-z-]+\.sealed(?:\.[0-9a-f]{12}\.new)?)$/;
/** Automatic copies, and vaults that others took the place of, each with what lay beside it. */
const IN_BACKUPS =
  /^(?:(?:vault|damaged|replaced)-\d{8}T\d{9}Z(?:-[a-z-]*)?\.db(?:-wal|-shm|-journal)?|vault\.db\.[0-9a-f]{12}\.new(?:-wal|-shm|-journal)?)$/;

export interface NarrowedModes {
  /** What was too open and is not any more, relative to the vault's folder; `.` for that folder itself. */
  readonly narrowed: readonly string[];
  /** Others may write to the folder, which was left as it is: it holds more than a vault. */
  readonly sharedFolder: boolean;
}

/** Takes from group and others what they may do with a vault's folder and files. Windows keeps no such modes. */
export function narrowModes(folder: string, platform: NodeJS.Platform = thisPlatform): NarrowedModes {
  if (platform === 'win32') return { narrowed: [], sharedFolder: false };
  const backups = path.join(folder, 'backups');
  const copies = namesIn(backups).map((name) => path.join(backups, name));
  const files = namesIn(folder)
    .filter((name) => name !== 'backups')
    .map((name) => path.join(folder, name));
  // Each is judged once: what bears a strange name is opened for it.
  const ownCopies = copies.filter(isOwnCopy);
  const ownFiles = files.filter(isOwnFile);
  const isOwnBackups = ownCopies.length === copies.length;
  const isOwnFolder = isOwnBackups && ownFiles.length === files.length;
  const own = [
    ...(isOwnFolder ? [folder] : []),
    ...(isOwnBackups ? [backups] : []),
    ...ownFiles,
    ...ownCopies,
  ];
  return {
    narrowed: own.filter(narrow).map((at) => path.relative(folder, at) || '.'),
    sharedFolder: !isOwnFolder && isOpenForWriting(folder),
  };
}

/** A folder that was there and holds anything is left to {@link narrowModes}, which knows what of it is a vault's. */
export function narrowIfEmpty(folder: string): void {
  if (namesIn(folder).length === 0) narrow(folder);
}

/** Sync tools add to the names of what they copy. Nothing else is opened to be looked at: it may not even lie on this disk. */
function isOwn(at: string, names: RegExp): boolean {
  const name = path.basename(at);
  return names.test(name) || (/^(?:vault|damaged|replaced)/.test(name) && isRegular(at) && isVaultFile(at));
}

const isOwnFile = (at: string): boolean => isOwn(at, IN_FOLDER);
const isOwnCopy = (at: string): boolean => isOwn(at, IN_BACKUPS);

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function modeOf(at: string): number | null {
  try {
    return lstatSync(at).mode;
  } catch {
    return null;
  }
}

/** Links are left alone: what they lead to may be somebody's on purpose. @returns whether it was too open and is not any more */
function narrow(at: string): boolean {
  const mode = modeOf(at);
  if (mode === null || (mode & 0o077) === 0 || !(isFile(mode) || isFolder(mode))) return false;
  try {
    chmodSync(at, mode & 0o700);
  } catch {
    // A shared disk may refuse; the files are sealed.
    return false;
  }
  return ((modeOf(at) ?? 0o777) & 0o077) === 0;
}

/** In a folder with the sticky bit nobody takes away or replaces what is another's. */
function isOpenForWriting(folder: string): boolean {
  const mode = modeOf(folder);
  return mode !== null && (mode & 0o022) !== 0 && (mode & 0o1000) === 0;
}

function isRegular(at: string): boolean {
  const mode = modeOf(at);
  return mode !== null && isFile(mode);
}

const isFile = (mode: number): boolean => (mode & constants.S_IFMT) === constants.S_IFREG;
const isFolder = (mode: number): boolean => (mode & constants.S_IFMT) === constants.S_IFDIR;
