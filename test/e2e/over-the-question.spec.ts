/**
 * What a page that was taken over can lay over main's password window, or bring up beside it to catch what is typed; and
 * what it can have from the browser's engine past main at any time. Clicks are a person's: they are all that the engine asks
 * of a script before it opens something.
 */
import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ipcContract, type ChannelName } from '../../shared/ipc-contract.ts';
import { reply } from './support/bridge.ts';
import { answerDialogs, askedQuestions } from './support/dialogs.ts';
import { closeStarted } from './support/app.ts';
import { startFlowWorld, type FlowWorld } from './support/flow.ts';
import { hostileInputs } from './support/hostile-input.ts';
import { askedPassword, cancelPassword } from './support/password.ts';
import { watchedAs } from './support/watched-channels.ts';

let world: FlowWorld;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  world = await startFlowWorld();
});
test.afterAll(async () => {
  await closeStarted(world);
});

/** A person's click onto nothing: a script has some seconds to make something of it. */
const click = (): Promise<void> => world.page.mouse.click(640, 780);

/** Runs without the click that the automation gives every script of its own. @returns what came of it, as text */
async function attempt(script: string): Promise<string> {
  const source = `(async () => {
    const later = (milliseconds) => new Promise((resolve) => setTimeout(() => resolve('waits'), milliseconds));
    const made = (name, type) => {
      const element = document.createElement(name);
      if (type) element.type = type;
      for (let count = 0; name === 'select' && count < 30; count += 1) element.append(new Option('Type it here '.repeat(9)));
      element.style.cssText = 'position: fixed; inset: 200px auto auto 400px; z-index: 9999';
      document.body.append(element);
      setTimeout(() => element.remove(), 3000);
      return element;
    };
    try {
      return String(await Promise.race([(async () => { ${script} })(), later(1000)]));
    } catch (thrown) {
      return thrown.name;
    }
  })()`;
  return await world.running.app.evaluate(
    ({ BrowserWindow }, text) =>
      BrowserWindow.getAllWindows()
        .find((window) => !window.isModal())!
        .webContents.executeJavaScript(text, false) as Promise<string>,
    source,
  );
}

/** Every window that the desktop shows, lists and other things without a name too. */
function shownWindows(): readonly string[] {
  return execFileSync(
    'xdotool',
    ['search', '--onlyvisible', '--pid', String(world.running.app.process().pid!)],
    {
      encoding: 'utf8',
    },
  )
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}

const OPENS_OVER_WINDOWS: Readonly<Record<string, string>> = {
  'a list': `made('select').showPicker(); return 'shown';`,
  'a calendar': `made('input', 'date').showPicker(); return 'shown';`,
  'a choice of colours': `made('input', 'color').showPicker(); return 'shown';`,
  'a file dialog': `made('input', 'file').showPicker(); return 'shown';`,
};

test('a click is what a script needs to open something over other windows', async () => {
  await click();
  expect(await attempt(OPENS_OVER_WINDOWS['a list']!)).toBe('shown');
  await click();
});

for (const [what, script] of Object.entries(OPENS_OVER_WINDOWS)) {
  test(`${what} does not come to lie over what main asks`, async () => {
    await click();
    const { window, over } = await askedPassword(world.page, 'vault.change-password', undefined);
    await expect.poll(() => window.evaluate(() => document.visibilityState)).toBe('visible');
    await expect
      .poll(() =>
        world.running.app.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows().some((one) => one.isModal() && one.isVisible()),
        ),
      )
      .toBe(true);
    expect(await attempt(script)).toBe('NotAllowedError');
    await cancelPassword(window);
    expect(await over).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    await world.relock();
  });
}

