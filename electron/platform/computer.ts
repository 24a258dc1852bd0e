/**
 * Which computer this is, for what a person confirmed on this one and on no other. A random number lies in the
 * application-data folder, outside every vault; what counts is that number together with the file that holds it and the
 * system's own name for itself, so that neither a copied vault folder nor a copied home folder is the same computer.
 *
 * SECURITY: none of this is a secret. It only tells computers apart: confirmations are sealed records of the vault, which
 * nobody without the vault's key can write.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { applicationDataFolder } from './paths.ts';

const NAME = 'computer';
/** Far more than is written into it. */
const MOST_BYTES = 4096;
// Windows has neither of these flags (undefined, which | takes for 0).
const READING = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
/** Where Linux keeps a name that is made anew with each installation. */
const SYSTEM_NAMES = ['/etc/machine-id', '/var/lib/dbus/machine-id'];

function systemName(): string {
  for (const file of SYSTEM_NAMES) {
    try {
      const name = readFileSync(file, 'utf8').trim();
      if (name !== '') return name;
    } catch {
      // Not this one; other systems have none.
    }
  }
  return '';
}

interface ReadNumber {
  /** Null where it can be neither read nor made. */
  readonly number: string | null;
  /** Of a file that is there and can't be read: then what was confirmed is not known, and not denied. */
  readonly unreadable: string | null;
}

/** Made where there is none. */
function readNumber(folder: string): ReadNumber {
  const file = path.join(folder, NAME);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (statSync(file, { throwIfNoEntry: false }) === undefined) {
      try {
        writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
      } catch (thrown) {
        if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
      }
    }
    return { number: readRegular(file), unreadable: null };
  } catch {
    return { number: null, unreadable: isThere(file) ? file : null };
  }
}

/**
 * SECURITY: who can write the folder may lay a pipe or a device here, which would hold up each unlock, or never end.
 * @throws where it is no regular file of a small size
 */
function readRegular(file: string): string {
  const descriptor = openSync(file, READING);
  try {
    const stats = fstatSync(descriptor, { bigint: true });
    if (!stats.isFile() || stats.size > MOST_BYTES) throw new Error('no file of ours');
    const bytes = Buffer.alloc(MOST_BYTES);
    const text = bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, MOST_BYTES, 0)).trim();
    return `${text}/${String(stats.ino)}/${String(stats.birthtimeNs)}`;
  } finally {
    closeSync(descriptor);
  }
}

function isThere(file: string): boolean {
  try {
    // A link that leads nowhere is there as well.
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // The folder can't even be looked into.
    return true;
  }
}

/** 64 hex digits, the same at each start on this computer. */
export function computerIdentity(folder: string = applicationDataFolder()): string {
  // Where nothing can be kept, the host's name is all that is left to tell computers apart by.
  const number = readNumber(folder).number ?? `host ${hostname()}`;
  return createHash('sha256')
    .update(JSON.stringify(['augno-vault/computer', systemName(), number]))
    .digest('hex');
}

/** The file that tells this computer apart, where it is there and can't be read; null where all is well. */
export function unreadableIdentity(folder: string = applicationDataFolder()): string | null {
  return readNumber(folder).unreadable;
}
