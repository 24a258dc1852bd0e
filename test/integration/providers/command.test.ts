/** The same life of a key with the command alone, in a vault as users have them. */
import '../../fixtures/vault/cheap-derivation.ts';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAuxotServer, type AuxotServer } from '../../../electron/sandbox/auxot/index.ts';
import { KDF_CEILING, KDF_FLOOR } from '../../../electron/vault/crypto/kdf.ts';
import { createVault } from '../../../electron/vault/index.ts';
import { runCommand, type CommandResult } from './augno/support/command.ts';
import { password, temporaryFolder } from './augno/support/world.ts';

const PASSWORD = password().revealText();
const root = temporaryFolder();
const folder = path.join(root, 'vault');
let auxot: AuxotServer;

const run = (commandLine: string, ...secrets: string[]): Promise<CommandResult> =>
  runCommand(
    folder,
    commandLine.match(/"[^"]*"|\S+/g)!.map((word) => word.replaceAll('"', '')),
    [PASSWORD, ...secrets],
  );

beforeAll(async () => {
  auxot = await startAuxotServer({ testControls: true });
  const { vault } = await createVault({
    folder,
    name: 'Command',
    password: password(),
    withRecoveryKey: false,
    kdf: { choose: () => Promise.resolve(KDF_FLOOR), floor: KDF_FLOOR, ceiling: KDF_CEILING },
  });
  vault.close();
});
afterAll(async () => {
  await auxot.close();
  rmSync(root, { recursive: true, force: true });
});

it('stores, lists, tests, rotates and retires a key, and says what the service can’t do', async () => {
  expect(await run('provider add Agents --provider auxot --url http://example.com')).toMatchObject({
    code: 4,
    error: { code: 'api-insecure-url' },
  });
  const added = await run(`provider add Agents --provider auxot --url ${auxot.url}/ --json`);
  expect(added).toMatchObject({ code: 0, err: expect.stringContaining('Not encrypted') as string });
  expect(added.json()).toMatchObject({ name: 'Agents', url: auxot.url, mode: 'prod' });

  const guide = await run('provider guide Agents --name "Nightly build"');
  expect(guide.out).toContain('Settings → Profile → API Keys');
  expect(guide.out).toContain('Create an API key for me called');

  const old = await auxot.keys.create('user', 'CI', 'Ann');
  const stored = await run(
    'provider add-key Agents --name "CI Pipeline" --owner Ann --rotate-by 90d --json',
    old.secret,
  );
  expect(stored).toMatchObject({ code: 0 });
  const { id } = stored.json<{ id: string }>();
  expect(stored.json()).toMatchObject({ stored: true, test: { outcome: 'accepted' }, replaces: null });

  const list = await run('keys list --provider auxot --json');
  expect(list.json<{ keys: unknown[] }>().keys).toMatchObject([
    {
      id,
      connection: 'Agents',
      name: 'CI Pipeline',
      provider: 'auxot',
      kind: 'user',
      owner: 'Ann',
      role: 'User key',
      status: 'active',
      mode: 'prod',
      secretHeld: true,
    },
  ]);
  expect((await run('keys list --provider augno --json')).json()).toEqual({ keys: [] });
  expect(await run('keys test "CI Pipeline"')).toMatchObject({
    code: 0,
    out: expect.stringContaining('x-api-key, anthropic-version') as string,
  });
  // A key of another service may end in a dash, and what begins with one is an option.
  const tail = old.secret.slice(-4);
  expect((await run(`keys reveal ${tail.startsWith('-') ? '"CI Pipeline"' : tail}`)).out).toBe(old.secret);
  const headers = await run('provider headers "CI Pipeline"');
  expect(headers.out).toContain('Authorization: Bearer $AUXOT_API_KEY');
  expect(headers.out).toContain('x-api-key: $AUXOT_API_KEY');

  // One set of commands: what has no API is asked whether it is gone, and is not.
  expect(await run('keys revoke "CI Pipeline" --confirm "CI Pipeline"')).toMatchObject({
    code: 1,
    out: expect.stringContaining('not gone') as string,
  });
  expect((await run('keys headers "CI Pipeline"')).out).toBe(headers.out);

  // The command's scan names it as it names any key of the vault.
  const scanned = path.join(root, 'scanned');
  await mkdir(scanned);
  await writeFile(path.join(scanned, 'ci.env'), `AUXOT_API_KEY=${old.secret}\n`);
  const report = path.join(root, 'report.json');
  await run(`scan ${scanned} --registry --format json --output ${report}`);
  const { findings, registry } = JSON.parse(await readFile(report, 'utf8')) as {
    readonly findings: readonly { readonly fingerprint: string }[];
    readonly registry: { readonly keys: Readonly<Record<string, unknown>> };
  };
  expect(registry.keys[findings[0]!.fingerprint]).toEqual({
    id,
    name: 'CI Pipeline',
    status: 'active',
    provider: 'auxot',
  });

  const next = await auxot.keys.create('user', 'CI', 'Ann');
  const rotated = await run('keys rotate "CI Pipeline" --reason compromised:leak --json', next.secret);
  expect(rotated.json()).toMatchObject({ replaces: id, test: { outcome: 'accepted' } });
  expect(await run(`provider check ${id}`)).toMatchObject({
    code: 1,
    out: expect.stringContaining('still accepted') as string,
  });
  auxot.keys.delete(old.id);
  expect(await run(`keys check ${id}`)).toMatchObject({
    code: 0,
    out: expect.stringContaining('refused since') as string,
  });
  expect((await run(`keys show ${id} --json`)).json()).toMatchObject({
    status: 'revoked',
    secretHeld: false,
  });
  // The name now means the key that works.
  expect((await run('keys reveal "CI Pipeline"')).out).toBe(next.secret);
  expect(await run(`keys delete ${id}`)).toMatchObject({ code: 0 });
});

