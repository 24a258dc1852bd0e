/**
 * Locking under failure in the built app: each thing that locking uses is broken in the real main, so that it throws or never
 * answers; the vault's process is gone all the same, and the page, and the next vault opens. What is waited for are
 * conditions; that it takes two seconds is tested with a clock that stands still (`vault-locking.test.ts`).
 */
import { expect, test } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Page } from 'playwright';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call, reply } from './support/bridge.ts';
import { BROKEN } from './support/broken-main.ts';
import { answerDialogs, grantPath, scanFolder } from './support/dialogs.ts';
import { isAlive, processIds, shownWindows } from './support/our-processes.ts';
import { askedPassword, passwordWindow, typePassword } from './support/password.ts';
import { makeVault } from './support/vault.ts';

const PASSWORD = 'umbrella glacier nineteen';
const LARGE_FOLDER = path.resolve(import.meta.dirname, '../../node_modules/typescript/lib');

let running: RunningApp;
const temporary = makeTemporaryFolder();

test.beforeEach(async () => {
  const vaultFolder = path.join(temporary.path, `vault ${test.info().testId}`);
  await makeVault(vaultFolder, 'Acme vault', PASSWORD);
  running = await launchApp({ vaultFolder });
  const page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
});
test.afterEach(async () => {
  await closeStarted(running);
});
test.afterAll(() => {
  temporary.remove();
});

/** As the system locks it, which no page has to ask for. */
async function lockBySystem(): Promise<void> {
  await running.app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend');
  });
}

const closed = (page: Page): Promise<void> => expect.poll(() => page.isClosed()).toBe(true);

/** Locked, with nothing left of what was open. @returns the new window's page */
async function expectGone(page: Page, holders: readonly number[]): Promise<Page> {
  await closed(page);
  await expect.poll(() => holders.filter(isAlive)).toEqual([]);
  const next = await running.page();
  expect((await call(next, 'app.state', undefined)).phase).toBe('locked');
  expect(await reply(next, 'keys.list', undefined)).toMatchObject({
    ok: false,
    error: { code: 'vault-locked' },
  });
  return next;
}

/** The vault opens and is whole, and main's dialogs are asked again. */
async function expectUsable(page: Page): Promise<void> {
  await call(page, 'vault.unlock', { password: PASSWORD });
  expect((await call(page, 'vault.verify', undefined)).problems).toEqual([]);
  await answerDialogs(running);
  expect(await reply(page, 'grants.choose', { purpose: 'open-import' })).toMatchObject({ ok: true });
}

for (const [what, broken] of Object.entries(BROKEN)) {
  test(`the process is gone although ${what}`, async () => {
    const page = await running.page();
    const holders = await processIds(running, 'vault-process');
    expect(holders).toHaveLength(1);
    await running.app.evaluate(broken as never);
    await lockBySystem();
    await expectUsable(await expectGone(page, holders));
  });
}

for (const how of ['throws', 'never arrives'] as const) {
  test(`the process is gone although what it is told ${how}`, async () => {
    // The line of the next process is the one that breaks.
    await running.app.evaluate(({ utilityProcess }, fault) => {
      const { fork } = utilityProcess;
      utilityProcess.fork = (...args: Parameters<typeof fork>) => {
        const child = fork(...args);
        const { postMessage } = child;
        child.postMessage = (message, ports) => {
          if ((message as { method?: unknown }).method !== 'process.close')
            postMessage.call(child, message, ports);
          else if (fault === 'throws') throw new Error('It is broken.');
        };
        return child;
      };
    }, how);
    let page = await running.page();
    await lockBySystem();
    await closed(page);
    page = await running.page();
    await call(page, 'vault.unlock', { password: PASSWORD });
    const holders = await processIds(running, 'vault-process');
    await lockBySystem();
    await expectUsable(await expectGone(page, holders));
  });
}

test('a process that cannot be ended is said, and ended by the next lock', async () => {
  const page = await running.page();
  const [holder] = await processIds(running, 'vault-process');
  await running.app.evaluate(() => {
    const held = globalThis as unknown as { kill: typeof process.kill };
    held.kill = process.kill.bind(process);
    process.kill = () => {
      throw Object.assign(new Error('It is broken.'), { code: 'EPERM' });
    };
  });
  process.kill(holder!, 'SIGSTOP');
  await lockBySystem();
  await closed(page);
  const next = await running.page();
  await expect
    .poll(async () => (await call(next, 'app.state', undefined)).lockProblem?.message)
    .toContain('could not be ended');
  expect(isAlive(holder!)).toBe(true);
  await running.app.evaluate(() => {
    process.kill = (globalThis as unknown as { kill: typeof process.kill }).kill;
  });
  await lockBySystem();
  await expect.poll(() => isAlive(holder!)).toBe(false);
  await expect
    .poll(
      async () => (await call(await running.page(), 'app.state', undefined).catch(() => null))?.lockProblem,
    )
    .toBeNull();
  await expectUsable(await running.page());
});

test('a scan that is stuck goes with the lock', async () => {
  const page = await running.page();
  await scanFolder(running, page, LARGE_FOLDER);
  await expect.poll(() => processIds(running, 'scan-process'), { intervals: [10] }).toHaveLength(1);
  const holders = [
    ...(await processIds(running, 'scan-process')),
    ...(await processIds(running, 'vault-process')),
  ];
  for (const pid of holders) process.kill(pid, 'SIGSTOP');
  await lockBySystem();
  await expectUsable(await expectGone(page, holders));
});

