/** Where things lie on this machine. The app and the command must agree, so both ask here. */
import { existsSync, renameSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import path from 'node:path';
import { thisPlatform } from './this-platform.ts';

export interface PathSources {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** For tests. */
  readonly exists?: (folder: string) => boolean;
}

const processSources = (): PathSources => ({
  platform: thisPlatform,
  environment: process.env,
  home: absoluteHome(),
});

/**
 * SECURITY: with an empty or relative HOME the vault would be looked for below the working folder, which may be somebody
 * else's. What the system says of this user is taken instead; where it says nothing, the root, which nobody else writes to.
 */
export function absoluteHome(
  told: string = homedir(),
  systems: () => string = () => userInfo().homedir,
): string {
  if (path.isAbsolute(told)) return told;
  try {
    const home = systems();
    if (path.isAbsolute(home)) return home;
  } catch {
    // This user is in no list of the system.
  }
  return path.parse(process.execPath).root;
}

/** As that system joins and takes apart, on whichever this runs. */
const pathsOf = (platform: NodeJS.Platform): path.PlatformPath =>
  platform === 'win32' ? path.win32 : path.posix;

/**
 * The platform's application-data folder for this product. On Windows the one that stays on this computer: what roams is
 * copied to a server at logging off, where the last of two computers wins, or lies on a share, where SQLite's locks do not
 * hold. What an earlier version put there is still found.
 */
export function applicationDataFolder(sources: PathSources = processSources()): string {
  const { platform, environment, home, exists = existsSync } = sources;
  const { join, isAbsolute } = pathsOf(platform);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Augno Vault');
  if (platform === 'win32') {
    const local = join(environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'Augno Vault');
    const roaming = join(environment['APPDATA'] || join(home, 'AppData', 'Roaming'), 'Augno Vault');
    // The second name is there alone for a moment while a vault is moved away.
    const isThere = ['vault', 'vault.moving'].some((name) => exists(join(roaming, name)));
    return !exists(join(local, 'vault')) && isThere ? roaming : local;
  }
  const dataHome = environment['XDG_DATA_HOME'];
  // The XDG specification says that a relative path is to be ignored.
  const base = dataHome && isAbsolute(dataHome) ? dataHome : join(home, '.local', 'share');
  return join(base, 'augno-vault');
}

/** Where this version makes a vault for which nobody names a folder, whatever an earlier one did. */
export function usualVaultFolder(sources: PathSources = processSources()): string {
  const folder = applicationDataFolder({ ...sources, exists: () => false });
  return pathsOf(sources.platform).join(folder, 'vault');
}

function cacheFolder(
  what: 'scan' | 'completion',
  { platform, environment, home }: PathSources = processSources(),
): string {
  const { join, isAbsolute } = pathsOf(platform);
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'Augno Vault', what);
  if (platform === 'win32')
    return join(environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'Augno Vault', what);
  const cache = environment['XDG_CACHE_HOME'];
  return join(cache && isAbsolute(cache) ? cache : join(home, '.cache'), 'augno-vault', what);
}

/** What an unchanged repository need not be read again for, in the cache folder of this user. It holds no secret. */
export function scanCacheFolder(sources?: PathSources): string {
  return cacheFolder('scan', sources);
}

/** Names of keys for a shell to complete, where a person allowed that. It holds no secret. */
export function completionCacheFolder(sources?: PathSources): string {
  return cacheFolder('completion', sources);
}

/** `--vault DIR`, else AUGNO_VAULT_DIR, else the platform's application-data folder; absolute. */
export function resolveVaultFolder(
  option: string | undefined,
  sources: PathSources = processSources(),
): string {
  const chosen = option || sources.environment['AUGNO_VAULT_DIR'];
  const { join, resolve } = pathsOf(sources.platform);
  return chosen ? resolve(chosen) : join(applicationDataFolder(sources), 'vault');
}

/** What to start the app with so that it opens this vault, whatever the environment is then. */
export function vaultArguments(vaultFolder: string): readonly string[] {
  return vaultFolder === path.join(applicationDataFolder(), 'vault') ? [] : ['--vault', vaultFolder];
}

/** The embedded sandbox's state: beside the vault, not in it, since a server's data is not the vault's. */
export function sandboxFolderOf(vaultFolder: string): string {
  return `${vaultFolder}.sandbox`;
}

/** The app's profile (window position, Chromium's own files, logs): one for each vault, so that two never mix. */
export function profileFolderOf(
  vaultFolder: string,
  { platform, exists = existsSync }: Pick<PathSources, 'platform' | 'exists'> = { platform: thisPlatform },
): string {
  const before = `${vaultFolder}.app`;
  if (platform !== 'darwin') return before;
  // To macOS a folder of that name is an application. What an earlier version made is used until the app has moved it.
  const own = `${vaultFolder}.profile`;
  return !exists(own) && exists(before) ? before : own;
}

/** To be called by the app before it uses the folder. @returns where the profile is now */
export function settleProfileFolder(
  vaultFolder: string,
  platform: NodeJS.Platform = thisPlatform,
  rename: (from: string, to: string) => void = renameSync,
): string {
  const folder = profileFolderOf(vaultFolder, { platform });
  if (platform !== 'darwin' || folder.endsWith('.profile')) return folder;
  try {
    rename(folder, `${vaultFolder}.profile`);
  } catch {
    // Next time; nothing in it depends on the name.
  }
  return profileFolderOf(vaultFolder, { platform });
}

/** State of incremental scans; holds no secret. */
export function scanStateFolderOf(vaultFolder: string): string {
  return path.join(profileFolderOf(vaultFolder), 'scan-state');
}
