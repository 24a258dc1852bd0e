/**
 * A page that was taken over: any script runs in it. It goes through every channel of the contract by itself, in the real
 * window, with paths, addresses and programs wherever a text can stand, and says no to every dialog as a person would who
 * did not ask for any. What it reached is looked at from outside: files, processes, sockets, the vault.
 */
import { expect, test } from '@playwright/test';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import type { Page } from 'playwright';
import { openVault } from '../../electron/vault/index.ts';
import { SecretBytes } from '../../electron/vault/secret-bytes.ts';
import { ipcContract, type ChannelName, type IpcReply } from '../../shared/ipc-contract.ts';
import { closeStarted, launchApp, makeTemporaryFolder, type RunningApp } from './support/app.ts';
import { call, lockVault, reply } from './support/bridge.ts';
import { answerDialogs, askedQuestions, connectAccount, grantPath } from './support/dialogs.ts';
import { refusePasswords } from './support/password.ts';
import { hostileInputs } from './support/hostile-input.ts';
import { startSandboxServer, type SandboxServer } from './support/sandbox-server.ts';
import { makeVault } from './support/vault.ts';
import { watchedAs } from './support/watched-channels.ts';

const PASSWORD = 'seven lanterns by the harbour';
/** As long as no union of the contract has more branches. */
const ROUNDS = 6;
const LONG_AGO = new Date('2001-01-01T00:00:00Z');

const temporary = makeTemporaryFolder();
const home = path.join(temporary.path, 'home');
const bait = path.join(home, 'bait');
const vaultFolder = path.join(temporary.path, 'vault');
const marker = path.join(temporary.path, 'started');
let server: SandboxServer;
let running: RunningApp;
let page: Page;
let listener: Server;
let heard = 0;
let real: Record<string, string>;

/** Files that a page has no business with: none of them is read, changed or made. */
const BAITS: Readonly<Record<string, string>> = {
  '.profile': '# a profile\n',
  'bait/.env': 'AUGNO_API_KEY=nothing\n',
  'bait/keys.augnobackup': 'not a backup\n',
  'bait/keys.json': '{}\n',
};

/** What a look from outside tells of the files: their content, when they were read, and what there is besides. */
function filesNow(): readonly string[] {
  return readdirSync(home, { recursive: true, encoding: 'utf8' })
    .sort()
    .filter((name) => BAITS[name] !== undefined || name.startsWith('bait'))
    .map((name) => {
      const file = path.join(home, name);
      const stat = statSync(file);
      if (!stat.isFile()) return name;
      const read = stat.atimeMs === LONG_AGO.getTime() ? 'never' : String(stat.atimeMs);
      return `${name} read ${read}, written ${String(stat.mtimeMs)}`;
    });
}

function lay(): void {
  mkdirSync(bait, { recursive: true });
  for (const [name, text] of Object.entries(BAITS)) {
    const file = path.join(home, name);
    writeFileSync(file, text);
    utimesSync(file, LONG_AGO, new Date());
  }
}

/** The whole of what is awaited of a channel: an answer, whatever it is, but that it is not understood. */
async function ask(name: ChannelName, input: unknown): Promise<IpcReply<ChannelName>> {
  let answer: IpcReply<ChannelName> | null = null;
  // The app refuses more calls than a person can make; whoever attacks waits.
  await expect
    .poll(
      async () => {
        answer = await reply(page, name, input as never);
        return !answer.ok && answer.error.message === 'This request was not understood.';
      },
      { message: name },
    )
    .toBe(false);
  return answer as unknown as IpcReply<ChannelName>;
}

async function makeKey(name: string): Promise<string> {
  const [connectionId, roleId] = [real['connectionId']!, real['roleId']!];
  return (await call(page, 'keys.create', { connectionId, name, roleId, expiresAt: null })).keyId;
}

