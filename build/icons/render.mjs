/**
 * `node build/icons/render.mjs`: draws every icon anew from source/mark.mjs. The results are committed, so nobody needs
 * to run this but who changes the mark. Needs a display.
 *
 * app/        what the app shows itself, copied to dist/icons/ (app icon, tray glyphs)
 * installer/  what electron-builder puts into the packages
 */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { resolveElectronRuntime } from '../electron-runtime/index.mjs';
import { icns, ico } from './containers.mjs';
import { appIcon, trayGlyph, trayStates } from './source/mark.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const work = await mkdtemp(path.join(tmpdir(), 'augno-vault-icons-'));

/** @type {{ svg: string, size: number, file: string }[]} */
const jobs = [];
/** @param {string} file @param {number} size @param {(size: number) => string} draw */
const add = (file, size, draw) => jobs.push({ svg: draw(size), size, file: path.resolve(here, file) });

for (const folder of ['app', 'installer/linux', 'installer'])
  await mkdir(path.join(here, folder), { recursive: true });

// Tray: 22 px is what Linux panels and Windows at 125 % ask for; macOS takes 16 pt templates in black with alpha.
const red = '#e5484d';
const colours = {
  // In the middle of the scale, for panels of unknown colour: 3 : 1 and more on black and on white.
  '': { colour: '#4a86e8', dot: red },
  '-on-dark': { colour: '#f4f6fb', dot: '#ff6369' },
  '-on-light': { colour: '#1c2024', dot: '#cd2b31' },
};
for (const state of trayStates) {
  for (const [suffix, palette] of Object.entries(colours)) {
    add(`app/tray-${state}${suffix}.png`, 22, (size) => trayGlyph(state, { ...palette, size }));
    add(`app/tray-${state}${suffix}@2x.png`, 44, (size) => trayGlyph(state, { ...palette, size }));
  }
  const template = { colour: '#000', dot: '#000' };
  add(`app/tray-${state}Template.png`, 16, (size) => trayGlyph(state, { ...template, size }));
  add(`app/tray-${state}Template@2x.png`, 32, (size) => trayGlyph(state, { ...template, size }));
}
add('app/app.png', 256, (size) => appIcon(size));
add('app/app@2x.png', 512, (size) => appIcon(size));
for (const size of [16, 24, 32, 48, 64, 128, 256, 512])
  add(`installer/linux/${size}x${size}.png`, size, (s) => appIcon(s));
const containerSizes = { ico: [16, 24, 32, 48, 64, 128, 256], icns: [16, 32, 64, 128, 256, 512, 1024] };
for (const size of containerSizes.ico) add(path.join(work, `ico-${size}.png`), size, (s) => appIcon(s));
for (const size of containerSizes.icns)
  add(path.join(work, `icns-${size}.png`), size, (s) => appIcon(s, { margin: 0.09 }));

try {
  const list = path.join(work, 'jobs.json');
  await writeFile(list, JSON.stringify(jobs));
  const runtime = await resolveElectronRuntime();
  const done = spawnSync(runtime.executable, [...runtime.argsPrefix, path.join(here, 'renderer'), list], {
    stdio: ['ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`Drawing failed:\n${done.stderr}`);
  /** @param {'ico' | 'icns'} kind */
  const images = (kind) =>
    Promise.all(
      containerSizes[kind].map(async (size) => ({
        size,
        png: await readFile(path.join(work, `${kind}-${size}.png`)),
      })),
    );
  await writeFile(path.join(here, 'installer/icon.ico'), ico(await images('ico')));
  await writeFile(path.join(here, 'installer/icon.icns'), icns(await images('icns')));
  console.log(`Drew ${jobs.length} images.`);
} finally {
  await rm(work, { recursive: true, force: true });
}
