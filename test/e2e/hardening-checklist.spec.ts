/** More of Electron's security checklist on the running app: calls, frames, pages of elsewhere, devices, downloads. */
import { expect, test } from '@playwright/test';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { ipcContract, type ChannelName } from '../../shared/ipc-contract.ts';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { CONTENT_SECURITY_POLICY } from './support/expected-policy.ts';
import { reply } from './support/bridge.ts';

const temporary = makeTemporaryFolder();
let running: RunningApp;
let elsewhere: Server;
let requests: string[] = [];
let address = '';

test.beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.writeHead(200, { 'Content-Type': 'text/html', 'Access-Control-Allow-Origin': '*' });
    response.end('<title>elsewhere</title>');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const bound = elsewhere.address();
  address = `http://127.0.0.1:${String(typeof bound === 'object' ? bound?.port : '')}`;
  running = await launchApp({ vaultFolder: path.join(temporary.path, 'vault') });
  await running.page();
});
test.afterAll(async () => {
  await closeStarted(running);
  await new Promise((resolve) => elsewhere.close(resolve));
  temporary.remove();
});

test('the page has none of the switches that open it up, in effect', async () => {
  const [effective] = await running.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .map((contents) =>
        (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences(),
      ),
  );
  expect(effective).toMatchObject({ nodeIntegrationInSubFrames: false, safeDialogs: true });
  const off = [
    'nodeIntegrationInWorker',
    'navigateOnDragDrop',
    'spellcheck',
    'plugins',
    'enableRemoteModule',
  ];
  const empty = ['enableBlinkFeatures', 'affinity', 'additionalArguments'];
  for (const name of off) expect(effective?.[name] ?? false, name).toBe(false);
  for (const name of empty) expect(effective?.[name] ?? '', name).toBe('');
});

