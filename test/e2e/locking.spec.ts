/** What is left when the vault is locked: nothing of it in any process, a new renderer, an empty clipboard. */
import { expect, test } from '@playwright/test';
import path from 'node:path';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { beginUnlock, call, reply } from './support/bridge.ts';
import { connectAccount } from './support/dialogs.ts';
import { runCommand } from './support/command.ts';
import { plaintextIn } from './support/files.ts';
import {
  commandOf,
  countInMemory,
  inBothWidths,
  processTree,
  secretPartOf,
} from './support/process-memory.ts';
import { processIds } from './support/our-processes.ts';
import { readSelection } from './support/selections.ts';
import { keysOf } from './support/vault-keys.ts';
import { startSandboxServer, type SandboxServer } from './support/sandbox-server.ts';
import { makeVault } from './support/vault.ts';

const PASSWORD = 'marmalade cupboard twelve';

let server: SandboxServer;
let running: RunningApp;
const temporary = makeTemporaryFolder();

const NAMES = ['Zebra gateway', 'Quokka import', 'Narwhal export'];

test.beforeAll(async () => {
  server = await startSandboxServer();
  await makeVault(path.join(temporary.path, 'vault'), 'Acme vault', PASSWORD);
  running = await launchApp({ vaultFolder: path.join(temporary.path, 'vault') });
  const page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  const connection = await connectAccount(
    running,
    page,
    {
      url: server.url,
      name: 'Acme',
      adminKey: server.account('test').adminKey,
    },
    PASSWORD,
  );
  const { roles } = await call(page, 'roles.list', { connectionId: connection.id });
  const roleId = roles.find((role) => role.name === 'Admin')!.id;
  for (const name of NAMES) {
    await call(page, 'keys.create', { connectionId: connection.id, name, roleId, expiresAt: null });
  }
  await lockFrom(page);
});
test.afterAll(async () => {
  await closeStarted(running);
  await server.stop();
  temporary.remove();
});

async function lockFrom(page: Awaited<ReturnType<RunningApp['page']>>): Promise<void> {
  const closed = page.waitForEvent('close');
  // The page goes away before it hears the answer.
  await page
    .evaluate(() => {
      void (
        globalThis as unknown as { vault: { call(name: string, input: unknown): Promise<unknown> } }
      ).vault.call('vault.lock', undefined);
    })
    .catch(() => undefined);
  await closed;
}

test('no process holds a stored secret after locking, nor does any file hold one at any time', async () => {
  let page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  // Asked of the command, so that the app itself never reveals them.
  const secrets: string[] = [];
  for (const name of NAMES) {
    const revealed = await runCommand(['keys', 'reveal', name, '--vault', running.vaultFolder], [PASSWORD]);
    expect(revealed.code, revealed.stderr).toBe(0);
    secrets.push(revealed.stdout.trim());
  }
  expect(plaintextIn(running.vaultFolder, [...secrets, ...NAMES, 'Acme', PASSWORD])).toEqual([]);
  const { keys } = await call(page, 'keys.list', undefined);
  expect(keys.filter((key) => NAMES.includes(key.name) && key.secretHeld)).toHaveLength(NAMES.length);
  const mainProcess = running.app.process().pid!;
  const secretParts = secrets.map(secretPartOf);
  const needles = secretParts.flatMap(inBothWidths);
  const keys32 = await keysOf(running.vaultFolder, PASSWORD);
  // The search is worth nothing unless it sees the other processes: the vault's own holds its keys now.
  expect(processTree(mainProcess).map(commandOf)).toContain('utility node.mojom.NodeService');
  const holdersOf = (wanted: readonly Buffer[]): readonly string[] =>
    processTree(mainProcess).flatMap((id) =>
      countInMemory(id, wanted).some((count) => count > 0) ? [commandOf(id)] : [],
    );
  // While it is open, the vault key is in that process and in no other.
  expect(holdersOf(keys32)).toEqual(['utility node.mojom.NodeService']);

  await lockFrom(page);
  page = await running.page();
  await call(page, 'app.state', undefined);
  const held = holdersOf([...needles, ...keys32]);
  expect(held).toEqual([]);
  expect(plaintextIn(running.vaultFolder, [...secrets, ...NAMES, 'Acme', PASSWORD])).toEqual([]);
  expect(plaintextIn(`${running.vaultFolder}.app`, [...secretParts, PASSWORD])).toEqual([]);
});

test('the search through memory finds what is there', async () => {
  const page = await running.page();
  const planted = `planted-${Math.random().toString(36).slice(2)}`;
  await page.evaluate((text) => {
    (globalThis as unknown as { planted: string[] }).planted = [text];
  }, planted);
  const found = processTree(running.app.process().pid!).filter((id) =>
    countInMemory(id, inBothWidths(planted)).some((count) => count > 0),
  );
  expect(found.map(commandOf)).toContain('renderer');
});

