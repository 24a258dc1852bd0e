/** Processes that die, hang or fail: the vault is locked, the window is there and says why, and what ended is there again. */
import { expect, test } from '@playwright/test';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call } from './support/bridge.ts';
import { scanFolder } from './support/dialogs.ts';
import { finishedScan } from './support/finished-scan.ts';
import { processIds, type OurProcess } from './support/our-processes.ts';
import { makeVault } from './support/vault.ts';

const PASSWORD = 'marmalade cupboard twelve';
/** Large enough that its scan is not over before its process is found. */
const LARGE_FOLDER = path.resolve(import.meta.dirname, '../../node_modules/typescript/lib');

let running: RunningApp;
const temporary = makeTemporaryFolder();

test.beforeAll(async () => {
  const vaultFolder = path.join(temporary.path, 'vault');
  await makeVault(vaultFolder, 'Acme vault', PASSWORD);
  running = await launchApp({ vaultFolder });
});
test.afterAll(async () => {
  await closeStarted(running);
  temporary.remove();
});

/** Once there is one that is not among `known`. */
async function processId(name: OurProcess, known: readonly number[] = []): Promise<number> {
  let found: number | undefined;
  await expect
    .poll(async () => (found = (await processIds(running, name)).find((pid) => !known.includes(pid))), {
      intervals: [10],
    })
    .toBeDefined();
  return found!;
}

/** Ends so many of them, each as soon as it is there: asked for from here, a scan may be done before it is hit. */
async function killScans(times: number): Promise<void> {
  await running.app.evaluate(
    async ({ app }, count) =>
      await new Promise<void>((resolve) => {
        const killed = new Set<number>();
        const timer = setInterval(() => {
          for (const { pid, name } of app.getAppMetrics()) {
            if (name !== 'scan-process' || killed.has(pid)) continue;
            try {
              process.kill(pid, 'SIGKILL');
            } catch {
              continue;
            }
            killed.add(pid);
          }
          if (killed.size < count) return;
          clearInterval(timer);
          resolve();
        }, 2);
      }),
    times,
  );
}

async function unlocked(): Promise<Page> {
  const page = await running.page();
  if ((await call(page, 'app.state', undefined)).phase !== 'unlocked') {
    await call(page, 'vault.unlock', { password: PASSWORD });
  }
  return page;
}

async function gone(page: Page): Promise<void> {
  await expect.poll(() => page.isClosed()).toBe(true);
}

function log(): string {
  return readFileSync(path.join(`${running.vaultFolder}.app`, 'logs', 'main.log'), 'utf8');
}

/** A new window at the unlock screen, which says why. It unlocks as ever. */
async function expectLockedBecause(sentence: string): Promise<void> {
  const page = await running.page();
  await expect.poll(async () => (await call(page, 'app.state', undefined)).phase).toBe('locked');
  await expect(page.getByText(sentence)).toBeVisible();
  await expect(page.getByText('What was saved is safe.')).toBeVisible();
  await call(page, 'vault.unlock', { password: PASSWORD });
  expect(await call(page, 'app.state', undefined)).toMatchObject({ phase: 'unlocked', lockProblem: null });
}

test('the vault’s process is killed: a new window at the unlock screen says so', async () => {
  const page = await unlocked();
  process.kill(await processId('vault-process'), 'SIGKILL');
  await gone(page);
  await expectLockedBecause('The process that held the vault ended unexpectedly, so the vault is locked.');
});

test('the page crashes: the vault is locked, and the window loaded anew', async () => {
  const page = await unlocked();
  const holder = await processId('vault-process');
  await running.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer();
  });
  await gone(page);
  await expectLockedBecause('What this window showed ended unexpectedly, so the vault is locked.');
  expect(await processIds(running, 'vault-process')).not.toContain(holder);
});

test('the page hangs: its process is ended, the vault locked, and the window loaded anew', async () => {
  const page = await unlocked();
  const holder = await processId('vault-process');
  const renderer = await running.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId(),
  );
  const hanging = page.evaluate(() => {
    for (;;);
  });
  hanging.catch(() => undefined);
  // As Chromium says it once a page has left an input unanswered for long enough.
  await running.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.webContents.emit('unresponsive');
  });
  await gone(page);
  await expectLockedBecause('This window did not answer any more, so the vault is locked.');
  expect(await processIds(running, 'vault-process')).not.toContain(holder);
  expect(() => process.kill(renderer, 0)).toThrow('ESRCH');
});

test('the page of a locked vault crashes: it is loaded anew, and nothing is said of a lock', async () => {
  let page = await unlocked();
  await call(page, 'vault.lock', undefined).catch(() => undefined);
  await gone(page);
  page = await running.page();
  await running.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer();
  });
  await gone(page);
  const state = await call(await running.page(), 'app.state', undefined);
  expect(state).toMatchObject({ phase: 'locked', lockProblem: null });
});

