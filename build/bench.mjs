/**
 * `npm run bench [-- NAME…]`: everything needed, then each test/bench/NAME.bench.ts in turn, alone on the machine as far
 * as we can help it. Each prints its own table of docs/benchmarks.md.
 */
import path from 'node:path';
import process from 'node:process';
import { prepareDesktopSession } from './bootstrap/desktop-session.mjs';
import { prepareBuild, prepareMachine, prepareRuntime, runtimeEnvironment } from './bootstrap/prepare.mjs';
import { exitCodeOf, projectEnvironment, runCommand, start } from './bootstrap/processes.mjs';
import { describeFailure, say, StepFailure } from './bootstrap/progress.mjs';
import { listFiles } from './lib/files.mjs';
import { projectFolder, projectNode } from './lib/project.mjs';

const benchFolder = path.join(projectFolder, 'test', 'bench');

await runCommand(async () => {
  const asked = process.argv.slice(2);
  const found = await listFiles(benchFolder, (file) => file.endsWith('.bench.ts'));
  const nameOf = (/** @type {string} */ file) => file.replace(/\.bench\.ts$/, '');
  const chosen = found.filter((file) => asked.length === 0 || asked.includes(nameOf(file)));
  const unknown = asked.filter((name) => !found.some((file) => nameOf(file) === name));
  if (unknown.length > 0 || chosen.length === 0) {
    throw new StepFailure(`There is no benchmark ${unknown.join(', ')}.`, {
      hint: `The benchmarks are: ${found.map(nameOf).join(', ') || 'none yet'}`,
    });
  }
  await prepareMachine({ desktop: true, bench: true });
  await prepareBuild();
  const runtime = await prepareRuntime();
  const { prefix, environment } = await prepareDesktopSession();
  const env = projectEnvironment({ ...environment, ...runtimeEnvironment(runtime) });
  let worst = 0;
  for (const file of chosen) {
    say(`\n## ${nameOf(file)}\n`);
    const words = [
      ...prefix,
      projectNode(),
      '--experimental-strip-types',
      '--no-warnings',
      path.join(benchFolder, file),
    ];
    const [program = '', ...args] = words;
    worst = Math.max(worst, await exitCodeOf(start(program, args, { stdio: 'inherit', env })));
  }
  return worst;
}, describeFailure);
