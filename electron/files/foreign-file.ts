/**
 * The one way in which a file of others is read: exports, backups, CSV, `.env`, steps of a leak response. What is read is
 * decided on the open descriptor, never on a name that may mean something else a moment later.
 *
 * SECURITY: a FIFO would be waited for without an end, and a device may never end; neither is read because a file, the
 * page or a listing names it. A pipe is read only where a person's own argument names it.
 */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { Socket } from 'node:net';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import { certain } from '../../shared/certain.ts';

export interface ForeignFileRules {
  readonly maximumBytes: number;
  /** What it has to begin with; looked at before its size, and its size before the rest. */
  readonly begins?: { readonly magic: Buffer; readonly otherwise: () => AppError };
  /** `read`: the name is a person's own argument, so a pipe (process substitution, `/dev/stdin`) is read too. */
  readonly pipe?: 'read' | 'refuse' | undefined;
  /** Ends the reading of a pipe. */
  readonly signal?: AbortSignal | undefined;
}

// Windows has neither of these flags (undefined, which | takes for 0); there opening a pipe by name does not wait.
const READING = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/** The system reads no more than this at once. */
const LARGEST_READ = 1 << 30;

function refuse(message: Said, hint: Said, cause?: unknown): AppError {
  return new AppError({ code: 'invalid-input', message, hint, cause });
}

function nameOf(file: string): string {
  return path.basename(file) || file;
}

function unreadable(file: string, thrown: unknown): AppError {
  const { code } = thrown as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError({
      code: 'not-found',
      message: say('command.there-is-no-file-file', { file }),
      hint: say('command.nothing-was-changed-check-the-path'),
      cause: thrown,
    });
  }
  if (code === 'EISDIR') return notRegular(say('file.name-is-a-folder-not-a-file', { name: nameOf(file) }));
  if (code === 'ENXIO') return notRegular(say('file.name-is-a-socket-not-a-file', { name: nameOf(file) }));
  return refuse(
    say('file.the-file-file-cant-be-read', { file: nameOf(file) }),
    say('file.nothing-was-changed-check-that-you-may'),
    thrown,
  );
}

function notRegular(message: Said): AppError {
  return refuse(message, say('file.nothing-was-changed-choose-a-file'));
}

function tooLarge(file: string, { maximumBytes }: ForeignFileRules): AppError {
  const limit =
    maximumBytes >= 1_000_000
      ? `${String(Math.floor(maximumBytes / 1_000_000))} MB`
      : `${String(Math.floor(maximumBytes / 1000))} kB`;
  return refuse(
    say('file.file-is-larger-than-limit', { file: nameOf(file), limit }),
    say('file.nothing-was-changed-choose-a-smaller-file'),
  );
}

function requireMagic(head: Buffer, { begins }: ForeignFileRules): void {
  if (begins !== undefined && !head.subarray(0, begins.magic.length).equals(begins.magic))
    throw begins.otherwise();
}

function refuseKind(file: string, stats: Stats): AppError {
  const name = nameOf(file);
  if (stats.isDirectory()) return notRegular(say('file.name-is-a-folder-not-a-file', { name }));
  if (stats.isFIFO()) return notRegular(say('file.name-is-a-pipe-not-a-file', { name }));
  if (stats.isSocket()) return notRegular(say('file.name-is-a-socket-not-a-file', { name }));
  return notRegular(say('file.name-is-a-device-not-a-file', { name }));
}

/** `/dev/stdin` and `/dev/fd/N` stand for a descriptor that is open already; a socket there can't be opened again. */
function inheritedDescriptor(file: string): number | null {
  if (file === '/dev/stdin') return 0;
  const match = /^\/(?:dev|proc\/self)\/fd\/(\d{1,9})$/.exec(file);
  return match === null ? null : Number(match[1]);
}

interface Opened {
  readonly descriptor: number;
  readonly stats: Stats;
  /** Not ours to close. */
  readonly inherited: boolean;
}

function open(file: string, pipe: boolean): Opened {
  let descriptor: number;
  try {
    descriptor = openSync(file, READING);
  } catch (thrown) {
    const inherited = pipe ? inheritedDescriptor(file) : null;
    if (inherited === null) throw unreadable(file, thrown);
    try {
      return { descriptor: inherited, stats: fstatSync(inherited), inherited: true };
    } catch {
      throw unreadable(file, thrown);
    }
  }
  return { descriptor, stats: fstatSync(descriptor), inherited: false };
}

