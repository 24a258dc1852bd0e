/** Seals that are none. */
import { thisPlatform } from './this-platform.ts';

/**
 * What Chromium's storage seals on Linux where no keyring answers: under a key that is the same on every computer.
 *
 * SECURITY: since Electron 45 the asynchronous form does that while it says that encryption is available. On macOS and
 * Windows the same mark stands before what is really sealed.
 */
const PUBLIC_MARK = Buffer.from('v10', 'latin1');

/** Whether anybody who has these bytes can open them. */
export function isSealedInPublic(blob: Uint8Array, platform: NodeJS.Platform = thisPlatform): boolean {
  return platform === 'linux' && PUBLIC_MARK.equals(blob.subarray(0, PUBLIC_MARK.length));
}
