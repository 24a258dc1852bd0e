/** An app that costs nothing while nobody uses it, and that can be found again where there is no tray. */
import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { launchApp, makeTemporaryFolder } from './support/app.ts';
import { call } from './support/bridge.ts';
import { goTo } from './support/main-job.ts';
import { makeVault } from './support/vault.ts';

const PASSWORD = 'marmalade cupboard twelve';
const temporary = makeTemporaryFolder();
test.afterAll(() => {
  temporary.remove();
});

test('where there is no tray, closing the window ends the app instead of hiding it for good', async () => {
  // A display on which nobody shows tray icons; the bus has no host for them either.
  const bare = spawn(
    'Xvfb',
    ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp', '-noreset'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const display = await new Promise<string>((resolve) => {
    bare.stdout.once('data', (data: Buffer) => {
      resolve(`:${data.toString('utf8').trim()}`);
    });
  });
  try {
    const alone = await launchApp({
      vaultFolder: path.join(temporary.path, 'no tray'),
      environment: { DISPLAY: display, XAUTHORITY: '/dev/null' },
    });
    const page = await alone.page();
    await page.getByRole('heading', { name: 'Make your vault' }).waitFor();
    expect((await call(page, 'app.state', undefined)).hasTray).toBe(false);
    const ended = new Promise((resolve) => alone.app.process().once('exit', resolve));
    await alone.app.evaluate(({ BrowserWindow }) => {
      setImmediate(() => {
        BrowserWindow.getAllWindows()[0]!.close();
      });
    });
    expect(await ended).toBe(0);
  } finally {
    bare.kill();
  }
});

test('nothing ticks faster than twice a minute, locked or open', async () => {
  await makeVault(path.join(temporary.path, 'vault'), 'Acme keys', PASSWORD);
  const running = await launchApp({ vaultFolder: path.join(temporary.path, 'vault') });
  let page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  expect((await call(page, 'app.state', undefined)).hasTray).toBe(true);
  await page.reload();
  await page.getByRole('navigation').waitFor();
  await running.app.context().addInitScript(() => {
    const ticking = new Map<unknown, number>();
    (globalThis as unknown as { ticking: typeof ticking }).ticking = ticking;
    const { setInterval: start, clearInterval: stop } = globalThis;
    globalThis.setInterval = ((work: () => void, every: number) => {
      const id = start(work, every);
      ticking.set(id, every);
      return id;
    }) as typeof setInterval;
    globalThis.clearInterval = (id) => {
      ticking.delete(id);
      stop(id);
    };
  });
  const ticks = async (): Promise<readonly number[]> =>
    (await running.page()).evaluate(() => [
      ...(globalThis as unknown as { ticking: Map<unknown, number> }).ticking.values(),
    ]);
  const closed = page.waitForEvent('close');
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await closed;
  page = await running.page();
  await page.getByLabel('Master password').waitFor();
  expect((await ticks()).filter((every) => every < 30_000)).toEqual([]);
  // Main itself waits for at most one date, once the limits of the lock that just ended are over.
  await expect
    .poll(() =>
      running.app.evaluate(
        () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length,
      ),
    )
    .toBeLessThanOrEqual(1);
  await page.getByLabel('Master password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await goTo(page, 'Keys');
  await expect.poll(ticks).not.toEqual([]);
  expect(Math.min(...(await ticks()))).toBeGreaterThanOrEqual(30_000);
  await running.close();
});
