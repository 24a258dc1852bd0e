/**
 * Where whoever holds an open vault answers the command: a socket in a folder of this user alone, one for each vault. The
 * app and the command must agree, so both ask here.
 *
 * SECURITY: in `/tmp` anybody may make a folder or lay a link under a name that is known. What is not this user's own, or
 * open to others, is refused, never put right.
 */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, realpathSync, type Stats } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { terminalLine } from '../../shared/harmless-text.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import { thisPlatform } from '../platform/this-platform.ts';

export interface AgentAddress {
  /** Null where the address lies in no folder (named pipes). */
  readonly folder: string | null;
  readonly path: string;
}

export interface AddressSources {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly temporaryFolder: string;
  /** Null on systems without. */
  readonly userId: number | null;
}

export const addressSources = (): AddressSources => ({
  platform: thisPlatform,
  environment: process.env,
  temporaryFolder: tmpdir(),
  userId: process.getuid?.() ?? null,
});

/** What the systems take for a socket's path, less its terminating zero; macOS takes the least. */
const LONGEST_PATH = 103;

export function agentAddress(vaultFolder: string, sources: AddressSources = addressSources()): AgentAddress {
  const { platform } = sources;
  const name = createHash('sha256').update(realFolder(vaultFolder)).digest('hex').slice(0, 24);
  // Not tried on Windows: who connects can't be told there yet, so nothing is served (decision 0231).
  if (platform === 'win32') return { folder: null, path: `\\\\.\\pipe\\augno-vault-${name}` };
  const folder = socketFolder(sources);
  return { folder, path: path.join(folder, `${name}.sock`) };
}

/** Names of what lies among this user's sockets. None on systems that serve nothing. */
function namesThere(sources: AddressSources): readonly string[] {
  if (sources.platform === 'win32') return [];
  try {
    return readdirSync(socketFolder(sources));
  } catch {
    return [];
  }
}

/** Whether any vault of this user's is held open, as far as a look into the folder tells: for who would rather load no more. */
export function isAnySocketThere(sources: AddressSources = addressSources()): boolean {
  return namesThere(sources).length > 0;
}

/** Every socket of this user's at which a vault may be held open, for who knows of no vault. None where it can't be trusted. */
export function socketsThere(sources: AddressSources = addressSources()): readonly string[] {
  const names = namesThere(sources).filter((name) => name.endsWith('.sock'));
  try {
    const folder = socketFolder(sources);
    return names
      .map((name) => path.join(folder, name))
      .filter((file) => isSocketThere({ folder, path: file }, sources.userId));
  } catch {
    return [];
  }
}

function socketFolder(sources: AddressSources): string {
  return path.join(runtimeFolder(sources), `augno-vault-${String(sources.userId ?? 0)}`);
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return path.resolve(folder);
  }
}

/** Of this user's login where the system keeps one, so that a job without that variable finds the same. */
function runtimeFolder({ platform, environment, temporaryFolder, userId }: AddressSources): string {
  const named = environment['XDG_RUNTIME_DIR'];
  if (named !== undefined && path.isAbsolute(named)) return named;
  const usual = `/run/user/${String(userId)}`;
  if (platform === 'linux' && lstatSync(usual, { throwIfNoEntry: false })?.uid === userId) return usual;
  return temporaryFolder;
}

function refused(message: Said): AppError {
  return new AppError({ code: 'conflict', message, hint: say('agent.address-left-alone') });
}

/** @throws AppError `conflict` where it is somebody else's, a link, or open to others */
function assertPrivate(folder: string, stats: Stats, userId: number | null): void {
  const isPrivate = stats.isDirectory() && stats.uid === userId && (stats.mode & 0o077) === 0;
  if (!isPrivate) throw refused(say('agent.folder-is-not-private', { folder: terminalLine(folder) }));
}

/** For whoever serves: the folder is there and this user's alone. @throws AppError `conflict` */
export function prepareFolder({ folder }: AgentAddress, userId = addressSources().userId): void {
  if (folder === null) return;
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
  }
  assertPrivate(folder, lstatSync(folder), userId);
}

/**
 * Whether something lies at the address that may be asked.
 * @throws AppError `conflict` where it is no socket of this user's in a folder of their own
 */
export function isSocketThere(address: AgentAddress, userId = addressSources().userId): boolean {
  const { folder, path: file } = address;
  if (folder === null) return true;
  const around = lstatSync(folder, { throwIfNoEntry: false });
  if (around === undefined) return false;
  assertPrivate(folder, around, userId);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  if (stats.isSocket() && stats.uid === userId) return true;
  throw refused(say('agent.no-socket-of-yours', { file: terminalLine(file) }));
}

/** @throws AppError `unsupported` */
export function assertPathFits({ path: file }: AgentAddress): void {
  if (Buffer.byteLength(file) <= LONGEST_PATH) return;
  throw new AppError({
    code: 'unsupported',
    message: say('agent.path-too-long', { file: terminalLine(file) }),
    hint: say('agent.path-too-long-hint'),
  });
}
