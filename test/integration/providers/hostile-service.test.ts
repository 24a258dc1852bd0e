/**
 * The server of another service, which lies: for each lie and each provider, keys of others stay as they are and are sent
 * nowhere, nothing of what it says is stored or shown, no redirect is followed, and the answer ends.
 */
import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keysCollection } from '../../../electron/keys/registry/records.ts';
import { createProviderService, type ProviderService } from '../../../electron/providers/index.ts';
import { createVault, type ManagedVault } from '../../../electron/vault/index.ts';
import { makeFolder, options, PASSWORD, removeFolder, text } from '../../fixtures/vault/sample.ts';
import { startRawServer, type RawServer } from './augno/support/raw-server.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

/** What must be found nowhere afterwards. */
const MARK = 'said-by-the-server';
const NASTY = `${MARK}\u001b]0;x\u0007\u202e<b>$(id)`;
const MIB = 1024 * 1024;

let elsewhere: RawServer;
let liar: RawServer;
let answer: (response: ServerResponse) => void;
beforeAll(async () => {
  elsewhere = await startRawServer((_request, response) => void response.end('{}'));
  liar = await startRawServer((_request, response) => {
    answer(response);
  });
});
afterAll(async () => {
  await liar.close();
  await elsewhere.close();
});

let folder: string;
let vault: ManagedVault;
let service: ProviderService;
beforeEach(async () => {
  folder = makeFolder();
  const created = await createVault({
    ...options(path.join(folder, 'vault')),
    name: 'Vault',
    password: text(PASSWORD),
  });
  vault = created.vault;
  service = createProviderService({
    vault,
    fetch: (url, init) => fetch(url, init),
    userAgent: 'test',
    actor: 'app',
  });
});
afterEach(() => {
  service.close();
  vault.close();
  removeFolder(folder);
});

const status =
  (code: number, headers: Record<string, string> = {}, body: string | Buffer = NASTY) =>
  (response: ServerResponse): void => {
    response.writeHead(code, headers);
    response.end(body);
  };

