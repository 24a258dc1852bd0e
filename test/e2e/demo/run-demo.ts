/**
 * The driver of `npm run demo`: the whole main job in the real app, without a person. Leaves screenshots and report.json
 * in demo-output/, and fails unless each step was seen to work. With `--screenshots` it makes docs/screenshots anew instead.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { launchApp, makeTemporaryFolder } from '../support/app.ts';
import { forgetNotifications, screenshotDesktop } from '../support/desktop.ts';
import { runMainJob, type Evidence } from '../support/main-job.ts';
import { startSandboxServer } from '../support/sandbox-server.ts';
import { takeScreenshots } from './take-screenshots.ts';

const output = path.resolve(import.meta.dirname, '..', '..', '..', 'demo-output');

function writeReport(steps: readonly Evidence[], failure: string | null): void {
  const report = { schema: 'augno-vault/demo@1', ok: failure === null, steps, failure };
  writeFileSync(path.join(output, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
}

async function runDemo(): Promise<number> {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const temporary = makeTemporaryFolder();
  const server = await startSandboxServer();
  forgetNotifications();
  const running = await launchApp({ vaultFolder: path.join(temporary.path, 'vault') });
  const steps: Evidence[] = [];
  let count = 0;
  const name = (what: string): string =>
    path.join(output, `${String((count += 1)).padStart(2, '0')}-${what}.png`);
  try {
    await runMainJob({
      running,
      server,
      workFolder: temporary.path,
      screenshot: async (what) => {
        await (await running.page()).screenshot({ path: name(what) });
      },
      onEvidence: (evidence) => {
        steps.push(evidence);
        process.stdout.write(`✓ ${evidence.step}: ${evidence.did} ${evidence.seen}\n`);
      },
    });
    screenshotDesktop(name('desktop'));
    writeReport(steps, null);
    process.stdout.write(`Screenshots and report.json are in demo-output/.\n`);
    return 0;
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : 'An unknown error.';
    screenshotDesktop(name('failure'));
    writeReport(steps, message);
    process.stderr.write(`✗ after ${steps.length} steps: ${message}\n`);
    return 1;
  } finally {
    await running.close();
    await server.stop();
    temporary.remove();
  }
}

if (process.argv.includes('--screenshots')) process.exitCode = Math.min(1, await takeScreenshots());
else process.exitCode = await runDemo();