test('locking replaces the renderer, ends the vault’s process and empties the clipboard', async () => {
  let page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  const { keys } = await call(page, 'keys.list', undefined);
  const held = keys.find((key) => key.secretHeld && !key.isConnectionKey)!;
  await call(page, 'keys.copy-secret', { keyId: held.id });
  expect((await readSelection('CLIPBOARD'))?.toString()).toMatch(/^aug_sk_test_/);
  const before = processTree(running.app.process().pid!);
  await lockFrom(page);
  page = await running.page();
  expect(await readSelection('CLIPBOARD')).toBeNull();
  expect(await reply(page, 'keys.list', undefined)).toMatchObject({
    ok: false,
    error: { code: 'vault-locked' },
  });
  const after = new Set(processTree(running.app.process().pid!));
  // The renderer and the vault's process, at the least.
  expect(before.filter((id) => !after.has(id)).length).toBeGreaterThanOrEqual(2);
});

test('what the system does locks the vault', async () => {
  const said = {
    suspend: 'Locked because this computer went to sleep.',
    'lock-screen': 'Locked together with the screen.',
    'user-did-resign-active': 'Locked because somebody else signed in to this computer.',
  };
  for (const [event, why] of Object.entries(said)) {
    const page = await running.page();
    await call(page, 'vault.unlock', { password: PASSWORD });
    const closed = page.waitForEvent('close');
    await running.app.evaluate(({ powerMonitor }, name) => {
      powerMonitor.emit(name);
    }, event);
    await closed;
    const locked = await running.page();
    expect((await call(locked, 'app.state', undefined)).phase).toBe('locked');
    await expect(locked.getByText(why)).toBeVisible();
  }
  // A person's own lock needs no reason, and that of before is not said again.
  const page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  const closed = page.waitForEvent('close');
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await closed;
  const locked = await running.page();
  await locked.getByLabel('Master password').waitFor();
  await expect(locked.getByText(/^Locked /)).toHaveCount(0);
});

const whileItIsTried: Readonly<Record<string, (app: RunningApp['app']) => Promise<unknown>>> = {
  'the computer goes to sleep': (app) => app.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend')),
  'the page crashes': (app) =>
    app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer();
    }),
};
for (const [what, happens] of Object.entries(whileItIsTried)) {
  test(`${what} while a password is being tried: what it would open stays locked`, async () => {
    const page = await running.page();
    const [holder] = await processIds(running, 'vault-process');
    await beginUnlock(page, PASSWORD);
    await happens(running.app);
    // One that crashed is not waited for by its event.
    await expect.poll(() => page.isClosed()).toBe(true);
    await expect.poll(() => processIds(running, 'vault-process')).not.toContain(holder);
    expect((await call(await running.page(), 'app.state', undefined)).phase).toBe('locked');
  });
}

test('a wrong password says so and makes the next try wait', async () => {
  const page = await running.page();
  expect(await reply(page, 'vault.unlock', { password: 'not this one' })).toMatchObject({
    ok: false,
    error: { code: 'vault-wrong-password' },
  });
  expect(await reply(page, 'vault.unlock', { password: PASSWORD })).toMatchObject({
    ok: false,
    error: { code: 'vault-waiting' },
  });
  const { nextTryAt } = await call(page, 'app.state', undefined);
  await expect.poll(() => Date.now(), { timeout: 60_000 }).toBeGreaterThan(Date.parse(nextTryAt!));
  expect(await reply(page, 'vault.unlock', { password: PASSWORD })).toMatchObject({ ok: true });
});

test('the tray says whether the vault is open, and its menu locks it', async () => {
  await running.app.evaluate(({ Tray }) => {
    const seen: { tooltip: string; menu: Electron.Menu | null } = { tooltip: '', menu: null };
    (globalThis as unknown as { seenTray: typeof seen }).seenTray = seen;
    const { setToolTip, setContextMenu } = Tray.prototype;
    Tray.prototype.setToolTip = function (text) {
      seen.tooltip = text;
      setToolTip.call(this, text);
    };
    Tray.prototype.setContextMenu = function (menu) {
      seen.menu = menu;
      setContextMenu.call(this, menu);
    };
  });
  const shown = (): Promise<{ tooltip: string; labels: string[] }> =>
    running.app.evaluate(() => {
      const { seenTray } = globalThis as unknown as {
        seenTray: { tooltip: string; menu: Electron.Menu | null };
      };
      return {
        tooltip: seenTray.tooltip,
        labels: (seenTray.menu?.items ?? []).filter((item) => item.enabled).map((item) => item.label),
      };
    });
  let page = await running.page();
  if ((await call(page, 'app.state', undefined)).phase === 'locked') {
    await call(page, 'vault.unlock', { password: PASSWORD });
  } else {
    await lockFrom(page);
    page = await running.page();
    await call(page, 'vault.unlock', { password: PASSWORD });
  }
  await expect.poll(async () => (await shown()).tooltip).toMatch(/needs you$/);
  expect((await shown()).labels).toEqual(
    expect.arrayContaining(['Open Augno Vault', 'Scan now…', 'Lock now', 'Quit']),
  );
  const closed = page.waitForEvent('close');
  await running.app.evaluate(() => {
    const { seenTray } = globalThis as unknown as { seenTray: { menu: Electron.Menu } };
    seenTray.menu.items.find((item) => item.label === 'Lock now')?.click();
  });
  await closed;
  await expect.poll(async () => (await shown()).tooltip).toBe('Augno Vault: locked');
  expect((await shown()).labels).not.toContain('Lock now');
});
