/**
 * `npm run bench [-- NAME…]`: everything needed, then each test/bench/NAME.bench.ts in turn, alone on the machine as far
 * as we can help it. Each prints its own table of docs/benchmarks.md.
 */
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { prepareDesktopSession } from './bootstrap/desktop-session.mjs';
import { prepareBuild, prepareMachine, prepareRuntime, runtimeEnvironment } from './bootstrap/prepare.mjs';
import { exitCodeOf, projectEnvironment, runCommand, start } from './bootstrap/processes.mjs';
import { describeFailure, say, StepFailure } from './bootstrap/progress.mjs';
import { preparePeers } from './lib/bench-peers.mjs';
import { listFiles } from './lib/files.mjs';
import { projectFolder, projectNode } from './lib/project.mjs';

/** What the figures depend on; it goes with them into docs/benchmarks.md. */
function describeMachine() {
  const processors = os.cpus();
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${os.type()} ${os.release()}, ${os.arch()},`,
    `${processors[0]?.model.trim() ?? 'processor unknown'}, ${String(os.availableParallelism())} of its cores,`,
    `${(os.totalmem() / 2 ** 30).toFixed(0)} GiB, load before it ${(os.loadavg()[0] ?? 0).toFixed(1)}.`,
  ].join(' ');
}

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
  /** @type {NodeJS.ProcessEnv} */
  const env = projectEnvironment({ ...environment, ...runtimeEnvironment(runtime) });
  say(describeMachine());
  const peers = chosen.some((file) => file.startsWith('scanner/')) ? await preparePeers() : null;
  if (peers !== null) env['AUGNO_VAULT_BENCH_PEERS'] = peers;
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
