/**
 * Reads a file so that it can be put back unchanged but for what is meant to change, and writes it whole or not at all.
 * SECURITY: neither follows a symbolic link, and what was looked at is what is replaced.
 */
import { createHash } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { removeIfPossible } from '../../files/remove-if-possible.ts';
import { syncFolder } from '../../files/sync-folder.ts';
import {
  changedAfter,
  changedSince,
  fileProblem,
  leftBeside,
  unconfirmedAfter,
  notReadBack,
  placeError,
  readOnlyFile,
  shownPath,
  symbolicLink,
} from './errors.ts';
import { say } from '../../../shared/messages/say.ts';
import { thisPlatform } from '../../platform/this-platform.ts';
import { replaceFile as moveOver } from '../../files/replace-file.ts';
import { knowsNoLinks } from '../../files/second-names.ts';

/** Larger files are no configuration, and their backup would weigh on the vault. */
export const LARGEST_FILE = 4 << 20;

const OWNER_MAY_WRITE = 0o200;
const PERMISSIONS = 0o7777;
/** Undefined on Windows, which has no such flags; there the check before has to do. */
const NO_FOLLOW = (constants as { readonly O_NOFOLLOW?: number }).O_NOFOLLOW ?? 0;
const NON_BLOCKING = (constants as { readonly O_NONBLOCK?: number }).O_NONBLOCK ?? 0;

/** What has to be the same when the file is written as when it was read. */
export interface FileState {
  /** Absolute; its folder with every link resolved. */
  readonly path: string;
  readonly mode: number;
  readonly userId: number;
  readonly groupId: number;
  readonly device: number;
  readonly inode: number;
  readonly sha256: string;
}

export interface ReadFile {
  readonly state: FileState;
  /** SECURITY: may hold secrets; the caller wipes it. */
  readonly bytes: Buffer;
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The file's own path, its folder resolved: a link further up is the user's own way of laying things out. */
export function resolvePlace(file: string): string {
  if (!path.isAbsolute(file)) {
    throw placeError(
      'invalid-input',
      say('keys.this-is-not-the-full-path-of'),
      say('keys.nothing-was-written-enter-the-whole-path'),
    );
  }
  try {
    return path.join(realpathSync(path.dirname(file)), path.basename(file));
  } catch (thrown) {
    throw fileProblem(file, thrown);
  }
}

/** @throws AppError `not-found`, `unsupported`, `file-read-only`, `file-unwritable` */
export function readPlace(file: string): ReadFile {
  const resolved = resolvePlace(file);
  let descriptor: number;
  try {
    // SECURITY: for systems without the flag; with it, the open below is what decides.
    if (lstatSync(resolved).isSymbolicLink()) throw symbolicLink(resolved);
    descriptor = openSync(resolved, constants.O_RDONLY | NO_FOLLOW | NON_BLOCKING);
  } catch (thrown) {
    throw fileProblem(resolved, thrown);
  }
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) {
      throw placeError(
        'unsupported',
        say('keys.resolved-is-not-an-ordinary-file', { resolved: shownPath(resolved) }),
        say('keys.nothing-was-written-only-ordinary-files-are'),
      );
    }
    if (stat.nlink > 1) {
      throw placeError(
        'unsupported',
        say('keys.resolved-has-a-second-name-a-hard', { resolved: shownPath(resolved) }),
        say('keys.nothing-was-written-replacing-it-would-part'),
      );
    }
    if (stat.size > LARGEST_FILE) {
      throw placeError(
        'unsupported',
        say('keys.resolved-is-larger-than-4-mib', { resolved: shownPath(resolved) }),
        say('keys.nothing-was-written-change-it-with-your'),
      );
    }
    const bytes = readWhole(descriptor, stat.size);
    return {
      bytes,
      state: {
        path: resolved,
        mode: stat.mode & PERMISSIONS,
        userId: stat.uid,
        groupId: stat.gid,
        device: stat.dev,
        inode: stat.ino,
        sha256: sha256Of(bytes),
      },
    };
  } catch (thrown) {
    throw fileProblem(resolved, thrown);
  } finally {
    closeSync(descriptor);
  }
}

function readWhole(descriptor: number, size: number): Buffer {
  // One more than it should hold says whether it grew while it was read.
  const bytes = Buffer.alloc(size + 1);
  let length = 0;
  while (length < bytes.length) {
    const read = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (read === 0) break;
    length += read;
  }
  if (length <= size) return bytes.subarray(0, length);
  bytes.fill(0);
  throw placeError(
    'file-changed',
    say('keys.the-file-grew-while-it-was-read'),
    say('keys.nothing-was-written-wait-until-nothing-else'),
  );
}

