/** Which checks passed over exactly what is here now: they are not done a second time. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { readJson, writeJson } from '../lib/files.mjs';
import { projectFolder, stateFolder } from '../lib/project.mjs';
import { must } from './processes.mjs';
import { thisPlatform } from '../lib/this-platform.mjs';

const file = path.join(stateFolder, 'passed.json');

/**
 * The names and contents of what a check reads, with the versions of whatever it runs on (package-lock.json).
 * @param {RegExp} reads  of paths in the project, '/' on every system
 * @param {readonly string[]} command
 * @param {string} [folder]  the project's
 */
export async function keyOf(reads, command, folder = projectFolder) {
  const listed = await must(
    'git',
    ['-C', folder, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { what: 'Listing the files of the project' },
  );
  const hash = createHash('sha256').update(JSON.stringify([process.version, thisPlatform, command]));
  const names = new Set(
    listed.split('\0').filter((name) => reads.test(name) || name === 'package-lock.json'),
  );
  for (const name of [...names].sort()) {
    // What git still lists and is gone is no file any more.
    const content = await readFile(path.join(folder, name)).catch(() => null);
    if (content !== null) hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** @param {string} name @param {string} key @returns {Promise<boolean>} */
export async function hasPassed(name, key) {
  return (await readJson(file))?.[name] === key;
}

/** @param {string} name @param {string} key */
export async function keepPassed(name, key) {
  await writeJson(file, { ...(await readJson(file)), [name]: key });
}
