/** `augno-vault run` as a process of its own, on a real vault with keys of a real sandbox. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAccountService } from '../../../../electron/providers/index.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { startSandbox, type Sandbox } from '../../../../electron/sandbox/index.ts';
import { createVault, openVault } from '../../../../electron/vault/index.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import type { Vault } from '../../../../electron/vault/types.ts';

const PASSWORD = 'correct horse battery staple';
const folder = mkdtempSync(path.join(tmpdir(), 'run-command-'));
const vaultFolder = path.join(folder, 'vault');
const program = path.join(folder, 'program.mts');
const source = (file: string): string => JSON.stringify(path.resolve('electron/cli', file));
const REASON = { kind: 'policy', text: '' } as const;

let sandbox: Sandbox;
const ids: Record<'live' | 'revoked' | 'expired' | 'old' | 'rotated', string> = {
  live: '',
  revoked: '',
  expired: '',
  old: '',
  rotated: '',
};
let liveSecret = '';

async function withVault<Result>(
  work: (service: AccountService, vault: Vault) => Promise<Result>,
): Promise<Result> {
  const password = SecretBytes.fromText(PASSWORD);
  const vault = await openVault({
    folder: vaultFolder,
    actor: 'command',
    credential: { kind: 'password', password },
  });
  const service = createAccountService({ vault, fetch, userAgent: 'test', actor: 'command' });
  try {
    return await work(service, vault);
  } finally {
    await service.close();
    vault.close();
    password.wipe();
  }
}

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 'demo' });
  const password = SecretBytes.fromText(PASSWORD);
  const { vault } = await createVault({
    folder: vaultFolder,
    actor: 'command',
    name: 'Test',
    password,
    withRecoveryKey: false,
  });
  vault.close();
  await withVault(async (service) => {
    const adminKey = SecretBytes.fromText(sandbox.accounts[0]!.adminKey);
    const connection = await service.connect({ url: sandbox.url, name: 'Sandbox', adminKey });
    const roleId = (await service.listRoles(connection.id)).find((role) => role.name === 'Admin')!.id;
    const create = async (name: string, expiresAt: string | null = null): Promise<string> =>
      (await service.createKey({ connectionId: connection.id, name, roleId, expiresAt })).keyId;
    ids.live = await create('Live key');
    ids.revoked = await create('Revoked key');
    await service.revokeKey({ keyId: ids.revoked, reason: REASON, confirmation: null });
    ids.expired = await create('Short-lived key', new Date(Date.now() + 1500).toISOString());
    ids.old = await create('Rotated key');
    const rotation = { keyId: ids.old, overlapSeconds: 0, reason: REASON, confirmation: null };
    ids.rotated = (await service.rotateKey(rotation)).keyId;
    await service.useSecret(ids.live, 'reveal', (secret) => {
      liveSecret = secret.revealText();
    });
  });
  writeFileSync(
    program,
    `import { createContext } from ${source('context.ts')};
     import { parseCommandLine } from ${source('global-options.ts')};
     import { runCommand } from ${source('run.ts')};
     const line = parseCommandLine(process.argv.slice(2));
     process.exitCode = await runCommand.run(line.rest, createContext(line, [], () => '0.0.0'));`,
  );
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(args: readonly string[], script: string, input = `${PASSWORD}\n`): Promise<Result> {
  const child = spawn(
    process.execPath,
    [program, '--vault', vaultFolder, '--password-stdin', ...args, '--', process.execPath, '-e', script],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

it('gives the program the secret, masks it, passes the rest of the input and the exit code on', async () => {
  const script = `
    const { KEY, AUGNO_CUSTOM_HEADERS } = process.env;
    console.log(KEY, KEY.length, Buffer.from(KEY + ':').toString('base64'));
    console.log(AUGNO_CUSTOM_HEADERS);
    console.log(require('fs').readFileSync(0, 'utf8').trim());
    process.exitCode = 42;`;
  const input = `${PASSWORD}\nthis is the program's\n`;
  const result = await run(['--env', 'KEY=Live key', '--account', 'ac_123'], script, input);
  expect(result).toEqual({
    code: 42,
    stdout: `aug_sk_test_****${liveSecret.slice(-4)} 85 ****\nAugno-Account: ac_123\nthis is the program's\n`,
    stderr: '',
  });
});

it('really gave it: the program can use the key, and the audit log knows', async () => {
  const script = `
    fetch(${JSON.stringify(`${sandbox.url}/v1/catalog/units?limit=1`)}, {
      headers: { Authorization: 'Bearer ' + process.env.KEY, 'Augno-Version': '1.0.forge-preview.1' },
    }).then((response) => { process.exitCode = response.status === 200 ? 0 : 9; });`;
  const count = (): Promise<number> =>
    withVault((_service, vault) =>
      Promise.resolve(
        vault
          .auditLog({ limit: 100, subjectId: ids.live })
          .filter((entry) => entry.action === 'secret-injected' && entry.actor === 'command').length,
      ),
    );
  const before = await count();
  expect((await run(['--env', `KEY=${ids.live}`], script)).code).toBe(0);
  expect(await count()).toBe(before + 1);
});

it('finds the new key of a rotation under its name, from a file too', async () => {
  const file = path.join(folder, 'keys.env');
  writeFileSync(file, '# for the importer\nOTHER="Rotated key"\n');
  const { code, stdout } = await run(['--env-from', file], 'console.log(process.env.OTHER)');
  expect(code).toBe(0);
  const redacted = await withVault((service) =>
    Promise.resolve(service.listKeys().find((key) => key.id === ids.rotated)!.redacted),
  );
  expect(stdout).toBe(`${redacted}\n`);
});

it('starts nothing for a key that is revoked, expired, replaced, unknown or not held, nor with a wrong password', async () => {
  const marker = path.join(folder, 'started');
  const script = `require('fs').writeFileSync(${JSON.stringify(marker)}, '')`;
  const refusals: readonly (readonly [string, RegExp, string?])[] = [
    [ids.revoked, /is revoked/],
    [ids.old, /is revoked/],
    ['Short-lived key', /has expired/],
    ['No such key', /No key is named/],
    ['Integration tests', /is not in this vault/],
    [ids.live, /password/i, 'a wrong password\n'],
  ];
  for (const [key, message, input] of refusals) {
    const result = await run(['--env', 'KEY=Live key', '--env', `OTHER=${key}`], script, input);
    expect(result).toMatchObject({ code: 125, stdout: '' });
    expect(result.stderr).toMatch(message);
    expect(result.stderr).toMatch(/^augno-vault: /);
    expect(existsSync(marker)).toBe(false);
  }
});
