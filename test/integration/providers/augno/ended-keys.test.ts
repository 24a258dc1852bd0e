/** Keys that were revoked from here, and whether the server takes them still. */
import { afterEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../../../electron/http/api-error.ts';
import { keysCollection } from '../../../../electron/keys/registry/records.ts';
import { World } from './support/world.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

const REASON = { kind: 'policy', text: '' } as const;

let world: World;
afterEach(async () => {
  await world.close();
});

/** @param instead what comes back for a request with this authorization in place of the sandbox's answer; null: nothing does */
async function connected(instead: (authorization: string) => Promise<Response> | null) {
  world = await World.start({ sandbox: { seed: 'empty' } });
  const { vault, service } = await world.open({
    fetch: (input, init) =>
      instead(new Headers(init?.headers).get('authorization') ?? '') ?? fetch(input, init),
    tuning: { retryBaseMs: 1 },
  });
  const { id: connectionId } = await service.connect({
    url: world.sandbox.url,
    name: 'ACME',
    adminKey: world.adminKey(),
  });
  const role = (await service.listRoles(connectionId))[0]!;
  const create = async (name: string): Promise<string> =>
    (await service.createKey({ connectionId, name, roleId: role.id, expiresAt: null })).keyId;
  const secretOf = (keyId: string): Promise<string> =>
    service.useSecret(keyId, 'reveal', (held) => held.revealText());
  return { vault, service, connectionId, create, secretOf };
}

it('a revoked key that cannot be asked about is named, and keeps no other from being asked', async () => {
  let unreachable: readonly string[] = [];
  const { vault, service, connectionId, create, secretOf } = await connected((authorization) =>
    unreachable.some((secret) => authorization.endsWith(secret))
      ? Promise.reject(new TypeError('fetch failed'))
      : null,
  );
  const ids = [await create('Till'), await create('Gate')];
  // Whichever is asked about first: the other has to be reached after it.
  const inOrder = vault.list(keysCollection).flatMap(({ id }) => (ids.includes(id) ? [id] : []));
  const [first, second] = [inOrder[0]!, inOrder[1]!];
  const secret = await secretOf(first);
  unreachable = [secret, await secretOf(second)];
  for (const keyId of inOrder) await service.revokeKey({ keyId, reason: REASON, confirmation: null });
  expect(inOrder.map((keyId) => vault.hasSecret(keyId))).toEqual([true, true]);
  unreachable = [secret];
  await service.sync(connectionId);
  expect([vault.hasSecret(first), vault.hasSecret(second)]).toEqual([true, false]);
  const { name } = service.keyDetail(first);
  const said = service.listConnections()[0]!;
  expect(said).toMatchObject({ health: 'ok' });
  expect(inEnglish(said.healthMessage!)).toContain(`these secrets are kept: “${name}”.`);
  unreachable = [];
  await service.sync(connectionId);
  expect(vault.hasSecret(first)).toBe(false);
  expect(service.listConnections()[0]!.healthMessage).toBeNull();
});

describe('a secret stays where something else than the API refused it, or a server that does not know it', () => {
  const apiError = (code: string, param: string | null): string =>
    JSON.stringify({
      error: { code, type: 'invalid_request_error', message: 'No.', param, is_transient: false },
    });
  const UNKNOWN = [
    'the API of another server',
    401,
    'application/json',
    apiError('invalid_credentials', null),
  ] as const;
  const ELSEWHERE = [
    ['a gateway', 401, 'text/html', '<h1>Log in</h1>'],
    ['a gateway that speaks JSON', 401, 'application/json', '{"message":"Unauthorized"}'],
    ['a reply cut short', 401, 'application/json', apiError('api_key_revoked', null).slice(0, 40)],
    ['an API that spells keys otherwise', 400, 'application/json', apiError('invalid_format', 'api_key')],
  ] as const;

  async function withKey() {
    let refused: string | null = null;
    let answer: readonly [string, number, string, string] = UNKNOWN;
    const { vault, service, connectionId, create, secretOf } = await connected((authorization) => {
      const [, status, type, body] = answer;
      return refused !== null && authorization.endsWith(refused)
        ? Promise.resolve(new Response(body, { status, headers: { 'content-type': type } }))
        : null;
    });
    const keyId = await create('Till');
    const secret = await secretOf(keyId);
    const refuse = (by: typeof answer | null): void => {
      refused = by === null ? null : secret;
      answer = by ?? answer;
    };
    return { vault, service, connectionId, keyId, refuse };
  }

  it.each([...ELSEWHERE, UNKNOWN])('while an overlap runs: %s', async (...answer) => {
    const { vault, service, keyId, refuse } = await withKey();
    await service.rotateKey({
      keyId,
      overlapSeconds: 86_400,
      reason: REASON,
      confirmation: null,
    });
    const rotation = service.listRotations().find(({ oldKeyId }) => oldKeyId === keyId)!;
    refuse(answer);
    await expect(service.checkOldKey(rotation.id)).rejects.toBeInstanceOf(ApiError);
    expect(vault.hasSecret(keyId)).toBe(true);
    refuse(null);
    expect((await service.testKey(keyId)).outcome).toBe('accepted');
  });

  it.each(ELSEWHERE)('after a revocation: %s', async (...answer) => {
    const { vault, service, connectionId, keyId, refuse } = await withKey();
    refuse(answer);
    await service.revokeKey({ keyId, reason: REASON, confirmation: null });
    await service.sync(connectionId);
    expect(vault.hasSecret(keyId)).toBe(true);
    refuse(null);
    await service.sync(connectionId);
    expect(vault.hasSecret(keyId)).toBe(false);
  });
});
