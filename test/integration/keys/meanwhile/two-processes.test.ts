/** What one process read of the vault before another one wrote is not written back: the app and the command on one vault. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BatchKeeper } from '../../../../electron/keys/batches/batch-keeper.ts';
import { createSourceStore } from '../../../../electron/keys/findings/sources.ts';
import { keysCollection } from '../../../../electron/keys/registry/records.ts';
import { ReviewKeeper } from '../../../../electron/keys/review/review-keeper.ts';
import { GuideKeeper } from '../../../../electron/keys/runbook/guide-keeper.ts';
import type { VaultAccounts } from '../../../../electron/providers/vault-accounts.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import { certain } from '../../../../shared/certain.ts';
import { World } from '../../providers/augno/support/world.ts';

type Open = Awaited<ReturnType<World['open']>>;
const REASON = { kind: 'policy', text: '' } as const;
const DATES = { owner: null, expiresAt: null, rotateBy: null };
const SETTINGS = { name: 'Own', url: null, header: null, headerPrefix: null, mode: 'test' } as const;

let world: World;
/** Has read what there was, and is told of nothing that the other one writes since. */
let stale: Open;
let other: Open;
let connectionId: string;
let keyIds: readonly string[];

beforeEach(async () => {
  world = await World.start({ sandbox: { seed: 'empty' } });
  other = await world.open();
  const { service } = other;
  const adminKey = world.adminKey();
  ({ id: connectionId } = await service.connect({ url: world.sandbox.url, name: 'Acme', adminKey }));
  const roleId = certain((await service.listRoles(connectionId))[0]).id;
  const made: string[] = [];
  for (const name of ['one', 'two'])
    made.push((await service.createKey({ connectionId, name, roleId, expiresAt: null })).keyId);
  keyIds = made;
});
afterEach(async () => {
  await world.close();
});

const reviewsOf = ({ vault, service }: Open) =>
  new ReviewKeeper(vault, {
    keys: () => service.listKeys(),
    rotations: () => service.listRotations(),
    guides: () => [],
  });

describe('a review', () => {
  it('ends with what was decided elsewhere', async () => {
    const { id, items } = reviewsOf(other).start();
    const all = items.map(({ keyId }) => keyId);
    reviewsOf(other).decide(id, all, 'keep', null);
    stale = await world.open();
    reviewsOf(other).decide(id, [certain(all[0])], 'revoke', 'Nobody knows it');
    const finished = reviewsOf(stale).finish(id, null);
    const expected = { decision: 'revoke', note: 'Nobody knows it' };
    expect(finished.items.find(({ keyId }) => keyId === all[0])).toMatchObject(expected);
  });

  it('is begun once', async () => {
    stale = await world.open();
    const { id } = reviewsOf(other).start();
    expect(reviewsOf(stale).start().id).toBe(id);
    expect(reviewsOf(stale).list()).toHaveLength(1);
  });
});

describe('a guide', () => {
  const guide = (keyId: string) => ({ kind: 'leak', keyId, connectionId: null }) as const;

  it('ends with the steps that were done elsewhere', async () => {
    const begun = new GuideKeeper(other.vault).start(guide(certain(keyIds[0])));
    new GuideKeeper(other.vault).begin(begun.id);
    stale = await world.open();
    const [step] = begun.steps;
    new GuideKeeper(other.vault).step(begun.id, certain(step).id, true);
    const ended = new GuideKeeper(stale.vault).end(begun.id, 'abandoned', '');
    expect(certain(ended.steps[0]).doneAt).not.toBeNull();
  });

  it('that began elsewhere is not taken for one that was only looked at', async () => {
    const looked = new GuideKeeper(other.vault).start(guide(certain(keyIds[0])));
    stale = await world.open();
    new GuideKeeper(other.vault).begin(looked.id);
    new GuideKeeper(stale.vault).start(guide(certain(keyIds[1])));
    expect(new GuideKeeper(stale.vault).get(looked.id)).toMatchObject({ begun: true });
    expect(new GuideKeeper(stale.vault).end(looked.id, 'abandoned', '')).toMatchObject({ begun: true });
    expect(new GuideKeeper(stale.vault).list()).toHaveLength(2);
  });

  it('is begun once', async () => {
    stale = await world.open();
    const { id } = new GuideKeeper(other.vault).start(guide(certain(keyIds[0])));
    new GuideKeeper(other.vault).begin(id);
    expect(new GuideKeeper(stale.vault).start(guide(certain(keyIds[0]))).id).toBe(id);
  });
});

