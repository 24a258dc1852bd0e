/** Many keys at once, trash, policies and access reviews, against the real sandbox and a real vault. */
import { afterEach, expect, it } from 'vitest';
import { BatchKeeper } from '../../../../electron/keys/batches/batch-keeper.ts';
import { saveCare } from '../../../../electron/keys/care/care.ts';
import { reviewDates } from '../../../../electron/keys/matters/schedule.ts';
import { GuideKeeper } from '../../../../electron/keys/runbook/guide-keeper.ts';
import { ReviewKeeper } from '../../../../electron/keys/review/review-keeper.ts';
import * as trash from '../../../../electron/keys/trash/trash.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import type { ManagedVault } from '../../../../electron/vault/index.ts';
import { tagKeys } from '../../../../electron/keys/care/tag-keys.ts';
import { rotationDueAt } from '../../../../shared/key-care.ts';
import { connectFirstAccount } from './support/first-account.ts';
import { World } from './support/world.ts';

const REASON = { kind: 'policy', text: '' } as const;
const DAY = 86_400_000;

let world: World;
afterEach(async () => {
  await world.close();
});

interface Setting {
  readonly vault: ManagedVault;
  readonly service: AccountService;
  readonly batches: BatchKeeper;
  readonly create: (name: string) => Promise<string>;
}

async function setting(mode: 'test' | 'prod' = 'test'): Promise<Setting> {
  world = await World.start({ sandbox: { seed: 'empty' } });
  const { vault, service } = await world.open();
  return {
    vault,
    service,
    batches: new BatchKeeper(vault, service, world.clock.now),
    create: await connectFirstAccount(world, service, mode),
  };
}

const order = (keyIds: string[], confirmation: string | null = null) =>
  ({
    kind: 'rotate',
    cause: 'selection',
    person: null,
    keyIds,
    overlapSeconds: 0,
    reason: REASON,
    confirmation,
  }) as const;

async function run(batches: BatchKeeper, id: string) {
  for (;;) {
    const { batch, halted } = await batches.step(id, null);
    if (halted || batch.endedAt !== null) return { batch, halted };
  }
}

it('tags many keys, or none of them where one has no room', async () => {
  const { vault, service, create } = await setting();
  const [one, two] = [await create('one'), await create('two')];
  const tagsOf = (): readonly (readonly string[])[] => [one, two].map((id) => service.keyDetail(id).tags);
  service.editKey({ keyId: two, tags: Array.from({ length: 50 }, (_, index) => `t${String(index)}`) });
  const add = { keyIds: [one, two, 'apke_gone'], tag: ' Erp ', way: 'add' } as const;
  expect(() => tagKeys(vault, { ...add, keyIds: [...add.keyIds] })).toThrow(/“two” has 50 tags already/);
  expect(tagsOf()[0]).toEqual([]);
  service.editKey({ keyId: two, tags: ['erp'] });
  expect(tagKeys(vault, { ...add, keyIds: [...add.keyIds] })).toEqual({ changed: 2 });
  // Upper and lower case make no other tag.
  expect(tagsOf()).toEqual([['Erp'], ['Erp']]);
  expect(tagKeys(vault, { ...add, keyIds: [...add.keyIds] })).toEqual({ changed: 0 });
  expect(tagKeys(vault, { keyIds: [one, two], tag: 'ERP', way: 'remove' })).toEqual({ changed: 2 });
  expect(tagsOf()).toEqual([[], []]);
});

it('asks about a change that took no effect, and asks no more once it was done by hand', async () => {
  const { service, create } = await setting();
  const [rotated, revoked] = [await create('Till'), await create('Gate')];
  for (const method of ['POST', 'DELETE'])
    await world.control('faults', { method, dropBeforeCommit: true, times: 10 });
  const rotate = () =>
    service.rotateKey({ keyId: rotated, overlapSeconds: 0, reason: REASON, confirmation: null });
  const revoke = () => service.revokeKey({ keyId: revoked, reason: REASON, confirmation: null });
  await expect(rotate()).rejects.toMatchObject({ code: 'outcome-unknown' });
  await expect(revoke()).rejects.toMatchObject({ code: 'outcome-unknown' });
  await world.control('faults');
  const states = () => [rotated, revoked].map((id) => service.keyDetail(id).interrupted?.state ?? null);
  expect(states()).toEqual(['looking', 'looking']);
  world.clock.advance(5 * 60_000);
  await service.sync(null);
  expect(states()).toEqual(['ask', 'ask']);
  expect(service.keyDetail(rotated).status).toBe('active');
  await rotate();
  await revoke();
  expect(states()).toEqual([null, null]);
  expect([rotated, revoked].map((id) => service.keyDetail(id).repair)).toEqual([null, null]);
  expect(service.listKeys().filter(({ name }) => name === 'Till')).toHaveLength(2);
});

