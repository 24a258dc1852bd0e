import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startSandbox } from '../../../electron/sandbox/index.ts';
import { startTestServer, type Body, type Item, type TestServer } from './support/server.ts';

const KEYS = '/v1/auth/api-keys';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sandbox-state-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function everyByte(): string {
  return readdirSync(folder)
    .map((file) => readFileSync(path.join(folder, file), 'latin1'))
    .join('\n');
}

async function keysOf(server: TestServer): Promise<readonly Item[]> {
  const { data } = (await server.call('GET', `${KEYS}?limit=1000`)).body;
  // The administrator's key is another one after each start, and its use shows.
  return data.filter((key: Item) => key.name !== 'Sandbox administrator');
}

it('keeps its state once, and no copy of the file beside it', async () => {
  // Called through: what it is called on is the database that the server has open.
  const asked = vi.spyOn(Database.prototype, 'pragma');
  const server = await startTestServer({ dataFolder: folder });
  const database = asked.mock.contexts[0] as Database.Database;
  const kilobytes = -Number(database.pragma('cache_size', { simple: true }));
  // Its own would be 16 MB.
  expect(kilobytes).toBeGreaterThan(0);
  expect(kilobytes).toBeLessThanOrEqual(256);
  asked.mockRestore();
  await server.close();
});

it('is the same after a restart: keys, roles, logs, audit events, stored replies, cursors', async () => {
  const first = await startTestServer({ dataFolder: folder });
  const admin = await first.createKey({ name: 'Own admin' });
  const send = { key: admin.api_key_secret, headers: { 'Idempotency-Key': 'once' } };
  const roleId = await first.roleId('Admin');
  const made = await first.call('POST', KEYS, { ...send, body: { name: 'Kept', role_id: roleId } });
  const { body: page } = await first.call('GET', `${KEYS}?limit=3`);
  const keys = await keysOf(first);
  const logId = (await first.call('GET', '/v1/catalog/units')).headers.get('request-id')!;
  await first.close();

  const second = await startTestServer({ dataFolder: folder });
  expect(second.accounts.map(({ id, name, mode }) => ({ id, name, mode }))).toEqual(
    first.accounts.map(({ id, name, mode }) => ({ id, name, mode })),
  );
  expect(await keysOf(second)).toEqual(
    keys.map((key): unknown => expect.objectContaining({ id: key.id, redacted_value: key.redacted_value })),
  );
  expect((await second.call('GET', `/v1/core/request-logs/${logId}`)).body.path).toBe('/v1/catalog/units');
  const replay = await second.call('POST', KEYS, { ...send, body: { name: 'Kept', role_id: roleId } });
  expect(replay.headers.get('idempotent-replayed')).toBe('true');
  expect(replay.body).toEqual(made.body);
  expect((await second.call('GET', `${KEYS}?limit=3&cursor=${page.page_info.next_cursor}`)).status).toBe(200);
  const events = await second.call(
    'GET',
    `/v1/core/audit-events?resource_ids[]=${made.body.api_key_info.id}`,
  );
  expect(events.body.data).toHaveLength(1);
  await second.close();
});

it('issues the admin keys anew at each start: the old one is unknown, and the list does not grow', async () => {
  const first = await startTestServer({ dataFolder: folder, seed: 'empty' });
  const old = first.test.adminKey;
  await first.close();
  const second = await startTestServer({ dataFolder: folder, seed: 'empty' });
  expect(second.test.adminKey).not.toBe(old);
  const answer = await second.call('GET', KEYS, { key: old });
  expect(answer).toMatchObject({ status: 401, body: { error: { code: 'invalid_credentials' } } });
  expect((await second.call('GET', KEYS)).body.data).toHaveLength(1);
  await second.close();
});

it('keeps no secret on disk, and files for this user only', async () => {
  const server = await startTestServer({ dataFolder: folder });
  const secrets = server.accounts.map((account) => account.adminKey);
  for (let index = 0; index < 5; index += 1) {
    const roleId = await server.roleId('Admin');
    const made = await server.call('POST', KEYS, {
      body: { name: `Secret ${String(index)}`, role_id: roleId },
      headers: { 'Idempotency-Key': `secret-${String(index)}` },
    });
    secrets.push(made.body.api_key_secret);
    const rotated = await server.call('POST', `${KEYS}/${made.body.api_key_info.id}/actions/rotate`, {
      headers: { 'Idempotency-Key': `rotate-${String(index)}` },
    });
    secrets.push(rotated.body.api_key_secret);
    await server.call('GET', `/v1/catalog/units?q=${String(secrets.at(-1))}`);
  }
  const documentation = await server.control('POST', `accounts/${server.test.id}/documentation-key`);
  secrets.push(documentation.api_key_secret);
  const check = (): void => {
    const bytes = everyByte();
    expect(bytes).toContain('Secret 4');
    for (const secret of secrets) {
      // The last part is the secret; in base64 as well, at each alignment.
      const part = secret.split('_').at(-1)!;
      expect(bytes.includes(part)).toBe(false);
      for (let shift = 0; shift < 3; shift += 1) {
        const encoded = Buffer.from(`${'x'.repeat(shift)}${part}`)
          .toString('base64')
          .slice(4, 60);
        expect(bytes.includes(encoded)).toBe(false);
      }
    }
  };
  // Request logs are written a moment later than the reply.
  await new Promise((resolve) => setTimeout(resolve, 300));
  check();
  for (const file of readdirSync(folder)) {
    if (process.platform !== 'win32') expect(statSync(path.join(folder, file)).mode & 0o077, file).toBe(0);
  }
  await server.close();
  check();
});

