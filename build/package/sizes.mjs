/** `node build/package/sizes.mjs [--write]`: the ten largest parts of the unpacked app; --write puts them into docs/packaging.md. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { projectFolder } from '../lib/project.mjs';

/** @typedef {{ readonly name: string, readonly bytes: number }} PartSize */

/** Shown as one part each, because that is how they are chosen. */
const together = ['locales', path.join('resources', 'app.asar.unpacked'), path.join('resources', 'command')];

/**
 * @param {string} folder
 * @returns {Promise<{ readonly total: number, readonly parts: readonly PartSize[] }>} the largest first
 */
export async function measure(folder) {
  /** @type {Map<string, number>} */
  const sizes = new Map();
  let total = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const relative = path.relative(folder, file);
    const { size } = await stat(file);
    total += size;
    const group = together.find((name) => relative.startsWith(name + path.sep));
    const name = (group === undefined ? relative : `${group}${path.sep}`).split(path.sep).join('/');
    sizes.set(name, (sizes.get(name) ?? 0) + size);
  }
  const parts = [...sizes].map(([name, bytes]) => ({ name, bytes })).sort((a, b) => b.bytes - a.bytes);
  return { total, parts };
}

/** What each part is, for people. @type {Readonly<Record<string, string>>} */
const explanations = {
  'augno-vault-desktop': 'Electron: Chromium, V8 and Node.js',
  'icudtl.dat': 'Unicode data',
  'LICENSES.chromium.html': 'the licences of Chromium, which have to be shipped',
  'libGLESv2.so': 'drawing by the graphics card',
  'resources.pak': 'Chromium’s own pages and texts',
  'libvk_swiftshader.so': 'drawing without a graphics card',
  'resources/app.asar': 'the app: bundles, page, icons, lists of licences',
  'libffmpeg.so': 'media; Electron does not start without it',
  'resources/app.asar.unpacked/': 'native modules: SQLite and Argon2, for this platform only',
  'resources/command/': 'the command: Node.js with the command’s files beside it',
  'libvulkan.so.1': 'drawing by the graphics card',
  'locales/': 'Chromium’s texts in English and German',
};

const megabytes = (/** @type {number} */ bytes) => (bytes / 1_000_000).toFixed(1);

/** @param {Awaited<ReturnType<typeof measure>>} measured */
function sizeTable({ total, parts }) {
  const rows = parts
    .slice(0, 10)
    .map(({ name, bytes }) => `| \`${name}\` | ${megabytes(bytes)} | ${explanations[name] ?? ''} |`);
  return [
    '| part | MB | what it is |',
    '| --- | ---: | --- |',
    ...rows,
    `| **all of it** | **${megabytes(total)}** | |`,
  ].join('\n');
}

async function main() {
  const measured = await measure(path.join(projectFolder, 'dist-package', 'linux-unpacked'));
  const table = sizeTable(measured);
  console.log(table);
  if (!process.argv.includes('--write')) return;
  const file = path.join(projectFolder, 'docs', 'packaging.md');
  const text = await readFile(file, 'utf8');
  await writeFile(
    file,
    text.replace(
      /(<!-- sizes -->\n\n)[\s\S]*?(\n\n<!-- \/sizes -->)/,
      (_all, before, after) => before + table + after,
    ),
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
