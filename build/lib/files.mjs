/** Small helpers over files: listing, hashing, replacing a folder's contents, one-at-a-time locks. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Every file under a folder, sorted, relative to it, with '/' on every system. A folder that is not there has none.
 * @param {string} folder
 * @param {(file: string) => boolean} [keep]
 * @returns {Promise<string[]>}
 */
export async function listFiles(folder, keep = () => true) {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter(keep)
    .sort();
}

/**
 * One hash over the names and contents of files, for "has anything changed?".
 * @param {string} root
 * @param {readonly string[]} files  relative to root
 * @returns {Promise<string>} hex
 */
export async function hashFiles(root, files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = await readFile(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * A large file's hash, streamed.
 * @param {string} file
 * @param {string} algorithm
 * @param {'hex' | 'base64'} encoding
 */
export async function hashFile(file, algorithm, encoding) {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  return hash.digest(encoding);
}

/**
 * Reads JSON written by us; anything unreadable counts as absent.
 * @param {string} file
 * @returns {Promise<any>}
 */
export async function readJson(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * @param {string} file
 * @param {unknown} value
 */
export async function writeJson(file, value) {
  await writeFileAtomically(file, `${JSON.stringify(value, null, 2)}\n`);
}

/**
 * @param {string} file
 * @param {string} text
 */
export async function writeFileAtomically(file, text) {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, file);
}

/** @param {string} file */
export async function exists(file) {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/**
 * Copies a folder's files over another's, each by rename so that a reader sees the old or the new one whole, and
 * removes what `stale` names.
 * @param {string} from
 * @param {string} to
 */
export async function copyInto(from, to) {
  for (const file of await listFiles(from)) {
    const target = path.join(to, file);
    await mkdir(path.dirname(target), { recursive: true });
    const temporary = `${target}.${process.pid}.tmp`;
    await copyFile(path.join(from, file), temporary);
    await rename(temporary, target);
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Runs `work` while holding a lock that dies with its process: a folder with the holder's pid in it. Somebody else's
 * live lock is waited for; a dead one is taken over.
 * @template T
 * @param {string} lockFolder
 * @param {() => Promise<T>} work
 * @param {{ readonly onWait?: () => void }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(lockFolder, work, { onWait } = {}) {
  await mkdir(path.dirname(lockFolder), { recursive: true });
  let said = false;
  for (let emptySince = 0; ;) {
    try {
      await mkdir(lockFolder);
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const holder = Number.parseInt(await readFile(path.join(lockFolder, 'pid'), 'utf8').catch(() => ''), 10);
    if (Number.isNaN(holder)) emptySince ||= Date.now();
    else emptySince = 0;
    const abandoned = Number.isNaN(holder) ? Date.now() - emptySince > 5_000 : !isAlive(holder);
    if (abandoned) {
      // Renamed first: of two that both see a dead holder, one wins the rename and the other looks again.
      const grave = `${lockFolder}.${process.pid}.dead`;
      const won = await rename(lockFolder, grave).then(
        () => true,
        () => false,
      );
      if (!won) continue;
      // Between the look and the rename another process may have taken over: then what was moved is its live lock.
      const moved = Number.parseInt(await readFile(path.join(grave, 'pid'), 'utf8').catch(() => ''), 10);
      if (Object.is(moved, holder)) await rm(grave, { recursive: true, force: true });
      else await rename(grave, lockFolder).catch(() => rm(grave, { recursive: true, force: true }));
      continue;
    }
    if (!said) onWait?.();
    said = true;
    await sleep(100);
  }
  try {
    await writeFile(path.join(lockFolder, 'pid'), String(process.pid));
    return await work();
  } finally {
    await rm(lockFolder, { recursive: true, force: true });
  }
}
