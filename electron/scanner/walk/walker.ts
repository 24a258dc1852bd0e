/**
 * Lists what there is to scan below a folder: hidden and git-ignored files too; symbolic links are not followed, special
 * files are not opened. Synchronous, because a worker or the command has nothing else to do meanwhile.
 */
import { lstatSync, readdirSync, realpathSync, statfsSync, statSync, type Dirent } from 'node:fs';
import { join, sep } from 'node:path';
import { KEY_CHECKSUM_LENGTH, KEY_LENGTH } from '../../../shared/key-format.ts';
import { assertNever } from '../../../shared/errors.ts';
import { behindLink } from './link.ts';
import { shownName, shownText } from '../names.ts';
import type { Skipped } from '../detect/index.ts';
import { say, type Said } from '../../../shared/messages/say.ts';
import { thisPlatform } from '../../platform/this-platform.ts';

/** The files right in one folder. */
export interface WalkedFolder {
  /** Relative to the root, `/` on every system; empty for the root itself. */
  readonly relative: string;
  /** What opens the folder: bytes where a name on the way is no valid UTF-8. */
  readonly absolute: string | Buffer;
  readonly names: readonly string[];
  /** Files whose own name is no valid UTF-8: their names in the folder, as bytes. */
  readonly rawNames: readonly Buffer[];
  /** Symbolic links that say enough to hold a key: what they say is read, what they lead to is not. */
  readonly links: readonly WalkedLink[];
  /** Git keeps them for itself: they are looked into, but are nothing that somebody meant by the folder. */
  readonly ofGit: boolean;
}

export interface WalkedLink {
  /** As it is shown. */
  readonly name: string;
  readonly target: Buffer;
}

/** What a walk tells besides files. */
export interface WalkListener {
  /** A folder or a link that can't be read. */
  skip(entry: Skipped): void;
  /** A folder that is a repository, or the work tree of one. */
  repository(folder: string): void;
}

/** No key, whole or cut off inside its checksum, fits a shorter name. */
export const SHORTEST_NAME = KEY_LENGTH - KEY_CHECKSUM_LENGTH;

/** From this depth on, folders are compared with their ancestors: a bind mount may lead back up without any link. */
const LOOP_CHECK_DEPTH = 32;
const MAX_DEPTH = 512;

/** `f_type` of what only looks like files: proc, sysfs, devpts, cgroup 1 and 2, debugfs, tracefs, securityfs, bpf, pstore. */
const PSEUDO_FILE_SYSTEMS = new Set([
  0x9fa0, 0x62656572, 0x1cd1, 0x27e0eb, 0x63677270, 0x64626720, 0x74726163, 0x73636673, 0xcafe4a11,
  0x6165676c,
]);

/**
 * What of a repository's own folder is its history, which is read by object, not by file. Everything else is what people and
 * programs leave there: messages, merges and rebases under way, reflogs, hooks, configuration.
 */
const HISTORY = new Set(['objects', 'refs', 'packed-refs', 'reftable', 'index']);

interface Folder {
  readonly relative: string;
  readonly absolute: string | Buffer;
  readonly depth: number;
  readonly device: number;
  readonly ofGit: boolean;
}

/**
 * @param root absolute path of a folder
 */
export function* walk(root: string, listener: WalkListener): Generator<WalkedFolder, void, void> {
  const skip = (entry: Skipped): void => {
    listener.skip(entry);
  };
  const pending: Folder[] = [{ relative: '', absolute: root, depth: 0, device: -1, ofGit: false }];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const device = deviceOf(folder, skip);
    if (device === null) continue;
    const entries = list(folder, skip);
    if (entries === null) continue;
    const isGit = isGitFolder(entries);
    const ofGit = folder.ofGit || isGit;
    if (typeof folder.absolute === 'string' && (isGit || entries.some(({ name }) => name === '.git')))
      listener.repository(folder.absolute);
    const prefix = folder.relative === '' ? '' : `${folder.relative}/`;
    const names: string[] = [];
    const rawNames: Buffer[] = [];
    const links: WalkedLink[] = [];
    let hasRawNames = false;
    for (const entry of entries) {
      const name = entry.name;
      if (isGit && HISTORY.has(name)) continue;
      const isFile = entry.isFile();
      const isLink = !isFile && entry.isSymbolicLink();
      if (!isFile && !isLink && !entry.isDirectory()) continue;
      if (name.includes('\uFFFD')) hasRawNames = true;
      else if (isFile) names.push(name);
      else if (isLink) {
        const behind = addLink(links, folder, name, shownText(name), skip);
        if (behind === 'file') names.push(name);
        else if (behind === 'folder')
          pending.push(child(folder, name, prefix + shownText(name), device, ofGit));
      } else pending.push(child(folder, name, prefix + shownText(name), device, ofGit));
    }
    for (const entry of hasRawNames ? listRaw(folder) : []) {
      if (!entry.name.toString('utf8').includes('\uFFFD')) continue;
      if (entry.isFile()) rawNames.push(entry.name);
      else if (entry.isSymbolicLink()) addLink(links, folder, entry.name, shownName(entry.name), skip);
      else if (entry.isDirectory())
        pending.push(child(folder, entry.name, prefix + shownName(entry.name), device, ofGit));
    }
    if (names.length > 0 || rawNames.length > 0 || links.length > 0) {
      yield { relative: folder.relative, absolute: folder.absolute, names, rawNames, links, ofGit };
    }
  }
}

