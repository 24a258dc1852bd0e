/** What the program itself stands on: its runtime, its native parts, the folder of the vault, Git, the loopback address. */
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import path from 'node:path';
import { syncedBy } from '../platform/synced-folder.ts';
import { wayBelow } from '../platform/way-below.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import type { Answer, Check, CheckId, DoctorSources } from './index.ts';

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

const works = (found: Said): Answer => ({ state: 'works', found, next: null });

function runtime({ platform }: DoctorSources): Answer {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const found = say('doctor.runtime', { version: process.versions.node, platform, arch: process.arch });
  if (major > 20 || (major === 20 && minor >= 18)) return works(found);
  return { state: 'missing', found, next: say('doctor.runtime-next') };
}

function database({ sqliteVersion }: DoctorSources): Answer {
  try {
    return works(say('doctor.database-works', { version: sqliteVersion() }));
  } catch {
    return {
      state: 'missing',
      found: say('doctor.database-missing'),
      next: say('doctor.database-next'),
    };
  }
}

async function derivation({ argon2 }: DoctorSources): Promise<Answer> {
  let hash: string;
  try {
    hash = await argon2('augno-vault doctor', 'sixteen bytes !!');
  } catch {
    return {
      state: 'missing',
      found: say('doctor.derivation-missing'),
      next: say('doctor.derivation-next'),
    };
  }
  if (hash === KNOWN_HASH) return works(say('doctor.derivation-works'));
  return {
    state: 'missing',
    found: say('doctor.derivation-wrong'),
    next: say('doctor.derivation-wrong-next'),
  };
}

/**
 * Windows copies that part of a profile to a server at logging off, or keeps it there.
 * @returns the names below it; null where the vault does not lie there
 */
function wayInRoaming(vaultFolder: string, roaming: string | undefined): readonly string[] | null {
  return roaming === undefined || roaming === '' ? null : wayBelow(roaming, vaultFolder, path.win32);
}

function folder({ vaultFolder, platform, environment }: DoctorSources): Answer {
  // The nearest one that is there: a vault that is still to be made comes below it.
  let there = vaultFolder;
  while (!existsSync(there) && path.dirname(there) !== there) there = path.dirname(there);
  const kind =
    platform === 'linux'
      ? FOREIGN_FILE_SYSTEMS.get(statfsSync(there).type)
      : platform === 'win32' && /^[\\/]{2}(?![?.][\\/])/.test(vaultFolder)
        ? 'SMB'
        : undefined;
  try {
    accessSync(there, constants.W_OK);
  } catch {
    return {
      state: 'limited',
      found: say('doctor.folder-limited'),
      next: say('doctor.folder-limited-next'),
    };
  }
  if (kind !== undefined) {
    return {
      state: 'limited',
      found: say('doctor.folder-foreign', { kind }),
      next: say('doctor.folder-foreign-next'),
    };
  }
  const roaming = platform === 'win32' ? wayInRoaming(vaultFolder, environment['APPDATA']) : null;
  if (roaming !== null) {
    return {
      state: 'limited',
      found: say('doctor.folder-roaming'),
      next:
        roaming.join('/') === 'Augno Vault/vault'
          ? say('doctor.folder-roaming-next')
          : say('doctor.folder-roaming-elsewhere-next'),
    };
  }
  const service = syncedBy(path.join(vaultFolder, 'vault.db'), { platform, environment, home: homedir() });
  if (service !== null) {
    return {
      state: 'limited',
      found: say('doctor.folder-synced', { service }),
      next: say('doctor.folder-synced-next'),
    };
  }
  if (platform !== 'win32' && there === vaultFolder && (statSync(there).mode & 0o077) !== 0) {
    return {
      state: 'limited',
      found: say('doctor.folder-open'),
      next: say('doctor.folder-open-next'),
    };
  }
  return works(there === vaultFolder ? say('doctor.folder-works') : say('doctor.folder-can-be-made'));
}

async function git({ environment }: DoctorSources): Promise<Answer> {
  const version = await new Promise<string | null>((resolve) => {
    execFile('git', ['--version'], { env: environment, timeout: 5000 }, (failed, out) => {
      resolve(failed === null ? (/\d+(?:\.\d+)+/.exec(out)?.[0] ?? null) : null);
    });
  });
  if (version !== null) return works(say('doctor.git-works', { version }));
  return {
    state: 'missing',
    found: say('doctor.git-missing'),
    next: say('doctor.git-next'),
  };
}

async function loopback(): Promise<Answer> {
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
  if (opened) return works(say('doctor.loopback-works'));
  return {
    state: 'missing',
    found: say('doctor.loopback-missing'),
    next: say('doctor.loopback-next'),
  };
}

function firstLine(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}

function rendererSandbox({ platform }: DoctorSources): Answer {
  if (platform !== 'linux') return works(say('doctor.window-can'));
  if (process.getuid?.() === 0) {
    return {
      state: 'limited',
      found: say('doctor.window-root'),
      next: say('doctor.window-root-next'),
    };
  }
  const forbidden =
    firstLine('/proc/sys/kernel/unprivileged_userns_clone') === '0' ||
    firstLine('/proc/sys/user/max_user_namespaces') === '0';
  if (forbidden) {
    return {
      state: 'limited',
      found: say('doctor.window-no-namespaces'),
      next: say('doctor.window-no-namespaces-next'),
    };
  }
  if (firstLine('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1') {
    return {
      state: 'limited',
      found: say('doctor.window-apparmor'),
      next: say('doctor.window-apparmor-next'),
    };
  }
  return works(say('doctor.window-works'));
}

export function machineChecks(sources: DoctorSources): readonly (readonly [CheckId, Check])[] {
  const check = (
    id: CheckId,
    essential: boolean,
    ask: (sources: DoctorSources) => Answer | Promise<Answer>,
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
