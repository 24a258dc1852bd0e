/** What the program itself stands on: its runtime, its native parts, the folder of the vault, Git, the loopback address. */
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Check, CheckId, CheckResult, DoctorSources } from './index.ts';

/** RFC 9106's function of this password and salt at 8 KiB, one pass, one lane, 32 bytes, as libargon2 and @noble/hashes compute it. */
const KNOWN_HASH = '1837a025a78f6bdf1d022f7796c3daed5ebe36a56c3ce08e409ad4213bd72335';

/** What Linux says of file systems that keep no modes, or keep them for another machine to judge. */
const FOREIGN_FILE_SYSTEMS: ReadonlyMap<number, string> = new Map([
  [0x4d44, 'FAT'],
  [0x2011bab0, 'exFAT'],
  [0x5346544e, 'NTFS'],
  [0x6969, 'NFS'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x65735546, 'FUSE'],
  [0x01021997, '9P'],
]);

type Said = Omit<CheckResult, 'id' | 'essential'>;

const works = (found: string): Said => ({ state: 'works', found, next: null });

function runtime({ platform }: DoctorSources): Said {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const found = `Node ${process.versions.node} on ${platform} ${process.arch}.`;
  if (major > 20 || (major === 20 && minor >= 18)) return works(found);
  return { state: 'missing', found, next: 'Install Node 22 or newer.' };
}

function database({ sqliteVersion }: DoctorSources): Said {
  try {
    return works(`SQLite ${sqliteVersion()}.`);
  } catch {
    return {
      state: 'missing',
      found: 'The database library does not load on this runtime.',
      next: 'Install Augno Vault anew with the Node that runs it (22.14 or newer). No vault was touched.',
    };
  }
}

async function derivation({ argon2 }: DoctorSources): Promise<Said> {
  let hash: string;
  try {
    hash = await argon2('augno-vault doctor', 'sixteen bytes !!');
  } catch {
    return {
      state: 'missing',
      found: 'The library that derives keys from passwords does not load.',
      next: 'Install Augno Vault anew with the Node that runs it. No vault was touched.',
    };
  }
  if (hash === KNOWN_HASH) return works('Argon2id gives what it must.');
  return {
    state: 'missing',
    found: 'Argon2id gives another result than it must.',
    next: 'Do not make a vault on this machine; report it with the output of this command.',
  };
}

function folder({ vaultFolder, platform }: DoctorSources): Said {
  // The nearest one that is there: a vault that is still to be made comes below it.
  let there = vaultFolder;
  while (!existsSync(there) && path.dirname(there) !== there) there = path.dirname(there);
  const kind = platform === 'linux' ? FOREIGN_FILE_SYSTEMS.get(statfsSync(there).type) : undefined;
  try {
    accessSync(there, constants.W_OK);
  } catch {
    return {
      state: 'limited',
      found: 'The folder of the vault cannot be written.',
      next: 'Listing, revealing and copying work; whatever changes the vault is refused until it can be written.',
    };
  }
  if (kind !== undefined) {
    return {
      state: 'limited',
      found: `The folder of the vault lies on a ${kind} file system, which may not keep it to this user.`,
      next: 'The vault is encrypted all the same. A folder on this machine’s own disk is safer: --vault DIR.',
    };
  }
  if (platform !== 'win32' && there === vaultFolder && (statSync(there).mode & 0o077) !== 0) {
    return {
      state: 'limited',
      found: 'Other users may look into the folder of the vault.',
      next: 'Opening the vault narrows it.',
    };
  }
  return works(there === vaultFolder ? 'The folder of the vault can be written.' : 'A vault can be made.');
}

async function git({ environment }: DoctorSources): Promise<Said> {
  const version = await new Promise<string | null>((resolve) => {
    execFile('git', ['--version'], { env: environment, timeout: 5000 }, (failed, out) => {
      resolve(failed === null ? (/\d+(?:\.\d+)+/.exec(out)?.[0] ?? null) : null);
    });
  });
  if (version !== null) return works(`Git ${version}.`);
  return {
    state: 'missing',
    found: 'No Git on the PATH.',
    next: 'Files and folders are scanned; histories and hooks need Git.',
  };
}

async function loopback(): Promise<Said> {
  const server = createServer();
  const opened = await new Promise<boolean>((resolve) => {
    server.once('error', () => {
      resolve(false);
    });
    server.listen(0, '127.0.0.1', () => {
      resolve(true);
    });
  });
  server.close();
  if (opened) return works('The embedded sandbox can listen on 127.0.0.1.');
  return {
    state: 'missing',
    found: 'Nothing may listen on 127.0.0.1.',
    next: 'The embedded sandbox does not start; real accounts work.',
  };
}

function firstLine(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}

function rendererSandbox({ platform }: DoctorSources): Said {
  if (platform !== 'linux') return works('The system has what the window’s sandbox needs.');
  if (process.getuid?.() === 0) {
    return {
      state: 'limited',
      found: 'This is root: the window runs without Chromium’s sandbox.',
      next: 'Start the app as an ordinary user.',
    };
  }
  const forbidden =
    firstLine('/proc/sys/kernel/unprivileged_userns_clone') === '0' ||
    firstLine('/proc/sys/user/max_user_namespaces') === '0';
  if (forbidden) {
    return {
      state: 'limited',
      found: 'This kernel gives ordinary users no namespaces.',
      next: 'The window needs the set-user-id helper that the .deb and .rpm packages install.',
    };
  }
  if (firstLine('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1') {
    return {
      state: 'limited',
      found: 'AppArmor gives namespaces to programs with a profile only.',
      next: 'The .deb package brings a profile; an AppImage or archive needs one of its own.',
    };
  }
  return works('The kernel gives the window’s sandbox its namespaces.');
}

export function machineChecks(sources: DoctorSources): readonly (readonly [CheckId, Check])[] {
  const check = (
    id: CheckId,
    essential: boolean,
    ask: (sources: DoctorSources) => Said | Promise<Said>,
  ): readonly [CheckId, Check] => [id, async () => ({ id, essential, ...(await ask(sources)) })];
  return [
    check('runtime', true, runtime),
    check('database', true, database),
    check('derivation', true, derivation),
    check('folder', false, folder),
    check('git', false, git),
    check('loopback', false, loopback),
    check('renderer-sandbox', false, rendererSandbox),
  ];
}
