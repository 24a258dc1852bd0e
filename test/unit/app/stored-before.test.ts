/** What was stored before it had to be confirmed, or by somebody else, is confirmed once, by name, before its first use. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const asked: string[] = [];
vi.mock('electron', () => ({
  app: { isPackaged: true, getAppPath: () => '/nowhere', getLocale: () => 'en' },
  safeStorage: {},
  shell: {},
}));
vi.mock('electron-updater', () => ({
  autoUpdater: {
    on: () => undefined,
    removeAllListeners: () => undefined,
    setFeedURL: ({ address }: { readonly address: URL }) => asked.push(`set ${address.href}`),
    checkForUpdates: () => {
      asked.push('request');
      return Promise.resolve({ isUpdateAvailable: false, updateInfo: { version: '1.0.0' } });
    },
  },
}));
// Loaded with what electron-updater itself asks of a running app.
vi.mock('../../../electron/app/signed-feed.ts', () => ({ SignedFeedProvider: null }));
vi.mock('../../../electron/app/seen-version.ts', () => ({ createSeenVersion: () => ({}) }));
const { createEditorService } = await import('../../../electron/app/editor-service.ts');
const { createUpdates } = await import('../../../electron/app/updates.ts');
const { openProfile } = await import('../../../electron/app/settings.ts');

let folder: string;
const inFolder = (name: string): string => path.join(folder, name);
/** As an earlier version wrote it: nobody was asked. */
const storeBefore = (content: object): void =>
  writeFileSync(inFolder('profile.json'), JSON.stringify(content));

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'stored-before-'));
  asked.length = 0;
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(process.platform === 'win32')('an editor', () => {
  it('is named before it is started for the first time, then no more, and again where it is another', async () => {
    const program = inFolder('editor');
    const file = inFolder('.env');
    const started = (): string =>
      existsSync(inFolder('started')) ? readFileSync(inFolder('started'), 'utf8') : '';
    writeFileSync(program, `#!/bin/sh\necho "$@" >> '${inFolder('started')}'\n`);
    chmodSync(program, 0o700);
    writeFileSync(file, '');
    const command = { program, args: ['{file}'] };
    storeBefore({ editorCommand: command });
    const askFirst = vi.fn(() => Promise.resolve(false));
    const open = () => createEditorService(openProfile(folder), askFirst);
    const place = { file, line: null, column: null };
    await expect(open().openInEditor('custom', place)).rejects.toMatchObject({ code: 'cancelled' });
    expect(askFirst).toHaveBeenCalledExactlyOnceWith(command);
    expect(started()).toBe('');
    askFirst.mockResolvedValue(true);
    await open().openInEditor('custom', place);
    await vi.waitFor(() => expect(started()).toBe(`${file}\n`));
    // After a restart too.
    await open().openInEditor('custom', place);
    expect(askFirst).toHaveBeenCalledTimes(2);
    await vi.waitFor(() => expect(started()).toBe(`${file}\n${file}\n`));
    const kept = JSON.parse(readFileSync(inFolder('profile.json'), 'utf8')) as object;
    storeBefore({ ...kept, editorCommand: { program, args: ['--other', '{file}'] } });
    askFirst.mockResolvedValue(false);
    await expect(open().openInEditor('custom', place)).rejects.toMatchObject({ code: 'cancelled' });
    expect(askFirst).toHaveBeenCalledTimes(3);
  });
});

describe('a feed', () => {
  it('gets no request before it was agreed to by its address, nor by itself', async () => {
    vi.useFakeTimers();
    try {
      const updateFeed = 'https://updates.example.com/feed/';
      storeBefore({ settings: { updateFeed, updateChecks: true } });
      const profile = openProfile(folder);
      const askAboutFeed = vi.fn(() => Promise.resolve(false));
      const updates = createUpdates({
        build: { version: '1.0.0', updateKey: 'a key', updateFeed: null, release: true } as never,
        settings: () => profile.settings,
        isAgreed: (feed) => profile.isAgreed('feed', feed),
        askAboutFeed,
        onState: () => undefined,
        diagnose: () => undefined,
        beforeInstall: () => Promise.resolve(),
      });
      await vi.advanceTimersByTimeAsync(3 * 86_400_000);
      expect([askAboutFeed.mock.calls.length, asked]).toEqual([0, []]);
      await updates.check();
      expect(askAboutFeed).toHaveBeenCalledExactlyOnceWith(updateFeed);
      expect(asked).toEqual([]);
      profile.agree('feed', updateFeed);
      await updates.check();
      expect(askAboutFeed).toHaveBeenCalledTimes(1);
      expect(asked).toEqual([`set ${updateFeed}`, 'request']);
      updates.stop();
    } finally {
      vi.useRealTimers();
    }
  });
});
