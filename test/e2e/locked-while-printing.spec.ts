/** The page locks while the emergency kit is being made: what shows the recovery key goes at once, and nothing is written. */
import { expect, test } from '@playwright/test';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { closeStarted, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call, reply } from './support/bridge.ts';
import { answerDialogs } from './support/dialogs.ts';
import { isAlive, processIds } from './support/our-processes.ts';
import { callConfirmed } from './support/password.ts';
import { launchWithVault } from './support/vault.ts';

const PASSWORD = 'umbrella glacier nineteen';
const temporary = makeTemporaryFolder();
let running: RunningApp;

test.afterEach(async () => {
  await closeStarted(running);
});
test.afterAll(() => {
  temporary.remove();
});

for (const [channel, method] of [
  ['vault.print-kit', 'print'],
  ['vault.save-kit', 'printToPDF'],
] as const) {
  test(`${channel}, with a printer that never answers`, async () => {
    const vaultFolder = path.join(temporary.path, method);
    const started = await launchWithVault({ vaultFolder, name: 'Acme vault', password: PASSWORD });
    running = started.running;
    const { page } = started;
    await callConfirmed(page, PASSWORD, 'vault.new-recovery-key', undefined);
    const file = path.join(temporary.path, `${method}.pdf`);
    await answerDialogs(running, { path: file });
    await running.app.evaluate(({ app }, name) => {
      const store = globalThis as unknown as { printing?: string[] };
      app.on('web-contents-created', (_event, contents) => {
        Object.defineProperty(contents, name, {
          value: () => {
            (store.printing ??= []).push(contents.getURL().slice(0, 14));
            return new Promise(() => undefined);
          },
        });
      });
    }, method);
    const kits = (): Promise<number> =>
      running.app.evaluate(
        ({ webContents }) =>
          webContents.getAllWebContents().filter((one) => one.getURL().startsWith('data:')).length,
      );
    const over = reply(page, channel, undefined).catch(() => null);
    await expect
      .poll(() =>
        running.app.evaluate(() => (globalThis as unknown as { printing?: string[] }).printing ?? []),
      )
      .toEqual(['data:text/html']);
    expect(await kits()).toBe(1);
    const holders = await processIds(running, 'vault-process');
    // The page goes with the lock, and may be gone before it has its answer.
    await reply(page, 'vault.lock', undefined).catch(() => null);
    await expect.poll(() => page.isClosed()).toBe(true);
    await expect.poll(kits).toBe(0);
    await expect.poll(() => holders.filter(isAlive)).toEqual([]);
    const answer = await over;
    if (answer !== null) expect(answer).toMatchObject({ ok: false, error: { code: 'vault-locked' } });
    expect(existsSync(file)).toBe(false);
    const next = await running.page();
    expect((await call(next, 'app.state', undefined)).phase).toBe('locked');
  });
}
