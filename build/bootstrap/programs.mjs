/**
 * What a program's name stands for. On Windows the commands of npm packages are scripts of cmd.exe, which Node does not start
 * without a shell, and a shell would take arguments apart: there the script behind them is run with our own Node.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { projectFolder, projectNode } from '../lib/project.mjs';
import { thisPlatform } from '../lib/this-platform.mjs';

/** As npm writes it: the script behind a command is the last word in quotes, below the folder of the file itself. */
const BEHIND = /"%dp0%\\([^"]+\.[cm]?js)"/;

/**
 * @typedef {object} Surroundings  of this machine; tests bring their own
 * @property {NodeJS.Platform} [platform]
 * @property {Readonly<Record<string, string | undefined>>} [environment]
 * @property {string} [folder]  the project's
 * @property {string} [node]  absolute path of the Node that runs scripts
 */

/** @param {Readonly<Record<string, string | undefined>>} environment @param {string} node */
function npmScript(environment, node) {
  const told = environment['npm_execpath'];
  if (told !== undefined && /npm-cli\.js$/.test(told)) return told;
  const searched = Object.entries(environment).find(([name]) => name.toUpperCase() === 'PATH')?.[1] ?? '';
  const folders = [path.dirname(node), path.dirname(process.execPath), ...searched.split(path.delimiter)];
  return folders
    .map((folder) => path.join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'))
    .find((file) => existsSync(file));
}

/**
 * @param {string} command  a name, or the path of a command in node_modules/.bin
 * @param {Surroundings} [surroundings]
 * @returns {readonly [program: string, ...first: string[]]}
 */
export function programOf(command, surroundings = {}) {
  const {
    platform = thisPlatform,
    environment = process.env,
    folder = projectFolder,
    node = projectNode(),
  } = surroundings;
  if (platform !== 'win32') return [command];
  if (command === 'npm') {
    const script = npmScript(environment, node);
    return script === undefined ? [command] : [node, script];
  }
  const bin = path.join(folder, 'node_modules', '.bin');
  const name = path.basename(command);
  if (command !== name && path.dirname(command) !== bin) return [command];
  const shim = path.join(bin, `${name}.cmd`);
  const script = existsSync(shim) ? BEHIND.exec(readFileSync(shim, 'utf8'))?.[1] : undefined;
  return script === undefined ? [command] : [node, path.join(bin, ...script.split('\\'))];
}
