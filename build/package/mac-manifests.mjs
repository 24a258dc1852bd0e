/**
 * electron-builder writes one `latest-mac.yml` for what it makes; Macs with Intel and with Apple's processors are made on two
 * machines, and an app reads one manifest and takes the file for its own processor.
 */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { exists } from '../lib/files.mjs';

const MANIFEST = 'latest-mac.yml';
const OF_INTEL = 'latest-mac-x64.yml';

/** @param {string} folder @param {NodeJS.Platform} platform @param {string} architecture */
export async function keepManifestApart(folder, platform, architecture) {
  const file = path.join(folder, MANIFEST);
  if (platform === 'darwin' && architecture === 'x64' && (await exists(file)))
    await rename(file, path.join(folder, OF_INTEL));
}

/** The entries of `files:`, each over several lines.*/
const FILES = /^files:\n((?:[ -].*\n)+)/m;

/** @param {string} text */
const versionIn = (text) => /^version: (.+)$/m.exec(text)?.[1];

/**
 * @param {string} folder  with the manifests of all systems
 * @returns {Promise<boolean>} whether there were two
 * @throws where they are not of one version, or not as electron-builder writes them
 */
export async function mergeMacManifests(folder) {
  const [file, ofIntel] = [path.join(folder, MANIFEST), path.join(folder, OF_INTEL)];
  if (!(await exists(ofIntel))) return false;
  const [text, intel] = [await readFile(file, 'utf8'), await readFile(ofIntel, 'utf8')];
  const added = FILES.exec(intel)?.[1];
  if (added === undefined || !FILES.test(text) || versionIn(text) !== versionIn(intel))
    throw new Error(`${MANIFEST} and ${OF_INTEL} do not belong together.`);
  await writeFile(
    file,
    text.replace(FILES, (all) => all + added),
  );
  await rm(ofIntel);
  return true;
}

if (process.argv[1] === import.meta.filename) await mergeMacManifests(process.argv[2] ?? '');
