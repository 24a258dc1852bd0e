/**
 * Makes the unpacked app and drives it over Chromium's debugging port: with the fuses of a release neither Node's
 * inspector nor Playwright's own launcher has a way in.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { executableName, stageCommand } from '../../../build/command/single-executable.mjs';
import { resolveElectronRuntime } from '../../../build/electron-runtime/index.mjs';
import { runElectronBuilder, unpackedFolder } from '../../../build/package/electron-builder.mjs';
import { packagedExecutable } from '../../../build/package/fuses.mjs';
import { stageApp } from '../../../build/package/stage.mjs';
import { attachToApp } from './debugging-port.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

export const EXECUTABLE_NAME = 'augno-vault-desktop';

/** @returns the folder with the unpacked app, as `npm run package` makes it */
export async function makeUnpackedApp(): Promise<string> {
  const runtime = await resolveElectronRuntime({ announce: () => undefined });
  await stageCommand();
  await stageApp({ kind: 'development', runtime });
  await runElectronBuilder(runtime, ['dir']);
  return path.join(ROOT, 'dist-package', unpackedFolder(process.platform, process.arch));
}

/** The command that lies in it. @param folder of the unpacked app */
export function packagedCommand(folder: string): string {
  const name = process.platform === 'darwin' ? ['Augno Vault.app', 'Contents', 'Resources'] : ['resources'];
  return path.join(folder, ...name, 'command', executableName(process.platform));
}

export interface PackagedApp {
  readonly processId: number;
  /** What was written to the console of any of its pages. */
  readonly consoleErrors: readonly string[];
  /** What it wrote to its standard error so far. */
  output(): string;
  /** The window that is there now. Locking replaces it. */
  page(): Promise<Page>;
  /** When it has ended, by itself or asked to: the exit code. */
  readonly exited: Promise<number | null>;
  /** Asks it to end as the system does at logout, and waits. @returns the exit code */
  close(): Promise<number | null>;
}

export interface PackagedAppOptions {
  /** Of the unpacked app. */
  readonly folder: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** The address that Chromium writes to its standard error. */
async function debuggingAddress(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', () => {
      const found = /DevTools listening on (ws:\/\/127\.0\.0\.1:\d+\/\S+)/.exec(output());
      if (found !== null) resolve(found[1]!);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(
        new Error(`The packaged app ended with ${String(code)} before it could be driven:\n${output()}`),
      );
    });
  });
}

export async function launchPackaged(options: PackagedAppOptions): Promise<PackagedApp> {
  const child = spawn(
    packagedExecutable(
      options.folder,
      process.platform,
      process.platform === 'linux' ? EXECUTABLE_NAME : 'Augno Vault',
    ),
    ['--remote-debugging-port=0', ...options.args],
    {
      cwd: options.folder,
      env: { ...options.environment },
      stdio: ['ignore', 'ignore', 'pipe'],
      ...options.user,
    },
  );
  let written = '';
  const output = (): string => written;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written += text;
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let browser: Browser;
  try {
    browser = await attachToApp(await debuggingAddress(child, output));
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  const context = browser.contexts()[0]!;
  const consoleErrors: string[] = [];
  const watch = (page: Page): void => {
    page.on('console', (message) => {
      if (message.type() === 'error') consoleErrors.push(message.text());
    });
  };
  context.on('page', watch);
  context.pages().forEach(watch);
  return {
    processId: child.pid!,
    consoleErrors,
    exited,
    output,
    async page() {
      for (let tries = 0; tries < 200; tries += 1) {
        const open = context.pages().filter((page) => !page.isClosed());
        const last = open.at(-1);
        if (last !== undefined && open.length === 1 && last.url().startsWith('vault-ui:')) {
          await last.waitForLoadState('domcontentloaded');
          return last;
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('The packaged app shows no window.');
    },
    async close() {
      await browser.close();
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      return exited;
    },
  };
}

/** The environment of the tests without what only this process's own tools need. */
export function inheritedEnvironment(): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !/^(npm_|NODE_|AUGNO_VAULT_|ELECTRON_|PLAYWRIGHT_|PW_)/.test(name))
      environment[name] = value;
  }
  return environment;
}

/** Runs a program to its end and answers whether it went well. */
export function succeeds(
  program: string,
  args: readonly string[],
  user?: PackagedAppOptions['user'],
): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore', cwd: '/', ...user });
    return true;
  } catch {
    return false;
  }
}
