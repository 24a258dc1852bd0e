/** Keys of Auxot's open-source router, against a server that takes them where the router does. */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inEnglish } from '../../../shared/messages/words.ts';
import { serviceSnippets } from '../../../renderer/features/keys/snippets.ts';
import { auxot } from '../../../electron/providers/auxot.ts';
import { secret, stage, type Stage } from './support/vault.ts';
import { saidContaining } from '../../fixtures/said-containing.ts';
import { failureOf } from './augno/support/failure.ts';

const keyOf = (prefix: string): string => `${prefix}${randomBytes(32).toString('base64url')}`;
const NO_DATES = { owner: null, expiresAt: null, rotateBy: null, scanPrefix: null };
const REASON = { kind: 'policy', text: '' } as const;

/** Its paths that matter here, and what each of them takes. Every other one is 404, whoever asks. */
async function startRouter(): Promise<{ url: string; paths: string[]; apiKey: string; close: () => void }> {
  const router = { url: '', paths: [] as string[], apiKey: keyOf('rtr_'), close: () => void server.close() };
  const server = createServer((request, response) => {
    const path = request.url!;
    router.paths.push(path);
    const bearer = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1];
    const given =
      path === '/api/openai/models'
        ? bearer
        : path === '/api/anthropic/v1/models'
          ? (request.headers['x-api-key'] ?? bearer)
          : null;
    const status = path === '/health' ? 200 : given === null ? 404 : given === router.apiKey ? 200 : 401;
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  router.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return router;
}

let router: Awaited<ReturnType<typeof startRouter>>;
beforeEach(async () => {
  router = await startRouter();
});
afterEach(() => {
  router.close();
});

function connect({ parts }: Stage): string {
  const settings = {
    name: 'Router',
    url: router.url,
    header: null,
    headerPrefix: null,
    mode: 'test',
  } as const;
  return parts.service.addConnection({ provider: 'auxot', ...settings }).id;
}

it('tests an API key of the router where the router takes one', async () => {
  await using world = await stage();
  const connectionId = connect(world);
  const add = { ...NO_DATES, connectionId, name: 'Callers' };
  const { key, test } = await world.parts.service.addKey({ ...add, secret: secret(router.apiKey) });
  expect(test).toMatchObject({
    outcome: 'accepted',
    message: saidContaining('(Bearer, x-api-key, x-api-key, anthropic-version).'),
  });
  expect(key.provider).toMatchObject({ kind: 'router-api', abilities: { test: 'api' } });
  expect(new Set(router.paths)).toEqual(new Set(['/api/anthropic/v1/models']));

  // The router was set up again: the old key is seen refused, the new one accepted.
  router.apiKey = keyOf('rtr_');
  const next = { expiresAt: null, rotateBy: null, reason: REASON };
  const rotated = await world.parts.service.rotateKey({
    keyId: key.id,
    secret: secret(router.apiKey),
    ...next,
  });
  expect(rotated.test).toMatchObject({ outcome: 'accepted' });
  const [rotation] = world.parts.accounts.listRotations();
  expect(await world.parts.accounts.checkOldKey(rotation!.id)).toMatchObject({
    oldRefusedAt: expect.any(String) as string,
  });
});

describe.each([
  ['adm_', 'router-admin'],
  ['tls_', 'router-tools'],
])('a key of its workers: %s', (prefix, kind) => {
  it('is sent nowhere, and ended on a person’s word', async () => {
    await using world = await stage();
    const { service, accounts } = world.parts;
    const add = { ...NO_DATES, connectionId: connect(world), name: 'Workers' };
    const { key, test } = await service.addKey({ ...add, secret: secret(keyOf(prefix)) });
    expect(test).toBeNull();
    expect(key.provider).toMatchObject({ kind, abilities: { test: 'none' } });
    const refused = await failureOf(() => accounts.testKey(key.id));
    expect(refused.code).toBe('unsupported');
    expect(inEnglish(refused.message)).toMatch(/^No request asks only whether a key of this kind \(Router /);
    expect(inEnglish(refused.hint)).toContain('Nothing was sent.');
    const ending = { keyId: key.id, reason: REASON, confirmation: null };
    const asked = await failureOf(() => service.checkRevoked({ ...ending, withoutTest: false }));
    expect(inEnglish(asked.hint)).toContain('Confirm that you replaced it');
    await service.checkRevoked({ ...ending, withoutTest: true });
    expect(accounts.keySummary(key.id)).toMatchObject({ status: 'revoked', secretHeld: false });
    expect(router.paths).toEqual([]);
  });
});

it('shows how a key is sent at the path that takes its kind', () => {
  const service = { url: 'http://router:8080', header: null, headerPrefix: null };
  const curlsOf = (kind: string): readonly string[] =>
    serviceSnippets({ id: 'key_1', provider: { kind } }, service, auxot.description)
      .filter(({ id }) => id.startsWith('curl-'))
      .map(({ text }) => text.split(' \\\n')[0]!);
  expect(new Set(curlsOf('router-api'))).toEqual(
    new Set(['curl http://router:8080/api/anthropic/v1/models']),
  );
  expect(new Set(curlsOf('user'))).toEqual(new Set(['curl http://router:8080/api/agents']));
  expect(curlsOf('router-admin')).toEqual([]);
});
