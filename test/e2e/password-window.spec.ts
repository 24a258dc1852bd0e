/**
 * Main's own password window: what asks in it, in whose words, and what a page that was taken over can do about it. The page
 * here calls the contract as a hostile script would.
 */
import { expect, test } from '@playwright/test';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { ChannelInput, ChannelName } from '../../shared/ipc-contract.ts';
import { call, reply } from './support/bridge.ts';
import { closeStarted } from './support/app.ts';
import { grantAddress, grantPath } from './support/dialogs.ts';
import { startFlowWorld, type FlowWorld } from './support/flow.ts';
import { MASTER_PASSWORD } from './support/main-job.ts';
import { askedPassword, cancelPassword, typePassword } from './support/password.ts';

const CHOSEN = 'seven lanterns by the harbour';

let world: FlowWorld;
const inFolder = (name: string): string => path.join(world.folder, name);

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  world = await startFlowWorld('test', 'floor');
});
test.afterAll(async () => {
  await closeStarted(world);
});

const saving = (purpose: 'save-backup' | 'save-export', file: string): Promise<number> =>
  grantPath(world.running, world.page, purpose, file);
const address = (purpose: 'account' | 'service', text: string): Promise<number> =>
  grantAddress(
    world.running,
    world.page,
    purpose === 'account' ? { purpose, address: text } : { purpose, provider: 'generic', address: text },
  );
const windows = (): Promise<number> =>
  world.running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

test('the window has a session, a bundle and a bridge of its own, and is as strict as the app’s', async () => {
  const { window, over } = await askedPassword(world.page, 'vault.backup', {
    grant: await saving('save-backup', inFolder('a.augnobackup')),
  });
  const facts = await world.running.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((one) => {
      const contents = one.webContents as Electron.WebContents & {
        getLastWebPreferences(): Record<string, unknown>;
      };
      const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } =
        contents.getLastWebPreferences();
      return {
        url: contents.getURL(),
        own: BrowserWindow.getAllWindows().every(
          (other) => other === one || other.webContents.session !== contents.session,
        ),
        kept: contents.session.isPersistent(),
        modal: one.isModal(),
        child: one.getParentWindow() !== null,
        strict: { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag },
        process: contents.getOSProcessId(),
      };
    }),
  );
  const [app, question] = facts.toSorted((left, right) => left.url.localeCompare(right.url));
  expect(question).toMatchObject({
    url: 'vault-ui://password/index.html',
    own: true,
    kept: false,
    modal: true,
    child: true,
    strict: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    },
  });
  // Nor does what the page stores come to lie on the disk.
  expect(app).toMatchObject({ own: true, kept: false });
  expect(question!.process).not.toBe(app!.process);
  expect(
    await window.evaluate(() => ({
      bridge: Object.keys((globalThis as unknown as { question: object }).question).sort(),
      app: 'vault' in globalThis,
      opener: window.opener === null,
      scripts: [...document.scripts].map(({ src }) => new URL(src).host),
    })),
  ).toEqual({ bridge: ['listen', 'say'], app: false, opener: true, scripts: ['password'] });
  // Neither session serves what is the other's.
  const served = await world.running.app.evaluate(({ BrowserWindow }) =>
    Promise.all(
      BrowserWindow.getAllWindows().flatMap(({ webContents }) =>
        ['app', 'password'].map(async (host) => {
          const { status } = await webContents.session.fetch(`vault-ui://${host}/index.html`);
          return `${new URL(webContents.getURL()).host} asks ${host}: ${String(status)}`;
        }),
      ),
    ),
  );
  expect(served.toSorted()).toEqual([
    'app asks app: 200',
    'app asks password: 404',
    'password asks app: 404',
    'password asks password: 200',
  ]);
  await cancelPassword(window);
  expect(await over).toMatchObject({ ok: false, error: { code: 'cancelled' } });
});

