/** Two programs on one vault that rotate the same key with an overlap: it gets one new key, and the second is told so. */
import { afterEach, describe, expect, it } from 'vitest';
import { BatchKeeper } from '../../../../electron/keys/batches/batch-keeper.ts';
import { intentsCollection } from '../../../../electron/keys/registry/records.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { failureOf } from './support/failure.ts';
import { World } from './support/world.ts';

const REASON = { kind: 'policy', text: '' } as const;
const DAY_SECONDS = 86_400;

let world: World;
afterEach(async () => {
  await world.close();
});

/** The app, a command that stands still with its next answer, and a key. */
async function begin() {
  world = await World.start({ sandbox: { seed: 'empty' } });
  let pause: Promise<void> | null = null;
  let asked: () => void = () => undefined;
  const app = await world.open();
  const connection = await app.service.connect({
    url: world.sandbox.url,
    name: 'ACME',
    adminKey: world.adminKey(),
  });
  const role = (await app.service.listRoles(connection.id))[0]!;
  const create = async (name: string): Promise<string> =>
    (await app.service.createKey({ connectionId: connection.id, name, roleId: role.id, expiresAt: null }))
      .keyId;
  const keyId = await create('Till');
  const command = await world.open({
    actor: 'command',
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      const until = pause;
      pause = null;
      if (until !== null) asked();
      await until;
      return response;
    },
  });
  const stop = () => {
    let goOn: () => void = () => undefined;
    pause = new Promise((resolve) => (goOn = resolve));
    const stands = new Promise<void>((resolve) => (asked = resolve));
    return { stands, goOn: () => goOn() };
  };
  return { app, command, keyId, create, stop };
}

const rotate = (service: AccountService, keyId: string, movable: boolean) =>
  service.rotateKey({
    keyId,
    overlapSeconds: DAY_SECONDS,
    ...(movable ? { movable } : {}),
    reason: REASON,
    confirmation: null,
  });

async function keysThere(name: string): Promise<number> {
  const { body } = await world.elsewhere('GET', '/v1/auth/api-keys?limit=100');
  return (body['data'] as { name: string }[]).filter((key) => key.name === name).length;
}

describe.each([
  ['the server', false],
  ['a plan of ours', true],
])('whose old key is ended by %s', (_who, movable) => {
  it('at once: the second one is refused', async () => {
    const { app, command, keyId, stop } = await begin();
    const { stands, goOn } = stop();
    const second = failureOf(rotate(command.service, keyId, movable));
    await stands;
    const { keyId: made } = await rotate(app.service, keyId, movable);
    goOn();
    expect((await second).code).toBe('conflict');
    expect(await keysThere('Till')).toBe(2);
    expect(app.service.keyDetail(keyId).replacedBy).toBe(made);
    expect(app.vault.list(intentsCollection)).toEqual([]);
  });

  it('while it waits in a list of many: that one counts, and the list goes on', async () => {
    const { app, command, keyId, create } = await begin();
    const other = await create('Gate');
    const batches = new BatchKeeper(app.vault, app.service, world.clock.now);
    const { id } = batches.start({
      kind: 'rotate',
      cause: 'selection',
      person: null,
      keyIds: [keyId, other],
      overlapSeconds: DAY_SECONDS,
      ...(movable ? { movable } : {}),
      reason: REASON,
      confirmation: null,
    });
    world.clock.advance(1000);
    const { keyId: made } = await rotate(command.service, keyId, movable);
    await batches.step(id, null);
    const { batch } = await batches.step(id, null);
    expect(batch.endedAt).not.toBeNull();
    expect(batch.items.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(batch.items[0]).toMatchObject({ newKeyId: made });
    expect(await keysThere('Till')).toBe(2);
  });
});
