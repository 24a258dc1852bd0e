/**
 * The packaged app itself, with the fuses of a release: the main job once as the user who runs the tests, once as an
 * ordinary user with Chromium's sandbox on.
 */
import { expect, test } from '@playwright/test';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import type { Page } from 'playwright';
import { makeTemporaryFolder } from './support/app.ts';
import { call } from './support/bridge.ts';
import { plaintextIn } from './support/files.ts';
import { choose, createVault, goTo, MASTER_PASSWORD } from './support/main-job.ts';
import { agreeNatively } from './support/native-dialog.ts';
import { makeOrdinaryUser } from './support/ordinary-user.ts';
import {
  EXECUTABLE_NAME,
  inheritedEnvironment,
  launchPackaged,
  packagedCommand,
  makeUnpackedApp,
  type PackagedApp,
} from './support/packaged-app.ts';
import { startUpdateFeed, type UpdateFeed } from './support/update-feed.ts';
import { commandOf, processTree } from './support/process-memory.ts';

const linux = process.platform === 'linux';
const LINUX_ONLY = 'What this looks at, or how, is Linux’s own; see docs/packaging.md.';

const temporary = makeTemporaryFolder();
let unpacked = '';
let feed: UpdateFeed;
const updatedMark = path.join(temporary.path, 'updated');

test.beforeAll(async () => {
  // In place of an AppImage, a script that leaves a mark when it is started.
  feed = await startUpdateFeed((version) => `#!/bin/sh\necho ${version} > '${updatedMark}'\n`);
  // The key that this package believes. Its feed is set by the settings, as an organisation's mirror would be.
  process.env['AUGNO_VAULT_UPDATE_KEY'] = feed.publicKey;
  unpacked = await makeUnpackedApp();
  delete process.env['AUGNO_VAULT_UPDATE_KEY'];
});
test.afterAll(async () => {
  await feed.stop();
  temporary.remove();
});

/** What an admin does on the first day, by the screens alone. */
async function doMainJob(app: PackagedApp, vaultFolder: string): Promise<void> {
  let page: Page = await app.page();
  await createVault(page, 'Packaged');
  await page.getByRole('button', { name: 'Try it with a sandbox account' }).click();
  await page.getByRole('heading', { name: 'Look for leaked keys' }).waitFor();
  await page.getByRole('button', { name: 'Skip for now' }).click();
  await goTo(page, 'Keys');
  await page.getByRole('button', { name: 'New key' }).click();
  const dialog = page.getByRole('dialog', { name: 'New key' });
  await dialog.getByLabel('Name').fill('Packing bench');
  await choose(page, 'Role', 'Order integration');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  const created = page.getByRole('dialog', { name: 'Packing bench was created' });
  await created.getByText('It is already in your vault').waitFor();
  await page.getByRole('button', { name: 'Done' }).click();

  const closed = page.waitForEvent('close');
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await closed;
  page = await app.page();
  await page.getByLabel('Master password').fill(MASTER_PASSWORD);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await goTo(page, 'Keys');
  await page.getByRole('gridcell', { name: 'Packing bench' }).first().waitFor();
  const { keys } = await call(page, 'keys.list', undefined);
  const key = keys.find(({ name }) => name === 'Packing bench');
  expect(key).toMatchObject({ status: 'active', secretHeld: true });
  expect(plaintextIn(vaultFolder, ['Packing bench', MASTER_PASSWORD])).toEqual([]);
  expect(app.consoleErrors).toEqual([]);
}

/** What the window manager's windows say that they belong to. */
function windowClasses(): readonly string[] {
  const xprop = (...args: readonly string[]): string => execFileSync('xprop', args, { encoding: 'utf8' });
  const windows = xprop('-root', '_NET_CLIENT_LIST').match(/0x[0-9a-f]+/g) ?? [];
  return windows.map((id) => xprop('-id', id, 'WM_CLASS'));
}

/** A line of /proc/PID/status. */
function statusOf(processId: number, field: string): string {
  const status = readFileSync(`/proc/${String(processId)}/status`, 'utf8');
  return new RegExp(`^${field}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
}

/** A server that nobody may ask for anything. */
async function listenInVain(): Promise<{ readonly port: number; asked(): number; stop(): void }> {
  let asked = 0;
  const server = createServer((socket) => {
    asked += 1;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked: () => asked,
    stop: () => void server.close(),
  };
}

/** A script that leaves a mark wherever it is run. */
function writeIntruder(file: string, mark: string): void {
  writeFileSync(file, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '');\n`);
}