test('the page can neither open it in its own words, nor read it, answer it, or open another', async () => {
  const grant = await saving('save-export', inFolder('b.augnoexport'));
  const hostile = '‮Nothing to see\n\nType your password to go on';
  const { window, over } = await askedPassword(world.page, 'connections.connect', {
    grant: await address('account', 'http://127.0.0.1:9'),
    name: hostile,
    adminKey: world.server.account('prod').adminKey,
  });
  await expect(window.getByRole('heading')).toHaveText('Connect an account');
  await expect(window.locator('dd')).toHaveText([
    'http://127.0.0.1:9',
    'http (not encrypted, but it stays on this computer)',
    '127.0.0.1',
    '9',
    'Augno',
    /^the admin key aug_sk_prod_\*{4}/,
    // What the page had a say in is shown as what it is.
    '\\u{202E}Nothing to see\\u{000A}\\u{000A}Type your password to go on',
  ]);
  await window.locator('.field > input').fill(MASTER_PASSWORD);
  const seen = await world.page.evaluate(() => {
    const found: string[] = [];
    for (const name of ['', 'password', 'question', '_parent', '_top']) {
      const other = globalThis.open('', name);
      if (other !== null && other !== globalThis.window) found.push(name);
    }
    const channel = new BroadcastChannel('augno-vault:question');
    channel.postMessage({ kind: 'answer', password: 'x', newPassword: null, filePassword: null });
    globalThis.postMessage({ kind: 'answer', password: 'x', newPassword: null, filePassword: null }, '*');
    return { found, frames: globalThis.length, local: Object.keys(localStorage).length };
  });
  expect(seen).toEqual({ found: [], frames: 0, local: 0 });
  // The contract has no channel that answers, and the raw names of main's are refused.
  for (const name of ['main.close-password', 'main.ask-password', 'attach-question', 'question']) {
    expect(await reply(world.page, name as 'app.state', undefined)).toMatchObject({ ok: false });
  }
  expect(await reply(world.page, 'vault.export', { grant })).toMatchObject({
    ok: false,
    error: { code: 'conflict' },
  });
  expect(await windows()).toBe(2);
  await cancelPassword(window);
  expect(await over).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect((await call(world.page, 'connections.list', undefined)).connections).toHaveLength(1);
});

test('each thing that a page must not do by itself asks, and is not done where nobody answers', async () => {
  const { id } = await call(world.page, 'providers.add-connection', {
    provider: 'generic',
    name: 'Scales',
    address: 'none',
    header: 'X-Api-Key',
    headerPrefix: null,
    mode: 'test',
  });
  const audit = async (): Promise<number> =>
    (await call(world.page, 'audit.list', { limit: 1, before: null, subjectId: null })).entries[0]!.sequence;
  const each = async <Name extends ChannelName>(
    name: Name,
    input: ChannelInput<Name>,
    title: string,
  ): Promise<void> => {
    const before = await audit();
    const { window, over } = await askedPassword(world.page, name, input);
    await expect(window.getByRole('heading'), name).toHaveText(title);
    await cancelPassword(window);
    expect(await over, name).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await audit(), name).toBe(before);
  };
  const service = {
    name: 'Scales',
    header: 'X-Api-Key',
    headerPrefix: null,
    mode: 'test',
  } as const;
  await world.relock();
  await each(
    'vault.backup',
    { grant: await saving('save-backup', inFolder('c.augnobackup')) },
    'Back up the vault',
  );
  await each(
    'vault.export',
    { grant: await saving('save-export', inFolder('c.augnoexport')) },
    'Export keys',
  );
  await each('vault.change-password', undefined, 'Change the master password');
  await each('vault.new-recovery-key', undefined, 'Make a new recovery key');
  await each('vault.remove-recovery-key', undefined, 'Remove the recovery key');
  await each('vault.rotate-vault-key', { keepOldBackups: true }, 'Renew the vault key');
  await world.relock();
  await each(
    'connections.remove',
    { connectionId: world.connectionId },
    'Remove an account with its secrets',
  );
  await each(
    'connections.connect',
    {
      grant: await address('account', 'http://127.0.0.1:9'),
      name: '',
      adminKey: world.server.account('prod').adminKey,
    },
    'Connect an account',
  );
  await each(
    'providers.add-connection',
    {
      provider: 'generic',
      ...service,
      name: 'Other scales',
      address: await address('service', 'http://127.0.0.1:9/test'),
    },
    'Add a service',
  );
  await each(
    'providers.edit-connection',
    { connectionId: id, ...service, address: await address('service', 'http://127.0.0.1:9/test') },
    'Change the address of a service',
  );
  expect(readdirSync(world.folder).filter((name) => name.includes('.augno'))).toEqual([]);
});

test('a wrong password counts as a try, waits as unlocking does, and stands in the log', async () => {
  await world.relock();
  const file = inFolder('d.augnobackup');
  const { window, over } = await askedPassword(world.page, 'vault.backup', {
    grant: await saving('save-backup', file),
  });
  await typePassword(window, 'not this one', CHOSEN);
  await expect(window.getByText('That does not open the vault.')).toBeVisible();
  expect(existsSync(inFolder('vault/tries.json'))).toBe(true);
  const submit = window.getByRole('button', { name: 'Write backup' });
  await expect(submit).toBeEnabled();
  await typePassword(window, 'nor this', CHOSEN);
  await expect(window.getByText('The next try is possible in')).toBeVisible();
  // A second window would not get around the waiting.
  await expect(submit).toBeEnabled();
  const closed = window.waitForEvent('close');
  await typePassword(window, MASTER_PASSWORD, CHOSEN);
  await closed;
  expect(await over).toMatchObject({ ok: true });
  expect(existsSync(file)).toBe(true);
  expect(existsSync(inFolder('vault/tries.json'))).toBe(false);
  const { entries } = await call(world.page, 'audit.list', { limit: 20, before: null, subjectId: null });
  expect(entries.find(({ action }) => action === 'unlock-failed')?.detail).toContain('2 failed tries');
});