test.describe('the scan’s process', () => {
  test('is killed once: it is started again, and the scan done', async () => {
    const page = await unlocked();
    const end = finishedScan(page);
    const scanning = scanFolder(running, page, LARGE_FOLDER);
    await killScans(1);
    await scanning;
    expect(await end).toMatchObject({ outcome: 'done', error: null });
  });

  test('is killed again: the scan says so, and the next one runs', async () => {
    const page = await unlocked();
    const end = finishedScan(page);
    const scanning = scanFolder(running, page, LARGE_FOLDER);
    await killScans(2);
    await scanning;
    expect(await end).toMatchObject({
      outcome: 'failed',
      error: { message: 'The process that scans ended unexpectedly, also when it was started again.' },
    });
    const next = finishedScan(page);
    await scanFolder(running, page, LARGE_FOLDER);
    expect(await next).toMatchObject({ outcome: 'done' });
    expect((await call(page, 'app.state', undefined)).phase).toBe('unlocked');
  });
});

test('the sandbox’s process is killed: it is started again, and its connections go on', async () => {
  const page = await unlocked();
  await call(page, 'connections.connect-sandbox', undefined);
  const before = (await call(page, 'connections.list', undefined)).connections.map(({ url }) => url);
  const killed = await processId('sandbox-process');
  process.kill(killed, 'SIGKILL');
  await processId('sandbox-process', [killed]);
  // The system may give it the port that it had.
  await expect
    .poll(async () => {
      const { connections } = await call(page, 'connections.sync', { connectionId: null });
      return connections.every(({ health }) => health === 'ok');
    })
    .toBe(true);
  expect((await call(page, 'connections.list', undefined)).connections).toHaveLength(before.length);
});

test('the GPU’s process is killed: there is another, and the window goes on', async () => {
  const page = await unlocked();
  const killed = await processId('GPU');
  process.kill(killed, 'SIGKILL');
  await processId('GPU', [killed]);
  expect((await call(page, 'app.state', undefined)).phase).toBe('unlocked');
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await expect.poll(log).toContain('process GPU');
});

test('a rejection that nobody caught ends each process of ours; the log has its kind and no more', async () => {
  const planted = path.join(temporary.path, 'plant');
  let page = await unlocked();
  await running.app.evaluate(
    ({ utilityProcess }, { script, file }) => {
      const { fork } = utilityProcess;
      const store = globalThis as unknown as { plantedBy: string };
      store.plantedBy = file;
      utilityProcess.fork = (modulePath, args, options) =>
        fork.call(utilityProcess, script, args, {
          ...options,
          env: { ...options?.env, PLANTED_IN: modulePath, PLANTED_BY: store.plantedBy },
        });
    },
    { script: path.join(import.meta.dirname, 'support/plant-rejection.cjs'), file: planted },
  );
  const faultOf = async (name: OurProcess): Promise<void> => {
    await expect.poll(log).toContain(`${name}: fault: RangeError`);
    await expect.poll(log).toContain(`${name} ended with code 70`);
  };
  // Those that run were started without it.
  await call(page, 'connections.connect-sandbox', undefined);
  process.kill(await processId('sandbox-process'), 'SIGKILL');
  await call(page, 'vault.lock', undefined).catch(() => undefined);
  await gone(page);
  page = await unlocked();
  await call(page, 'connections.connect-sandbox', undefined);

  // What is started in place of those that end goes by another file: it is not to meet the same fault.
  await running.app.evaluate((_electron, file) => {
    (globalThis as unknown as { plantedBy: string }).plantedBy = file;
  }, `${planted} never`);
  // Main is busy as they end, so that their last words and their ends wait for it together.
  await running.app.evaluate((_electron, file) => {
    process.getBuiltinModule('node:fs').writeFileSync(file, '');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
  }, planted);
  await gone(page);
  await faultOf('vault-process');
  await faultOf('sandbox-process');
  rmSync(planted);
  await expectLockedBecause(
    'The process that held the vault met a fault and was ended, so the vault is locked.',
  );

  page = await unlocked();
  // The vault's process was started before, and goes by the other file.
  await running.app.evaluate(
    (_electron, file) => {
      (globalThis as unknown as { plantedBy: string }).plantedBy = file;
    },
    import.meta.filename,
  );
  const end = finishedScan(page);
  await scanFolder(running, page, LARGE_FOLDER);
  expect(await end).toMatchObject({ outcome: 'failed' });
  await faultOf('scan-process');
  expect(log()).not.toContain('quoted text');
});

test('a rejection that nobody caught ends main, after the vault is locked, and says why', async () => {
  await unlocked();
  const holder = await processId('vault-process');
  const said = path.join(temporary.path, 'said');
  const main = running.app.process();
  const exited = new Promise<number | null>((resolve) => {
    main.once('exit', resolve);
  });
  await running.app
    .evaluate(
      ({ dialog }, { file, vaultProcess }) => {
        const { readFileSync: read, writeFileSync: write } = process.getBuiltinModule('node:fs');
        const memory = (): string => {
          try {
            return read(`/proc/${String(vaultProcess)}/maps`, 'utf8');
          } catch {
            return '';
          }
        };
        dialog.showErrorBox = (title, content) => {
          // Told to end before; it is left to the system when it is gone. One that is not told never is.
          while (memory() !== '') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
          write(file, `${title}\n${content}`);
        };
        // After this has been answered.
        setImmediate(() => void Promise.reject(new RangeError('quoted text')));
      },
      { file: said, vaultProcess: holder },
    )
    .catch(() => undefined);
  expect(await exited).toBe(70);
  expect(readFileSync(said, 'utf8')).toMatch(/^Augno Vault met a fault in itself and ends\.\n/);
  expect(log()).toContain('main: fault: RangeError');
  expect(log()).not.toContain('quoted text');
});