test('a dialog of main’s that nobody answers holds up neither the lock nor the next dialog', async () => {
  const page = await running.page();
  const holders = await processIds(running, 'vault-process');
  await running.app.evaluate(({ dialog }) => {
    const held = globalThis as unknown as { open: boolean };
    held.open = false;
    dialog.showSaveDialog = () => {
      held.open = true;
      return new Promise(() => undefined);
    };
  });
  void reply(page, 'grants.choose', { purpose: 'save-backup' }).catch(() => undefined);
  await expect
    .poll(() => running.app.evaluate(() => (globalThis as unknown as { open: boolean }).open))
    .toBe(true);
  await lockBySystem();
  await expectUsable(await expectGone(page, holders));
});

test('a question of main’s that is open is closed by the lock', async () => {
  await running.close();
  running = await launchApp({ vaultFolder: running.vaultFolder });
  // The real one, before a stand-in takes its place.
  await (await running.app.firstWindow()).getByLabel('Master password').waitFor();
  await running.app.evaluate(({ dialog }) => {
    (globalThis as unknown as { real: unknown }).real = dialog.showMessageBox;
  });
  const page = await running.page();
  await running.app.evaluate(({ dialog }) => {
    dialog.showMessageBox = (globalThis as unknown as { real: typeof dialog.showMessageBox }).real;
  });
  await call(page, 'vault.unlock', { password: PASSWORD });
  const holders = await processIds(running, 'vault-process');
  const before = shownWindows();
  void reply(page, 'grants.choose', { purpose: 'watch-usual-places' }).catch(() => undefined);
  await expect.poll(() => shownWindows().length).toBe(before.length + 1);
  const question = shownWindows().find((window) => !before.includes(window));
  await lockBySystem();
  const next = await expectGone(page, holders);
  await expect.poll(shownWindows).not.toContain(question);
  await expectUsable(next);
});

test('the process is killed while the password is asked for: the window goes, and nothing is done', async () => {
  const page = await running.page();
  const holders = await processIds(running, 'vault-process');
  const { window } = await askedPassword(page, 'vault.new-recovery-key', undefined);
  await window.locator('.field > input').first().fill(PASSWORD);
  process.kill(holders[0]!, 'SIGKILL');
  await closed(window);
  await expectUsable(await expectGone(page, holders));
});

test('the process is stuck while the password is asked for: locking closes the window, with what was typed', async () => {
  const page = await running.page();
  const holders = await processIds(running, 'vault-process');
  const { window } = await askedPassword(page, 'vault.new-recovery-key', undefined);
  await window.locator('.field > input').first().fill(PASSWORD);
  process.kill(holders[0]!, 'SIGSTOP');
  await lockBySystem();
  await closed(window);
  await expectUsable(await expectGone(page, holders));
});

/** What takes time in the vault's process, each with its answer in the password window. */
const UNDER_WAY = {
  'a backup': async (page: Page): Promise<void> => {
    const grant = await grantPath(running, page, 'save-backup', path.join(temporary.path, 'a.augnobackup'));
    void reply(page, 'vault.backup', { grant }).catch(() => undefined);
    await typePassword(await passwordWindow(page), PASSWORD, 'seven lanterns by the harbour');
  },
  'an export': async (page: Page): Promise<void> => {
    const grant = await grantPath(running, page, 'save-export', path.join(temporary.path, 'a.augnoexport'));
    void reply(page, 'vault.export', { grant }).catch(() => undefined);
    await typePassword(await passwordWindow(page), PASSWORD, 'seven lanterns by the harbour');
  },
  'a new vault key': async (page: Page): Promise<void> => {
    void reply(page, 'vault.rotate-vault-key', { keepOldBackups: true }).catch(() => undefined);
    await typePassword(await passwordWindow(page), PASSWORD);
  },
} as const;

for (const [what, begin] of Object.entries(UNDER_WAY)) {
  test(`${what} is under way: the process is gone, and the vault whole`, async () => {
    const page = await running.page();
    const holders = await processIds(running, 'vault-process');
    await begin(page);
    await lockBySystem();
    await expectUsable(await expectGone(page, holders));
  });
}

/** A key of a service that has no address. */
async function copySomething(page: Page): Promise<void> {
  const connection = await call(page, 'providers.add-connection', {
    provider: 'generic',
    name: 'Scales',
    address: 'none',
    header: 'X-Api-Key',
    headerPrefix: null,
    mode: 'test',
  });
  const { key } = await call(page, 'providers.add-key', {
    connectionId: connection.id,
    name: 'Scales',
    owner: null,
    expiresAt: null,
    rotateBy: null,
    secret: randomBytes(24).toString('hex'),
    scanPrefix: null,
  });
  await call(page, 'keys.copy-secret', { keyId: key.id });
}

test.describe('where main holds the clipboard', () => {
  for (const how of ['throws', 'never answers'] as const) {
    test(`the process is gone although the clipboard ${how}, and it is said`, async () => {
      await running.close();
      running = await launchApp({
        vaultFolder: running.vaultFolder,
        args: ['--ozone-platform=x11'],
        environment: { XDG_SESSION_TYPE: 'wayland' },
      });
      const page = await running.page();
      await call(page, 'vault.unlock', { password: PASSWORD });
      await copySomething(page);
      const holders = await processIds(running, 'vault-process');
      await running.app.evaluate(({ clipboard }, fault) => {
        const broken = (): never => {
          if (fault === 'throws') throw new Error('It is broken.');
          return new Promise(() => undefined) as never;
        };
        clipboard.readText = broken;
        clipboard.clear = broken;
      }, how);
      await lockBySystem();
      const next = await expectGone(page, holders);
      await expect
        .poll(async () => (await call(next, 'app.state', undefined)).lockProblem?.message)
        .toContain('The clipboard could not be cleared.');
    });
  }
});
