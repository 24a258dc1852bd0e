/**
 * The highest version that was ever seen signed, for all vaults of this user. SECURITY: beside the vaults, where no feed
 * and no page can change it; without it, a feed could stop at an older version with a weakness, which is signed too.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readSmallFile } from '../files/foreign-file.ts';
import { writeWholeFile } from '../files/whole-file.ts';
import { compareVersions, versionSchema } from './update-manifest.ts';

const MOST_BYTES = 4096;
const fileSchema = z.object({ highestSigned: versionSchema });

export interface SeenVersion {
  /** The highest that was seen, and never less than the version that runs. */
  highest(): string;
  /** After its signature held. */
  note(version: string): void;
}

export function createSeenVersion(folder: string, currentVersion: string): SeenVersion {
  const file = path.join(folder, 'updates.json');
  // A disk that cannot be written must not make this run forget.
  let noted = currentVersion;
  const later = (left: string, right: string): string => (compareVersions(left, right) < 0 ? right : left);
  const read = (): string => {
    try {
      return fileSchema.parse(JSON.parse(readSmallFile(file, MOST_BYTES).toString('utf8'))).highestSigned;
    } catch {
      // Not there yet, or no longer readable: then what runs is all that is known.
      return currentVersion;
    }
  };
  return {
    highest: () => later(noted, read()),
    note(version) {
      noted = later(noted, version);
      const highest = later(noted, read());
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeWholeFile(file, `${JSON.stringify({ highestSigned: highest })}\n`);
      } catch {
        // Remembered until the end of this run.
      }
    },
  };
}
