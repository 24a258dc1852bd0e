/** The official Electron binary: already installed, or downloaded through the electron package's own installer. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { exists, listFiles, readJson, writeJson } from '../lib/files.mjs';
import { projectFolder, projectNode } from '../lib/project.mjs';
import { thisPlatform } from '../lib/this-platform.mjs';

/** The executable inside an Electron distribution folder. @param {NodeJS.Platform} [platform] */
export function executableName(platform = thisPlatform) {
  if (platform === 'darwin') return path.join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/** How long the installer may go without receiving anything, and how long it is not tried again after that. */
const stallMilliseconds = 15_000;
const retryAfterMilliseconds = 24 * 3_600_000;

export const electronPackageFolder = path.join(projectFolder, 'node_modules', 'electron');

/** @param {string} [packageFolder] @returns {Promise<string>} */
export async function officialVersion(packageFolder = electronPackageFolder) {
  return JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8')).version;
}

/**
 * @param {string} [packageFolder]
 * @returns {Promise<string | null>} the executable, if the version which package.json names is installed
 */
export async function findOfficial(packageFolder = electronPackageFolder) {
  const dist = path.join(packageFolder, 'dist');
  const found = await readFile(path.join(dist, 'version'), 'utf8').catch(() => null);
  if (found?.trim().replace(/^v/, '') !== (await officialVersion(packageFolder))) return null;
  const executable = path.join(dist, executableName());
  return (await exists(executable)) ? executable : null;
}

/** @param {string} folder */
async function bytesIn(folder) {
  let total = 0;
  for (const file of await listFiles(folder).catch(() => [])) {
    total += (await stat(path.join(folder, file)).catch(() => null))?.size ?? 0;
  }
  return total;
}

/**
 * Runs the installer; ends it when nothing arrives any more.
 * @param {string} packageFolder
 * @param {string} cacheFolder
 * @param {number} stall
 * @returns {Promise<string | null>} null when it worked, else why not
 */
async function runInstaller(packageFolder, cacheFolder, stall) {
  await mkdir(cacheFolder, { recursive: true });
  // The installer downloads into the temporary folder; one of its own shows whether anything arrives.
  const temporary = await mkdtemp(path.join(cacheFolder, 'downloading-'));
  const child = spawn(projectNode(), [path.join(packageFolder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
  });
  let errors = '';
  child.stderr.on('data', (data) => {
    errors = (errors + String(data)).slice(-4_000);
  });
  let seen = 0;
  let stalled = false;
  const dist = path.join(packageFolder, 'dist');
  const watch = setInterval(() => {
    Promise.all([bytesIn(temporary), bytesIn(dist)]).then(
      ([downloaded, unpacked]) => {
        if (downloaded + unpacked === seen) {
          stalled = true;
          child.kill('SIGKILL');
        }
        seen = downloaded + unpacked;
      },
      () => undefined,
    );
  }, stall);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code === 0) return null;
    if (stalled) return 'nothing arrived in time';
    return (
      errors
        .split('\n')
        .find((line) => /error/i.test(line))
        ?.trim() ?? `the installer ended with ${code}`
    );
  } finally {
    clearInterval(watch);
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * Tries to download the official binary. That it could not be had is remembered for a day, so that the next start does
 * not wait for it again.
 * @param {{ readonly cacheFolder: string, readonly announce: (line: string) => void, readonly remember: boolean,
 *   readonly packageFolder?: string, readonly stall?: number, readonly now?: number }} options
 * @returns {Promise<{ readonly executable: string } | { readonly reason: string }>}
 */
export async function downloadOfficial(options) {
  const {
    cacheFolder,
    announce,
    remember,
    packageFolder = electronPackageFolder,
    stall = stallMilliseconds,
  } = options;
  const now = options.now ?? Date.now();
  const version = await officialVersion(packageFolder);
  const answerFile = path.join(cacheFolder, `official-${version}.json`);
  if (remember) {
    const answer = await readJson(answerFile);
    if (
      typeof answer?.failedAt === 'number' &&
      now - answer.failedAt < retryAfterMilliseconds &&
      now >= answer.failedAt
    ) {
      return { reason: String(answer.reason) };
    }
  }
  announce(`Downloading Electron ${version}.`);
  const reason = await runInstaller(packageFolder, cacheFolder, stall);
  const executable = reason === null ? await findOfficial(packageFolder) : null;
  if (executable !== null) {
    await rm(answerFile, { force: true });
    return { executable };
  }
  const why = reason ?? 'the installer left no executable';
  await writeJson(answerFile, { failedAt: now, reason: why });
  return { reason: why };
}