it('rotates many keys; one that is refused does not stop the others', async () => {
  const { service, batches, create } = await setting();
  const ids = [await create('A'), await create('B'), await create('C')];
  await service.revokeKey({ keyId: ids[1]!, reason: REASON, confirmation: null });
  const { batch } = await run(batches, batches.start(order(ids)).id);
  expect(batch.items.map(({ state }) => state)).toEqual(['done', 'failed', 'done']);
  expect(batch.items[1]?.message).toMatch(/revoked already/);
  for (const item of batch.items.filter(({ state }) => state === 'done')) {
    expect(service.keyDetail(item.newKeyId!)).toMatchObject({ replaces: item.keyId, secretHeld: true });
  }
});

it('goes on after the vault was closed in the middle, and makes no key twice', async () => {
  const { vault, service, batches, create } = await setting();
  const ids = [await create('A'), await create('B')];
  const { id } = batches.start(order(ids));
  // The server does it, the answer is lost, and the app ends before anything is written down.
  await world.control('faults', { method: 'POST', path: 'actions/rotate', dropAfterCommit: true, times: 9 });
  await batches.step(id, null);
  await service.close();
  vault.close();
  await world.control('faults');

  const again = await world.open();
  const resumed = new BatchKeeper(again.vault, again.service, world.clock.now);
  const before = resumed.list().find((batch) => batch.id === id)!;
  expect(before.items[1]?.state).toBe('waiting');
  if (before.items[0]?.state === 'failed') resumed.retry(id);
  const { batch } = await run(resumed, id);
  expect(batch.items.map(({ state }) => state)).toEqual(['done', 'done']);
  await again.service.sync(null);
  const working = again.service.listKeys().filter((key) => key.name === 'A' && key.status === 'active');
  expect(working).toHaveLength(1);
  expect(working[0]?.secretHeld).toBe(true);
});

it('stops when Augno is not to be reached and says of which key nothing is known', async () => {
  const { batches, create } = await setting();
  const ids = [await create('A'), await create('B')];
  await world.control('faults', { path: '.*', status: 503 });
  const { batch, halted } = await run(batches, batches.start({ ...order(ids), kind: 'revoke' }).id);
  await world.control('faults');
  expect(batch.items.filter(({ state }) => state === 'done')).toEqual([]);
  batches.retry(batch.id);
  const second = await run(batches, batch.id);
  expect(second.batch.items.map(({ state }) => state)).toEqual(['done', 'done']);
  expect(halted || batch.endedAt !== null).toBe(true);
});

it('asks for the number of production keys, and again on the next day', async () => {
  const { batches, create } = await setting('prod');
  const ids = [await create('A'), await create('B')];
  expect(() => batches.start(order(ids))).toThrow(/2 of these are production keys/);
  const { id } = batches.start(order(ids, '2'));
  await batches.step(id, null);
  world.clock.advance(DAY);
  await expect(batches.step(id, null)).rejects.toMatchObject({ field: 'confirmation' });
  expect((await batches.step(id, '1')).batch.items.map(({ state }) => state)).toEqual(['done', 'done']);
});

it('leaves the key alone that the connection works with', async () => {
  const { service, batches, create } = await setting();
  const own = service.listConnections()[0]!.adminKeyId!;
  const { batch } = await run(
    batches,
    batches.start({ ...order([own, await create('A')]), kind: 'revoke' }).id,
  );
  expect(batch.items.map(({ state }) => state)).toEqual(['failed', 'done']);
  expect(service.keyDetail(own).status).toBe('active');
});

it('keeps a deleted record for 30 days, with its secret, and then wipes both', async () => {
  const { vault, service, create } = await setting();
  const keyId = await create('Till');
  await world.control('faults', { path: 'units', status: 503 });
  await service.revokeKey({ keyId, reason: REASON, confirmation: null });
  await world.control('faults');
  expect(vault.hasSecret(keyId)).toBe(true);
  service.deleteKey(keyId);
  expect(service.listKeys().some(({ id }) => id === keyId)).toBe(false);
  expect(trash.listTrash(vault)).toMatchObject([{ keyId, name: 'Till', secretHeld: true }]);
  trash.restoreFromTrash(vault, keyId);
  expect(service.keyDetail(keyId)).toMatchObject({ status: 'revoked', secretHeld: true });
  await service.sync(null);
  expect(service.keyDetail(keyId).name).toBe('Till');

  service.deleteKey(keyId);
  expect(trash.purgeTrash(vault, world.clock.now())).toBe(0);
  world.clock.advance(31 * DAY);
  expect(trash.purgeTrash(vault, world.clock.now())).toBe(1);
  expect(trash.listTrash(vault)).toEqual([]);
  expect(vault.hasSecret(keyId)).toBe(false);
  expect(trash.emptyTrash(vault, null)).toBe(0);
});

