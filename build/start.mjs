/** `npm start [-- ARGUMENTS]`: everything needed, then the app. The arguments go to the app. */
import process from 'node:process';
import { hasDisplay, startVirtualDisplay } from './bootstrap/display.mjs';
import { prepareBuild, prepareMachine, prepareRuntime } from './bootstrap/prepare.mjs';
import { exitCodeOf, projectEnvironment, runCommand, start } from './bootstrap/processes.mjs';
import { describeFailure, say } from './bootstrap/progress.mjs';
import { projectFolder } from './lib/project.mjs';
import { withoutChromiumNoise } from './lib/chromium-noise.mjs';

await runCommand(async () => {
  await prepareMachine({ desktop: false });
  await prepareBuild();
  const runtime = await prepareRuntime();
  /** @type {Record<string, string>} */
  let display = {};
  if (!hasDisplay()) {
    display = await startVirtualDisplay();
    say(
      `  There is no display here: the window is on a virtual one (${display['DISPLAY']}). Ctrl-C ends both.`,
    );
  }
  const child = start(runtime.executable, [...runtime.argsPrefix, projectFolder, ...process.argv.slice(2)], {
    stdio: ['ignore', 'inherit', 'pipe'],
    env: projectEnvironment(display),
  });
  child.stderr?.pipe(withoutChromiumNoise()).pipe(process.stderr);
  say('Augno Vault is running.');
  return exitCodeOf(child);
}, describeFailure);
