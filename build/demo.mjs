/**
 * `npm run demo`: everything needed, then the driver in test/e2e/demo/run-demo.ts, which does the whole main job in the
 * real app on a private desktop and leaves screenshots and report.json in demo-output/.
 */
import path from 'node:path';
import process from 'node:process';
import { prepareDesktopSession } from './bootstrap/desktop-session.mjs';
import { prepareBuild, prepareMachine, prepareRuntime, runtimeEnvironment } from './bootstrap/prepare.mjs';
import { exitCodeOf, projectEnvironment, runCommand, start } from './bootstrap/processes.mjs';
import { describeFailure } from './bootstrap/progress.mjs';
import { projectFolder, projectNode } from './lib/project.mjs';

await runCommand(async () => {
  await prepareMachine({ desktop: true });
  await prepareBuild();
  const runtime = await prepareRuntime();
  const { prefix, environment } = await prepareDesktopSession();
  const driver = path.join(projectFolder, 'test', 'e2e', 'demo', 'run-demo.ts');
  const words = [...prefix, projectNode(), '--experimental-strip-types', '--no-warnings', driver];
  const [program = '', ...args] = [...words, ...process.argv.slice(2)];
  return exitCodeOf(
    start(program, args, {
      stdio: 'inherit',
      env: projectEnvironment({ ...environment, ...runtimeEnvironment(runtime) }),
    }),
  );
}, describeFailure);
