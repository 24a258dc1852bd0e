/** The short progress which the commands show: one line for each step, more only when one fails. */
import process from 'node:process';
import { stripVTControlCharacters } from 'node:util';

/** A step that failed in a way we can say something about. */
export class StepFailure extends Error {
  /**
   * @param {string} message  what failed
   * @param {{ readonly hint?: string, readonly output?: string }} [details]  hint: what to try; output: its tail is shown
   */
  constructor(message, { hint = '', output = '' } = {}) {
    super(message);
    this.name = 'StepFailure';
    this.hint = hint;
    this.output = output;
  }
}

const colourful = process.stdout.isTTY === true && !process.env['NO_COLOR'];
/** @param {number} code @param {string} text */
const paint = (code, text) => (colourful ? `\x1b[${code}m${text}\x1b[0m` : text);
export const green = (/** @type {string} */ text) => paint(32, text);
export const red = (/** @type {string} */ text) => paint(31, text);
export const dim = (/** @type {string} */ text) => paint(2, text);

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  const value = milliseconds / 1000;
  if (value < 10) return `${value.toFixed(1)} s`;
  return value < 120 ? `${Math.round(value)} s` : `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`;
}

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** @param {string} text @param {number} [lines] */
export function tail(text, lines = 40) {
  return stripVTControlCharacters(text).trimEnd().split('\n').slice(-lines).join('\n');
}

/**
 * @param {unknown} error
 * @returns {string}
 */
export function describeFailure(error) {
  if (!(error instanceof Error)) return String(error);
  const failure = error instanceof StepFailure ? error : new StepFailure(error.message);
  const output = failure.output.trim() === '' ? '' : `\n${tail(failure.output)}\n`;
  return `${failure.message}${output}${failure.hint === '' ? '' : `\n→ ${failure.hint}`}`;
}

/**
 * Runs a step and shows it as `✓ name  12 s`. A step that says it had nothing to do (answers `false`) shows nothing.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const started = performance.now();
  const live = process.stdout.isTTY === true;
  if (live) process.stdout.write(dim(`… ${name}`));
  try {
    const result = await work();
    if (live) process.stdout.write('\r\x1b[K');
    if (result !== false)
      say(`${green('✓')} ${name.padEnd(24)} ${dim(seconds(performance.now() - started))}`);
    return result;
  } catch (error) {
    if (live) process.stdout.write('\r\x1b[K');
    say(`${red('✗')} ${name.padEnd(24)} ${dim(seconds(performance.now() - started))}`);
    throw error;
  }
}
