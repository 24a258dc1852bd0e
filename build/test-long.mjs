/**
 * `npm run test:long [-- NAME…]`: what takes too long for each time: every fault at every place (test/faults), every changed
 * byte, thousands of random sequences, and the processes of the app killed at each place. `vault`, `augno`, … choose a part;
 * `killed` is the one in the app.
 */
import path from 'node:path';
import { prepareDesktopSession } from './bootstrap/desktop-session.mjs';
import { prepareBuild, prepareMachine, prepareRuntime, runtimeEnvironment } from './bootstrap/prepare.mjs';
import { exitCodeOf, projectEnvironment, runCommand, start } from './bootstrap/processes.mjs';
import { describeFailure } from './bootstrap/progress.mjs';
import { projectFolder } from './lib/project.mjs';

const program = (/** @type {string} */ name) => path.join(projectFolder, 'node_modules', '.bin', name);
const IN_THE_APP = 'killed';

await runCommand(async () => {
  const asked = process.argv.slice(2);
  const others = asked.filter((name) => name !== IN_THE_APP);
  await prepareMachine({ desktop: true });
  await prepareBuild();
  const env = projectEnvironment(runtimeEnvironment(await prepareRuntime()));
  let worst = 0;
  if (asked.length === 0 || others.length > 0) {
    const args = ['run', '--project', 'long', ...others];
    worst = await exitCodeOf(start(program('vitest'), args, { stdio: 'inherit', env }));
  }
  if (asked.length === 0 || asked.includes(IN_THE_APP)) {
    const { prefix, environment } = await prepareDesktopSession();
    const [first = '', ...rest] = [...prefix, program('playwright'), 'test', 'killed-in-step'];
    const everywhere = { ...env, ...environment, AUGNO_VAULT_EVERY_PLACE: '1' };
    worst = Math.max(worst, await exitCodeOf(start(first, rest, { stdio: 'inherit', env: everywhere })));
  }
  return worst;
}, describeFailure);
