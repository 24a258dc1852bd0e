/**
 * Updates: off until there is a feed, from signed manifests only, never backwards, and never without a person's word for
 * the download and again for the installation.
 */
import path from 'node:path';
import { app } from 'electron';
import type { AppUpdater } from 'electron-updater';
import { toAppError } from '../../shared/errors.ts';
import type { UpdateState } from '../../shared/ipc/about-channels.ts';
import { DAY_MS } from '../../shared/times.ts';
import { applicationDataFolder } from '../platform/paths.ts';
import type { BuildInfo } from './build-info.ts';
import { createSeenVersion } from './seen-version.ts';
import type { SignedFeedOptions } from './signed-feed.ts';
import { STALLED_AFTER_MS, updateFailure } from './update-failure.ts';
import { compareVersions, feedAddress } from './update-manifest.ts';

const FIRST_CHECK_MS = 30_000;

export interface Updates {
  state(): UpdateState;
  check(): Promise<UpdateState>;
  download(): Promise<UpdateState>;
  /** Locks the vault, installs, ends the app and starts the new one. */
  install(): Promise<void>;
  /** After a change of the settings. */
  reconsider(): void;
  stop(): void;
}

export interface UpdatesOptions {
  readonly build: BuildInfo;
  readonly settings: () => { readonly updateFeed: string; readonly updateChecks: boolean };
  /** Whether a person agreed to this feed; the package's own needs nobody's word. */
  readonly isAgreed: (feed: string) => boolean;
  /** Before the first request to one that was stored before feeds were confirmed. */
  readonly askAboutFeed: (feed: string) => Promise<boolean>;
  readonly onState: (state: UpdateState) => void;
  readonly diagnose: (line: string) => void;
  /** Locks the vault and lets the app be ended. */
  readonly beforeInstall: () => Promise<void>;
}

export function createUpdates(options: UpdatesOptions): Updates {
  const { build } = options;
  let current: UpdateState | null = null;
  let updater: AppUpdater | null = null;
  let usedFeed = '';
  let timer: ReturnType<typeof setTimeout> | null = null;

  const feed = (): URL | null => {
    const chosen = options.settings().updateFeed;
    return feedAddress(chosen === '' ? (build.updateFeed ?? '') : chosen, !build.release);
  };

  const state = (): UpdateState => {
    if (build.updateKey === null) return { kind: 'unsupported', reason: 'no-key' };
    if (!app.isPackaged) return { kind: 'unsupported', reason: 'not-installed' };
    if (feed() === null) return { kind: 'off' };
    return current ?? { kind: 'idle' };
  };
  const set = (next: UpdateState): UpdateState => {
    current = next;
    options.onState(state());
    return state();
  };

  /** The updater for this feed. Loaded late: most starts never need it. */
  const load = async (address: URL, publicKey: string): Promise<AppUpdater> => {
    if (updater !== null && usedFeed === address.href) return updater;
    const [{ autoUpdater }, { SignedFeedProvider }] = await Promise.all([
      import('electron-updater'),
      import('./signed-feed.ts'),
    ]);
    autoUpdater.logger = null;
    autoUpdater.updateConfigPath = path.join(app.getAppPath(), 'app-update.yml');
    // SECURITY: neither a download nor an installation happens by itself, and no version goes backwards.
    autoUpdater.autoDownload = false;
    autoUpdater.autoInstallOnAppQuit = false;
    autoUpdater.allowPrerelease = false;
    autoUpdater.disableWebInstaller = true;
    autoUpdater.disableDifferentialDownload = true;
    autoUpdater.removeAllListeners();
    // Errors also come as rejections, which is where they are dealt with.
    autoUpdater.on('error', () => undefined);
    autoUpdater.on('download-progress', ({ percent }) => {
      if (current?.kind === 'downloading') set({ ...current, percent: Math.min(100, Math.max(0, percent)) });
    });
    const source: SignedFeedOptions = {
      address,
      publicKey,
      currentVersion: build.version,
      seen: createSeenVersion(applicationDataFolder(), build.version),
    };
    // Its own type knows of a custom provider nothing but that there is one.
    autoUpdater.setFeedURL({ provider: 'custom', updateProvider: SignedFeedProvider as never, ...source });
    autoUpdater.allowDowngrade = false;
    updater = autoUpdater;
    usedFeed = address.href;
    return updater;
  };

  const failed = (thrown: unknown): UpdateState => {
    const error = updateFailure(thrown);
    options.diagnose(`updates: ${error.code}`);
    return set({ kind: 'failed', error: toAppError(error).serialize() });
  };

  const isAsleep = (): boolean => {
    const { updateFeed } = options.settings();
    return updateFeed !== '' && !options.isAgreed(updateFeed);
  };

  const check = async (): Promise<UpdateState> => {
    // SECURITY: an address that nobody confirmed gets no request.
    if (isAsleep() && feed() !== null && !(await options.askAboutFeed(options.settings().updateFeed)))
      return state();
    const address = feed();
    const before = state();
    if (address === null || build.updateKey === null || before.kind === 'unsupported') return before;
    if (before.kind === 'checking' || before.kind === 'downloading' || before.kind === 'ready') return before;
    set({ kind: 'checking' });
    try {
      const result = await (await load(address, build.updateKey)).checkForUpdates();
      if (result === null) return set({ kind: 'unsupported', reason: 'not-installed' });
      const { version } = result.updateInfo;
      return result.isUpdateAvailable && compareVersions(version, build.version) > 0
        ? set({ kind: 'available', version })
        : set({ kind: 'current', checkedAt: new Date().toISOString() });
    } catch (thrown) {
      return failed(thrown);
    }
  };

  const plan = (wait: number): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const now = state();
    if (!options.settings().updateChecks || isAsleep() || now.kind === 'off' || now.kind === 'unsupported')
      return;
    timer = setTimeout(() => {
      // One that fails is followed by the next all the same.
      void check()
        .catch(failed)
        .finally(() => {
          plan(DAY_MS);
        });
    }, wait);
  };
  plan(FIRST_CHECK_MS);

  return {
    state,
    check,
    async download() {
      const before = state();
      if (before.kind !== 'available' || updater === null) return before;
      set({ kind: 'downloading', version: before.version, percent: 0 });
      const { CancellationToken } = await import('electron-updater');
      const token = new CancellationToken();
      // One that stands still is ended; one that goes on may take as long as it needs.
      let stalled = setTimeout(() => undefined, 0);
      const waitAgain = (): void => {
        clearTimeout(stalled);
        stalled = setTimeout(() => {
          token.cancel();
        }, STALLED_AFTER_MS);
      };
      updater.on('download-progress', waitAgain);
      waitAgain();
      try {
        await updater.downloadUpdate(token);
        return set({ kind: 'ready', version: before.version });
      } catch (thrown) {
        return failed(thrown);
      } finally {
        clearTimeout(stalled);
        updater.off('download-progress', waitAgain);
      }
    },
    async install() {
      if (state().kind !== 'ready' || updater === null) return;
      await options.beforeInstall();
      // The new one is started before this one has gone; it must not take itself for a second start.
      app.releaseSingleInstanceLock();
      updater.quitAndInstall();
    },
    reconsider() {
      if (feed()?.href !== usedFeed && current?.kind !== 'downloading') current = null;
      options.onState(state());
      plan(FIRST_CHECK_MS);
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