it('imports what stands in a file, and ends a key that nothing replaces', async () => {
  const file = path.join(root, 'keys.env');
  await writeFile(file, `INTAKE_KEY=${auxot.teamKey}\nPORT=1\n`);
  expect((await run(`provider import Agents ${file} --dry-run --json`)).json()).toMatchObject({
    keys: [{ name: 'INTAKE_KEY', outcome: 'would-store' }],
  });
  expect(await run(`provider import Agents ${file}`)).toMatchObject({
    code: 0,
    out: expect.stringContaining('stored') as string,
  });
  expect(await run('provider revoke INTAKE_KEY')).toMatchObject({ code: 1 });
  const team = auxot.keys.list().find(({ kind }) => kind === 'team')!;
  auxot.keys.delete(team.id);
  expect(await run('provider revoke INTAKE_KEY --reason policy')).toMatchObject({
    code: 0,
    out: expect.stringContaining('destroyed') as string,
  });
  expect(await run('provider remove Agents')).toMatchObject({ code: 1, error: { code: 'conflict' } });
  const audit = await run('audit --json');
  expect(audit.out).toContain('key-revoked');
  expect(audit.out).not.toContain(auxot.teamKey.slice(5, 20));
});

it('imports keys from a file in any encoding that a shell of Windows writes, and refuses what it can’t read', async () => {
  await run(`provider add Wide --provider auxot --url ${auxot.url}/`);
  const text = (name: string): string => `${name}=user.${name.toLowerCase().repeat(22).slice(0, 22)}\r\n`;
  const files = {
    le: Buffer.from(`\uFEFF${text('LITTLE')}`, 'utf16le'),
    be: Buffer.from(`\uFEFF${text('BIG')}`, 'utf16le').swap16(),
    bare: Buffer.from(text('BARE'), 'utf16le'),
    mixed: Buffer.concat([Buffer.from(text('FIRST')), Buffer.from(text('SECOND'), 'utf16le')]),
    latin: Buffer.from(`# Prüfung\n${text('LATIN')}`, 'latin1'),
  };
  for (const [name, bytes] of Object.entries(files)) {
    const file = path.join(root, `${name}.env`);
    await writeFile(file, bytes);
    const imported = await run(`provider import Wide ${file} --dry-run --json`);
    if (name === 'mixed' || name === 'latin') {
      expect(imported).toMatchObject({ code: 2, out: '', error: { code: 'invalid-input' } });
    } else {
      expect(imported).toMatchObject({ code: 0 });
      expect(imported.json<{ keys: unknown[] }>().keys).toMatchObject([{ outcome: 'would-store' }]);
    }
  }
});
