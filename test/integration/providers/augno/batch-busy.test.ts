/** Many keys at once, while another process holds the vault's lock for longer than a write waits: nothing is lost. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BatchKeeper } from '../../../../electron/keys/batches/batch-keeper.ts';
import { intentsCollection } from '../../../../electron/keys/registry/records.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { foldRescues } from '../../../../electron/providers/augno/index.ts';
import type { ManagedVault } from '../../../../electron/vault/index.ts';
import type { Batch } from '../../../../shared/ipc/upkeep-channels.ts';
import { AppError } from '../../../../shared/errors.ts';
import { OtherProcess } from '../../../fixtures/vault/other-process.ts';
import { connectFirstAccount } from './support/first-account.ts';
import { rescueFiles } from './support/rescued.ts';
import { works, World } from './support/world.ts';

const REASON = { kind: 'policy', text: '' } as const;
const NAMES = ['A', 'B', 'C'] as const;
type Kind = 'rotate' | 'revoke';
/** What goes over the line for the second key of the batch. */
type Moment = (method: string, address: string) => boolean;

let world: World;
let other: OtherProcess;
let vault: ManagedVault;
let service: AccountService;
let batches: BatchKeeper;
let ids: readonly string[];
/** When the other process begins to write; null: not yet, or it has. */
let holdAt: { readonly moment: Moment; readonly answer: 'comes' | 'is lost' } | null;
let isHeld: boolean;

beforeEach(async () => {
  holdAt = null;
  isHeld = false;
  // Long enough for a lock that is given back to be met.
  world = await World.start({ sandbox: { seed: 'empty' }, busyTimeoutMs: 500 });
  ({ vault, service } = await world.open({
    fetch: async (input, init) => {
      const wanted = holdAt;
      const isNow = wanted?.moment(init?.method ?? 'GET', input) === true;
      if (isNow) holdAt = null;
      const response = await fetch(input, init);
      if (!isNow) return response;
      const text = await response.text();
      await hold();
      if (wanted?.answer === 'is lost') throw new TypeError('fetch failed');
      return new Response(text === '' ? null : text, { status: response.status, headers: response.headers });
    },
  }));
  const make = await connectFirstAccount(world, service);
  ids = [await make('A'), await make('B'), await make('C')];
  batches = new BatchKeeper(vault, service, world.clock.now);
  other = await OtherProcess.start(world.folder);
});
afterEach(async () => {
  await letGo();
  await other.end();
  await world.close();
});

const go = (): string => path.join(world.folder, 'go');

async function hold(): Promise<void> {
  expect(await other.ask({ hold: 'theirs', until: go() })).toEqual({ holding: true });
  isHeld = true;
}

async function letGo(): Promise<void> {
  if (!isHeld) return;
  isHeld = false;
  writeFileSync(go(), '');
  expect(await other.answer()).toEqual({ done: true });
}

const start = (kind: Kind): string =>
  batches.start({
    kind,
    cause: 'selection',
    person: null,
    keyIds: [...ids],
    overlapSeconds: 0,
    reason: REASON,
    confirmation: null,
  }).id;

/** What the account says of the second key now. */
async function isDoneThere(): Promise<boolean> {
  const { body } = await world.elsewhere('GET', `/v1/auth/api-keys/${ids[1]!}`);
  return body['revoked_at'] !== null;
}

/** One step, and all that a person is told of it. */
async function step(
  id: string,
): Promise<{ readonly batch: Batch; readonly halted: boolean; readonly told: string }> {
  try {
    const { batch, halted } = await batches.step(id, null);
    const { message, hint } = batch.items[1]!;
    return { batch, halted, told: `${message ?? ''} ${hint ?? ''}` };
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(AppError);
    const batch = batches.list().find((one) => one.id === id)!;
    return { batch, halted: true, told: `${(thrown as AppError).message} ${(thrown as AppError).hint}` };
  }
}

