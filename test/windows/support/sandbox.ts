/** An Augno-compatible API on this machine, served by the built command; Windows' programs reach it over loopback. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { PASSWORD, type Windows } from './windows.ts';

export interface Sandbox {
  readonly url: string;
  readonly adminKey: string;
  close(): Promise<void>;
}

const COMMAND = path.resolve(import.meta.dirname, '../../../dist/cli.js');
const QUICK_DERIVATION = path.resolve(import.meta.dirname, '../../fixtures/vault/floor-derivation.cjs');

export async function runningSandbox(): Promise<Sandbox> {
  const child = spawn(process.execPath, [COMMAND, 'sandbox', '--port', '0', '--seed', 'demo'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const gone = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, 'line')) as [string];
  const { url, accounts } = JSON.parse(line) as {
    readonly url: string;
    readonly accounts: readonly { readonly mode: string; readonly adminKey: string }[];
  };
  const adminKey = accounts.find(({ mode }) => mode === 'test')?.adminKey ?? '';
  return {
    url,
    adminKey,
    close: async () => {
      child.kill();
      await gone;
    },
  };
}

/** The command of this machine, with these lines on its standard input. */
async function here(args: readonly string[], lines: readonly string[]): Promise<string> {
  return await new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      ['--require', QUICK_DERIVATION, COMMAND, ...args],
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else reject(new Error(stderr, { cause: error }));
      },
    );
    child.stdin?.end(`${lines.join('\n')}\n`);
  });
}

/**
 * The vault that `Windows.vault` opens, made on this machine: under Wine an answer over a socket may break off, and a vault has
 * to open on either system.
 * @returns the key's secret
 */
export async function makeVaultWithKey(windows: Windows, sandbox: Sandbox, name: string): Promise<string> {
  const vault = ['--vault', windows.host('My Vault'), '--password-stdin'];
  await here(['create-vault', ...vault], [PASSWORD]);
  await here(['connect', ...vault, '--url', sandbox.url, '--name', 'Sandbox'], [PASSWORD, sandbox.adminKey]);
  await here(['keys', 'create', ...vault, '--name', name, '--role', 'Admin'], [PASSWORD]);
  return (await here(['keys', 'reveal', ...vault, name], [PASSWORD])).trim();
}
