/** Electron's switches that are set in the executable itself, where no argument or variable can undo them. */
import path from 'node:path';
import { FuseV1Options, FuseVersion } from '@electron/fuses';

/**
 * @param {string} platform  as Electron names it: linux, darwin, win32
 * @returns {import('@electron/fuses').FuseV1Config<boolean>}
 */
export function packagedFuses(platform) {
  const hasAsarIntegrity = platform === 'darwin' || platform === 'win32';
  return {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: false,
    // SECURITY: with any of these three, whoever can start the app can run their own code inside it.
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: hasAsarIntegrity,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  };
}

/**
 * @param {string} folder  of the unpacked app
 * @param {string} platform
 * @param {string} executableName
 */
export function packagedExecutable(folder, platform, executableName) {
  if (platform === 'darwin')
    return path.join(folder, `${executableName}.app`, 'Contents', 'MacOS', executableName);
  return path.join(folder, platform === 'win32' ? `${executableName}.exe` : executableName);
}
