import '../../../fixtures/vault/cheap-derivation.ts';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateKey, parseKey } from '../../../../shared/key-format.ts';
import { createVault } from '../../../../electron/vault/index.ts';
import { KDF_CEILING, KDF_FLOOR } from '../../../../electron/vault/crypto/kdf.ts';
import { runCommand, type CommandResult } from './support/command.ts';
import { password, works, World } from './support/world.ts';

let world: World;
let folder: string;
const PASSWORD = password().revealText();

const run = (commandLine: string, ...secrets: string[]): Promise<CommandResult> =>
  runCommand(
    folder,
    commandLine.match(/"[^"]*"|\S+/g)!.map((word) => word.replaceAll('"', '')),
    [PASSWORD, ...secrets],
  );

beforeAll(async () => {
  world = await World.start();
  folder = path.join(world.folder, 'command-vault');
  // As cheap as the command accepts.
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
  await world.close();
});

describe('augno-vault, from connect to revoke', () => {
  it('connects both accounts of the sandbox, and says where a wrong key is wrong', async () => {
    const test = await run(
      `connect --url ${world.sandbox.url} --name Test --json`,
      world.account('test').adminKey,
    );
    expect(test.code).toBe(0);
    expect(test.json()).toMatchObject({ name: 'Test', mode: 'test', health: 'ok' });
    const prod = await run(`connect --url ${world.sandbox.url} --name Prod`, world.account('prod').adminKey);
    expect(prod).toMatchObject({ code: 0, out: expect.stringContaining('Prod (prod)') as string });

    const twice = await run(`connect --url ${world.sandbox.url}`, world.account('test').adminKey);
    expect(twice.code).toBe(1);
    expect(twice.error!.message).toContain('connected already');

    const mistyped = generateKey('test').replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'));
    expect(await run(`connect --url ${world.sandbox.url}`, mistyped)).toMatchObject({
      code: 2,
      error: { field: 'adminKey' },
    });
    expect(await run(`connect --url ${world.sandbox.url}`, generateKey('test'))).toMatchObject({
      code: 4,
      error: { code: 'api-invalid-key' },
    });
    expect(await run('connect --url http://api.example.com', generateKey('test'))).toMatchObject({
      code: 4,
      error: { code: 'api-insecure-url' },
    });
    expect(await run('connect --url http://127.0.0.1:1', generateKey('test'))).toMatchObject({
      code: 4,
      error: { code: 'api-unreachable' },
    });
    expect((await run('connect')).code).toBe(2);
  });

  it('lists keys in the documented form', async () => {
    const { code, json } = await run('keys list --json');
    expect(code).toBe(0);
    const { keys } = json<{ keys: Record<string, unknown>[] }>();
    expect(keys.length).toBeGreaterThan(15);
    for (const key of keys) {
      for (const name of [
        'id',
        'connection',
        'name',
        'mode',
        'redacted',
        'role',
        'status',
        'createdAt',
        'lastUsedAt',
        'expiresAt',
        'revokedAt',
        'secretHeld',
        'repair',
        'origin',
        'tags',
      ]) {
        expect(key, name).toHaveProperty(name);
      }
    }
    const expiring = (await run('keys list --status expiring --connection Prod --json')).json<{
      keys: { status: string; connection: string }[];
    }>();
    expect(expiring.keys.length).toBeGreaterThan(0);
    expect(expiring.keys.every((key) => key.status === 'expiring' && key.connection === 'Prod')).toBe(true);
    expect((await run('keys list --status sleeping')).code).toBe(2);
  });

  it('creates, reveals, tests, rotates and revokes a test key', async () => {
    const ambiguous = await run('keys create --name "Till 7" --role Admin');
    expect(ambiguous).toMatchObject({ code: 2, error: { code: 'ambiguous' } });

    const created = await run(
      'keys create --name "Till 7" --role admin --expires 90d --connection Test --json',
    );
    expect(created.code).toBe(0);
    const { id, redacted, stored, replaces } = created.json<{
      id: string;
      redacted: string;
      stored: boolean;
      replaces: null;
    }>();
    expect({ stored, replaces }).toEqual({ stored: true, replaces: null });
    expect(created.out + created.err).not.toMatch(/aug_sk_test_[A-Za-z0-9]{22}/);

    const revealed = await run('keys reveal "Till 7"');
    expect(revealed.code).toBe(0);
    expect(parseKey(revealed.out)).toMatchObject({ ok: true, key: { redacted } });
    expect(await works(world, revealed.out)).toBe(true);
    expect((await run(`keys test ${redacted.slice(-4)}`)).code).toBe(0);

    const rotated = (await run('keys rotate "Till 7" --reason policy --json')).json<{
      id: string;
      replaces: string;
    }>();
    expect(rotated.replaces).toBe(id);
    expect(await works(world, revealed.out)).toBe(false);
    expect((await run(`keys reveal ${id}`)).code).toBe(2);
    expect((await run('keys show "Till 7" --json')).json()).toMatchObject({
      id: rotated.id,
      replaces: id,
      status: 'active',
    });

    expect((await run(`keys delete ${rotated.id}`)).code).toBe(1);
    expect((await run('keys revoke "Till 7" --reason compromised:laptop')).code).toBe(0);
    expect((await run(`keys delete ${rotated.id}`)).code).toBe(0);
    await run('sync --quiet');
    expect((await run(`keys show ${rotated.id}`)).code).toBe(2);
  });

  it('asks for the name of a production key', async () => {
    const created = (await run('keys create --name Payroll --role Admin --connection Prod --json')).json<{
      id: string;
    }>();
    const refused = await run(`keys revoke ${created.id}`);
    expect(refused.code).toBe(1);
    expect((await run(`keys revoke ${created.id} --confirm payroll`)).code).toBe(1);
    expect((await run(`keys rotate ${created.id} --confirm Payroll --overlap 31d`)).code).toBe(2);
    expect((await run(`keys rotate ${created.id} --confirm Payroll --overlap 7d`)).code).toBe(0);
    expect((await run(`keys show ${created.id} --json`)).json()).toMatchObject({ status: 'revoking' });
  });

  it.each([
    ['keys create --name "" --role Admin --connection Test', 2, 'needs a name'],
    [`keys create --name ${'x'.repeat(300)} --role Admin --connection Test`, 2, 'too long: 300'],
    ['keys create --name x --role Nobody --connection Test', 2, 'no role'],
    ['keys create --name x --role Admin --connection Test --expires 2001-01-01', 2, 'has passed'],
    ['keys create --name x --role Admin --connection Test --expires soon', 2, 'needs a date'],
    ['keys show nobody', 2, 'No key is named'],
    ['keys frobnicate', 2, 'Say what to do'],
    ['keys list --frobnicate', 2, '--frobnicate'],
    ['roles create --name R --permission everything --connection Test', 2, 'not a permission'],
  ])('%s: exits %i', async (line, code, words) => {
    const result = await run(line);
    expect(result.code).toBe(code);
    expect(result.error!.message).toContain(words);
  });

  it('makes roles, imports secrets, and removes a connection only by name', async () => {
    const role = await run(
      'roles create --name "Order import" --permission sales_orders:read --connection Test --json',
    );
    expect(role.json()).toMatchObject({ name: 'Order import', permissions: ['sales_orders:read'] });

    const roleId = (await run('roles list --connection Test --json'))
      .json<{ roles: { id: string; name: string }[] }>()
      .roles.find(({ name }) => name === 'Admin')!.id;
    const made = await world.elsewhere('POST', '/v1/auth/api-keys', {
      name: 'From elsewhere',
      role_id: roleId,
    });
    const secret = made.body['api_key_secret'] as string;
    await run('sync');
    const file = path.join(world.folder, 'old.env');
    await writeFile(file, `A=${generateKey('test')}\nAUGNO_API_KEY="${secret}"\n`);
    const planned = await run(`keys import ${file} --dry-run --json`);
    expect(planned.json<{ keys: { outcome: string }[] }>().keys.map(({ outcome }) => outcome)).toEqual([
      'not-listed',
      'would-store',
    ]);
    expect(planned.out).not.toContain(secret);
    expect((await run(`keys import ${file}`)).code).toBe(0);
    expect((await run('keys reveal "From elsewhere"')).out).toBe(secret);

    const exported = path.join(world.folder, 'keys.augnoexport');
    expect((await run(`export ${exported}`, 'for the journey')).code).toBe(0);
    expect((await run(`export ${exported}`)).error).toMatchObject({ code: 'conflict' });
    expect((await readFile(exported)).includes(secret.slice(-50))).toBe(false);
    const other = path.join(world.folder, 'other-vault');
    const elsewhere = (words: readonly string[], ...secrets: string[]): Promise<CommandResult> =>
      runCommand(other, words, [PASSWORD, ...secrets]);
    const { vault } = await createVault({
      folder: other,
      name: 'Other',
      password: password(),
      withRecoveryKey: false,
      kdf: { choose: () => Promise.resolve(KDF_FLOOR), floor: KDF_FLOOR, ceiling: KDF_CEILING },
    });
    vault.close();
    expect((await elsewhere(['import', exported], 'wrong')).error).toMatchObject({
      code: 'vault-wrong-password',
    });
    const dry = await elsewhere(['import', exported, '--dry-run', '--json'], 'for the journey');
    const counted = dry.json<{ secrets: number; skipped: number }>();
    expect(counted).toMatchObject({ skipped: 0 });
    expect((await elsewhere(['keys', 'list', '--json'])).json()).toEqual({ keys: [] });
    expect((await elsewhere(['import', exported], 'for the journey')).code).toBe(0);
    expect((await elsewhere(['keys', 'reveal', 'From elsewhere'])).out).toBe(secret);
    expect(
      (await elsewhere(['import', exported, '--json'], 'for the journey')).json<{ secrets: number }>()
        .secrets,
    ).toBe(0);

    expect((await run('connections remove Test')).code).toBe(1);
    expect((await run('connections remove Test --confirm Test')).code).toBe(0);
    expect(
      (await run('connections list --json'))
        .json<{ connections: { name: string }[] }>()
        .connections.map(({ name }) => name),
    ).toEqual(['Prod']);
  });
});
