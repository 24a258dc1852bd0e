/** `npm run package`: an unpacked development package for this platform, with whatever Electron runs here. */
import path from 'node:path';
import process from 'node:process';
import { prepareBuild, prepareMachine, prepareRuntime } from './bootstrap/prepare.mjs';
import { runCommand } from './bootstrap/processes.mjs';
import { describeFailure, say, step } from './bootstrap/progress.mjs';
import { stageCommand } from './command/single-executable.mjs';
import { runElectronBuilder, unpackedFolder } from './package/electron-builder.mjs';
import { writeBillOfMaterials } from './package/bill-of-materials.mjs';
import { stageApp, stagingFolder } from './package/stage.mjs';
import { thisPlatform } from './lib/this-platform.mjs';

await runCommand(async () => {
  await prepareMachine({ desktop: false });
  await prepareBuild();
  const runtime = await prepareRuntime();
  await step('command', () => stageCommand());
  await step('app', () => stageApp({ kind: 'development', runtime }));
  await step('package', () => runElectronBuilder(runtime, ['dir']));
  await step('bill of materials', () => writeBillOfMaterials(runtime, path.dirname(stagingFolder)));
  const folder = unpackedFolder(thisPlatform, process.arch);
  say(
    `A development package (Electron ${runtime.version}) is in ${path.join('dist-package', folder)}. It is not for distribution.`,
  );
  return 0;
}, describeFailure);
