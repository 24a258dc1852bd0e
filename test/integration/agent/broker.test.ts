/** `agent run`, with real processes: a program that wants the key, and what it gets. */
import { closeSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AgentWorld, type Running } from './support/agent-world.ts';

let agents: AgentWorld;
beforeAll(async () => {
  agents = await AgentWorld.start();
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
    if (line === 'end') process.exit(7);
    const [method, path, body] = line.split(' ');
    try {
      const reply = await fetch(base + path, {
        method,
        headers: { authorization: 'Bearer ' + key, 'augno-version': '1.0.forge-preview.3', 'content-type': 'application/json' },
        ...(body ? { body } : {}),
      });
      console.log('reply ' + method + ' ' + reply.status + ' ' + (await reply.text()));
    } catch (error) { console.log('reply ' + method + ' none ' + (error.cause?.code ?? error)); }
  }`;

/** Gives away all that it can reach. */
const HOSTILE = `
  import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
  const show = (name, read) => { try { console.log('== ' + name + '\\n' + read()); } catch (error) { console.log('== ' + name + ' ' + error.code); } };
  show('env', () => JSON.stringify(process.env));
  for (let pid = process.pid, depth = 0; pid > 1 && depth < 3; depth += 1) {
    for (const file of ['environ', 'cmdline', 'status']) show(pid + ' ' + file, () => readFileSync('/proc/' + pid + '/' + file, 'utf8'));
    show(pid + ' fds', () => readdirSync('/proc/' + pid + '/fd').map((fd) => { try { return readlinkSync('/proc/' + pid + '/fd/' + fd); } catch { return ''; } }).join(' '));
    pid = Number(/PPid:\\t(\\d+)/.exec(readFileSync('/proc/' + pid + '/status', 'utf8'))[1]);
  }
  for (const folder of [process.env.AUGNO_VAULT_DIR, process.env.XDG_RUNTIME_DIR, process.env.HOLDS])
    for (const file of readdirSync(folder, { recursive: true })) show(file, () => readFileSync(folder + '/' + file, 'latin1'));
  const { AUGNO_BASE_URL: base, AUGNO_API_KEY: key } = process.env;
  const headers = { authorization: 'Bearer ' + key, 'augno-version': '1.0.forge-preview.3' };
  for (const path of ['/v1/catalog/units', '/v1/core/request-logs?limit=20', '/v1/core/audit-events?limit=20', '/v1/../__sandbox/events', '/'])
    show(path, () => '');
  for (const path of ['/v1/catalog/units', '/v1/core/request-logs?limit=20', '/v1/core/audit-events?limit=20', '/v1/../__sandbox/events', '/']) {
    const reply = await fetch(base + path, { headers });
    console.log(path, reply.status, JSON.stringify([...reply.headers]), await reply.text());
  }
  console.log('told' + ' all');
  process.stdin.resume();`;

function program(name: string, text: string): readonly string[] {
  const file = path.join(agents.folder, name);
  writeFileSync(file, text);
  return ['--', process.execPath, file];
}

function memoryHolds(pid: number, wanted: Buffer): boolean {
  const memory = openSync(`/proc/${String(pid)}/mem`, 'r');
  try {
    return readFileSync(`/proc/${String(pid)}/maps`, 'utf8')
      .split('\n')
      .flatMap((line) => /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [])
      .filter((each) => !each.includes(' '))
      .reduce<string[][]>(
        (pairs, each, index) =>
          index % 2 === 0 ? [...pairs, [each]] : [...pairs.slice(0, -1), [...pairs.at(-1)!, each]],
        [],
      )
      .some(([from = '0', to = '0']) => {
        const [start, end] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
        if (!Number.isSafeInteger(end) || end - start > 1 << 28) return false;
        const bytes = Buffer.alloc(end - start);
        try {
          readSync(memory, bytes, 0, bytes.length, start);
        } catch {
          return false;
        }
        return bytes.includes(wanted);
      });
  } finally {
    closeSync(memory);
  }
}

const saying = (running: Running, line: string): void => {
  running.child.stdin!.write(`${line}\n`);
};

describe.runIf(process.platform === 'linux')('a program under agent run', () => {
  it('that gives away all it can reach has no key to give', async () => {
    const env = { ...agents.environment, HOLDS: agents.folder };
    const running = agents.command(
      ['agent', 'run', '--key', 'ERP', '--reason', 'report', ...program('hostile.mjs', HOSTILE)],
      { env },
    );
    await agents.approve(running, '--for', '1h');
    await running.until('told all');
    const { secret } = agents.erp;
    const all = running.out() + running.err();
    expect(all).toContain('/v1/catalog/units 200');
    expect(all).toContain('augno-vault-session-');
    for (const form of [
      secret,
      Buffer.from(secret).toString('base64').slice(0, 60),
      Buffer.from(secret).toString('hex'),
      secret.slice(-30),
    ])
      expect(all.includes(form)).toBe(false);
    // Nor has the command that started it; only who holds the vault.
    expect(memoryHolds(running.child.pid!, Buffer.from('augno-vault-session-'))).toBe(true);
    expect(memoryHolds(running.child.pid!, Buffer.from(secret))).toBe(false);
    running.child.stdin!.end();
    expect(await running.ended).toBe(0);
    expect(await agents.log()).toContainEqual(
      expect.stringMatching(/^session-1 began: .*hostile\.mjs.* may use it without having it \(read\)/),
    );
  });

  it('reads by the grant, is asked about for a write, and what it did is listed with its reason', async () => {
    const running = agents.command([
      'agent',
      'run',
      '--key',
      'ERP',
      '--reason',
      'stock',
      ...program('obedient.mjs', OBEDIENT),
    ]);
    await running.until('ready');
    expect(running.err()).toContain('Allowed by grant-');
    saying(running, 'GET /v1/catalog/units?limit=1');
    await running.until('reply GET 200');
    saying(running, 'POST /v1/catalog/units {"name":"Crate"}');
    const code = await running.until(/\d{3}-\d{3}/);
    expect(
      await agents.agent.until(
        new RegExp(`Code ${code}: .*POST /v1/catalog/units within session-\\d+.*name: Crate`),
      ),
    ).toBeTruthy();
    await agents.agentCommand(['refuse', code]);
    await running.until('reply POST 403');
    saying(running, 'GET /v1/auth/api-keys');
    const [, second] = [
      await running.until(/GET \/v1\/auth\/api-keys/),
      /code (\d{3}-\d{3}), for GET/.exec(running.err())![1]!,
    ];
    await agents.agentCommand(['refuse', second]);
    await running.until('reply GET 403');
    saying(running, 'end');
    expect(await running.ended).toBe(7);
    const { requests } = JSON.parse((await agents.agentCommand(['requests', '--json'])).out()) as {
      readonly requests: readonly {
        readonly outcome: string;
        readonly reason: string;
        readonly program: string;
        readonly route: string;
      }[];
    };
    expect(requests.slice(0, 3).map(({ route, outcome, reason }) => [route, outcome, reason])).toEqual([
      ['/v1/auth/api-keys', 'not-allowed', 'stock'],
      ['/v1/catalog/units', 'not-allowed', 'stock'],
      ['/v1/catalog/units', '200', 'stock'],
    ]);
    expect(requests[0]!.program).toContain('obedient.mjs');
  });

  it('has keys made and rotated once a person says so, which the vault keeps, and gets their masked form', async () => {
    const { roles } = (await agents.withPassword(['roles', 'list', '--json'])).json<{
      readonly roles: readonly { readonly id: string; readonly name: string }[];
    }>();
    const role = roles.find(({ name }) => name === 'Admin')!.id;
    const running = agents.command([
      ...['agent', 'run', '--key', 'ERP', '--allow', 'write'],
      ...program('obedient.mjs', OBEDIENT),
    ]);
    await agents.approve(running, '--once');
    await running.until('ready');
    const made = async (line: string, route: string): Promise<{ id: string; secret: string }> => {
      const before = running.out().length;
      saying(running, line);
      const code = /\d{3}-\d{3}/.exec(
        await running.until(new RegExp(`code \\d{3}-\\d{3}, for ${route} `)),
      )![0];
      await agents.agentCommand(['approve', code, '--once']);
      await expect
        .poll(() => running.out().slice(before), { timeout: 60_000 })
        .toMatch(/reply POST \d+ .*\n/);
      const said = running.out().slice(before);
      expect(said).toContain('reply POST 201 ');
      const { api_key_secret: secret, api_key_info: info } = JSON.parse(said.slice(said.indexOf('{'))) as {
        readonly api_key_secret: string;
        readonly api_key_info: { readonly id: string; readonly redacted_value: string };
      };
      expect(info.redacted_value).toBe(secret);
      return { id: info.id, secret };
    };
    const first = await made(
      `POST /v1/auth/api-keys {"name":"Made","role_id":"${role}"}`,
      'POST /v1/auth/api-keys',
    );
    const held = (await agents.withPassword(['keys', 'reveal', first.id])).out.trim();
    expect(held).toMatch(/^aug_sk_test_/);
    const second = await made(
      `POST /v1/auth/api-keys/${first.id}/actions/rotate`,
      'POST /v1/auth/api-keys/\\{id\\}/actions/rotate',
    );
    expect(second.id).not.toBe(first.id);
    const anew = (await agents.withPassword(['keys', 'reveal', second.id])).out.trim();
    expect(anew).not.toBe(held);
    for (const [{ secret }, whole] of [
      [first, held],
      [second, anew],
    ] as const) {
      expect(secret).toContain('****');
      expect(secret.endsWith(whole.slice(-4))).toBe(true);
      expect(running.out() + running.err()).not.toContain(whole.slice(-30));
    }
    const shown = await agents.withPassword(['keys', 'show', second.id, '--json']);
    expect(shown.json()).toMatchObject({ replaces: first.id });
    saying(running, 'end');
    expect(await running.ended).toBe(7);
  });

  it('is stopped by whoever holds the vault, and ends with its key and with the lock', async () => {
    const key = (
      await agents.withPassword(['keys', 'create', '--name', 'Short', '--role', 'Admin', '--json'])
    ).json<{ id: string }>();
    const running = agents.command(['agent', 'run', '--key', key.id, ...program('obedient.mjs', OBEDIENT)]);
    await agents.approve(running, '--for', '1h');
    await running.until('ready');
    saying(running, 'GET /v1/catalog/units?limit=1');
    await running.until('reply GET 200');
    await agents.withPassword(['keys', 'revoke', key.id, '--confirm', 'Short']);
    await expect
      .poll(
        () => {
          saying(running, 'GET /v1/catalog/units?limit=1');
          return running.out();
        },
        { timeout: 60_000 },
      )
      .toContain('api_key_revoked');
    const { sessions } = JSON.parse((await agents.agentCommand(['grants', '--json'])).out()) as {
      readonly sessions: readonly { readonly id: string; readonly key: string }[];
    };
    expect(sessions).toMatchObject([{ key: 'Short' }]);
    expect(await agents.command(['agent', 'revoke', sessions[0]!.id]).ended).toBe(0);
    await running.until('The session has ended');
    saying(running, 'GET /v1/catalog/units');
    await running.until('reply GET none');
    saying(running, 'end');
    expect(await running.ended).toBe(7);

    const last = agents.command(['agent', 'run', '--key', 'ERP', ...program('obedient.mjs', OBEDIENT)]);
    await last.until('ready');
    await agents.command(['agent', 'stop']).ended;
    await last.until('The session has ended');
    saying(last, 'GET /v1/catalog/units');
    await last.until('reply GET none');
    saying(last, 'end');
    expect(await last.ended).toBe(7);
    const alone = agents.command(['agent', 'run', '--key', 'ERP', '--', 'true']);
    expect(await alone.ended).toBe(125);
    expect(alone.err()).toContain('Nobody holds this vault open');
  });

  it('leaves a list of its requests that the next who holds the vault finds', async () => {
    await agents.startAgent();
    const { requests } = JSON.parse((await agents.agentCommand(['requests', '--json'])).out()) as {
      readonly requests: readonly unknown[];
    };
    expect(requests.length).toBeGreaterThan(5);
  });
});
