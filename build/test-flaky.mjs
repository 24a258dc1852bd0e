/**
 * `npm run test:flaky [-- FILE…]`: the given test files, or those that changed, 30 times on a busy machine. All of it is run,
 * whatever fails; what failed at all is named with how often.
 */
import path from 'node:path';
import process from 'node:process';
import { changedFiles, testFiles } from './bootstrap/changed.mjs';
import { openDesktopSession } from './bootstrap/desktop-session.mjs';
import { startLoad } from './bootstrap/load.mjs';
import { prepareBuild, prepareMachine, prepareRuntime, runtimeEnvironment } from './bootstrap/prepare.mjs';
import { capture, projectEnvironment, runCommand } from './bootstrap/processes.mjs';
import { describeFailure, say, StepFailure, tail } from './bootstrap/progress.mjs';
import { projectFolder } from './lib/project.mjs';

const TIMES = 30;

await runCommand(async () => {
  const given = process.argv.slice(2).map((file) => path.relative(projectFolder, path.resolve(file)));
  const files = testFiles(given.length > 0 ? given : (await changedFiles()).files);
  if (given.length > files.length) {
    throw new StepFailure(
      'Not every file that was named is a test of test/unit, test/integration or test/e2e.',
    );
  }
  if (files.length === 0) {
    say('No test file changed.');
    return 0;
  }
  const specs = files.filter((file) => file.startsWith('test/e2e/'));
  await prepareMachine({ desktop: true });
  await prepareBuild();
  const runtime = runtimeEnvironment(await prepareRuntime());
  const desktop = specs.length > 0 ? [(await openDesktopSession()).environment] : [];
  const env = projectEnvironment({
    ...runtime,
    AUGNO_VAULT_DESKTOPS: JSON.stringify(desktop),
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
  });
  startLoad();
  let failures = 0;
  for (const file of files) {
    const command = specs.includes(file) ? ['playwright', 'test', file] : ['vitest', 'run', file];
    let failed = 0;
    for (let time = 1; time <= TIMES; time += 1) {
      const [program = '', ...args] = command;
      const { code, output } = await capture(program, args, { env });
      if (code === 0) continue;
      failed += 1;
      say(`\n${file}, time ${time} of ${TIMES}:\n${tail(output, 60)}\n`);
    }
    say(`${file}: failed ${failed} of ${TIMES} times`);
    failures += failed;
  }
  return failures === 0 ? 0 : 1;
}, describeFailure);
