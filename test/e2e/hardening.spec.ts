/** Electron's security checklist, asked of the running app: the effective state, not the options in the source. */
import { expect, test } from '@playwright/test';
import path from 'node:path';
import { CONTENT_SECURITY_POLICY } from './support/expected-policy.ts';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';

const temporary = makeTemporaryFolder();
let running: RunningApp;

test.beforeAll(async () => {
  running = await launchApp({ vaultFolder: path.join(temporary.path, 'vault') });
  await running.page();
});
test.afterAll(async () => {
  await closeStarted(running);
  temporary.remove();
});

test('the renderer is sandboxed, isolated and without Node', async () => {
  const preferences = await running.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const effective = (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
      return {
        sandbox: effective['sandbox'],
        contextIsolation: effective['contextIsolation'],
        nodeIntegration: effective['nodeIntegration'],
        webSecurity: effective['webSecurity'],
        webviewTag: effective['webviewTag'],
        allowRunningInsecureContent: effective['allowRunningInsecureContent'],
        experimentalFeatures: effective['experimentalFeatures'],
      };
    }),
  );
  expect(preferences).toEqual([
    {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
    },
  ]);
  const page = await running.page();
  const globals = await page.evaluate(() => ({
    require: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
    bridge: Object.keys((globalThis as unknown as { vault: object }).vault).sort(),
  }));
  expect(globals).toEqual({ require: 'undefined', process: 'undefined', bridge: ['call', 'drop', 'on'] });
});

test('the content security policy is a header, and it is the strict one', async () => {
  const page = await running.page();
  const policy = await page.evaluate(async () =>
    (await fetch('index.html')).headers.get('content-security-policy'),
  );
  expect(policy).toBe(CONTENT_SECURITY_POLICY);
  const blocked = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(event.effectiveDirective),
    );
    const script = document.createElement('script');
    try {
      script.textContent = 'globalThis.injected = true';
      document.head.append(script);
    } catch {
      violations.push('trusted-types');
    }
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    document.head.append(style);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return {
      violations,
      injected: 'injected' in globalThis,
      display: getComputedStyle(document.body).display,
    };
  });
  expect(blocked.injected).toBe(false);
  expect(blocked.display).not.toBe('none');
  expect(blocked.violations.length).toBeGreaterThanOrEqual(2);
});

test('no page of elsewhere is loaded, and no window is opened', async () => {
  const page = await running.page();
  const before = page.url();
  await running.app.evaluate(({ BrowserWindow }) => {
    const seen: boolean[] = [];
    Object.assign(globalThis, { navigations: seen });
    BrowserWindow.getAllWindows()[0]!.webContents.on('will-frame-navigate', (event) => {
      // The guards answer after those that were there before them.
      setImmediate(() => seen.push(event.defaultPrevented));
    });
  });
  const opened = await page.evaluate(() => window.open('https://example.com/') === null);
  expect(opened).toBe(true);
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'file:///etc/passwd';
    document.body.append(link);
    link.click();
    link.remove();
  });
  await expect
    .poll(() => running.app.evaluate(() => (globalThis as unknown as { navigations: boolean[] }).navigations))
    .toEqual([true]);
  expect(page.url()).toBe(before);
  expect(running.app.windows()).toHaveLength(1);
  const remote = await page.evaluate(() =>
    fetch('https://example.com/').then(
      () => 'loaded',
      () => 'refused',
    ),
  );
  expect(remote).toBe('refused');
});

test('files outside the page’s own folder are not served', async () => {
  const page = await running.page();
  const statuses = await page.evaluate(() =>
    Promise.all(
      ['../main.js', '%2e%2e%2fmain.js', '%2e%2e%2f%2e%2e%2fpackage.json', 'nothing.js'].map(
        async (name) => (await fetch(`vault-ui://app/${name}`)).status,
      ),
    ),
  );
  expect(statuses).toEqual([404, 404, 404, 404]);
});

