/** Keys that a program has made through a session, sent again, in two at once, and with the reply lost: made once. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NewKeyRequest } from '../../../electron/agent/broker/new-key.ts';
import type { MadeKey } from '../../../electron/agent/broker/session-options.ts';
import { createKeyMaker } from '../../../electron/cli/agent/new-key.ts';
import { sessionKeyName, SessionKeys } from '../../../electron/cli/agent/session-keys.ts';
import type { AccountService } from '../../../electron/keys/types.ts';
import type { ManagedVault } from '../../../electron/vault/managed-vault.ts';
import type { KeySummary } from '../../../shared/domain.ts';
import { World } from '../providers/augno/support/world.ts';
import { keysAtServer } from './support/at-server.ts';

let world: World;
let vault: ManagedVault;
let service: AccountService;
let connectionId: string;
let roleId: string;
let by: KeySummary;
let make: (request: NewKeyRequest) => Promise<MadeKey>;

beforeEach(async () => {
  world = await World.start();
  ({ vault, service } = await world.open());
  ({ id: connectionId } = await service.connect({
    url: world.sandbox.url,
    name: 'Acme',
    adminKey: world.adminKey(),
  }));
  roleId = (await service.listRoles(connectionId)).find(({ type }) => type === 'admin')!.id;
  const { keyId } = await service.createKey({ connectionId, name: 'ERP', roleId, expiresAt: null });
  by = service.listKeys().find(({ id }) => id === keyId)!;
  const maker = createKeyMaker(service, by);
  const over = new AbortController().signal;
  make = (request) => maker(request, over);
});
afterEach(async () => {
  await world.close();
});

const wanted = (idempotencyKey: string | null, name = 'Made'): NewKeyRequest => ({
  ...{ kind: 'create', idempotencyKey, name, roleId, expiresAt: null },
});
const atServer = async (name = 'Made'): Promise<readonly string[]> =>
  (await keysAtServer(world, (called) => called === name)).map(({ id }) => id);

it('the same request under the same idempotency key makes one key, one after the other and at once', async () => {
  const first = await make(wanted('once'));
  expect(await make(wanted('once'))).toEqual(first);
  expect(await Promise.all([make(wanted('both')), make(wanted('both'))])).toSatisfy(
    ([left, right]: readonly MadeKey[]) => left!.id === right!.id && left!.id !== first.id,
  );
  expect(await atServer()).toHaveLength(2);
  expect(vault.hasSecret(first.id)).toBe(true);
});

it('another idempotency key, or none, makes another', async () => {
  const ids = new Set<string>();
  for (const name of ['a', 'b', null, null]) ids.add((await make(wanted(name))).id);
  expect(ids.size).toBe(4);
});

it('a reply that is lost is fetched once more, and no second key is made', async () => {
  await world.control('faults', {
    ...{ path: '^/v1/auth/api-keys$', method: 'POST' },
    ...{ dropAfterCommit: true, times: 1 },
  });
  const made = await make(wanted('lost'));
  expect(await atServer()).toEqual([made.id]);
  expect(vault.hasSecret(made.id)).toBe(true);
});

it('what was refused may be sent again under the same idempotency key', async () => {
  await world.control('faults', { path: '^/v1/auth/api-keys$', method: 'POST', status: 422, times: 1 });
  await expect(make(wanted('again'))).rejects.toBeDefined();
  expect(await atServer()).toEqual([]);
  const made = await make(wanted('again'));
  expect(await atServer()).toEqual([made.id]);
});

it('the key of another session is rotated for no program', async () => {
  const role = await service.createRole(connectionId, { name: 'Reader', permissions: ['units:read'] });
  const keys = new SessionKeys(vault, service, 'this-one');
  const until = new Date(world.clock.now().getTime() + 3_600_000);
  const { id, key } = await keys.make(by, { name: sessionKeyName(by), role }, until);
  await expect(
    make({
      ...{ kind: 'rotate', idempotencyKey: null, keyId: key.id },
      ...{ expiresAt: undefined, oldWorksUntil: null },
    }),
  ).rejects.toMatchObject({ code: 'not-found' });
  expect(await atServer(key.apiName)).toHaveLength(1);
  await keys.end(id);
});
