/**
 * `npm run test:twenty`: the whole of `npm test` 20 times on a busy machine. Each run is a line of `test/runs.jsonl`: begun
 * again, it goes on with what is missing for this commit. At the end each test that failed is named, with how often.
 */
import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { startLoad } from './bootstrap/load.mjs';
import { capture, must, runCommand } from './bootstrap/processes.mjs';
import { describeFailure, say, StepFailure } from './bootstrap/progress.mjs';
import { projectFolder, projectNode } from './lib/project.mjs';

const TIMES = 20;
const log = path.join(projectFolder, 'test', 'runs.jsonl');

/** @typedef {{ readonly commit: string, readonly at: string, readonly seconds: number, readonly result: string, readonly failing: readonly string[] }} Run */

/** @param {string} commit @returns {Promise<readonly Run[]>} */
async function runsOf(commit) {
  const text = await readFile(log, 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line)).filter((/** @type {Run} */ run) => run.commit === commit);
}

await runCommand(async () => {
  const commit = (await must('git', ['rev-parse', 'HEAD'], { what: 'Asking git for the commit' })).trim();
  startLoad();
  for (let done = (await runsOf(commit)).length; done < TIMES; done += 1) {
    const started = performance.now();
    const { output } = await capture(projectNode(), [path.join(projectFolder, 'build', 'test.mjs')]);
    const lines = output.trim().split('\n');
    const failing = lines
      .filter((line) => line.startsWith('Failed: '))
      .map((line) => line.slice('Failed: '.length));
    const result = lines.at(-1) ?? '';
    // Nothing is kept of a run that was ended, or that could not even begin.
    if (!/ passed, \d+ failed$/.test(result)) throw new StepFailure('npm test did not end.', { output });
    /** @type {Run} */
    const run = {
      commit,
      at: new Date().toISOString(),
      seconds: Math.round((performance.now() - started) / 1000),
      result,
      failing,
    };
    await appendFile(log, `${JSON.stringify(run)}\n`);
    say(`${done + 1} of ${TIMES}: ${run.result}`);
  }
  /** @type {Map<string, number>} */
  const often = new Map();
  for (const { failing } of await runsOf(commit))
    for (const name of failing) often.set(name, (often.get(name) ?? 0) + 1);
  for (const [name, count] of often) say(`${count} of ${TIMES}: ${name}`);
  const green = (await runsOf(commit)).every(({ result }) => / passed, 0 failed$/.test(result));
  say(green ? `All ${TIMES} were green.` : 'Not all were green.');
  return green ? 0 : 1;
}, describeFailure);
