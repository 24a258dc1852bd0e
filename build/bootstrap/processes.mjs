/** Running programs, and ending what was started: by its id, in the opposite order, whatever happens. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { projectFolder, projectNode } from '../lib/project.mjs';
import { StepFailure } from './progress.mjs';
import { programOf } from './programs.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {Record<string, string | undefined>} Environment */

/** The environment in which everything runs after the set-up: the project's own programs and its Node 24 come first. */
export function projectEnvironment(/** @type {Environment} */ extra = {}) {
  const own = [path.dirname(projectNode()), path.join(projectFolder, 'node_modules', '.bin')];
  return { ...process.env, PATH: [...own, process.env['PATH'] ?? ''].join(path.delimiter), ...extra };
}

/** @type {Set<() => Promise<void>>} */
const endings = new Set();

/**
 * Registers something to be done when the command ends; answers a function that does it now.
 * @param {() => Promise<void>} end
 */
export function atEnd(end) {
  /** @type {Promise<void> | null} */
  let done = null;
  const once = () => {
    endings.delete(once);
    done ??= end();
    return done;
  };
  endings.add(once);
  return once;
}

export async function endEverything() {
  for (const end of [...endings].reverse()) await end().catch(() => undefined);
}

/**
 * Asks a process of ours to end, and insists after a while.
 * @param {ChildProcess} child
 * @param {number} [patience] milliseconds
 */
export async function endChild(child, patience = 10_000) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), patience);
  await gone;
  clearTimeout(insist);
}

/**
 * Starts a program that is ended with the command.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(command, args, options = {}) {
  const [program, ...first] = programOf(command);
  const child = spawn(program, [...first, ...args], { cwd: projectFolder, ...options });
  const end = atEnd(() => endChild(child));
  child.once('exit', () => void end());
  return child;
}

/**
 * @param {ChildProcess} child
 * @returns {Promise<number>} the exit code; 128 + n for a signal, as a shell has it
 */
export function exitCodeOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/**
 * Runs a program to its end and keeps what it said.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ readonly env?: NodeJS.ProcessEnv, readonly cwd?: string, readonly input?: string, readonly started?: (child: ChildProcess) => void }} [options]
 * @returns {Promise<{ code: number, output: string, stdout: string }>} output: both streams as they came
 */
export async function capture(
  command,
  args,
  { env = process.env, cwd = projectFolder, input, started } = {},
) {
  const child = start(command, args, {
    env,
    cwd,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  started?.(child);
  let output = '';
  let stdout = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    output += text;
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    output += text;
  });
  child.stdin?.end(input);
  try {
    return { code: await exitCodeOf(child), output, stdout };
  } catch (error) {
    const missing = /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT';
    return { code: 127, output: missing ? `${command} is not installed.` : String(error), stdout: '' };
  }
}

/**
 * Runs a program that has to succeed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ readonly what: string, readonly hint?: string, readonly env?: NodeJS.ProcessEnv }} options
 */
export async function must(command, args, { what, hint = '', env }) {
  const { code, output, stdout } = await capture(command, args, env === undefined ? {} : { env });
  if (code !== 0) throw new StepFailure(`${what} failed (${command} ended with ${code}).`, { hint, output });
  return stdout;
}

/**
 * Runs a command of ours: ends what it started on Ctrl-C and at the end, shows a failure readably, sets the exit code.
 * @param {() => Promise<number>} command
 * @param {(error: unknown) => string} describe
 */
export async function runCommand(command, describe) {
  let stopping = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void endEverything().then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
    });
  }
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!stopping) process.stderr.write(`\n${describe(error)}\n`);
    process.exitCode = 1;
  } finally {
    await endEverything();
  }
}
