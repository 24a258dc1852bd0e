/** Where this checkout is, and what its package.json says. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { thisPlatform } from './this-platform.mjs';

export const projectFolder = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** Build state that may be thrown away at any time; ignored by git, gone with node_modules. */
export const stateFolder = path.join(projectFolder, 'node_modules', '.cache', 'augno-vault');

/**
 * @typedef {object} PackageManifest
 * @property {string} name
 * @property {string} version
 * @property {Record<string, string>} dependencies
 * @property {Record<string, string>} devDependencies
 */

/** @returns {PackageManifest} */
export function readManifest() {
  return JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8'));
}

/** The Node that the project brings along (the npm package `node`); the running one until that is installed. */
export function projectNode(platform = thisPlatform) {
  const name = platform === 'win32' ? 'node.exe' : 'node';
  const own = path.join(projectFolder, 'node_modules', 'node', 'bin', name);
  return existsSync(own) ? own : process.execPath;
}