it('a list of keys that was ended elsewhere does no further one', async () => {
  const batch = new BatchKeeper(other.vault, other.service).start({
    ...{ kind: 'revoke', cause: 'selection', person: null, keyIds: [...keyIds], overlapSeconds: 0 },
    ...{ reason: REASON, confirmation: null },
  });
  stale = await world.open();
  new BatchKeeper(other.vault, other.service).end(batch.id);
  const { batch: after } = await new BatchKeeper(stale.vault, stale.service).step(batch.id, null);
  expect(after.items.map(({ state }) => state)).toEqual(['skipped', 'skipped']);
  expect(stale.service.keyDetail(certain(keyIds[0])).status).toBe('active');
});

describe('a watched folder', () => {
  const storeOf = ({ vault }: Open) => createSourceStore({ vault, actor: 'app' });

  it('keeps what was changed of it elsewhere', async () => {
    const { id } = storeOf(other).add({ path: world.folder, history: false, schedule: 'hour' });
    stale = await world.open();
    storeOf(other).change(id, { schedule: 'day' });
    expect(storeOf(stale).change(id, { history: true })).toMatchObject({ schedule: 'day', history: true });
  });

  it('that was removed elsewhere stays removed', async () => {
    const { id } = storeOf(other).add({ path: world.folder, history: false, schedule: 'hour' });
    stale = await world.open();
    storeOf(other).remove(id);
    expect(() => storeOf(stale).change(id, { history: true })).toThrow(/not watched any more/);
    expect(storeOf(stale).list()).toEqual([]);
  });

  it('is watched once', async () => {
    stale = await world.open();
    const { id } = storeOf(other).add({ path: world.folder, history: false, schedule: 'hour' });
    expect(storeOf(stale).add({ path: world.folder, history: true, schedule: 'day' }).id).toBe(id);
  });
});

describe('another service', () => {
  const SECRET = `own-${'x'.repeat(40)}`;
  const servicesOf = ({ service }: Open) => (service as VaultAccounts).services;
  const added = (open: Open, id: string) =>
    servicesOf(open).addKey({
      ...{ ...DATES, connectionId: id, name: 'Token', scanPrefix: null },
      secret: SecretBytes.fromText(SECRET),
    });
  const rotation = (keyId: string, secret: string) => ({
    ...{ keyId, reason: REASON, expiresAt: null, rotateBy: null },
    secret: SecretBytes.fromText(secret),
  });

  it('that got a key elsewhere is not removed with it', async () => {
    const { id } = servicesOf(other).addConnection({ provider: 'generic', ...SETTINGS });
    stale = await world.open();
    const { key } = await added(other, id);
    expect(() => servicesOf(stale).removeConnection(id)).toThrow(/still has a key/);
    expect(stale.service.keyDetail(key.id).secretHeld).toBe(true);
  });

  it('that was removed elsewhere gets no key', async () => {
    const { id } = servicesOf(other).addConnection({ provider: 'generic', ...SETTINGS });
    stale = await world.open();
    servicesOf(other).removeConnection(id);
    await expect(added(stale, id)).rejects.toMatchObject({ code: 'not-found' });
    expect(stale.vault.list(keysCollection).filter(({ value }) => value.connectionId === id)).toEqual([]);
  });

  it('that was removed elsewhere does not come back', async () => {
    const { id } = servicesOf(other).addConnection({ provider: 'generic', ...SETTINGS });
    stale = await world.open();
    servicesOf(other).removeConnection(id);
    const change = { connectionId: id, ...SETTINGS, name: 'Changed' };
    expect(() => servicesOf(stale).editConnection(change)).toThrow(/does not exist any more/);
    expect(servicesOf(stale).list().connections).toEqual([]);
  });

  it('has a key replaced once', async () => {
    const { id } = servicesOf(other).addConnection({ provider: 'generic', ...SETTINGS });
    const { key } = await added(other, id);
    stale = await world.open();
    await servicesOf(other).rotateKey(rotation(key.id, `own-${'y'.repeat(40)}`));
    const again = servicesOf(stale).rotateKey(rotation(key.id, `own-${'z'.repeat(40)}`));
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
    expect(stale.service.listRotations()).toHaveLength(1);
  });

  it('has a secret stored once', async () => {
    const { id } = servicesOf(other).addConnection({ provider: 'generic', ...SETTINGS });
    stale = await world.open();
    await added(other, id);
    await expect(added(stale, id)).rejects.toMatchObject({ code: 'conflict' });
  });
});