test('no dialog of the page’s choosing comes up while the password is typed', async () => {
  test.setTimeout(120_000);
  const keyId = await world.createKey('Under way');
  const words = {
    real: { connectionId: world.connectionId, keyId },
    baits: ['/bin/sh', 'https://evil.example', path.join(world.folder, 'bait')],
  };
  const { window, over } = await askedPassword(world.page, 'vault.change-password', undefined);
  await answerDialogs(world.running);
  await askedQuestions(world.running);
  const asking = (Object.keys(ipcContract) as ChannelName[]).filter((name) => watchedAs(name) === 'asks');
  expect(asking).toContain('grants.choose');
  for (const name of asking) {
    for (const input of hostileInputs(ipcContract[name].input, words, 6)) {
      await reply(world.page, name, input as never);
    }
    expect(await askedQuestions(world.running), name).toEqual([]);
  }
  expect(await reply(world.page, 'grants.choose', { purpose: 'save-backup' })).toMatchObject({
    ok: false,
    error: { code: 'conflict' },
  });
  expect(await world.running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(
    2,
  );
  await cancelPassword(window);
  await over;
  // They come again.
  expect(await reply(world.page, 'grants.choose', { purpose: 'save-backup' })).toMatchObject({ ok: true });
  expect(await askedQuestions(world.running)).toHaveLength(1);
});

test('while main’s own dialog is open, the password is not asked for', async () => {
  await world.relock();
  await world.running.app.evaluate(({ dialog }) => {
    const held = globalThis as unknown as { close?: () => void };
    dialog.showOpenDialog = () =>
      new Promise((resolve) => {
        held.close = () => {
          resolve({ canceled: true, filePaths: [] });
        };
      });
  });
  const choosing = reply(world.page, 'grants.choose', { purpose: 'open-import' });
  await expect.poll(() => world.running.app.evaluate(() => 'close' in globalThis)).toBe(true);
  expect(await reply(world.page, 'vault.new-recovery-key', undefined)).toMatchObject({
    ok: false,
    error: { code: 'conflict' },
  });
  await world.running.app.evaluate(() => {
    (globalThis as unknown as { close(): void }).close();
  });
  expect(await choosing).toMatchObject({ ok: true, value: { granted: null } });
  await answerDialogs(world.running);
});

/** Each shows something of its own, or gives what main has not given. */
const PAST_MAIN: Readonly<Record<string, string>> = {
  'a picture above all windows': `const canvas = document.createElement('canvas');
    canvas.getContext('2d').fillRect(0, 0, 9, 9);
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = canvas.captureStream();
    await video.play();
    await video.requestPictureInPicture();`,
  'a window above all windows': `await documentPictureInPicture.requestWindow();`,
  'a file to read': `await showOpenFilePicker();`,
  'a file to write': `await showSaveFilePicker();`,
  'a folder': `await showDirectoryPicker();`,
  'the colours of the screen': `await new EyeDropper().open();`,
  'the fonts': `await queryLocalFonts();`,
  'the whole screen': `await document.documentElement.requestFullscreen();`,
  'the pointer': `await document.body.requestPointerLock();`,
  'the keyboard': `await navigator.keyboard.lock();`,
  'the screen’s sleep': `await navigator.wakeLock.request('screen');`,
  'the screens there are': `await getScreenDetails();`,
  'the idle time': `const idle = new IdleDetector(); await idle.start();`,
  'a message of the engine’s': `alert('Type your password'); confirm('Yes?'); return 'silent';`,
  'a question of the engine’s': `return prompt('Password?') === null ? 'silent' : 'asked';`,
  'the printer': `print(); return 'silent';`,
  'a page of its own': `return open('about:blank', 'x', 'width=300') === null ? 'silent' : 'opened';`,
};

for (const [what, script] of Object.entries(PAST_MAIN)) {
  test(`the page does not get ${what}`, async () => {
    await click();
    const before = shownWindows();
    const outcome = await attempt(script);
    expect(outcome === 'silent' || outcome === 'waits' || /Error$/.test(outcome), outcome).toBe(true);
    expect(shownWindows()).toEqual(before);
    expect(
      await world.running.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.isFullScreen()),
      ),
    ).toEqual([false]);
  });
}

test('the page does not move its window', async () => {
  const bounds = (): Promise<unknown> =>
    world.running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds());
  const before = await bounds();
  await attempt(`moveTo(200, 200); resizeTo(910, 610); moveBy(9, 9); return await later(300);`);
  expect(await bounds()).toEqual(before);
});

test('what the page keeps is not on the disk, and gone with the app', async () => {
  const mark = ['kept', 'by', 'the', 'page'].join('-');
  const kept = await attempt(`
    const mark = ['kept', 'by', 'the', 'page'].join('-');
    localStorage.setItem('kept', mark);
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open('kept');
      opening.onupgradeneeded = () => opening.result.createObjectStore('kept');
      opening.onerror = reject;
      opening.onsuccess = () => {
        const change = opening.result.transaction('kept', 'readwrite', { durability: 'strict' });
        change.objectStore('kept').put(mark, 'kept');
        change.oncomplete = resolve;
      };
    });
    const folder = await navigator.storage.getDirectory().catch(() => null);
    if (folder !== null) {
      const file = await (await folder.getFileHandle('kept', { create: true })).createWritable();
      await file.write(mark);
      await file.close();
    }
    return 'kept';`);
  // What a browser would have on its disk by now.
  expect(kept).toBe('kept');
  const profile = `${world.running.vaultFolder}.app`;
  const holding = readdirSync(profile, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = path.join(profile, name);
    if (!lstatSync(file).isFile()) return false;
    const content = readFileSync(file);
    return content.includes(mark) || content.includes(Buffer.from(mark, 'utf16le'));
  });
  expect(holding).toEqual([]);
  await world.crash();
  expect(await attempt(`return localStorage.length + (await indexedDB.databases()).length;`)).toBe('0');
});