const PROGRAM = `
import { startSandbox } from ${JSON.stringify(path.resolve('electron/sandbox/index.ts'))};
const sandbox = await startSandbox({ dataFolder: process.argv[2], seed: 'empty', testControls: true });
console.log(JSON.stringify({ url: sandbox.url, accounts: sandbox.accounts }));
`;

async function spawnSandbox(): Promise<{ child: ChildProcess; url: string; adminKey: string }> {
  const file = path.join(folder, '..', `${path.basename(folder)}.mts`);
  writeFileSync(file, PROGRAM);
  const child = spawn(process.execPath, [file, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  rmSync(file);
  const ready = JSON.parse(line) as { url: string; accounts: { adminKey: string }[] };
  return { child, url: ready.url, adminKey: ready.accounts[0]!.adminKey };
}

it(
  'has everything it acknowledged after a SIGKILL, and replays what it did not',
  { timeout: 60_000 },
  async () => {
    /** Name, which is the idempotency key too → secret, null where no answer came. */
    const sent = new Map<string, string | null>();
    let admin = { secret: '', roleId: '' };
    for (let round = 0; round < 12; round += 1) {
      const { child, url, adminKey } = await spawnSandbox();
      const post = async (key: string, name: string): Promise<string> => {
        const made = await fetch(`${url}${KEYS}`, {
          method: 'POST',
          headers: {
            Authorization: `Bearer ${key}`,
            'Augno-Version': '1.0.forge-preview.1',
            'Idempotency-Key': name,
          },
          body: JSON.stringify({ name, role_id: admin.roleId }),
        });
        return ((await made.json()) as Body).api_key_secret;
      };
      if (round === 0) {
        const headers = { Authorization: `Bearer ${adminKey}`, 'Augno-Version': '1.0.forge-preview.1' };
        const roles = (await (await fetch(`${url}/v1/identity/roles`, { headers })).json()) as Body;
        admin = { ...admin, roleId: roles.data.find((role: Item) => role.name === 'Admin')!.id };
        admin = { ...admin, secret: await post(adminKey, 'Survivor') };
      }
      await fetch(`${url}/__sandbox/limits`, { method: 'POST', body: '{"requestsPerSecond":null}' });
      const killed = once(child, 'exit');
      let inThisRound = 0;
      const work = async (worker: string): Promise<void> => {
        for (let count = 0; ; count += 1) {
          const name = `Round ${String(round)} ${worker}${String(count)}.`;
          sent.set(name, null);
          sent.set(name, await post(admin.secret, name));
          inThisRound += 1;
          // While the other worker's request is somewhere on its way, a little further each round.
          if (inThisRound === 3) setTimeout(() => child.kill('SIGKILL'), round / 4);
        }
      };
      await Promise.allSettled([work('a'), work('b')]);
      await killed;
    }
    const acknowledged = [...sent.values()].filter((secret) => secret !== null);
    expect(acknowledged.length).toBeGreaterThanOrEqual(36);
    expect(acknowledged.length).toBeLessThan(sent.size);

    const server = await startTestServer({ dataFolder: folder, seed: 'empty' });
    for (const [name, secret] of sent) {
      const replay = await server.call('POST', KEYS, {
        key: admin.secret,
        body: { name, role_id: admin.roleId },
        headers: { 'Idempotency-Key': name },
      });
      expect(replay.status).toBe(201);
      if (secret !== null) {
        expect(replay.headers.get('idempotent-replayed')).toBe('true');
        expect(replay.body.api_key_secret).toBe(secret);
      }
      const works = await server.call('GET', '/v1/catalog/units?limit=1', {
        key: replay.body.api_key_secret,
      });
      expect(works.status).toBe(200);
    }
    const names = (await keysOf(server)).map((key) => key.name);
    expect(names.filter((name) => sent.has(name)).sort()).toEqual([...sent.keys()].sort());
    await server.close();
  },
);

describe('a data folder that can not be used', () => {
  it('is in use by another sandbox', async () => {
    const first = await startSandbox({ dataFolder: folder, seed: 'empty' });
    await expect(startSandbox({ dataFolder: folder })).rejects.toMatchObject({ code: 'conflict' });
    await first.close();
    await (await startSandbox({ dataFolder: folder })).close();
  });

  it('holds something else, or damage', async () => {
    const file = path.join(folder, 'sandbox.sqlite');
    writeFileSync(
      file,
      'this is no database at all, but it is long enough to be looked at as one'.repeat(20),
    );
    await expect(startSandbox({ dataFolder: folder })).rejects.toMatchObject({ code: 'invalid-input' });
    expect(readFileSync(file, 'utf8')).toContain('no database');
  });

  it('is a file', async () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    await expect(startSandbox({ dataFolder: file })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it.skipIf(process.getuid?.() === 0)('is not writable', async () => {
    chmodSync(folder, 0o500);
    await expect(startSandbox({ dataFolder: folder })).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