/** As a person does it: continue, and try again what failed. */
async function toTheEnd(keeper: BatchKeeper, id: string): Promise<Batch> {
  for (let turns = 0; turns < 3; turns += 1) {
    let batch = keeper.list().find((one) => one.id === id)!;
    while (batch.endedAt === null) ({ batch } = await keeper.step(id, null));
    if (batch.items.every(({ state }) => state === 'done')) return batch;
    keeper.retry(id);
  }
  throw new Error('It never ends.');
}

async function expectNothingLost(kind: Kind): Promise<void> {
  const listed = service.listKeys();
  for (const [index, name] of NAMES.entries()) {
    const [old, working] = [
      ids[index]!,
      listed.filter((key) => key.name === name && key.status === 'active'),
    ];
    expect(service.keyDetail(old).status, name).toBe('revoked');
    const { body } = await world.elsewhere('GET', '/v1/auth/api-keys?limit=100');
    const there = (body['data'] as { name: string; revoked_at: string | null }[]).filter(
      (key) => key.name === name && key.revoked_at === null,
    );
    expect(there, name).toHaveLength(kind === 'rotate' ? 1 : 0);
    expect(working, name).toHaveLength(kind === 'rotate' ? 1 : 0);
    if (kind === 'revoke') continue;
    expect(service.keyDetail(old).replacedBy).toBe(working[0]!.id);
    const secret = await service.useSecret(working[0]!.id, 'reveal', (held) => held.revealText());
    expect(await works(world, secret), name).toBe(true);
  }
  expect(vault.list(intentsCollection)).toEqual([]);
  expect(vault.verify().problems).toEqual([]);
}

/** Before the first request about it; with the answer to what changes it; and with what is asked once it is stored. */
const MOMENTS: Readonly<Record<string, (kind: Kind) => Moment>> = {
  'before it is asked for': () => (method, address) => method === 'GET' && address.includes(ids[1]!),
  'when the account has done it': (kind) => (method, address) =>
    method === (kind === 'rotate' ? 'POST' : 'DELETE') && address.includes(ids[1]!),
  'when it is stored': () => {
    let isAsked = false;
    return (method, address) => {
      if (method !== 'GET' && address.includes(ids[1]!)) isAsked = true;
      else if (isAsked) return true;
      return false;
    };
  },
};

describe.each(['rotate', 'revoke'] as const)('a batch (%s) that meets a lock on its second key', (kind) => {
  describe.each(Object.keys(MOMENTS))('%s', (at) => {
    it.each(['comes', 'is lost'] as const)('and the answer %s, loses nothing', async (answer) => {
      const id = start(kind);
      await step(id);
      holdAt = { moment: MOMENTS[at]!(kind), answer };
      const { batch, told } = await step(id);
      expect(holdAt).toBeNull();
      expect(isHeld).toBe(true);
      expect(batch.items[0]?.state).toBe('done');
      // What was done there is neither called undone nor forgotten.
      if (await isDoneThere()) {
        expect(told).not.toContain('Nothing was changed');
        expect(told).not.toMatch(/wait for it/i);
        expect(told).toContain('“B”');
      } else expect(batch.items[1]?.state).not.toBe('done');
      await letGo();
      const ended = await toTheEnd(batches, id);
      expect(ended.items.map(({ newKeyId }) => newKeyId !== null)).toEqual(
        NAMES.map(() => kind === 'rotate'),
      );
      await service.sync(null);
      await expectNothingLost(kind);
      const kept = rescueFiles(world.vaultFolder);
      expect(foldRescues(vault)).toHaveLength(kept.length);
      expect(rescueFiles(world.vaultFolder)).toEqual([]);
      await expectNothingLost(kind);
    });
  });
});

it('what came back while the lock was held outlives the process', async () => {
  const id = start('rotate');
  await step(id);
  holdAt = { moment: MOMENTS['when the account has done it']!('rotate'), answer: 'comes' };
  const { told } = await step(id);
  const [file] = rescueFiles(world.vaultFolder);
  expect(told).toContain(file);
  await letGo();
  await service.close();
  vault.close();
  ({ vault, service } = await world.open());
  expect(foldRescues(vault)).toHaveLength(1);
  batches = new BatchKeeper(vault, service, world.clock.now);
  await toTheEnd(batches, id);
  await service.sync(null);
  await expectNothingLost('rotate');
});