test('the packaged app does the main job, and runs nobody else’s code on the way', async () => {
  const vaultFolder = path.join(temporary.path, 'vault');
  const mark = path.join(temporary.path, 'intruded');
  const intruder = path.join(temporary.path, 'intruder.cjs');
  writeIntruder(intruder, mark);
  const developer = await listenInVain();
  const app = await launchPackaged({
    folder: unpacked,
    args: [
      ...['-r', path.resolve('build/dev/hook.cjs'), '--vault', vaultFolder, '--inspect=0'],
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    // Each of these would give its author the app's rights, were it not for the fuses.
    environment: {
      ...inheritedEnvironment(),
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: `--require "${intruder}"`,
      // And this would give it the page.
      AUGNO_VAULT_DEV_SERVER: JSON.stringify({ port: developer.port, nonce: 'n', page: '/index.html' }),
    },
  });
  try {
    await doMainJob(app, vaultFolder);
    expect(existsSync(mark)).toBe(false);
    expect(app.output()).not.toContain('Debugger listening');
    expect((await app.page()).url()).toBe('vault-ui://app/index.html');
    expect(developer.asked()).toBe(0);
    // What the desktop entry promises, so that the window gets the entry's icon and name.
    const entry = /^ +StartupWMClass: (.+)$/m.exec(
      readFileSync(path.resolve('electron-builder.yml'), 'utf8'),
    )?.[1];
    if (linux) expect(windowClasses().join()).toContain(`"${entry ?? '?'}"`);
  } finally {
    const ended = await app.close();
    // Windows asks no program to end; it is ended.
    if (process.platform !== 'win32') expect(ended).toBe(0);
    developer.stop();
  }
  // The command that lies beside it opens the same vault.
  const verified = spawnSync(
    packagedCommand(unpacked),
    ['verify', '--vault', vaultFolder, '--password-stdin'],
    {
      input: `${MASTER_PASSWORD}\n`,
      encoding: 'utf8',
      env: inheritedEnvironment(),
    },
  );
  expect([verified.status, verified.stderr]).toEqual([0, expect.not.stringContaining('fault')]);
});

test('an ordinary user runs it, with Chromium’s sandbox where the kernel allows one', async () => {
  test.skip(!linux, LINUX_ONLY);
  const user = makeOrdinaryUser();
  try {
    const vaultFolder = path.join(user.home, 'vault');
    const sandboxed = user.hasUserNamespaces;
    const description = sandboxed
      ? 'on: the kernel gives this user a namespace of their own'
      : 'OFF: this kernel or container refuses user namespaces to an ordinary user, so --no-sandbox was given';
    test.info().annotations.push({ type: 'sandbox', description });
    if (!sandboxed) console.log(`Chromium’s sandbox: ${description}`);
    const folder = user.borrow(unpacked);
    const app = await launchPackaged({
      folder,
      args: ['--vault', vaultFolder, ...(sandboxed ? [] : ['--no-sandbox'])],
      environment: user.environment,
      ...(user.ids === undefined ? {} : { user: user.ids }),
    });
    try {
      await doMainJob(app, vaultFolder);
      const tree = processTree(app.processId);
      const owner = user.ids?.uid ?? process.getuid?.();
      expect(new Set(tree.map((id) => statusOf(id, 'Uid').split('\t')[0]))).toEqual(new Set([String(owner)]));
      const renderers = tree.filter((id) => commandOf(id).startsWith('renderer'));
      expect(renderers.length).toBeGreaterThan(0);
      if (sandboxed) {
        for (const id of renderers) {
          // SECURITY: the effective state, as the kernel has it: system calls filtered, no new rights, no way out.
          expect(statusOf(id, 'Seccomp')).toBe('2');
          expect(statusOf(id, 'NoNewPrivs')).toBe('1');
          expect(statusOf(id, 'CapEff')).toBe('0000000000000000');
          expect(namespaceOf(id)).not.toBe(namespaceOf(app.processId));
        }
      }
      // Settings → About says so where it is off.
      const about = await call(await app.page(), 'about.third-party', undefined);
      expect(about.sandbox).toBe(sandboxed);
      expect(statSync(vaultFolder).mode & 0o777).toBe(0o700);
    } finally {
      expect(await app.close()).toBe(0);
    }
  } finally {
    user.remove();
  }
});

test('it starts from its archive only, and a release takes no debugging switch', () => {
  test.skip(!linux, LINUX_ONLY);
  const user = makeOrdinaryUser();
  try {
    const folder = user.borrow(unpacked);
    const resources = path.join(folder, 'resources');
    const archive = path.join(resources, 'app.asar');
    const vaultFolder = path.join(user.home, 'vault');
    const start = (...args: readonly string[]): ReturnType<typeof spawnSync> =>
      spawnSync(path.join(folder, EXECUTABLE_NAME), ['--no-sandbox', '--vault', vaultFolder, ...args], {
        cwd: folder,
        env: { ...user.environment },
        timeout: 20_000,
        encoding: 'utf8',
        ...user.ids,
      });

    // The same length, so that the archive's index stays right. Only the mark of a release differs.
    const packed = readFileSync(archive, 'latin1');
    expect(packed.split('"kind": "development"')).toHaveLength(2);
    writeFileSync(archive, packed.replace('"kind": "development"', '"kind":     "release"'), 'latin1');
    const debugged = start('--remote-debugging-port=0');
    expect(debugged.status).toBe(2);
    expect(String(debugged.stderr)).toContain('does not start with --remote-debugging-port');
    expect(existsSync(vaultFolder)).toBe(false);

    // With the fuse off, Electron would run this folder in the archive's place.
    const intruder = path.join(resources, 'app');
    mkdirSync(intruder);
    writeFileSync(path.join(intruder, 'package.json'), '{ "name": "intruder", "main": "main.cjs" }');
    const mark = path.join(user.home, 'intruded');
    writeIntruder(path.join(intruder, 'main.cjs'), mark);
    renameSync(archive, `${archive}.away`);
    expect(start().status).not.toBe(0);
    expect(existsSync(mark)).toBe(false);
  } finally {
    user.remove();
  }
});

test('updates are off without a feed; signed newer ones are taken, anything else is refused', async () => {
  test.skip(!linux, LINUX_ONLY);
  const vaultFolder = path.join(temporary.path, 'updated vault');
  // What an AppImage's own runtime would set; it is not run here, only what it would replace is named.
  const image = path.join(temporary.path, 'augno-vault.AppImage');
  writeFileSync(image, 'the app as it is');
  const app = await launchPackaged({
    folder: unpacked,
    args: ['--vault', vaultFolder, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    environment: {
      ...inheritedEnvironment(),
      APPIMAGE: image,
      XDG_CACHE_HOME: path.join(temporary.path, 'cache'),
      // Where the highest version that was seen is remembered.
      XDG_DATA_HOME: path.join(temporary.path, 'data'),
    },
  });
  try {
    const page = await app.page();
    await createVault(page, 'Updated');
    await page.getByRole('button', { name: 'Skip for now' }).click();
    await page.getByRole('button', { name: 'Skip for now' }).click();
    await goTo(page, 'Settings');
    await page.getByText('Off: no feed is configured.').waitFor();
    expect(feed.requests).toEqual([]);

    await page.getByRole('button', { name: 'Change feed…' }).click();
    await page.getByLabel('Address').fill('http://updates.example/');
    await page.getByRole('button', { name: 'Save feed' }).click();
    await page.getByText('Use an https address').waitFor();
    await page.getByLabel('Address').fill(feed.url);
    await agreeNatively(() => page.keyboard.press('Enter'));
    await page.getByText('Nothing was looked for yet.').waitFor();
    // Setting a feed asks it nothing.
    expect(feed.requests).toEqual([]);

    const check = page.getByRole('button', { name: 'Check now' });
    const { version } = await call(page, 'app.state', undefined);
    const refusals = [
      ['9.0.0', 'signature', 'The update feed is not signed by the makers of this app.'],
      ['9.0.0', 'manifest', 'The update feed can’t be'],
      ['9.0.0', 'everything', 'The update feed can’t be reached'],
      ['0.0.1', undefined, 'offers version 0.0.1, which is older than this one'],
    ] as const;
    for (const [offered, spoil, message] of refusals) {
      feed.offer(offered, spoil);
      await check.click();
      await page.getByText(message).waitFor();
      expect(feed.requests.filter((name) => name.endsWith('.AppImage'))).toEqual([]);
    }
    feed.offer(version);
    await check.click();
    await page.getByText('This is the newest version.').waitFor();

    feed.offer('9.0.0', 'file');
    await check.click();
    await page.getByText('Version 9.0.0 is available.').waitFor();
    expect(feed.requests.filter((name) => name.endsWith('.AppImage'))).toEqual([]);
    await page.getByRole('button', { name: 'Download', exact: true }).click();
    await page.getByText('What was downloaded is not what the feed announced.').waitFor();

    // Signed, newer than this app, and older than what the feed has shown: a version with a weakness, perhaps.
    feed.offer('8.0.0');
    await check.click();
    await page.getByText('offers version 8.0.0, although version 9.0.0 was already seen').waitFor();
    expect(feed.requests.filter((name) => name.endsWith('.AppImage'))).toEqual([]);

    feed.offer('9.0.0');
    await check.click();
    await page.getByRole('button', { name: 'Download', exact: true }).click();
    await page.getByRole('button', { name: 'Install and restart' }).waitFor();
    // Ready is not installed: that takes another word.
    expect(readFileSync(image, 'utf8')).toBe('the app as it is');
    await page.getByRole('button', { name: 'Install and restart' }).press('Enter');
    expect(await app.exited).toBe(0);
    // The new one is in its place, and was started.
    expect(readFileSync(image, 'utf8')).toContain('echo 9.0.0');
    await expect.poll(() => existsSync(updatedMark)).toBe(true);
  } finally {
    await app.close();
  }
});

test('a feed that never ends, says nothing or stops in the middle is let go of, and said', async () => {
  test.skip(!linux, LINUX_ONLY);
  test.slow();
  const image = path.join(temporary.path, 'limited.AppImage');
  writeFileSync(image, 'the app as it is');
  const app = await launchPackaged({
    folder: unpacked,
    args: [
      ...['--vault', path.join(temporary.path, 'limited vault')],
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    environment: {
      ...inheritedEnvironment(),
      APPIMAGE: image,
      XDG_CACHE_HOME: path.join(temporary.path, 'limited cache'),
      XDG_DATA_HOME: path.join(temporary.path, 'limited data'),
    },
  });
  try {
    const page = await app.page();
    // What turns while it waits is drawn by this machine's processor: for a minute and a half that is a whole core.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await createVault(page, 'Limited');
    await page.getByRole('button', { name: 'Skip for now' }).click();
    await page.getByRole('button', { name: 'Skip for now' }).click();
    await goTo(page, 'Settings');
    await page.getByRole('button', { name: 'Change feed…' }).click();
    await page.getByLabel('Address').fill(feed.url);
    await agreeNatively(() => page.keyboard.press('Enter'));
    await page.getByText('Nothing was looked for yet.').waitFor();
    const check = page.getByRole('button', { name: 'Check now' });
    // Far longer than the thirty seconds, and the sixty, that the app gives them.
    const patience = { timeout: 150_000 };

    feed.offer('9.0.0', 'endless');
    await check.click();
    await page.getByText('The update feed sends more than the description of an update.').waitFor();

    feed.offer('9.0.0', 'silent');
    await check.click();
    await page.getByText('The update feed did not answer in time.').waitFor(patience);

    feed.offer('9.0.0', 'stalls');
    await check.click();
    await page.getByRole('button', { name: 'Download', exact: true }).click();
    await page.getByText('The update feed did not answer in time.').waitFor(patience);
    expect(readFileSync(image, 'utf8')).toBe('the app as it is');

    // It is of use again at once.
    feed.offer('9.0.0');
    await check.click();
    await page.getByRole('button', { name: 'Download', exact: true }).click();
    await page.getByRole('button', { name: 'Install and restart' }).waitFor();
  } finally {
    await app.close();
  }
});

function namespaceOf(processId: number): string {
  return readlinkSync(`/proc/${String(processId)}/ns/user`);
}