type Outcome = 'accepted' | 'refused' | 'unreachable';
/** What a lie comes to, whatever else stands in it. */
const LIES: Readonly<Record<string, readonly [Outcome, () => (response: ServerResponse) => void]>> = {
  'a redirect to another host': ['unreachable', () => status(307, { location: `${elsewhere.url}/x` })],
  'a redirect that keeps the way': ['unreachable', () => status(308, { location: elsewhere.url })],
  'a redirect to a file': ['unreachable', () => status(302, { location: 'file:///etc/passwd' })],
  'a redirect without an end': ['unreachable', () => status(301, { location: liar.url })],
  'a refresh and a link': [
    'accepted',
    () => status(200, { refresh: `0; url=${elsewhere.url}`, link: `<${elsewhere.url}>; rel="next"` }),
  ],
  cookies: ['accepted', () => status(200, { 'set-cookie': 'session=1; Path=/' })],
  'a status that there is not': ['unreachable', () => status(799)],
  'a status below all others': [
    'unreachable',
    () => (response) => void response.socket!.end('HTTP/1.1 007 x\r\n\r\n'),
  ],
  'no HTTP at all': ['unreachable', () => (response) => void response.socket!.end(`${NASTY}\r\n\r\n`)],
  'a line of status with control characters': [
    'accepted',
    () => (response) =>
      void response.socket!.end('HTTP/1.1 200 \u001b[2J\u001b]0;x\r\ncontent-length: 2\r\n\r\n{}'),
  ],
  'headers without an end': [
    'unreachable',
    () => (response) => {
      const { socket } = response;
      socket!.on('error', () => undefined);
      socket!.write('HTTP/1.1 200 OK\r\n');
      const more = (): void => {
        if (socket!.destroyed) return;
        socket!.write(`x: ${'y'.repeat(60_000)}\r\n`, () => setImmediate(more));
      };
      more();
    },
  ],
  'a body without an end': [
    'unreachable',
    () => (response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(MIB, 'x');
      const more = (): void => {
        if (!response.destroyed) response.write(chunk, () => setImmediate(more));
      };
      more();
    },
  ],
  'a body that is small until it is unpacked': [
    'unreachable',
    () => status(200, { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(256 * MIB))),
  ],
  'a body packed a thousand times': [
    'unreachable',
    () =>
      status(
        200,
        { 'content-encoding': Array.from({ length: 1000 }, () => 'gzip').join(', ') },
        gzipSync('{}'),
      ),
  ],
  'a body that is not packed as it says': ['unreachable', () => status(200, { 'content-encoding': 'gzip' })],
  'less than it said': [
    'unreachable',
    () => (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{');
      response.socket!.end();
    },
  ],
  'a secret and records of its own': [
    'accepted',
    () =>
      status(
        200,
        {},
        JSON.stringify({ id: MARK, key: `user.${'z'.repeat(30)}`, secret: MARK, __proto__: null }),
      ),
  ],
  'that the key is refused': [
    'refused',
    () => status(401, { 'www-authenticate': NASTY.replace(/[^ -~]/g, '') }),
  ],
  'a fault of its own': ['unreachable', () => status(500)],
};

const PROVIDERS = [
  { provider: 'auxot', header: null, secret: () => `user.${'k'.repeat(30)}` },
  { provider: 'generic', header: 'X-Key', secret: () => `parcel-${'k'.repeat(30)}` },
] as const;

/** All that is held, the log apart: what a test came to is all that may change. */
async function held(): Promise<string> {
  const records = vault.list(keysCollection).map(({ id, value }) => {
    const { lastTestedAt: _at, lastOutcome: _outcome, ...rest } = value;
    return [id, rest];
  });
  const digests: string[] = [];
  for (const { id } of vault.list(keysCollection)) {
    digests.push(
      await vault.withSecret(id, (secret) => createHash('sha256').update(secret.bytes()).digest('hex')),
    );
  }
  return JSON.stringify([records, digests]);
}

describe.each(PROVIDERS)('a server of $provider', ({ provider, header, secret }) => {
  it.each(Object.entries(LIES))('answers with %s', async (_what, [outcome, lie]) => {
    const add = async (name: string, url: string, value: string): Promise<string> => {
      const connection = service.addConnection({
        provider,
        name,
        url,
        header,
        headerPrefix: null,
        mode: 'prod',
      });
      answer = status(200, {}, '{}');
      const stored = await service.addKey({
        connectionId: connection.id,
        name,
        owner: null,
        expiresAt: null,
        rotateBy: null,
        scanPrefix: null,
        secret: text(value),
      });
      return stored.key.id;
    };
    const own = secret();
    const others = `${own}-of-another`;
    const key = await add('Own', liar.url, own);
    await add('Another', elsewhere.url, others);
    const before = await held();
    const asked = elsewhere.seen.length;
    const heard = liar.seen.length;
    answer = lie();

    const result = await service.keys.testKey(key);
    expect(result.outcome).toBe(outcome);
    expect(inEnglish(result.message)).toMatch(/^[ -~“”’…]+$/);
    expect(await held()).toBe(before);
    expect(service.keys.keyDetail(key)).toMatchObject({ secretHeld: true });
    expect(elsewhere.seen).toHaveLength(asked);
    // As often as it has forms, and never with what is another's.
    expect(liar.seen.length - heard).toBeLessThanOrEqual(3);
    for (const { headers } of liar.seen.slice(heard)) {
      expect(JSON.stringify(headers)).not.toContain(others);
      expect(headers.cookie).toBeUndefined();
    }
    const said = [...vault.auditLog({ limit: 100 }), service.keys.keyDetail(key), service.list(), result];
    expect(JSON.stringify(said)).not.toContain(MARK);
    expect(vault.verify().sound).toBe(true);
  });

  it('and one that drips is left when the vault is locked', async () => {
    const id = service.addConnection({
      provider,
      name: 'Slow',
      url: liar.url,
      header,
      headerPrefix: null,
      mode: 'prod',
    }).id;
    let begun = (): void => undefined;
    const first = new Promise<void>((resolve) => {
      begun = resolve;
    });
    answer = (response) => {
      response.writeHead(200);
      response.write('{', begun);
    };
    const adding = service.addKey({
      connectionId: id,
      name: 'Slow',
      owner: null,
      expiresAt: null,
      rotateBy: null,
      scanPrefix: null,
      secret: text(secret()),
    });
    await first;
    service.close();
    await expect(adding).rejects.toMatchObject({ code: 'cancelled' });
    // It was stored before anybody was asked.
    expect(vault.list(keysCollection)).toHaveLength(1);
  });
});