test('main listens on the one channel of the contract, on the one for drops, and on nothing else', async () => {
  const listening = await running.app.evaluate(({ ipcMain }) => ({
    handlers: [...(ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers.keys()],
    listeners: ipcMain.eventNames().map(String),
  }));
  // The listener for `error` is Electron's own.
  expect({ ...listening, handlers: listening.handlers.sort() }).toEqual({
    handlers: ['augno-vault:call', 'augno-vault:drop'],
    listeners: ['error'],
  });
});

test('every channel that needs an open vault is refused while there is none', async () => {
  const page = await running.page();
  const names = (Object.keys(ipcContract) as ChannelName[]).filter(
    (name) => ipcContract[name].needs === 'unlocked',
  );
  expect(names.length).toBeGreaterThan(20);
  for (const name of names) {
    const answer = await reply(page, name, undefined as never);
    expect(answer.ok, name).toBe(false);
    // What is not even well-formed is refused before the state of the vault is looked at.
    if (!answer.ok) expect(['vault-locked', 'invalid-input'], name).toContain(answer.error.code);
  }
});

test('an event that main sends reaches the page without its sender', async () => {
  const page = await running.page();
  const seen = page.evaluate(
    () =>
      new Promise((resolve) => {
        (
          globalThis as unknown as {
            vault: { on(name: string, listener: (...values: unknown[]) => void): () => void };
          }
        ).vault.on('clipboard.state', (...values) => resolve(values));
      }),
  );
  // The listener is in place once the page answers again.
  await page.evaluate(() => 1);
  await running.app.evaluate(({ webContents }) => {
    webContents.getAllWebContents()[0]!.send('augno-vault:event', 'clipboard.state', { label: null });
  });
  expect(await seen).toEqual([{ label: null }]);
});

test('every answer of the page’s own scheme carries the policy, also the one for what is not there', async () => {
  const page = await running.page();
  const headers = await page.evaluate(async () => {
    const names = [
      'content-security-policy',
      'x-content-type-options',
      'referrer-policy',
      'cross-origin-opener-policy',
    ];
    const of = async (file: string): Promise<(string | null)[]> => {
      const response = await fetch(file);
      return names.map((name) => response.headers.get(name));
    };
    return [await of('index.html'), await of('nothing.js')];
  });
  const expected = [CONTENT_SECURITY_POLICY, 'nosniff', 'no-referrer', 'same-origin'];
  expect(headers).toEqual([expected, expected]);
  const post = await page.evaluate(() =>
    fetch('index.html', { method: 'POST' }).then((answer) => answer.status),
  );
  expect(post).toBe(404);
});

test('nothing of elsewhere is loaded: no image, frame, style, socket, beacon, worker or file', async () => {
  const page = await running.page();
  requests = [];
  const outcome = await page.evaluate(async (origin) => {
    const element = (name: string, attributes: Record<string, string>): Promise<string> =>
      new Promise((resolve) => {
        const made = document.createElement(name);
        made.addEventListener('load', () => resolve('loaded'));
        made.addEventListener('error', () => resolve('refused'));
        for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
        document.body.append(made);
        setTimeout(() => resolve('nothing'), 500);
      });
    const attempt = async (work: () => unknown): Promise<string> => {
      try {
        await work();
        return 'done';
      } catch {
        return 'refused';
      }
    };
    return {
      image: await element('img', { src: `${origin}/image` }),
      style: await element('link', { rel: 'stylesheet', href: `${origin}/style` }),
      fetched: await attempt(() => fetch(`${origin}/fetch`)),
      file: await attempt(() => fetch('file:///etc/hostname')),
      worker: await attempt(() => new Worker(`${origin}/worker`)),
      evaluated: await attempt(() => (0, eval)('1')),
      frame: await element('iframe', { src: `${origin}/frame` }),
      socket: await new Promise((resolve) => {
        const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`);
        socket.onopen = () => resolve('done');
        socket.onerror = () => resolve('refused');
      }),
      beacon: navigator.sendBeacon(`${origin}/beacon`, 'x') ? 'queued' : 'refused',
    };
  }, address);
  expect(outcome).toMatchObject({
    image: 'refused',
    style: 'refused',
    fetched: 'refused',
    file: 'refused',
    worker: 'refused',
    evaluated: 'refused',
    socket: 'refused',
  });
  expect(requests).toEqual([]);
});

test('no frame inside the page has the bridge, and none shows another page', async () => {
  const page = await running.page();
  const bridge = await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    return typeof (frame.contentWindow as unknown as { vault?: unknown } | null)?.vault;
  });
  expect(bridge).toBe('undefined');
  expect(page.frames().filter((frame) => /^(https?|file):/.test(frame.url()))).toEqual([]);
});

test('a window of any kind is refused: by script, by a click in the middle, by a target', async () => {
  const page = await running.page();
  const before = page.url();
  requests = [];
  await page.evaluate((origin) => {
    const link = document.createElement('a');
    link.id = 'leave';
    link.href = `${origin}/link`;
    link.target = '_blank';
    link.textContent = 'leave';
    link.style.cssText = 'position:fixed;top:0;left:0;z-index:99';
    document.body.append(link);
  }, address);
  await page.locator('#leave').dispatchEvent('click');
  await page.locator('#leave').click({ button: 'middle', force: true });
  await page.locator('#leave').click({ modifiers: ['Shift'], force: true });
  await page.evaluate((origin) => window.open(`${origin}/popup`, '_blank', 'noopener'), address);
  await page.evaluate(() => document.getElementById('leave')?.remove());
  expect(running.app.windows()).toHaveLength(1);
  expect(page.url()).toBe(before);
  expect(requests).toEqual([]);
});

test('a webview is not attached, even where a window was made with the tag allowed', async () => {
  requests = [];
  const attached = await running.app.evaluate(async ({ BrowserWindow, webContents }, origin) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { partition: 'page', webviewTag: true },
    });
    await window.loadURL('vault-ui://app/index.html');
    await window.webContents.executeJavaScript(
      `document.body.append(Object.assign(document.createElement('webview'), { src: '${origin}/webview' }))`,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const kinds = webContents.getAllWebContents().map((contents) => contents.getType());
    window.destroy();
    return kinds;
  }, address);
  expect(attached).not.toContain('webview');
  expect(requests).toEqual([]);
});

test('no device, no capture, no download', async () => {
  const page = await running.page();
  const outcome = await page.evaluate(async () => {
    const attempt = async (work: () => Promise<unknown> | undefined): Promise<string> => {
      try {
        const got = await work();
        return got === undefined || (Array.isArray(got) && got.length === 0) ? 'none' : 'given';
      } catch {
        return 'refused';
      }
    };
    const devices = navigator as unknown as Record<
      'usb' | 'serial' | 'hid' | 'bluetooth',
      { requestDevice?(filter: unknown): Promise<unknown>; requestPort?(): Promise<unknown> } | undefined
    >;
    return {
      screen: await attempt(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
      camera: await attempt(() => navigator.mediaDevices.getUserMedia({ video: true })),
      usb: await attempt(() => devices.usb?.requestDevice?.({ filters: [] })),
      hid: await attempt(() => devices.hid?.requestDevice?.({ filters: [] })),
      serial: await attempt(() => devices.serial?.requestPort?.()),
      notification: await Notification.requestPermission(),
    };
  });
  expect(Object.values(outcome).filter((value) => value === 'given' || value === 'granted')).toEqual([]);
  expect(outcome).toMatchObject({ screen: 'refused', camera: 'refused', notification: 'denied' });

  await running.app.evaluate(({ session }) => {
    const counted = globalThis as unknown as { downloads: string[] };
    counted.downloads = [];
    session.fromPartition('page').on('will-download', (event, item) => {
      // Ours ran first: what it let through would not be prevented here.
      counted.downloads.push(`${event.defaultPrevented ? 'prevented' : 'let through'} ${item.getFilename()}`);
    });
  });
  // The page's policy lets none begin.
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'index.html';
    link.download = 'page.html';
    document.body.append(link);
    link.click();
    link.remove();
  });
  // One that began all the same would go no further; it comes after what the page may have begun.
  await running.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.webContents.downloadURL('vault-ui://app/index.html');
  });
  await expect
    .poll(() => running.app.evaluate(() => (globalThis as unknown as { downloads: string[] }).downloads))
    .toEqual(['prevented index.html']);
});

test('a page gone wild is slowed down', async () => {
  const page = await running.page();
  const refused = await page.evaluate(async () => {
    const { vault } = globalThis as unknown as {
      vault: { call(name: string, input: unknown): Promise<{ ok: boolean }> };
    };
    const answers = await Promise.all(Array.from({ length: 800 }, () => vault.call('app.state', undefined)));
    return answers.filter((answer) => !answer.ok).length;
  });
  expect(refused).toBeGreaterThan(0);
  expect(refused).toBeLessThan(800);
  // It is let in again, without a restart.
  await expect.poll(async () => (await reply(page, 'app.state', undefined)).ok).toBe(true);
});
