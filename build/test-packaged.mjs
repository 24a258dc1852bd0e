/**
 * `npm run test:packaged`: the unpacked app, made and driven on this system. Fails where no test of it ran: an installer is
 * released only for a system on which it was seen to work.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { openDesktopSession } from './bootstrap/desktop-session.mjs';
import { prepareBuild, prepareMachine, prepareRuntime, runtimeEnvironment } from './bootstrap/prepare.mjs';
import { capture, projectEnvironment, runCommand } from './bootstrap/processes.mjs';
import { describeFailure, say, StepFailure } from './bootstrap/progress.mjs';
import { countPlaywright } from './bootstrap/reports.mjs';
import { readJson } from './lib/files.mjs';

await runCommand(async () => {
  await prepareMachine({ desktop: true });
  await prepareBuild();
  const runtime = runtimeEnvironment(await prepareRuntime());
  const folder = await mkdtemp(path.join(tmpdir(), 'augno-vault-packaged-'));
  const desktop = await openDesktopSession();
  try {
    const report = path.join(folder, 'report.json');
    const { code, output } = await capture(
      'playwright',
      ['test', '--reporter=list,json', 'test/e2e/packaged.spec.ts', ...process.argv.slice(2)],
      {
        env: projectEnvironment({
          ...runtime,
          AUGNO_VAULT_DESKTOPS: JSON.stringify([desktop.environment]),
          PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        }),
      },
    );
    say(output);
    const written = await readJson(report);
    const { passed, failed } = written === null ? { passed: 0, failed: 1 } : countPlaywright(written);
    if (passed === 0)
      throw new StepFailure('No test of the packaged app ran on this system, so it is not released for it.');
    return failed === 0 ? code : 1;
  } finally {
    await desktop.close();
    await rm(folder, { recursive: true, force: true });
  }
}, describeFailure);
