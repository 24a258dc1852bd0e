/** Where things lie on this machine. The app and the command must agree, so both ask here. */
import { homedir, userInfo } from 'node:os';
import path from 'node:path';

export interface PathSources {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const processSources = (): PathSources => ({
  platform: process.platform,
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

/** The platform's application-data folder for this product. */
export function applicationDataFolder(sources: PathSources = processSources()): string {
  const { platform, environment, home } = sources;
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Augno Vault');
  if (platform === 'win32') {
    return path.join(environment['APPDATA'] || path.join(home, 'AppData', 'Roaming'), 'Augno Vault');
  }
  const dataHome = environment['XDG_DATA_HOME'];
  // The XDG specification says that a relative path is to be ignored.
  const base = dataHome && path.isAbsolute(dataHome) ? dataHome : path.join(home, '.local', 'share');
  return path.join(base, 'augno-vault');
}

/** `--vault DIR`, else AUGNO_VAULT_DIR, else the platform's application-data folder; absolute. */
export function resolveVaultFolder(
  option: string | undefined,
  sources: PathSources = processSources(),
): string {
  const chosen = option || sources.environment['AUGNO_VAULT_DIR'];
  return chosen ? path.resolve(chosen) : path.join(applicationDataFolder(sources), 'vault');
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
export function profileFolderOf(vaultFolder: string): string {
  return `${vaultFolder}.app`;
}

/** State of incremental scans; holds no secret. */
export function scanStateFolderOf(vaultFolder: string): string {
  return path.join(profileFolderOf(vaultFolder), 'scan-state');
}