/** From the descriptor's beginning; shorter only where the file ends. */
function readUpTo(descriptor: number, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let at = 0;
  while (at < length) {
    const count = readSync(descriptor, bytes, at, Math.min(length - at, LARGEST_READ), from + at);
    if (count === 0) break;
    at += count;
  }
  return bytes.subarray(0, at);
}

function readRegular(file: string, { descriptor, stats }: Opened, rules: ForeignFileRules): Buffer {
  try {
    requireMagic(readUpTo(descriptor, 0, rules.begins?.magic.length ?? 0), rules);
    if (stats.size > rules.maximumBytes) throw tooLarge(file, rules);
    // One byte more than it said: a file that grows meanwhile, or says that it is empty as those of /proc do.
    const bytes = readUpTo(descriptor, 0, stats.size === 0 ? rules.maximumBytes + 1 : stats.size + 1);
    if (bytes.length > rules.maximumBytes) throw tooLarge(file, rules);
    return bytes;
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw unreadable(file, thrown);
  }
}

async function readPipe(file: string, descriptor: number, rules: ForeignFileRules): Promise<Buffer> {
  const { signal, maximumBytes, begins } = rules;
  const socket = new Socket({ fd: descriptor, readable: true, writable: false });
  const chunks: Buffer[] = [];
  let size = 0;
  let checked = begins === undefined;
  const stop = (): void => {
    socket.destroy();
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (!checked && size >= certain(begins).magic.length) {
        requireMagic(Buffer.concat(chunks), rules);
        checked = true;
      }
      if (size > maximumBytes) throw tooLarge(file, rules);
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    if (signal?.aborted !== true) throw unreadable(file, thrown);
  } finally {
    signal?.removeEventListener('abort', stop);
    socket.destroy();
  }
  if (signal?.aborted === true) {
    throw new AppError({
      code: 'cancelled',
      message: say('command.cancelled'),
      hint: say('command.nothing-was-changed'),
    });
  }
  const bytes = Buffer.concat(chunks);
  for (const chunk of chunks) chunk.fill(0);
  requireMagic(bytes, rules);
  return bytes;
}

/**
 * The whole file. The caller wipes what it no longer needs.
 * @throws AppError `not-found`, `invalid-input`, `cancelled`, or what `begins.otherwise` makes
 */
export async function readForeignFile(file: string, rules: ForeignFileRules): Promise<Buffer> {
  const pipe = rules.pipe === 'read';
  const opened = open(file, pipe);
  const { descriptor, stats, inherited } = opened;
  let handedOver = false;
  try {
    if (stats.isFile()) return readRegular(file, opened, rules);
    if (!pipe || !(stats.isFIFO() || stats.isSocket())) throw refuseKind(file, stats);
    // The socket closes it.
    handedOver = true;
    return await readPipe(file, descriptor, rules);
  } finally {
    if (!handedOver && !inherited) closeSync(descriptor);
  }
}

/**
 * The whole of a small file at once: notes of this program in folders that others may write to. Waits for nothing.
 * @throws AppError `not-found`, `invalid-input`
 */
export function readSmallFile(file: string, maximumBytes: number): Buffer {
  const opened = open(file, false);
  try {
    if (!opened.stats.isFile()) throw refuseKind(file, opened.stats);
    return readRegular(file, opened, { maximumBytes });
  } finally {
    closeSync(opened.descriptor);
  }
}

/** Whether a regular file begins like this; false for everything else, and where it can't be read. Waits for nothing. */
export function beginsWith(file: string, magic: Buffer): boolean {
  return holdsAt(file, magic, () => 0);
}

/** Whether a regular file ends like this; false as for {@link beginsWith}. */
export function endsWith(file: string, magic: Buffer): boolean {
  return holdsAt(file, magic, (size) => size - magic.length);
}

/** Whether a regular file has these bytes at that place; false as for {@link beginsWith}. */
export function holds(file: string, bytes: Buffer, at: number): boolean {
  return holdsAt(file, bytes, () => at);
}

function holdsAt(file: string, magic: Buffer, placeOf: (size: number) => number): boolean {
  let opened: Opened;
  try {
    opened = open(file, false);
  } catch {
    return false;
  }
  try {
    const { descriptor, stats } = opened;
    const at = placeOf(stats.size);
    return stats.isFile() && at >= 0 && readUpTo(descriptor, at, magic.length).equals(magic);
  } catch {
    return false;
  } finally {
    closeSync(opened.descriptor);
  }
}
