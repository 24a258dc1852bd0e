/** Whether a folder is copied to a service's servers by a program of this computer, as far as its place tells. */
import { homedir } from 'node:os';
import path from 'node:path';
import { thisPlatform } from './this-platform.ts';
import { wayBelow } from './way-below.ts';

export interface SyncSources {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** OneDrive says where its folders are, those of companies too. */
const ONE_DRIVE = ['OneDrive', 'OneDriveConsumer', 'OneDriveCommercial'];

/** Names of folders right in the home folder. */
const BY_NAME: readonly (readonly [pattern: RegExp, service: string])[] = [
  [/^OneDrive(?: - .+)?$/i, 'OneDrive'],
  [/^Dropbox(?: \(.+\))?$/i, 'Dropbox'],
  [/^(?:Google Drive|GoogleDrive|My Drive)$/i, 'Google Drive'],
  [/^iCloudDrive$/i, 'iCloud'],
  [/^(?:Nextcloud|ownCloud)$/i, 'Nextcloud'],
  [/^Proton Drive$/i, 'Proton Drive'],
];

const processSources = (): SyncSources => ({
  platform: thisPlatform,
  environment: process.env,
  home: homedir(),
});

/** @param file absolute @returns the service's name; null where none is known to take it */
export function syncedBy(
  file: string,
  { platform, environment, home }: SyncSources = processSources(),
): string | null {
  const style = platform === 'win32' ? path.win32 : path.posix;
  const below = (folder: string): readonly string[] => wayBelow(folder, file, style) ?? [];
  if (platform === 'win32') {
    const told = ONE_DRIVE.map((name) => environment[name]).filter((folder) => folder !== undefined);
    if (told.some((folder) => folder !== '' && below(folder).length > 0)) return 'OneDrive';
  }
  const parts = below(home);
  if (platform === 'darwin' && parts[0] === 'Library') {
    if (parts[1] === 'Mobile Documents') return 'iCloud';
    if (parts[1] === 'CloudStorage') return parts[2]?.split('-')[0] ?? null;
  }
  // A file of that name is none.
  return parts.length < 2 ? null : (BY_NAME.find(([pattern]) => pattern.test(parts[0] ?? ''))?.[1] ?? null);
}