/** A name beside the file that no one else uses; written down before it exists, so that a crash can be tidied up after. */
export function temporaryNameFor(file: string, random: string): string {
  return path.join(path.dirname(file), `.${path.basename(file)}.${random}.augno-vault-new`);
}

function isSame(left: FileState, right: FileState): boolean {
  return (
    left.path === right.path &&
    left.sha256 === right.sha256 &&
    left.mode === right.mode &&
    left.userId === right.userId &&
    left.groupId === right.groupId &&
    left.device === right.device &&
    left.inode === right.inode
  );
}

/** @throws AppError `file-read-only`: for root every file is writable, so the mode is asked as well */
export function assertWritable(state: FileState): void {
  if ((state.mode & OWNER_MAY_WRITE) === 0) throw readOnlyFile(state.path);
  try {
    accessSync(state.path, constants.W_OK);
    accessSync(path.dirname(state.path), constants.W_OK);
  } catch (thrown) {
    throw fileProblem(state.path, thrown);
  }
}

/** @throws AppError `file-changed` where the file is not what was read */
function assertUnchanged(state: FileState): void {
  const now = readPlace(state.path);
  now.bytes.fill(0);
  if (!isSame(state, now.state)) throw changedSince(state.path);
}

/**
 * Puts `content` in the file's place: new file, synced, same mode (unless another is given) and owner, renamed over the old one.
 * @throws AppError `file-changed`, `file-read-only`, `file-unwritable`; the file is as it was, unless the sentence says otherwise
 */
export function replaceFile(
  before: FileState,
  content: Uint8Array,
  temporary: string,
  mode = before.mode,
): FileState {
  assertWritable(before);
  assertUnchanged(before);
  try {
    writeTemporary(temporary, content, { ...before, mode });
    assertUnchanged(before);
    moveOver(temporary, before.path);
  } catch (thrown) {
    removeIfPossible(temporary);
    throw fileProblem(before.path, thrown);
  }
  return confirmWritten(before.path, content);
}

/** From here on the file was written, whatever fails. */
function confirmWritten(file: string, content: Uint8Array): FileState {
  try {
    syncFolder(path.dirname(file));
  } catch (thrown) {
    throw unconfirmedAfter(file, thrown);
  }
  let after: ReadFile;
  try {
    after = readPlace(file);
  } catch (thrown) {
    throw notReadBack(file, thrown);
  }
  after.bytes.fill(0);
  // What somebody else has made of it since must not count as ours, or putting back would take it away.
  if (after.state.sha256 !== sha256Of(content)) throw changedAfter(file);
  return after.state;
}

/** Makes a file that must not exist yet, readable by this user only. */
export function createPlace(file: string, content: Uint8Array, temporary: string): FileState {
  const resolved = resolvePlace(file);
  try {
    writeTemporary(temporary, content, null);
    putInFreePlace(temporary, resolved);
  } catch (thrown) {
    removeIfPossible(temporary);
    throw fileProblem(resolved, thrown);
  }
  return confirmWritten(resolved, content);
}

/** Renaming would replace a file that appeared meanwhile; a link to a name that is taken is refused. */
function putInFreePlace(temporary: string, file: string): void {
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) throw changedSince(file);
  try {
    linkSync(temporary, file);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') throw changedSince(file);
    if (!knowsNoLinks(thrown)) throw thrown;
    renameSync(temporary, file);
    return;
  }
  // From here on the file was written. Once more: a disk or a virus scanner may let it go a moment later.
  if (!removeIfPossible(temporary) && !removeIfPossible(temporary)) throw leftBeside(file, temporary);
}

function writeTemporary(
  temporary: string,
  content: Uint8Array,
  like: FileState | null,
  platform: NodeJS.Platform = thisPlatform,
): void {
  const descriptor = openSync(
    temporary,
    constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW,
    0o600,
  );
  try {
    let written = 0;
    while (written < content.length) written += writeSync(descriptor, content, written);
    if (like !== null && platform !== 'win32') {
      const own = fstatSync(descriptor);
      if (own.uid !== like.userId || own.gid !== like.groupId) {
        // Before the mode: a change of owner takes special bits away.
        fchownSync(descriptor, like.userId, like.groupId);
      }
      fchmodSync(descriptor, like.mode);
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
