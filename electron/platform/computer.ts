/**
 * Which computer this is, for what a person confirmed on this one and on no other. A random number lies in the
 * application-data folder, outside every vault; what counts is that number together with the file that holds it and the
 * system's own name for itself, so that neither a copied vault folder nor a copied home folder is the same computer.
 *
 * SECURITY: none of this is a secret. It only tells computers apart: confirmations are sealed records of the vault, which
 * nobody without the vault's key can write.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { applicationDataFolder } from './paths.ts';

const NAME = 'computer';
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
    const text = readFileSync(file, 'utf8').trim();
    const { ino, birthtimeNs } = statSync(file, { bigint: true });
    return { number: `${text}/${String(ino)}/${String(birthtimeNs)}`, unreadable: null };
  } catch {
    return { number: null, unreadable: isThere(file) ? file : null };
  }
}

function isThere(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined;
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
