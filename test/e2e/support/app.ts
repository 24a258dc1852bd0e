/** Starts the real app on a throw-away vault and finds its current window. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { reply } from './bridge.ts';
import { answerDialogs } from './dialogs.ts';
import { _electron, type ElectronApplication, type Page } from 'playwright';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

/** Below the time of a hook, so that a start that hangs is named as one. */
const LAUNCH_TIMEOUT_MS = 60_000;

/** How passwords are derived: as on the slowest machine there is, or at no cost (whose vaults nothing else opens). */
export type Derivation = 'floor' | 'cheap';

const LOOK_MS = 50;
/** For a window: ten seconds. A run of hours is not lost to a machine that stands still for one minute. */
const MOST_LOOKS = process.env['AUGNO_VAULT_EVERY_PLACE'] === '1' ? 1200 : 200;

export const DERIVATIONS: Readonly<Record<Derivation, string>> = {
  floor: path.join(ROOT, 'test/fixtures/vault/floor-derivation.cjs'),
  cheap: path.join(ROOT, 'test/faults/support/cheap-derivation.cjs'),
};
// What a test opens by itself, too.
createRequire(import.meta.url)(DERIVATIONS.floor);

/** Words before a built script of the product. */
export const FLOOR_DERIVATION: readonly string[] = ['--require', DERIVATIONS.floor];

/** Words before the app's folder: no page is made before Playwright listens. */
const HELD_UNTIL_DRIVEN: readonly string[] = ['-r', path.join(import.meta.dirname, 'hold-until-driven.cjs')];

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly vaultFolder: string;
  /** What the renderer wrote to its console since the start; a violated content security policy shows up here. */
  readonly consoleErrors: readonly string[];
  /** The window that is there now. Locking replaces it. */
  page(): Promise<Page>;
  close(): Promise<void>;
}

const temporaryFolders = new Set<string>();
const removeFolder = (folder: string): void => {
  // A process that is just ending may still write.
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  temporaryFolders.delete(folder);
};
// Also the folders of files that were only read to collect their tests.
process.once('exit', () => {
  for (const folder of temporaryFolders) {
    try {
      removeFolder(folder);
    } catch (thrown) {
      // What is thrown here would keep the process, and with it the whole run, for ever.
      console.warn(`${folder} could not be removed: ${String(thrown)}`);
    }
  }
});

/** A folder of its own for one test; its path holds a blank, as people's folders do. Gone with the process at the latest. */
export function makeTemporaryFolder(): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'augno vault '));
  temporaryFolders.add(folder);
  return {
    path: folder,
    remove: () => {
      removeFolder(folder);
    },
  };
}

/**
 * Main answers the page, so all of it is loaded. Evaluated while it still loads, a result is lost (“was garbage collected”):
 * nothing runs then what would hand it on.
 */
async function composed(page: Page): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await reply(page, 'app.state', undefined).catch(() => null);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('Main does not answer its page.');
}

/** For hooks that end what a test used. Where its start failed there is nothing to end, and that error is what counts. */
export async function closeStarted(started: { close(): Promise<unknown> } | undefined): Promise<void> {
  await started?.close();
}

/** No page of the app: the password window, and what is printed from (main has closed it before Playwright hears of that). */
function isMainsOwn(page: Page): boolean {
  return isPasswordWindow(page) || isQuickWindow(page) || page.url().startsWith('data:');
}

/** Main's own, which is no page of the app. */
export function isPasswordWindow(page: Page): boolean {
  return page.url().startsWith('vault-ui://password/');
}

export function isQuickWindow(page: Page): boolean {
  return page.url().startsWith('vault-ui://quick/');
}

function electronExecutable(): string {
  const executable = process.env['AUGNO_VAULT_ELECTRON'];
  if (executable === undefined || executable === '') {
    throw new Error(
      'AUGNO_VAULT_ELECTRON does not name the Electron to test with. Start the tests with npm test.',
    );
  }
  return executable;
}

export async function launchApp(options: {
  readonly vaultFolder: string;
  readonly args?: readonly string[];
  /** Loaded before the app's own code. */
  readonly loaded?: readonly string[];
  readonly derivation?: Derivation | undefined;
  readonly environment?: Readonly<Record<string, string>>;
  readonly colorScheme?: 'light' | 'dark';
}): Promise<RunningApp> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) environment[name] = value;
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...HELD_UNTIL_DRIVEN,
      '-r',
      path.join(import.meta.dirname, 'vault-process-preload.cjs'),
      ...(options.loaded ?? []).flatMap((file) => ['-r', file]),
      ROOT,
      '--vault',
      options.vaultFolder,
      ...(options.args ?? []),
    ],
    env: {
      ...environment,
      VAULT_PROCESS_PRELOAD: DERIVATIONS[options.derivation ?? 'floor'],
      ...options.environment,
    },
    cwd: ROOT,
    timeout: LAUNCH_TIMEOUT_MS,
    ...(options.colorScheme === undefined ? {} : { colorScheme: options.colorScheme }),
  });
  const consoleErrors: string[] = [];
  const watch = (page: Page): void => {
    page.on('console', (message) => {
      if (message.type() === 'error') consoleErrors.push(message.text());
    });
    page.on('pageerror', (error) => {
      consoleErrors.push(error.message);
    });
  };
  app.on('window', watch);
  app.windows().forEach(watch);
  // A person who agrees to what main asks and chooses no file; a test that is about dialogs says what it answers. Once
  // the first page is there: what is evaluated while main still loads itself may be collected before it is answered.
  let answering: Promise<void> | null = null;
  return {
    app,
    vaultFolder: options.vaultFolder,
    consoleErrors,
    async page() {
      for (let tries = 0; tries < MOST_LOOKS; tries += 1) {
        const open = app.windows().filter((page) => !page.isClosed() && !isMainsOwn(page));
        const last = open.at(-1);
        if (last !== undefined && open.length === 1) {
          await last.waitForLoadState('domcontentloaded');
          await (answering ??= composed(last).then(() => answerDialogs({ app })));
          return last;
        }
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
      throw new Error('The app shows no window.');
    },
    async close() {
      await app.close();
    },
  };
}
