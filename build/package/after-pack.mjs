/** electron-builder's hook on the unpacked app, before it is signed and put into installers. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { flipFuses } from '@electron/fuses';
import { executableName } from '../command/single-executable.mjs';
import { packagedExecutable, packagedFuses } from './fuses.mjs';

/** @param {import('electron-builder').AfterPackContext} context */
export default async function afterPack({ appOutDir, electronPlatformName, packager, arch }) {
  if (electronPlatformName === 'linux') {
    // The fallback runtime's way in, its version mark and its manifest; the packaged app is resources/app.asar.
    await rm(path.join(appOutDir, 'resources', 'app'), { recursive: true, force: true });
    await rm(path.join(appOutDir, 'augno-vault-runtime.json'), { force: true });
    // SECURITY: what would write crash reports, with memory in them. Nothing starts it, and now nothing can.
    await rm(path.join(appOutDir, 'chrome_crashpad_handler'), { force: true });
  }
  const name =
    electronPlatformName === 'linux'
      ? /** @type {import('electron-builder').LinuxPackager} */ (/** @type {unknown} */ (packager))
          .executableName
      : packager.appInfo.productFilename;
  const arm64 = 3;
  // electron-builder signs what lies beside the app by itself, and on macOS all of it.
  if (electronPlatformName === 'win32')
    await /** @type {import('electron-builder').WinPackager} */ (/** @type {unknown} */ (packager)).signIf(
      path.join(appOutDir, 'resources', 'command', executableName('win32')),
    );
  await flipFuses(packagedExecutable(appOutDir, electronPlatformName, name), {
    ...packagedFuses(electronPlatformName),
    // Changing the executable broke its signature, without which Apple silicon does not start it.
    resetAdHocDarwinSignature: electronPlatformName === 'darwin' && arch === arm64,
  });
}