test('every permission is denied', async () => {
  const page = await running.page();
  const results = await page.evaluate(async () => {
    const query = async (name: string): Promise<string> =>
      (await navigator.permissions.query({ name: name as PermissionName })).state;
    return {
      geolocation: await query('geolocation'),
      notifications: await query('notifications'),
      camera: await query('camera'),
      microphone: await query('microphone'),
      clipboardRead: await query('clipboard-read'),
    };
  });
  expect(new Set(Object.values(results))).toEqual(new Set(['denied']));
  const clipboard = await page.evaluate(() =>
    navigator.clipboard.readText().then(
      () => 'read',
      () => 'refused',
    ),
  );
  expect(clipboard).toBe('refused');
});

test('what lies on the clipboard does not come into the page by execCommand', async () => {
  const page = await running.page();
  const electron = await running.app.evaluate(() => process.versions['electron'] ?? '0');
  test.skip(Number.parseInt(electron, 10) < 45, 'The runtime for development does not know the option yet.');
  await running.app.evaluate(async ({ clipboard }) => {
    await clipboard.writeText('of another program');
  });
  const pasted = await page.evaluate(() => {
    const field = document.body.appendChild(document.createElement('textarea'));
    field.focus();
    // oxlint-disable-next-line typescript/no-deprecated -- what a page would try
    const done = ['paste', 'Paste'].map((name) => document.execCommand(name));
    const { value } = field;
    field.remove();
    return { done, value };
  });
  expect(pasted).toEqual({ done: [false, false], value: '' });
});

test('a call from a foreign frame, or for a channel that is not in the contract, gets nothing', async () => {
  const page = await running.page();
  const unknown = await page.evaluate(() =>
    (globalThis as unknown as { vault: { call(name: string, input: unknown): Promise<unknown> } }).vault.call(
      '__proto__',
      {},
    ),
  );
  expect(unknown).toMatchObject({ ok: false, error: { code: 'invalid-input' } });

  // A second window, as an attacker might get one open, with our own preload in it.
  const foreign = await running.app.evaluate(async ({ BrowserWindow, app }) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { sandbox: true, partition: 'page', preload: `${app.getAppPath()}/dist/preload.js` },
    });
    await window.loadURL('vault-ui://app/index.html');
    const reply: unknown = await window.webContents.executeJavaScript(
      "window.vault.call('app.state', undefined)",
    );
    window.destroy();
    return reply;
  });
  expect(foreign).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
});

test('what needs an open vault is refused while there is none', async () => {
  const page = await running.page();
  const reply = await page.evaluate(() =>
    (globalThis as unknown as { vault: { call(name: string, input: unknown): Promise<unknown> } }).vault.call(
      'keys.list',
      undefined,
    ),
  );
  expect(reply).toMatchObject({ ok: false, error: { code: 'vault-locked' } });
});

test('only links that are listed reach the browser', async () => {
  const page = await running.page();
  const opened = await running.app.evaluate(({ shell }) => {
    const urls: string[] = [];
    shell.openExternal = (url: string) => {
      urls.push(url);
      return Promise.resolve();
    };
    (globalThis as unknown as { openedUrls: string[] }).openedUrls = urls;
    return urls.length;
  });
  expect(opened).toBe(0);
  const call = (url: string): Promise<unknown> =>
    page.evaluate(
      (address) =>
        (
          globalThis as unknown as { vault: { call(name: string, input: unknown): Promise<unknown> } }
        ).vault.call('app.open-external', { url: address }),
      url,
    );
  expect(await call('https://docs.augno.com/api')).toMatchObject({ ok: true });
  expect(await call('http://docs.augno.com/api')).toMatchObject({ ok: false });
  expect(await call('https://evil.example/')).toMatchObject({ ok: false });
  expect(await call('file:///etc/passwd')).toMatchObject({ ok: false });
  expect(
    await running.app.evaluate(() => (globalThis as unknown as { openedUrls: string[] }).openedUrls),
  ).toEqual(['https://docs.augno.com/api']);
});
