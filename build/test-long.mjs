/**
 * `npm run test:long [-- NAME…]`: what takes too long for each time: every fault at every place (test/faults), every changed
 * byte, thousands of random sequences, and the processes of the app killed at each place. `vault`, `augno`, … choose a part;
 * `killed` is the one in the app. What was tried is kept for the build that it was tried on, so that a run that was stopped
 * goes on where it was; at its end stand the figures. `AUGNO_VAULT_FAULTS_LEDGER` names another file to keep it in.
 */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { desktopCount, openDesktopSession } from './bootstrap/desktop-session.mjs';
import { prepareBuild, prepareMachine, prepareRuntime, runtimeEnvironment } from './bootstrap/prepare.mjs';
import { exitCodeOf, projectEnvironment, runCommand, start } from './bootstrap/processes.mjs';
import { describeFailure, say } from './bootstrap/progress.mjs';
import { projectFolder, projectNode, stateFolder } from './lib/project.mjs';
import { thisPlatform } from './lib/this-platform.mjs';

const program = (/** @type {string} */ name) => path.join(projectFolder, 'node_modules', '.bin', name);
const IN_THE_APP = 'killed';

await runCommand(async () => {
  const asked = process.argv.slice(2);
  const others = asked.filter((name) => name !== IN_THE_APP);
  await prepareMachine({ desktop: true });
  await prepareBuild();
  const ledger = process.env['AUGNO_VAULT_FAULTS_LEDGER'] ?? path.join(stateFolder, 'faults', 'ledger.jsonl');
  await mkdir(path.dirname(ledger), { recursive: true });
  const env = projectEnvironment({
    ...runtimeEnvironment(await prepareRuntime()),
    AUGNO_VAULT_FAULTS_LEDGER: ledger,
  });
  let worst = 0;
  if (asked.length === 0 || others.length > 0) {
    const args = ['run', '--project', 'long', ...others];
    worst = await exitCodeOf(start(program('vitest'), args, { stdio: 'inherit', env }));
  }
  if (asked.length === 0 || asked.includes(IN_THE_APP)) {
    const count = desktopCount(thisPlatform, availableParallelism());
    const desktops = await Promise.all(Array.from({ length: count }, () => openDesktopSession()));
    const everywhere = {
      ...env,
      AUGNO_VAULT_DESKTOPS: JSON.stringify(desktops.map(({ environment }) => environment)),
      AUGNO_VAULT_EVERY_PLACE: '1',
    };
    const args = ['test', 'in-step'];
    worst = Math.max(
      worst,
      await exitCodeOf(start(program('playwright'), args, { stdio: 'inherit', env: everywhere })),
    );
    await Promise.all(desktops.map(({ close }) => close()));
  }
  if (existsSync(ledger)) {
    say(`\nThe figures, from ${ledger}:\n`);
    const figures = path.join(projectFolder, 'test', 'faults', 'figures.mjs');
    await exitCodeOf(start(projectNode(), [figures, ledger], { stdio: 'inherit' }));
  }
  return worst;
}, describeFailure);
