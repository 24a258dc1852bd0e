/** What Linux says of a process. Everything is read twice by whoever relies on it: a number is given to another process later. */
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, readlinkSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { certain } from '../../shared/certain.ts';

export interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  /** In ticks since the computer started: together with the number it names one process. */
  readonly startedAt: string;
  /** The process that leads its session, usually a terminal's shell. */
  readonly session: number;
  /** `pts/3`; null without a terminal. */
  readonly terminal: string | null;
  readonly userId: number;
  /** As the system resolves it, also where the file was replaced since. */
  readonly executable: string;
  readonly args: readonly string[];
  readonly folder: string;
}

const MOST_ARGUMENT_BYTES = 1 << 16;
/** Of what the kernel calls `pts`. */
const PTS_MAJORS = { first: 136, last: 143 } as const;

function terminalOf(device: number): string | null {
  if (device === 0) return null;
  const major = (device >> 8) & 0xfff;
  const minor = (device & 0xff) | ((device >> 12) & 0xfff00);
  if (major >= PTS_MAJORS.first && major <= PTS_MAJORS.last)
    return `pts/${String(minor + (major - PTS_MAJORS.first) * 256)}`;
  return major === 4 ? `tty${String(minor)}` : `tty ${String(major)}:${String(minor)}`;
}

/** Null where it is gone, or another user's. */
export function readProcess(pid: number): ProcessFacts | null {
  const at = `/proc/${String(pid)}`;
  try {
    const stat = readFileSync(`${at}/stat`, 'utf8');
    // The name before may hold blanks and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const args = readFileSync(`${at}/cmdline`).subarray(0, MOST_ARGUMENT_BYTES).toString('utf8').split('\0');
    const users = /^Uid:\t(\d+)\t(\d+)\t(\d+)\t(\d+)$/m.exec(readFileSync(`${at}/status`, 'utf8'));
    const [, real, ...others] = users ?? [];
    // One that changed its user is nobody's.
    if (real === undefined || others.some((id) => id !== real)) return null;
    return {
      pid,
      parent: Number(fields[1]),
      startedAt: certain(fields[19]),
      session: Number(fields[3]),
      terminal: terminalOf(Number(fields[4])),
      userId: Number(real),
      executable: readlinkSync(`${at}/exe`),
      args: args.slice(0, -1),
      folder: readlinkSync(`${at}/cwd`),
    };
  } catch {
    return null;
  }
}

/** Whether it is still the same process, running the same program. */
export function isSameProcess(facts: ProcessFacts): boolean {
  const now = readProcess(facts.pid);
  return now !== null && now.startedAt === facts.startedAt && now.executable === facts.executable;
}

const hashes = new Map<string, string>();

/** SHA-256 of what the process runs, whatever lies under that name now. @throws where it can't be read */
export async function executableHash(pid: number): Promise<string> {
  const file = `/proc/${String(pid)}/exe`;
  const { dev, ino, size, mtimeNs, ctimeNs } = statSync(file, { bigint: true });
  const key = [dev, ino, size, mtimeNs, ctimeNs].join(':');
  const known = hashes.get(key);
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  const found = hash.digest('hex');
  hashes.set(key, found);
  return found;
}

const LARGEST_SCRIPT = 1 << 20;

export interface Script {
  readonly file: string;
  readonly hash: string;
}

/** The first argument that is a file, as the process would find it; null where there is none, or it is too large. */
export async function scriptOf({ args, folder }: ProcessFacts): Promise<Script | null> {
  for (const argument of args.slice(1)) {
    if (argument.startsWith('-')) continue;
    const file = path.resolve(folder, argument);
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats === undefined) continue;
    if (!stats.isFile() || stats.size > LARGEST_SCRIPT) return null;
    const hash = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    return { file, hash };
  }
  return null;
}

/** Whether it was started in a way that makes it run other code than its arguments say. */
export function isLoadedWithMore(pid: number): boolean {
  try {
    return readFileSync(`/proc/${String(pid)}/environ`, 'utf8')
      .split('\0')
      .some((entry) => /^(?:NODE_OPTIONS|LD_(?:PRELOAD|AUDIT|LIBRARY_PATH))=./.test(entry));
  } catch {
    return true;
  }
}
