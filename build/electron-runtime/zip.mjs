/** Unpacks chosen members of a zip file. */
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import yauzl from 'yauzl';

/**
 * @param {string} zipFile
 * @param {string} folder
 * @param {(member: string) => string | null} place  a member's path below the folder; null leaves it out
 * @returns {Promise<number>} how many files were written
 */
export async function unzip(zipFile, folder, place) {
  const open = promisify(
    /** @type {(file: string, options: import('yauzl').Options, done: (error: Error | null, zip: import('yauzl').ZipFile) => void) => void} */ (
      yauzl.open
    ),
  );
  const zip = await open(zipFile, { lazyEntries: true, autoClose: true });
  const openRead = promisify(
    /** @type {(entry: import('yauzl').Entry, done: (error: Error | null, stream: import('node:stream').Readable) => void) => void} */ (
      zip.openReadStream.bind(zip)
    ),
  );
  let written = 0;
  /** @param {import('yauzl').Entry} entry */
  const unpack = async (entry) => {
    const relative = entry.fileName.endsWith('/') ? null : place(entry.fileName);
    if (relative === null) return;
    const target = path.resolve(folder, relative);
    if (!target.startsWith(path.resolve(folder) + path.sep))
      throw new Error('The archive names a file outside itself.');
    await mkdir(path.dirname(target), { recursive: true });
    // The upper half of the external attributes is the Unix mode.
    const executable = ((entry.externalFileAttributes >>> 16) & 0o111) !== 0;
    await pipeline(await openRead(entry), createWriteStream(target, { mode: executable ? 0o755 : 0o644 }));
    written += 1;
  };
  await new Promise((resolve, reject) => {
    zip.on('entry', (entry) => {
      unpack(entry).then(
        () => zip.readEntry(),
        (error) => {
          zip.close();
          reject(error);
        },
      );
    });
    zip.on('end', resolve);
    zip.on('error', reject);
    zip.readEntry();
  });
  return written;
}
