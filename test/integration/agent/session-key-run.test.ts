/** `agent run --session-key` and keys that are made in a session, with real processes, over locks in the middle. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { works } from '../providers/augno/support/world.ts';
import { AgentWorld, type Running } from './support/agent-world.ts';
import { keysAtServer } from './support/at-server.ts';

let agents: AgentWorld;
beforeAll(async () => {
  agents = await AgentWorld.start();
  const made = await agents.withPassword([
    ...['roles', 'create', '--name', 'Reader'],
    ...['--permission', 'units:read', '--permission', 'request_logs:read'],
  ]);
  if (made.code !== 0) throw new Error(made.err);
});
afterAll(async () => {
  await agents.close();
});

/** Every line on standard input is a request; what comes of it is printed. */
const OBEDIENT = `
  import { createInterface } from 'node:readline';
  const { AUGNO_BASE_URL: base, AUGNO_API_KEY: key } = process.env;
  console.log('ready');
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'end') process.exit(0);
    const [method, path, body] = line.split(' ');
    try {
      const reply = await fetch(base + path, {
        method,
        headers: { authorization: 'Bearer ' + key, 'augno-version': '1.0.forge-preview.3', 'content-type': 'application/json' },
        ...(body ? { body } : {}),
      });
      console.log('reply ' + path + ' ' + reply.status + ' ' + (await reply.text()) + ' retry:' + reply.headers.get('x-should-retry'));
    } catch (error) { console.log('reply ' + path + ' none'); }
  }`;

function run(...options: readonly string[]): Running {
  const file = path.join(agents.folder, 'obedient.mjs');
  writeFileSync(file, OBEDIENT);
  return agents.command(['agent', 'run', '--key', 'ERP', ...options, '--', process.execPath, file]);
}
const saying = (running: Running, line: string): void => void running.child.stdin!.write(`${line}\n`);

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly secretHeld: boolean;
}
async function inVault(name: RegExp): Promise<readonly Listed[]> {
  const { keys } = (await agents.withPassword(['keys', 'list', '--json'])).json<{
    keys: readonly Listed[];
  }>();
  return keys.filter((key) => name.test(key.name));
}
const atServer = (name: RegExp) => keysAtServer(agents.world, (called) => name.test(called));
const SESSION_KEY = /^ERP \(session [0-9a-f]{16}\)$/;
const alive = async (): Promise<number> =>
  (await atServer(SESSION_KEY)).filter(({ revoked_at: at }) => at === null).length;
const patience = { timeout: 90_000, interval: 200 };

