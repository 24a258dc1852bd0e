/** What stands behind a name that a folder's list calls a link. */
import { lstatSync, readlinkSync, type Stats } from 'node:fs';

export type BehindLink =
  | { readonly kind: 'link'; readonly target: Buffer }
  | { readonly kind: 'file' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'volume' }
  | { readonly kind: 'unreadable'; readonly error: unknown };

/** As Windows spells where a volume is mounted in a folder. */
const VOLUME = /^\\\\\?\\Volume\{/i;

/**
 * Windows calls every reparse point a link: also files that it keeps deduplicated, compressed, archived or in a cloud, and
 * folders of such. Only what can be read as a link leads elsewhere; the others are looked at again.
 */
export function behindLink(
  file: string | Buffer,
  {
    readlink = (path) => readlinkSync(path, { encoding: 'buffer' }),
    lstat = lstatSync,
  }: {
    readonly readlink?: (path: string | Buffer) => Buffer;
    readonly lstat?: (path: string | Buffer) => Pick<Stats, 'isFile' | 'isDirectory' | 'isSymbolicLink'>;
  } = {},
): BehindLink {
  try {
    const target = readlink(file);
    return VOLUME.test(target.toString('latin1')) ? { kind: 'volume' } : { kind: 'link', target };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EINVAL' && code !== 'UNKNOWN') return { kind: 'unreadable', error };
    try {
      const stats = lstat(file);
      if (stats.isFile()) return { kind: 'file' };
      return stats.isDirectory() ? { kind: 'folder' } : { kind: 'unreadable', error };
    } catch (again) {
      return { kind: 'unreadable', error: again };
    }
  }
}
