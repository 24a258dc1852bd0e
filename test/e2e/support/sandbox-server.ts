/** The sandbox server as its own process, as a user would start it, so that tests can ask it what really happened. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

export interface SandboxAccount {
  readonly id: string;
  readonly name: string;
  readonly mode: 'test' | 'prod';
  readonly adminKey: string;
}

export interface ApiKeyObject {
  readonly id: string;
  readonly name: string;
  readonly redacted_value: string;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
}

export interface SandboxServer {
  readonly url: string;
  readonly accounts: readonly SandboxAccount[];
  /** Where the Auxot-shaped server beside it answers. */
  readonly auxotUrl: string;
  account(mode: 'test' | 'prod'): SandboxAccount;
  /** All keys of an account, as the server has them. */
  keys(account: SandboxAccount): Promise<readonly ApiKeyObject[]>;
  /** The status of a request with this key: 200 accepted, 401 refused. */
  tryKey(secret: string): Promise<number>;
  /** With `--test-controls`. */
  control(method: 'POST' | 'DELETE', name: 'faults' | 'clock' | 'limits', body?: unknown): Promise<void>;
  stop(): Promise<void>;
}

const VERSION = { 'Augno-Version': '1.0.forge-preview.1' };

export async function startSandboxServer(extra: readonly string[] = []): Promise<SandboxServer> {
  const child = spawn(
    process.execPath,
    [
      path.join(ROOT, 'dist', 'cli.js'),
      'sandbox',
      '--port',
      '0',
      '--seed',
      'demo',
      '--test-controls',
      ...extra,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let diagnostics = '';
  child.stderr.on('data', (chunk: Buffer) => {
    diagnostics += chunk.toString('utf8');
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => {
      reject(new Error(`The sandbox ended with code ${String(code)}: ${diagnostics}`));
    });
  });
  const { url, accounts, auxot } = JSON.parse(line) as {
    url: string;
    accounts: SandboxAccount[];
    auxot: { url: string };
  };
  const request = async (secret: string, pathAndQuery: string): Promise<Response> =>
    fetch(`${url}${pathAndQuery}`, { headers: { ...VERSION, Authorization: `Bearer ${secret}` } });
  return {
    url,
    accounts,
    auxotUrl: auxot.url,
    account(mode) {
      const found = accounts.find((account) => account.mode === mode);
      if (found === undefined) throw new Error(`The demo has no ${mode} account.`);
      return found;
    },
    async keys(account) {
      const response = await request(account.adminKey, '/v1/auth/api-keys?limit=1000');
      if (response.status !== 200) throw new Error(`Listing keys gave ${response.status}.`);
      return ((await response.json()) as { data: ApiKeyObject[] }).data;
    },
    tryKey: async (secret) => (await request(secret, '/v1/catalog/units?limit=1')).status,
    async control(method, name, body) {
      const response = await fetch(`${url}/__sandbox/${name}`, {
        method,
        ...(body === undefined
          ? {}
          : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`The control ${name} answered ${response.status}.`);
    },
    async stop() {
      if (child.exitCode !== null) return;
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await exited;
    },
  };
}
