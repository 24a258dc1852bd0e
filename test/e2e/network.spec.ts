/**
 * A company's network, in the window and in the command: a proxy that misbehaves in the main ways is named and not run
 * against without an end, the company's own authority is believed, and a clock that is wrong is asked about.
 */
import { writeFileSync } from 'node:fs';
import { connect, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { createServer, type Server } from 'node:tls';
import { expect, test } from '@playwright/test';
import type { Page } from 'playwright';
import { generateKey } from '../../shared/key-format.ts';
import { makeAuthority } from '../integration/http/support/certificates.ts';
import { closeServers, startProxy, type StartedProxy } from '../integration/http/support/servers.ts';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call, reply } from './support/bridge.ts';
import { runCommand } from './support/command.ts';
import { askedQuestions, answerDialogs, connectAccount } from './support/dialogs.ts';
import { goTo } from './support/main-job.ts';
import { startSandboxServer, type SandboxServer } from './support/sandbox-server.ts';
import { makeVault } from './support/vault.ts';

test.describe.configure({ mode: 'serial' });

const PASSWORD = 'marmalade cupboard twelve';
const API = 'https://api.example.test';
const FIVE_HOURS = 5 * 3_600_000;

const temporary = makeTemporaryFolder();
const vaultFolder = path.join(temporary.path, 'vault');
let server: SandboxServer;
let secure: Server;
let proxy: StartedProxy;
let running: RunningApp;
let page: Page;
/** In place of a tunnel to the sandbox; null: the tunnel. */
let manners: ((socket: Socket) => void) | null = null;
let environment: Readonly<Record<string, string>>;

test.beforeAll(async () => {
  server = await startSandboxServer();
  const authority = makeAuthority();
  const { certificate: cert, key } = authority.issue();
  secure = createServer({ cert, key }, (socket) => {
    const upstream = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => upstream.destroy());
    upstream.on('error', () => socket.destroy());
    socket.pipe(upstream).pipe(socket);
  });
  await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
  proxy = await startProxy({
    answer: (socket) => {
      if (manners !== null) {
        manners(socket);
        return;
      }
      const upstream = connect((secure.address() as AddressInfo).port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.pipe(socket);
        socket.pipe(upstream);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('close', () => upstream.destroy());
    },
  });
  const company = path.join(temporary.path, 'company.pem');
  writeFileSync(company, authority.certificate);
  const address = `http://127.0.0.1:${String(proxy.port)}`;
  environment = { HTTPS_PROXY: address, https_proxy: address, NODE_EXTRA_CA_CERTS: company };
  Object.assign(process.env, environment);
  await makeVault(vaultFolder, 'Acme vault', PASSWORD);
  running = await launchApp({ vaultFolder, environment });
  page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
});
test.afterAll(async () => {
  for (const name of Object.keys(environment)) Reflect.deleteProperty(process.env, name);
  await closeStarted(running);
  await closeServers();
  secure.close();
  await server.stop();
  temporary.remove();
});