function addLink(
  links: WalkedLink[],
  folder: Folder,
  name: string | Buffer,
  shown: string,
  skip: (entry: Skipped) => void,
): 'file' | 'folder' | null {
  const behind = behindLink(inFolder(folder.absolute, name));
  switch (behind.kind) {
    case 'file':
    case 'folder':
      return behind.kind;
    case 'link':
      if (behind.target.length >= SHORTEST_NAME || name.length >= SHORTEST_NAME)
        links.push({ name: shown, target: behind.target });
      return null;
    case 'volume':
    case 'unreadable': {
      const path = folder.relative === '' ? shown : `${folder.relative}/${shown}`;
      const reason = behind.kind === 'volume' ? say('scan.mounted-volume') : reasonOf(behind.error);
      skip({ path, reason });
      return null;
    }
    default:
      return assertNever(behind);
  }
}

function child(
  folder: Folder,
  name: string | Buffer,
  relative: string,
  device: number,
  ofGit: boolean,
): Folder {
  return { relative, absolute: inFolder(folder.absolute, name), depth: folder.depth + 1, device, ofGit };
}

/** What opens `name` in a folder. */
export function inFolder(folder: string | Buffer, name: string | Buffer): string | Buffer {
  if (typeof folder === 'string' && typeof name === 'string')
    return folder.endsWith(sep) ? folder + name : folder + sep + name;
  return Buffer.concat([Buffer.from(folder), Buffer.from(sep), Buffer.from(name)]);
}

function deviceOf(folder: Folder, skip: (entry: Skipped) => void): number | null {
  if (folder.depth > MAX_DEPTH) {
    skip({ path: folder.relative, reason: say('scan.folders-too-deep') });
    return null;
  }
  try {
    const { dev } = folder.depth === 0 ? statSync(folder.absolute) : lstatSync(folder.absolute);
    if (dev !== folder.device && PSEUDO_FILE_SYSTEMS.has(statfsSync(folder.absolute).type)) {
      skip({ path: folder.relative || '.', reason: say('scan.kernel-file-system') });
      return null;
    }
    if (folder.depth >= LOOP_CHECK_DEPTH && leadsBack(folder)) {
      skip({ path: folder.relative, reason: say('scan.mount-leads-back') });
      return null;
    }
    return dev;
  } catch (error) {
    skip({ path: folder.relative || '.', reason: reasonOf(error) });
    return null;
  }
}

function leadsBack(folder: Folder): boolean {
  if (typeof folder.absolute !== 'string') return false;
  const own = lstatSync(folder.absolute, { bigint: true });
  const parts = folder.relative.split('/');
  const root = folder.absolute.slice(0, folder.absolute.length - folder.relative.length);
  for (let count = 0; count < parts.length; count += 1) {
    const above = lstatSync(join(root, ...parts.slice(0, count)), { bigint: true });
    if (above.ino === own.ino && above.dev === own.dev) return true;
  }
  return false;
}

function list(folder: Folder, skip: (entry: Skipped) => void): Dirent[] | null {
  try {
    return readdirSync(folder.absolute, { withFileTypes: true });
  } catch (error) {
    skip({ path: folder.relative || '.', reason: reasonOf(error) });
    return null;
  }
}

/** A repository's own folder, whatever its name: `.git`, a bare repository, a submodule's store. */
function isGitFolder(entries: readonly Dirent[]): boolean {
  let head = false;
  let objects = false;
  let refs = false;
  for (const { name } of entries) {
    if (name === 'HEAD') head = true;
    else if (name === 'objects') objects = true;
    else if (name === 'refs') refs = true;
  }
  return head && objects && refs;
}

/** A name that is no valid UTF-8 can be opened by its bytes only, and several may look alike. */
function listRaw(folder: Folder): Dirent<Buffer>[] {
  return readdirSync(Buffer.from(folder.absolute), { encoding: 'buffer', withFileTypes: true });
}

/** Why something could not be read; never the error's own text, which quotes the path unescaped. */
export function reasonOf(error: unknown, platform: NodeJS.Platform = thisPlatform): Said {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // What its user may read by its mode: the desktop, documents, the trash, mail.
  if (code === 'EPERM' && platform === 'darwin') return say('scan.refused-by-macos');
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return say('scan.no-permission');
    case 'ENOENT':
      return say('scan.vanished-while-scanning');
    case 'ENAMETOOLONG':
      return say('scan.path-is-too-long');
    case 'ELOOP':
      return say('scan.symbolic-link');
    case 'EMFILE':
    case 'ENFILE':
      return say('scan.too-many-open-files');
    case 'EIO':
      return say('scan.disk-failed');
    case 'EBUSY':
    case 'ETXTBSY':
      return say('scan.held-by-another-program');
    default:
      return code === '' ? say('scan.could-not-be-read') : say('scan.could-not-be-read-code', { code });
  }
}

/** The folder or file that a root really is; a root that is a link is followed, because a person named it. */
export function resolveRoot(path: string): string {
  return realpathSync(path);
}
