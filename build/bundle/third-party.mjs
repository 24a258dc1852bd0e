/**
 * Which packages of others end up in what is built, with their licences: read off the bundles themselves, so that the
 * list can't differ from what is shipped. The app shows it, the bill of materials is made from it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../lib/project.mjs';

/**
 * @typedef {object} ThirdPartyPackage
 * @property {string} name
 * @property {string} version
 * @property {string} licence  an SPDX expression
 * @property {string} text  of the licence; empty where the package brings none
 */

/** Where each part of dist/ says what it is made from. */
export const thirdPartyFiles = {
  node: 'third-party.json',
  command: 'third-party-command.json',
  renderer: 'renderer/third-party.json',
};

/**
 * The folder of the package that a module belongs to; null for a module of ours or of the bundler.
 * @param {string} id
 */
export function packageFolderOf(id) {
  const file = id.replace(/^\0/, '').split('?')[0]?.replaceAll('\\', '/') ?? '';
  const marker = '/node_modules/';
  const at = file.lastIndexOf(marker);
  if (at < 0) return null;
  const [first = '', second = ''] = file.slice(at + marker.length).split('/');
  return path.join(file.slice(0, at), 'node_modules', first.startsWith('@') ? `${first}/${second}` : first);
}

/**
 * Some packages name the MIT licence and forget its file. Then its text stands here with the author they name.
 * @param {string} author
 */
const mitLicence = (author) => `Copyright (c) ${author}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** @param {unknown} licence  as package.json has it, older forms included */
function licenceExpression(licence) {
  if (typeof licence === 'string') return licence;
  if (Array.isArray(licence)) return licence.map((entry) => entry?.type ?? String(entry)).join(' OR ');
  return /** @type {{ type?: string } | undefined} */ (licence)?.type ?? 'UNKNOWN';
}

/**
 * @param {string} folder
 * @returns {ThirdPartyPackage}
 */
function describePackage(folder) {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const names = readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying)([-.]|$)/i.test(name))
    .sort();
  const notice = readdirSync(folder).filter((name) => /^notice([-.]|$)/i.test(name));
  const text = [...names, ...notice]
    .map((name) => readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
    .join('\n\n');
  const licence = licenceExpression(manifest.license ?? manifest.licenses);
  const author = typeof manifest.author === 'string' ? manifest.author : (manifest.author?.name ?? '');
  return {
    name: manifest.name,
    version: manifest.version,
    licence,
    text: text === '' && licence === 'MIT' && author !== '' ? mitLicence(author) : text,
  };
}

/**
 * A package that is shipped as it is, and what it needs at run time.
 * @param {string} name
 * @param {ReadonlySet<string>} skipped  names of packages that are needed to compile only
 * @param {Set<string>} [seen]
 * @returns {Set<string>}
 */
export function closureOf(name, skipped, seen = new Set()) {
  if (seen.has(name) || skipped.has(name)) return seen;
  seen.add(name);
  const manifest = path.join(projectFolder, 'node_modules', name, 'package.json');
  for (const dependency of Object.keys(JSON.parse(readFileSync(manifest, 'utf8')).dependencies ?? {}))
    closureOf(dependency, skipped, seen);
  return seen;
}

/**
 * Writes the list beside what is bundled.
 * @param {string} fileName  relative to the bundle's folder
 * @param {readonly string[]} [unbundled]  packages that are shipped beside the bundle
 * @returns {import('vite').Plugin}
 */
export function listThirdParty(fileName, unbundled = []) {
  return {
    name: 'list-third-party',
    generateBundle(_options, bundle) {
      const folders = new Set(
        unbundled
          .map((name) => path.join(projectFolder, 'node_modules', name))
          .filter((name) => existsSync(name)),
      );
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        for (const id of output.moduleIds) {
          const folder = packageFolderOf(id);
          if (folder !== null && existsSync(path.join(folder, 'package.json'))) folders.add(folder);
        }
      }
      /** @type {Map<string, ThirdPartyPackage>} */
      const packages = new Map();
      for (const folder of folders) {
        const found = describePackage(folder);
        packages.set(`${found.name}@${found.version}`, found);
      }
      const sorted = [...packages.keys()].sort().map((key) => packages.get(key));
      this.emitFile({ type: 'asset', fileName, source: `${JSON.stringify(sorted, null, 1)}\n` });
    },
  };
}