test.beforeAll(async () => {
  lay();
  const evil = path.join(bait, 'evil');
  writeFileSync(evil, `#!/bin/sh\n: > '${marker}'\n`);
  chmodSync(evil, 0o755);
  listener = createServer((socket) => {
    heard += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  server = await startSandboxServer();
  await makeVault(vaultFolder, 'Taken over', PASSWORD);
  running = await launchApp({ vaultFolder, environment: { HOME: home } });
  page = await running.page();
  await call(page, 'vault.unlock', { password: PASSWORD });
  const connection = await connectAccount(
    running,
    page,
    {
      url: server.url,
      name: 'Acme',
      adminKey: server.account('test').adminKey,
    },
    PASSWORD,
  );
  await refusePasswords(running);
  const { roles } = await call(page, 'roles.list', { connectionId: connection.id });
  const roleId = roles.find((role) => role.name === 'Order integration')!.id;
  real = { connectionId: connection.id, roleId };
  const keyId = await makeKey('Webshop');
  real = { ...real, keyId, oldKeyId: keyId, newKeyId: await makeKey('Warehouse') };
});
test.afterAll(async () => {
  await closeStarted(running);
  await server.stop();
  await new Promise((resolve) => listener.close(resolve));
  temporary.remove();
});

test('a file that was read can be told from outside', () => {
  const file = path.join(bait, 'control');
  writeFileSync(file, 'x');
  utimesSync(file, LONG_AGO, new Date());
  readFileSync(file);
  expect(statSync(file).atimeMs, 'This file system does not keep when a file was read.').toBeGreaterThan(
    LONG_AGO.getTime(),
  );
});

test('a shell profile gets nothing as a “place”, noted, listed or guessed', async () => {
  const keyId = await makeKey('Shelf');
  const profile = path.join(home, '.profile');
  const before = filesNow();
  await answerDialogs(running, { yes: false });
  await askedQuestions(running);
  await call(page, 'keys.edit', { keyId, places: [profile] });
  const { files } = await call(page, 'places.candidates', { oldKeyId: keyId, newKeyId: keyId });
  expect(files).toMatchObject([{ file: profile, confirmed: false }]);
  const place = { kind: 'listed', placeId: files[0]!.placeId } as const;
  for (const answer of [
    await reply(page, 'places.preview', { oldKeyId: keyId, newKeyId: keyId, place }),
    await reply(page, 'places.preview-variable', { keyId, place, variable: 'PATH' }),
  ]) {
    expect(answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  }
  expect((await askedQuestions(running)).map(({ detail }) => detail.includes(profile))).toEqual([true, true]);
  const guessed = { kind: 'listed', placeId: profile } as never;
  expect(
    await reply(page, 'places.preview-variable', { keyId, place: guessed, variable: 'PATH' }),
  ).toMatchObject({ ok: false });
  expect(filesNow()).toEqual(before);
});

test('what was chosen for one thing is good for nothing else, twice for nothing, and for no other page', async () => {
  const target = path.join(bait, 'chosen.augnobackup');
  const grant = await grantPath(running, page, 'open-import', target);
  const refused = { ok: false, error: { code: 'conflict' } };
  expect(await reply(page, 'vault.backup', { grant })).toMatchObject(refused);
  // It is spent with that.
  expect(await reply(page, 'import.plan', { grant })).toMatchObject(refused);
  for (const near of [grant - 1, grant + 1]) {
    expect(await reply(page, 'vault.backup', { grant: near })).toMatchObject(refused);
  }
  const other = await grantPath(running, page, 'save-backup', target);
  await page.reload();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  expect(await reply(page, 'vault.backup', { grant: other })).toMatchObject(refused);
  expect(existsSync(target)).toBe(false);
});

test('a script that made a file has no path for it', async () => {
  await askedQuestions(running);
  const answer = await page.evaluate(
    (name) =>
      (
        globalThis as unknown as {
          vault: { drop(purpose: string, file: unknown): Promise<{ readonly ok: boolean }> };
        }
      ).vault.drop('open-import', new File(['x'], name)),
    path.join(home, '.profile'),
  );
  expect(answer).toMatchObject({ ok: false });
  expect(await askedQuestions(running)).toEqual([]);
});

test('no channel reads, writes, starts or calls anything that nobody chose', async () => {
  test.setTimeout(600_000);
  const { port } = listener.address() as { readonly port: number };
  const address = `http://127.0.0.1:${String(port)}/`;
  const words = {
    real,
    baits: [
      path.join(bait, '.env'),
      path.join(home, '.profile'),
      address,
      path.join(bait, 'evil'),
      path.join('..', '..', '..', home, '.profile'),
      `$(touch '${marker}')`,
      path.join(bait, 'made-by-the-page'),
    ],
  };
  const filesBefore = filesNow();
  const addressesBefore = (await call(page, 'connections.list', undefined)).connections.map(({ url }) => url);
  await answerDialogs(running, { yes: false });
  await askedQuestions(running);
  const unheard: string[] = [];
  for (const name of Object.keys(ipcContract) as ChannelName[]) {
    const watched = watchedAs(name);
    if (watched === 'ends') continue;
    const inputs = hostileInputs(ipcContract[name].input, words, ROUNDS);
    if (!inputs.some((input) => ipcContract[name].input.safeParse(input).success)) unheard.push(name);
    for (const input of inputs) await ask(name, input);
    const asked = await askedQuestions(running);
    if (watched === 'silent') expect(asked, name).toEqual([]);
    expect([existsSync(marker), heard, ...filesNow()], name).toEqual([false, 0, ...filesBefore]);
  }
  // What never got past the schema was not tried.
  expect(unheard).toEqual([]);

  // What a person sees of it: nothing is watched, no program and no feed is set, keys go where they went.
  const { sources } = await call(page, 'sources.list', undefined);
  expect(sources).toEqual([]);
  expect((await call(page, 'editor.command', undefined)).command).toBeNull();
  expect((await call(page, 'app.state', undefined)).settings.updateFeed).toBe('');
  const own = (await call(page, 'connections.list', undefined)).connections.map(({ url }) => url);
  const sandbox = /^http:\/\/127\.0\.0\.1:\d+$/;
  expect(own.filter((url) => !addressesBefore.includes(url) && !sandbox.test(url))).toEqual([]);
  expect(own).not.toContain(address.slice(0, -1));
  const services = (await call(page, 'providers.list', undefined)).connections.map(({ url }) => url);
  expect(services.filter((url) => url !== null)).toEqual([]);
});

test('dialogs are not heaped on a person who says no', async () => {
  await answerDialogs(running, { yes: false });
  await askedQuestions(running);
  for (let round = 0; round < 12; round += 1) await reply(page, 'grants.choose', { purpose: 'open-place' });
  expect((await askedQuestions(running)).length).toBeLessThanOrEqual(5);
});

test('the vault is what it was: its password, its ways in, its record of what was done', async () => {
  page = await lockVault(running, page);
  const password = SecretBytes.fromText(PASSWORD);
  const vault = await openVault({
    folder: vaultFolder,
    actor: 'app',
    keychain: null,
    credential: { kind: 'password', password },
  });
  try {
    expect(vault.verify().problems).toEqual([]);
    expect(
      vault
        .slots()
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['password', 'recovery']);
  } finally {
    vault.close();
    password.wipe();
  }
});
