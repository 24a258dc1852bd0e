/**
 * The command that comes with the installed app: Node with a launcher inside (launcher.cjs), the command's files and native
 * modules beside it. Nothing is unpacked when it starts. See docs/decisions/0267.
 */
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { gunzipSync } from 'node:zlib';
import { must } from '../bootstrap/processes.mjs';
import { shippedAsTheyAre } from '../bundle/node.mjs';
import { projectFolder, projectNode, readManifest } from '../lib/project.mjs';
import { thisPlatform } from '../lib/this-platform.mjs';
import { copyNativePackage } from '../package/stage.mjs';

const sources = path.join(projectFolder, 'build', 'command');

/** electron-builder.yml puts it beside the app's archive. */
export const commandFolder = path.join(projectFolder, 'dist-package', 'command');

/** Node's own mark of the place where it looks for what was put in. */
const SENTINEL = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** Called by people and hooks, and by those two in threads. */
const ENTRIES = ['cli.js', 'ai-hook.js', 'scanner-worker.js', 'git-pack-worker.js'];

/** @param {NodeJS.Platform} platform */
export const executableName = (platform) => (platform === 'win32' ? 'augno-vault.exe' : 'augno-vault');

/**
 * What Node is told at each start, by nobody else: SECURITY: with the fixed `none` neither NODE_OPTIONS nor an argument is
 * read, and OpenSSL loads no library that OPENSSL_CONF names.
 * @param {NodeJS.Platform} platform
 * @param {{ readonly main: string, readonly output: string }} files
 */
export function launcherConfiguration(platform, { main, output }) {
  return {
    main,
    output,
    disableExperimentalSEAWarning: true,
    useSnapshot: false,
    useCodeCache: true,
    execArgvExtension: 'none',
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--no-global-search-paths',
      '--disable-sigusr1',
      `--openssl-config=${platform === 'win32' ? 'NUL' : '/dev/null'}`,
    ],
  };
}

/**
 * The files of dist/ that the command reaches, its own and those it shares with the app.
 * @param {(name: string) => Promise<string>} read
 * @param {readonly string[]} [entries]
 * @returns {Promise<readonly string[]>}
 */
export async function filesOfTheCommand(read, entries = ENTRIES) {
  const found = new Set(entries);
  for (const name of found) {
    for (const [, next] of (await read(name)).matchAll(/["'`]\.\/([\w.-]+\.js)["'`]/g))
      if (next !== undefined) found.add(next);
  }
  return [...found];
}

/** @param {string} [target] @returns {Promise<string>} the executable */
export async function stageCommand(target = commandFolder) {
  const dist = path.join(projectFolder, 'dist');
  await rm(target, { recursive: true, force: true });
  await mkdir(path.join(target, 'dist'), { recursive: true });
  const files = await filesOfTheCommand((name) => readFile(path.join(dist, name), 'utf8'));
  for (const name of [...files, 'package.json', 'third-party-command.json'])
    await cp(path.join(dist, name), path.join(target, 'dist', name));
  for (const name of shippedAsTheyAre())
    await copyNativePackage(name, path.join(target, 'node_modules', name));
  // Packed: it is long, and tells where parts of it were found.
  const licenseOfNode = gunzipSync(await readFile(path.join(sources, 'LICENSE.node.txt.gz')));
  await writeFile(path.join(target, 'LICENSE.node.txt'), licenseOfNode);
  const { name, version, license } = /** @type {any} */ (readManifest());
  await writeFile(
    path.join(target, 'package.json'),
    `${JSON.stringify({ name, version, license, type: 'commonjs' }, null, 2)}\n`,
  );
  const executable = path.join(target, executableName(thisPlatform));
  await makeExecutable(executable, thisPlatform);
  return executable;
}

/** @param {string} executable @param {NodeJS.Platform} platform */
async function makeExecutable(executable, platform) {
  const temporary = await mkdtemp(path.join(tmpdir(), 'augno-vault-command-'));
  try {
    const output = path.join(temporary, 'launcher.blob');
    const settings = path.join(temporary, 'settings.json');
    const main = path.join(sources, 'launcher.cjs');
    await writeFile(settings, JSON.stringify(launcherConfiguration(platform, { main, output })));
    const node = projectNode(platform);
    const what = 'Making the command';
    await must(node, ['--experimental-sea-config', settings], { what });
    await cp(node, executable, { dereference: true });
    await chmod(executable, 0o755);
    // A signature of before would be a wrong one; the app's own is put on when everything is in place.
    if (platform === 'darwin') await must('codesign', ['--remove-signature', executable], { what });
    const segment = platform === 'darwin' ? ['--macho-segment-name', 'NODE_SEA'] : [];
    const postject = path.join(projectFolder, 'node_modules', 'postject', 'dist', 'cli.js');
    const put = [postject, executable, 'NODE_SEA_BLOB', output, '--sentinel-fuse', SENTINEL, ...segment];
    await must(node, put, { what });
    if (platform === 'darwin') await must('codesign', ['--sign', '-', executable], { what });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) console.log(await stageCommand());
