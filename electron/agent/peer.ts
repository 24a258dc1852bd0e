/**
 * Which process is at the other end of a connection, as the system says.
 *
 * Node has no peer credentials. On Linux the kernel tells for each end of a connection the number of the other end's socket
 * (asked by iproute2's `ss`), and which process holds that socket (`/proc/PID/fd`). Elsewhere nobody is told apart, and so
 * nobody is served (decision 0231).
 *
 * SECURITY: nothing that the client says of itself is part of this.
 */
import { execFile } from 'node:child_process';
import { readdirSync, readlinkSync, statSync } from 'node:fs';
import type { Socket } from 'node:net';
import { promisify } from 'node:util';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';
import { readProcess, type ProcessFacts } from './process-facts.ts';
import { certain } from '../../shared/certain.ts';
import { thisPlatform } from '../platform/this-platform.ts';

/** Null where it cannot be told, or is told of more than one. */
export type PeerReader = (socket: Socket) => Promise<ProcessFacts | null>;

/** SECURITY: absolute, and the system's own, so that nothing in the path of the user is run instead. */
const PLACES_OF_SS = ['/usr/bin/ss', '/bin/ss', '/usr/sbin/ss', '/sbin/ss'];
const LONGEST_LIST = 1 << 24;
const PATIENCE_MS = 5000;

function findSs(): string | null {
  return (
    PLACES_OF_SS.find((file) => {
      const stats = statSync(file, { throwIfNoEntry: false });
      return stats?.isFile() === true && stats.uid === 0 && (stats.mode & 0o022) === 0;
    }) ?? null
  );
}

/** @throws AppError `unsupported` where this system does not say who connects */
export function systemPeerReader(platform: NodeJS.Platform = thisPlatform): PeerReader {
  const program = platform === 'linux' ? findSs() : null;
  if (program === null) {
    throw new AppError({
      code: 'unsupported',
      message: say(platform === 'linux' ? 'agent.needs-ss' : 'agent.needs-linux'),
      hint: say('agent.use-the-password'),
    });
  }
  return async (socket) => {
    const own = ownSocket(socket);
    const { stdout } = await promisify(execFile)(program, ['-xnH', 'state', 'established'], {
      env: {},
      maxBuffer: LONGEST_LIST,
      timeout: PATIENCE_MS,
    });
    const other = own === null ? null : otherEnd(stdout, own);
    return other === null ? null : holderOf(other);
  };
}

/** The number of our own end. */
function ownSocket(socket: Socket): string | null {
  const { fd } = (socket as unknown as { readonly _handle?: { readonly fd?: number } })._handle ?? {};
  if (fd === undefined || fd < 0) return null;
  return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${String(fd)}`))?.[1] ?? null;
}

/** Names of other sockets stand in this list and may hold anything: a number that is named twice names nobody. */
export function otherEnd(list: string, own: string): string | null {
  const found = list.split('\n').flatMap((line) => {
    const [, local, other] = / (\d+) +\* (\d+) *$/.exec(line) ?? [];
    return local === own && other !== undefined && other !== '0' ? [other] : [];
  });
  return found.length === 1 ? certain(found[0]) : null;
}

/** SECURITY: held by two, it is not known who speaks. */
function holderOf(socket: string): ProcessFacts | null {
  const holders = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => holds(pid, `socket:[${socket}]`));
  const facts = holders.length === 1 ? readProcess(Number(holders[0])) : null;
  return facts !== null && facts.userId === process.getuid?.() ? facts : null;
}

function holds(pid: string, link: string): boolean {
  const folder = `/proc/${pid}/fd`;
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    // Gone, or another user's: it then holds nothing that counts.
    return false;
  }
  return names.some((name) => {
    try {
      return readlinkSync(`${folder}/${name}`) === link;
    } catch {
      return false;
    }
  });
}
