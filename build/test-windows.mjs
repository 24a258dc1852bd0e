/**
 * `npm run test:windows [-- ARGUMENTS OF VITEST]`: the built command on Windows' Node under Wine (test/windows). On Debian and
 * Ubuntu as root Wine is installed; elsewhere the one command is shown. docs/platforms.md says what this can show and what not.
 */
import process from 'node:process';
import { prepareBuild, prepareMachine } from './bootstrap/prepare.mjs';
import { exitCodeOf, projectEnvironment, runCommand, start } from './bootstrap/processes.mjs';
import { describeFailure, step, StepFailure } from './bootstrap/progress.mjs';
import { findWine, prepareWindows } from './bootstrap/wine.mjs';

await runCommand(async () => {
  await prepareMachine({ desktop: false, windows: true });
  const wine = findWine();
  if (wine === null)
    throw new StepFailure('Wine is not installed.', {
      hint: 'Install wine64 and wine64-preloader (64 bit, version 8 or newer).',
    });
  await prepareBuild();
  /** @type {Record<string, string>} */
  let told = {};
  await step('Windows\u2019 Node', async () => {
    told = await prepareWindows(wine);
    return false;
  });
  const args = ['run', '--project', 'windows', ...process.argv.slice(2)];
  return await exitCodeOf(start('vitest', args, { stdio: 'inherit', env: projectEnvironment(told) }));
}, describeFailure);