describe.runIf(process.platform === 'linux')('a key of one session', () => {
  it('is asked about each time, does what its role may and no more, and is revoked at the end', async () => {
    const running = run('--allow', 'write', '--session-key', 'Reader');
    const code = await running.until(/\d{3}-\d{3}/);
    const asked = await agents.agent.until(new RegExp(`Code ${code}: [^\\n]*`));
    expect(asked).toContain('(read, write)');
    expect(asked).toMatch(/POST \/v1\/auth\/api-keys – name: ERP \(session [0-9a-f]{16}\), role: Reader/);
    // Whatever is said, it is for this once.
    await agents.agentCommand(['approve', code, '--for', '1h']);
    await running.until('ready');
    const [mine] = await inVault(SESSION_KEY);
    const secret = (await agents.withPassword(['keys', 'reveal', mine!.id])).out.trim();
    expect(await works(agents.world, secret)).toBe(true);
    saying(running, 'GET /v1/catalog/units?limit=1');
    await running.until('reply /v1/catalog/units?limit=1 200');
    // The policy of the session would let it pass; the key's own role does not.
    saying(running, 'POST /v1/catalog/units {"name":"Crate"}');
    await running.until('reply /v1/catalog/units 403');
    expect(running.out() + running.err()).not.toContain(secret.slice(-30));
    // It is lent to no other program, whatever a person would say.
    const other = agents.command(['run', '--env', `KEY=${mine!.id}`, '--', 'true']);
    await agents.approve(other, '--once');
    expect(await other.ended).not.toBe(0);
    expect(other.err()).toContain('was made for one session');
    saying(running, 'end');
    expect(await running.ended).toBe(0);
    await expect.poll(alive, patience).toBe(0);
    await expect.poll(async () => (await inVault(SESSION_KEY)).length, patience).toBe(0);
    expect(await works(agents.world, secret)).toBe(false);

    const again = run('--session-key', 'Reader');
    await agents.agentCommand(['refuse', await again.until(/\d{3}-\d{3}/)]);
    expect(await again.ended).toBe(125);
    expect(await atServer(SESSION_KEY)).toHaveLength(1);
  });

  it('is not made with a role that may more, nor named to whom may not list', async () => {
    const running = run('--session-key', 'Admin');
    await agents.approve(running, '--once');
    expect(await running.ended).toBe(125);
    expect(running.err()).toContain('may more than the key');
    const none = run('--session-key', 'Nobody');
    await agents.agentCommand(['refuse', await none.until(/\d{3}-\d{3}/)]);
    expect(await none.ended).toBe(125);
    expect(none.err()).not.toContain('Reader');
  });

  it('whose session is cut by the lock is revoked by whoever holds the vault next', async () => {
    const running = run('--session-key', 'Reader');
    await agents.approve(running, '--once');
    await running.until('ready');
    expect(await alive()).toBe(1);
    await agents.command(['agent', 'stop']).ended;
    expect(await agents.agent.ended).toBe(0);
    expect(await alive()).toBe(1);
    saying(running, 'end');
    await running.ended;
    await agents.startAgent();
    await expect.poll(alive, patience).toBe(0);
    await expect.poll(async () => (await inVault(SESSION_KEY)).length, patience).toBe(0);
  });
});

describe.runIf(process.platform === 'linux')(
  'a key that a program has made while the vault is locked',
  () => {
    it('is told as perhaps made, is found, and its secret is in the vault', async () => {
      const { roles } = (await agents.withPassword(['roles', 'list', '--json'])).json<{
        readonly roles: readonly { readonly id: string; readonly name: string }[];
      }>();
      const role = roles.find(({ name }) => name === 'Reader')!.id;
      const running = run('--allow', 'write');
      await agents.approve(running, '--once');
      await running.until('ready');
      // The server takes its time, and has made the key by then.
      await agents.world.control('faults', {
        ...{ path: '^/v1/auth/api-keys$', method: 'POST' },
        ...{ delayMs: 30_000, afterCommit: true, times: 1 },
      });
      saying(running, `POST /v1/auth/api-keys {"name":"Cut","role_id":"${role}"}`);
      const code = /\d{3}-\d{3}/.exec(await running.until(/code \d{3}-\d{3}, for POST \/v1\/auth/))![0];
      await agents.agentCommand(['approve', code, '--once']);
      await expect.poll(async () => (await atServer(/^Cut$/)).length, patience).toBe(1);
      await agents.command(['agent', 'stop']).ended;
      await running.until('reply /v1/auth/api-keys 503');
      expect(running.out()).toMatch(/may have taken effect[^\n]*retry:false/);
      saying(running, 'end');
      await running.ended;
      await agents.world.control('faults');

      expect(await agents.agent.ended).toBe(0);
      await expect
        .poll(async () => {
          await agents.withPassword(['sync']);
          return (await inVault(/^Cut$/)).map(({ status, secretHeld }) => [status, secretHeld]);
        }, patience)
        .toEqual([['active', true]]);
      const [there] = await atServer(/^Cut$/);
      const [here] = await inVault(/^Cut$/);
      expect(here!.id).toBe(there!.id);
      const secret = (await agents.withPassword(['keys', 'reveal', here!.id])).out.trim();
      expect(await works(agents.world, secret)).toBe(true);
    });
  },
);
