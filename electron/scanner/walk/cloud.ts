/**
 * Files of which only the name is here: OneDrive, iCloud and others fetch the content when it is read, and a scan of a folder
 * would fetch all of it. Such a file has a size and takes no room.
 */
import { lstatSync, type Stats } from 'node:fs';

/** Windows keeps a smaller file within its entry in the table of files, where it takes no room either. */
const SMALLEST: Partial<Record<NodeJS.Platform, number>> = { win32: 4096, darwin: 4096 };

export type CloudCheck = (file: string | Buffer) => boolean;

/** Null where reading fetches nothing, or a person wants it so. On Linux no room is what a sparse file takes. */
export function createCloudCheck(
  platform: NodeJS.Platform,
  includeCloud: boolean,
  lstat: (file: string | Buffer) => Pick<Stats, 'size' | 'blocks' | 'isFile'> = lstatSync,
): CloudCheck | null {
  const smallest = SMALLEST[platform];
  if (includeCloud || smallest === undefined) return null;
  return (file) => {
    try {
      const stats = lstat(file);
      return stats.isFile() && stats.blocks === 0 && stats.size >= smallest;
    } catch {
      // What can't be told is read, and says so itself.
      return false;
    }
  };
}
