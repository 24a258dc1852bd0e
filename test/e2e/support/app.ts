/** Starts the real app on a throw-away vault and finds its current window. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly vaultFolder: string;
  /** What the renderer wrote to its console since the start; a violated content security policy shows up here. */
  readonly consoleErrors: readonly string[];
  /** The window that is there now. Locking replaces it. */
  page(): Promise<Page>;
  close(): Promise<void>;
}

/** A folder of its own for one test; its path holds a blank, as people's folders do. */
export function makeTemporaryFolder(): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'augno vault '));
  return {
    path: folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
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
  readonly environment?: Readonly<Record<string, string>>;
  readonly colorScheme?: 'light' | 'dark';
}): Promise<RunningApp> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) environment[name] = value;
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ROOT,
      '--vault',
      options.vaultFolder,
      ...(options.args ?? []),
    ],
    env: { ...environment, ...options.environment },
    cwd: ROOT,
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
  return {
    app,
    vaultFolder: options.vaultFolder,
    consoleErrors,
    async page() {
      for (let tries = 0; tries < 200; tries += 1) {
        const open = app.windows().filter((page) => !page.isClosed());
        const last = open.at(-1);
        if (last !== undefined && open.length === 1) {
          await last.waitForLoadState('domcontentloaded');
          return last;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('The app shows no window.');
    },
    async close() {
      await app.close();
    },
  };
}
