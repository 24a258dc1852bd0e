/**
 * `npm run test:long [-- NAME… --step STEP --part 3/8]`: what takes too long for each time: every fault at every place
 * (test/faults), every changed byte, thousands of random sequences, and the processes of the app killed, and calls failing
 * there, at each place. `vault`, `augno`, … choose a part; `killed` and `failed` are those in the app. What was tried is kept
 * for the build that it was tried on, with commit and place, so that a run that was stopped goes on where it was; at its end
 * stand the figures. `AUGNO_VAULT_FAULTS_LEDGER` names another file to keep it in.
 *
 * `--step` takes one step of the harness of faults (`create`, …) alone. `--part 3/8` is the third of eight parts of it, each
 * spread evenly over all places (`test/faults/support/part.ts`): who has an hour begins with the first, and the next one who
 * has an hour goes on with the second.
 */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { desktopCount, openDesktopSession } from './bootstrap/desktop-session.mjs';
import { prepareBuild, prepareMachine, prepareRuntime, runtimeEnvironment } from './bootstrap/prepare.mjs';
import { exitCodeOf, projectEnvironment, runCommand, start } from './bootstrap/processes.mjs';
import { describeFailure, say } from './bootstrap/progress.mjs';
import { projectFolder, projectNode, stateFolder } from './lib/project.mjs';
import { thisPlatform } from './lib/this-platform.mjs';

const program = (/** @type {string} */ name) => path.join(projectFolder, 'node_modules', '.bin', name);
const IN_THE_APP = ['killed', 'failed'];

await runCommand(async () => {
  const { positionals: asked, values } = parseArgs({
    allowPositionals: true,
    options: { step: { type: 'string' }, part: { type: 'string' } },
  });
  // Both runners look for it in the whole name: that of the file, of what it belongs to, of the test.
  const ofStep = (/** @type {string} */ option) =>
    values.step === undefined ? [] : [option, `(?:^|\\s)${values.step}: `];
  const others = asked.filter((name) => !IN_THE_APP.includes(name));
  const inTheApp = asked.length === 0 ? IN_THE_APP : IN_THE_APP.filter((name) => asked.includes(name));
  await prepareMachine({ desktop: true });
  await prepareBuild();
  const ledger = process.env['AUGNO_VAULT_FAULTS_LEDGER'] ?? path.join(stateFolder, 'faults', 'ledger.jsonl');
  await mkdir(path.dirname(ledger), { recursive: true });
  const env = projectEnvironment({
    ...runtimeEnvironment(await prepareRuntime()),
    AUGNO_VAULT_FAULTS_LEDGER: ledger,
    AUGNO_VAULT_FAULTS_PART: values.part ?? '',
  });
  let worst = 0;
  if (asked.length === 0 || others.length > 0) {
    const args = ['run', '--project', 'long', ...others, ...ofStep('-t')];
    worst = await exitCodeOf(start(program('vitest'), args, { stdio: 'inherit', env }));
  }
  if (inTheApp.length > 0) {
    const count = desktopCount(thisPlatform, availableParallelism());
    const desktops = await Promise.all(Array.from({ length: count }, () => openDesktopSession()));
    const everywhere = {
      ...env,
      AUGNO_VAULT_DESKTOPS: JSON.stringify(desktops.map(({ environment }) => environment)),
      AUGNO_VAULT_EVERY_PLACE: '1',
    };
    const specs = inTheApp.map((name) => `${name}-in-step`);
    const args = ['test', ...specs, ...ofStep('-g')];
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
