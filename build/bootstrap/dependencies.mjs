/** The project's npm packages and its own Node. */
import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { exists, hashFile, readJson, withLock, writeJson } from '../lib/files.mjs';
import { projectFolder, projectNode, stateFolder } from '../lib/project.mjs';
import { capture, must } from './processes.mjs';
import { StepFailure } from './progress.mjs';

const npm = 'npm';
const networkHint =
  'npm could not do its part. Check that the registry can be reached (npm ping), that the disk is not full, then start again.';

/** What the machine must bring. */
export async function checkTools() {
  const major = Number.parseInt(process.versions.node, 10);
  if (major < 20) {
    throw new StepFailure(`Node ${process.versions.node} is too old.`, { hint: 'Install Node 20 or newer.' });
  }
  for (const [tool, command] of /** @type {const} */ ([
    ['npm', npm],
    ['git', 'git'],
  ])) {
    const { code } = await capture(command, ['--version']);
    if (code !== 0)
      throw new StepFailure(`${tool} is not installed.`, { hint: `Install ${tool}, then start again.` });
  }
  return /** @type {const} */ (false);
}

/**
 * Whether every package of the lockfile that is not optional is installed in its version.
 * @param {string} folder  the project's
 * @param {boolean} thorough  reads each version instead of only looking whether it is there
 */
export async function isComplete(folder, thorough) {
  const lock = await readJson(path.join(folder, 'package-lock.json'));
  if (lock === null)
    throw new StepFailure('package-lock.json is missing or damaged.', {
      hint: 'git checkout package-lock.json',
    });
  const checks = Object.entries(lock.packages ?? {}).map(async ([location, entry]) => {
    if (location === '' || entry.optional || entry.devOptional || entry.link) return true;
    const file = path.join(folder, location, 'package.json');
    if (!thorough)
      return access(file).then(
        () => true,
        () => false,
      );
    const found = await readFile(file, 'utf8').catch(() => null);
    return found !== null && JSON.parse(found).version === entry.version;
  });
  return (await Promise.all(checks)).every(Boolean);
}

/** Whether the project's own Node is there and runs. */
async function hasOwnNode() {
  if (projectNode() === process.execPath)
    return process.execPath.startsWith(path.join(projectFolder, 'node_modules'));
  return (await capture(projectNode(), ['--version'])).code === 0;
}

/**
 * `npm ci` when the lockfile or what is installed asks for it, and the project's own Node.
 * @returns {Promise<boolean>} false: nothing had to be done
 */
export async function ensureDependencies() {
  const stampFile = path.join(stateFolder, 'dependencies.json');
  const id = createHash('sha256').update(projectFolder).digest('hex').slice(0, 16);
  // Outside node_modules, which npm ci removes.
  return withLock(path.join(tmpdir(), `augno-vault-setup-${id}.lock`), async () => {
    const lockHash = await hashFile(path.join(projectFolder, 'package-lock.json'), 'sha256', 'hex');
    const known = (await readJson(stampFile))?.lockHash === lockHash;
    const installed =
      (await exists(path.join(projectFolder, 'node_modules'))) && (await isComplete(projectFolder, !known));
    if (!installed) {
      // Scripts of packages don't run; the one that is needed is run by name below.
      const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
      await must(npm, args, { what: 'Installing the dependencies', hint: networkHint });
    }
    const ownNode = installed && (await hasOwnNode());
    if (!ownNode) {
      await must(npm, ['rebuild', 'node', '--loglevel=error'], {
        what: 'Installing Node 24 (npm package "node")',
        hint: networkHint,
      });
      if (!(await hasOwnNode())) {
        throw new StepFailure("The project's own Node 24 does not run here.", {
          hint: 'Remove node_modules and start again. If it stays, this system has no build of Node 24.',
        });
      }
    }
    if (!known || !installed) await writeJson(stampFile, { lockHash });
    return !installed || !ownNode;
  });
}
