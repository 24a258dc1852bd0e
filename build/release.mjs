/** `npm run release`: the installers for this platform. Made with the official Electron or not at all. */
import path from 'node:path';
import process from 'node:process';
import { checkTools, ensureDependencies } from './bootstrap/dependencies.mjs';
import { prepareBuild } from './bootstrap/prepare.mjs';
import { runCommand } from './bootstrap/processes.mjs';
import { describeFailure, say, step, StepFailure } from './bootstrap/progress.mjs';
import { resolveElectronRuntime } from './electron-runtime/index.mjs';
import { stageCommand } from './command/single-executable.mjs';
import { runElectronBuilder } from './package/electron-builder.mjs';
import { writeBillOfMaterials } from './package/bill-of-materials.mjs';
import { keepManifestApart } from './package/mac-manifests.mjs';
import { missingForRelease } from './package/release-checks.mjs';
import { stageApp, stagingFolder } from './package/stage.mjs';
import { thisPlatform } from './lib/this-platform.mjs';

await runCommand(async () => {
  const missing = missingForRelease(thisPlatform, process.env);
  if (missing.length > 0)
    throw new StepFailure(`A release for this system needs ${missing.join(', ')}: see docs/packaging.md.`);
  await step('tools', checkTools);
  await step('dependencies', ensureDependencies);
  const runtime = await step('official Electron', () =>
    resolveElectronRuntime({ officialOnly: true, announce: () => undefined }),
  );
  if (runtime.kind !== 'official')
    throw new StepFailure('A release is made with the official Electron only.');
  await prepareBuild();
  await step('command', () => stageCommand());
  await step('app', () => stageApp({ kind: 'release', runtime }));
  await step('installers', () => runElectronBuilder(runtime, []));
  await step('bill of materials', () => writeBillOfMaterials(runtime, path.dirname(stagingFolder)));
  await keepManifestApart(path.dirname(stagingFolder), thisPlatform, process.arch);
  say('The installers are in dist-package/.');
  return 0;
}, describeFailure);