const MANNERS: readonly (readonly [string, (socket: Socket) => void, RegExp])[] = [
  [
    'closes on CONNECT',
    (socket) => socket.destroy(),
    /^The proxy 127\.0\.0\.1:\d+ \(https?_proxy\) closed the connection/i,
  ],
  [
    'wants a log-in',
    (socket) => socket.end('HTTP/1.1 407 No\r\nProxy-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n'),
    /of a kind that Augno Vault does not speak: NTLM\.$/,
  ],
  [
    'says no',
    (socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n<html>'),
    /does not let anything through .*\(403\)/,
  ],
  [
    'reaches nothing itself',
    (socket) => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n<html>'),
    /could not reach api\.example\.test \(502\)\.$/,
  ],
  ['is a portal', (socket) => socket.end('HTTP/1.1 511 Log in\r\n\r\n'), /^This network wants you to log in/],
  ['is none', (socket) => socket.end('<html>'), /is no proxy of the kind that is set\.$/],
  ['says nothing', () => undefined, /did not open a way to api\.example\.test in time\.$/],
];

for (const [name, answer, says] of MANNERS) {
  test(`a proxy that ${name}`, async () => {
    manners = answer;
    const before = proxy.connections();
    const account = { url: API, name: 'Acme', adminKey: generateKey('test') };
    const inWindow = await connectAccount(running, page, account, PASSWORD).then(
      () => 'connected',
      (thrown: unknown) => (thrown as Error).message,
    );
    expect(inWindow.replace(/^connections\.connect: api-unreachable: /, '')).toMatch(says);
    const command = await runCommand(
      ['connect', '--url', API, '--vault', vaultFolder],
      [PASSWORD, account.adminKey],
    );
    expect(command.code).toBe(4);
    expect(command.stderr).toMatch(new RegExp(says.source.replace(/^\^|\$$/g, ''), says.flags));
    // Four tries at most for each request; nobody connects on and on.
    const tried = proxy.connections() - before;
    expect(tried).toBeGreaterThan(1);
    expect(tried).toBeLessThanOrEqual(20);
    await expect.poll(() => proxy.open()).toBe(0);
  });
}

test('a proxy that works, under the company’s own authority, and a clock five hours off', async () => {
  manners = null;
  const { adminKey } = server.account('test');
  const connection = await connectAccount(running, page, { url: API, name: 'Acme', adminKey }, PASSWORD);
  expect(connection.health).toBe('ok');
  const synced = await runCommand(['sync', '--vault', vaultFolder], [PASSWORD]);
  expect(synced).toMatchObject({ code: 0 });

  await server.control('POST', 'clock', { now: new Date(Date.now() + FIVE_HOURS).toISOString() });
  const { roles } = await call(page, 'roles.list', { connectionId: connection.id });
  const roleId = roles.find((role) => role.name === 'Admin')!.id;
  const expiresAt = new Date(Date.now() + 3 * FIVE_HOURS).toISOString();
  const input = { connectionId: connection.id, name: 'Scale', roleId, expiresAt };
  await answerDialogs(running, { yes: false });
  await askedQuestions(running);
  expect(await reply(page, 'keys.create', input)).toMatchObject({
    ok: false,
    error: { code: 'clock-differs' },
  });
  const asked = await askedQuestions(running);
  expect(asked.map(({ detail }) => detail).join()).toContain('5 h 0 min behind that of api.example.test');
  await answerDialogs(running, { yes: true });
  const created = await reply(page, 'keys.create', input);
  expect(created).toMatchObject({ ok: true });

  // What the window says of its end goes by the server's clock too: fifteen hours from here are ten there, or twenty.
  await goTo(page, 'Keys');
  const row = page.getByRole('row', { name: /Scale/ });
  for (const [offset, left] of [
    [FIVE_HOURS, /in (10|9) hr/],
    [-FIVE_HOURS, /in (20|19) hr/],
  ] as const) {
    await server.control('POST', 'clock', { now: new Date(Date.now() + offset).toISOString() });
    await call(page, 'connections.sync', { connectionId: connection.id });
    await expect(row.locator('time').last()).toContainText(left);
  }
  await server.control('POST', 'clock', { now: new Date(Date.now() + FIVE_HOURS).toISOString() });

  const create = [
    'keys',
    'create',
    '--name',
    'Door',
    '--role',
    'Admin',
    '--expires',
    '2h',
    '--vault',
    vaultFolder,
  ];
  const refused = await runCommand(create, [PASSWORD]);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('--accept-clock');
  expect(await runCommand([...create, '--accept-clock'], [PASSWORD])).toMatchObject({ code: 0 });
  const door = (await server.keys(server.account('test'))).find(({ name }) => name === 'Door');
  const lives = Date.parse(door!.expires_at!) - Date.now() - FIVE_HOURS;
  expect(Math.abs(lives - 2 * 3_600_000)).toBeLessThan(600_000);
  await server.control('POST', 'clock', { now: null });
});

for (const [name, address, says] of [
  [
    'that nobody knows',
    'http://proxy.invalid:3128',
    /^There is no proxy of the name proxy\.invalid:3128 \(https?_proxy\)/i,
  ],
  ['that is down', 'http://127.0.0.1:1', /^The proxy 127\.0\.0\.1:1 \(https?_proxy\) can’t be reached/i],
] as const) {
  test(`a proxy ${name}`, async () => {
    await closeStarted(running);
    const here = { ...environment, HTTPS_PROXY: address, https_proxy: address };
    Object.assign(process.env, here);
    running = await launchApp({ vaultFolder, environment: here });
    page = await running.page();
    await call(page, 'vault.unlock', { password: PASSWORD });
    const account = { url: API, name: 'Beta', adminKey: generateKey('test') };
    const inWindow = await connectAccount(running, page, account, PASSWORD).then(
      () => 'connected',
      (thrown: unknown) => (thrown as Error).message,
    );
    expect(inWindow.replace(/^connections\.connect: api-unreachable: /, '')).toMatch(says);
    const connect = ['connect', '--url', API, '--vault', vaultFolder];
    const command = await runCommand(connect, [PASSWORD, account.adminKey]);
    expect(command.code).toBe(4);
    expect(command.stderr).toMatch(new RegExp(says.source.slice(1), says.flags));
  });
}
