/** A backup that was made in the middle of many keys, restored after the list went on: no key is changed a second time. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BatchKeeper } from '../../../../electron/keys/batches/batch-keeper.ts';
import { intentsCollection } from '../../../../electron/keys/registry/records.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { openVault, restoreVault, type ManagedVault } from '../../../../electron/vault/index.ts';
import type { Batch } from '../../../../shared/ipc/upkeep-channels.ts';
import { connectFirstAccount } from './support/first-account.ts';
import { CHEAP_KDF, password, World } from './support/world.ts';

const REASON = { kind: 'policy', text: '' } as const;
const DAY_SECONDS = 86_400;

let world: World;
let vault: ManagedVault;
let service: AccountService;
let ids: readonly string[];

beforeEach(async () => {
  world = await World.start({ sandbox: { seed: 'empty' } });
  ({ vault, service } = await world.open());
  const make = await connectFirstAccount(world, service);
  ids = [await make('A'), await make('B'), await make('C')];
});
afterEach(async () => {
  await world.close();
});

const backup = (): string => path.join(world.folder, 'a.augnobackup');

interface Way {
  readonly kind: 'rotate' | 'revoke';
  readonly overlapSeconds: number;
  readonly movable?: true;
}

const begin = (keeper: BatchKeeper, way: Way): string =>
  keeper.start({
    ...way,
    cause: 'selection',
    person: null,
    keyIds: [...ids],
    reason: REASON,
    confirmation: null,
  }).id;

async function restore(): Promise<void> {
  world.clock.advance(60_000);
  const folder = path.join(world.folder, 'restored');
  await restoreVault({
    ...{ folder, file: backup(), backupPassword: password(), replace: false },
    ...{ kdf: CHEAP_KDF, clock: world.clock.now, actor: 'app' },
  });
  await service.close();
  vault.close();
  vault = await openVault({
    ...{ folder, actor: 'app', kdf: CHEAP_KDF, clock: world.clock.now, pollIntervalMs: 0 },
    credential: { kind: 'password', password: password() },
  });
  service = world.serviceOn(vault);
}

/** As a person does it who continues what stands there, and tries once more what failed. */
async function goOn(keeper: BatchKeeper, id: string): Promise<Batch> {
  for (const again of [true, false]) {
    let batch = keeper.list().find((one) => one.id === id)!;
    for (let steps = 0; batch.endedAt === null && steps < 10; steps += 1)
      ({ batch } = await keeper.step(id, null));
    if (again) keeper.retry(id);
    else return batch;
  }
  throw new Error('unreachable');
}

async function there(): Promise<unknown> {
  const { body } = await world.elsewhere('GET', '/v1/auth/api-keys?limit=100');
  return body['data'];
}

const WAYS: readonly (readonly [string, Way])[] = [
  ['rotate at once', { kind: 'rotate', overlapSeconds: 0 }],
  ['rotate with an overlap of the server', { kind: 'rotate', overlapSeconds: DAY_SECONDS }],
  ['rotate with a plan of ours', { kind: 'rotate', overlapSeconds: DAY_SECONDS, movable: true }],
  ['revoke', { kind: 'revoke', overlapSeconds: 0 }],
];

describe.each(WAYS)('a list (%s) of which a backup was made', (_name, way) => {
  it('in the middle, and which went on after that, changes no key twice', async () => {
    const first = new BatchKeeper(vault, service, world.clock.now);
    const id = begin(first, way);
    await first.step(id, null);
    await vault.backup(backup(), password());
    await first.step(id, null);
    await first.step(id, null);
    const done = await there();
    await restore();
    const keeper = new BatchKeeper(vault, service, world.clock.now);
    const ended = await goOn(keeper, id);
    expect(await there()).toEqual(done);
    expect(ended.items.map(({ state }) => state)).toEqual(['done', 'skipped', 'skipped']);
    expect(ended.items[1]?.message).toContain('restored from a backup');
    expect(vault.list(intentsCollection)).toEqual([]);
  });
});