it('hands owner and policy on to the key that takes the place of another', async () => {
  const { vault, service, create } = await setting();
  const keyId = await create('ERP');
  saveCare(vault, keyId, { owner: ' Ann ', access: ['Bo', 'bo', ''], rotateEveryDays: 90 });
  const key = service.listKeys().find(({ id }) => id === keyId)!;
  expect(key.care).toMatchObject({ owner: 'Ann', access: ['Bo'], rotateEveryDays: 90 });
  expect(Date.parse(rotationDueAt(key)!)).toBe(Date.parse(key.createdAt) + 90 * DAY);
  const { keyId: newId } = await service.rotateKey({
    keyId,
    overlapSeconds: 0,
    reason: REASON,
    confirmation: null,
  });
  expect(service.keyDetail(newId).care?.owner).toBe('Ann');
  expect(rotationDueAt(service.keyDetail(keyId))).toBeNull();
});

it('walks through all keys, keeps what was decided, and ends only when everything is', async () => {
  const { vault, service, create } = await setting();
  const [kept, gone] = [await create('=HYPERLINK("x")'), await create('B')];
  const guides = new GuideKeeper(vault, world.clock.now);
  const sources = {
    keys: () => service.listKeys(),
    rotations: () => service.listRotations(),
    guides: () => guides.list(),
  };
  const reviews = new ReviewKeeper(vault, sources, world.clock.now);
  const review = reviews.start();
  expect(reviews.start().id).toBe(review.id);
  expect(() => reviews.finish(review.id, 90)).toThrow(/no decision yet/);
  reviews.decide(review.id, [kept], 'keep', 'still needed');
  await service.revokeKey({ keyId: gone, reason: REASON, confirmation: null });
  for (const item of reviews.list()[0]!.items) {
    if (item.decision === null && !item.gone) reviews.decide(review.id, [item.keyId], 'rotate', '');
  }
  const finished = reviews.finish(review.id, 90);
  expect(finished.items.find(({ keyId }) => keyId === gone)).toMatchObject({ gone: true, decision: null });
  expect(Date.parse(finished.nextAt!)).toBe(Date.parse(finished.finishedAt!) + 90 * DAY);
  expect(reviews.csv(review.id)).toContain(`"'=HYPERLINK(""x"")",${kept},`);
  expect(vault.auditLog({ limit: 5, subjectId: kept })[0]).toMatchObject({
    action: 'review-decided',
    reason: 'still needed',
  });
});

it('says of each decision what became of it, and when the next review is due', async () => {
  const { vault, service, create } = await setting();
  const [rotated, narrowed, revoked] = [await create('A'), await create('B'), await create('C')];
  const guides = new GuideKeeper(vault, world.clock.now);
  const sources = {
    keys: () => service.listKeys(),
    rotations: () => service.listRotations(),
    guides: () => guides.list(),
  };
  const reviews = new ReviewKeeper(vault, sources, world.clock.now);
  const { id, items } = reviews.start();
  const decisions = new Map([
    [rotated, 'rotate' as const],
    [narrowed, 'narrow' as const],
    [revoked, 'revoke' as const],
  ]);
  for (const { keyId } of items) reviews.decide(id, [keyId], decisions.get(keyId) ?? 'keep', '');
  const followUps = () => {
    const shown = new Map(reviews.list()[0]!.items.map((item) => [item.keyId, item]));
    return [rotated, narrowed, revoked].map((keyId) => shown.get(keyId)!.followUp);
  };
  expect(reviewDates(reviews.dates(), world.clock.now())).toEqual([]);
  expect(followUps()).toEqual(['open', 'open', 'open']);
  const { nextAt } = reviews.finish(id, 30);
  expect(reviewDates(reviews.dates(), world.clock.now())).toMatchObject([{ kind: 'review-due', at: nextAt }]);

  const made = await service.rotateKey({
    keyId: rotated,
    overlapSeconds: 86_400,
    reason: REASON,
    confirmation: null,
  });
  // Looked at, which begins nothing, and begun.
  const guide = guides.start({ kind: 'narrow', keyId: narrowed, connectionId: null });
  expect([followUps()[1], guides.begin(guide.id).begun]).toEqual(['open', true]);
  await service.revokeKey({ keyId: revoked, reason: REASON, confirmation: null });
  expect(followUps()).toEqual(['under-way', 'under-way', 'done']);
  expect(reviews.list()[0]!.items.find(({ keyId }) => keyId === rotated)?.newKeyId).toBe(made.keyId);
  guides.end(guide.id, 'abandoned', '');
  expect(followUps()[1]).toBe('open');
  guides.end(guides.start({ kind: 'narrow', keyId: narrowed, connectionId: null }).id, 'finished', '');
  expect(followUps()[1]).toBe('done');
  // The one after it settles the reminder; with none, nobody is reminded.
  world.clock.advance(DAY);
  const next = reviews.start();
  expect(reviewDates(reviews.dates(), world.clock.now())).toEqual([]);
  for (const { keyId, gone } of next.items) if (!gone) reviews.decide(next.id, [keyId], 'keep', '');
  reviews.finish(next.id, null);
  expect(reviewDates(reviews.dates(), world.clock.now())).toEqual([]);
});
