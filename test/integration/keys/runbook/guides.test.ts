/** Guided runs on a real vault and the sandbox: kept over a restart, one at a time for a key, and the drill from end to end. */
import { isProposed } from '../../../../shared/proposed-permissions.ts';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { GuideKeeper } from '../../../../electron/keys/runbook/guide-keeper.ts';
import { cleanUpDrill, prepareDrill } from '../../../../electron/keys/care/drill.ts';
import { ChosenPlaces } from '../../../../electron/keys/places/chosen-places.ts';
import { PlaceKeeper } from '../../../../electron/keys/places/place-keeper.ts';
import { SharingDesk } from '../../../../electron/processes/desks/sharing-desk.ts';
import { works, World } from '../../providers/augno/support/world.ts';

let world: World;
afterEach(async () => {
  await world.close();
});

async function connected(mode: 'test' | 'prod' = 'test') {
  world = await World.start();
  const { vault, service } = await world.open();
  const connection = await service.connect({
    url: world.sandbox.url,
    name: 'Test',
    adminKey: world.adminKey(mode),
  });
  const roles = await service.listRoles(connection.id);
  const roleId = (name: string): string => roles.find((role) => role.name === name)!.id;
  return { vault, service, connection, roleId, guides: new GuideKeeper(vault, world.clock.now) };
}

const reveal = (service: Awaited<ReturnType<typeof connected>>['service'], keyId: string): Promise<string> =>
  service.useSecret(keyId, 'reveal', (held) => held.revealText());

describe('a leak response', () => {
  it('is begun once for a key, goes on where it was left, and learns of the rotation from the key itself', async () => {
    const { vault, service, connection, roleId, guides } = await connected();
    const { keyId } = await service.createKey({
      connectionId: connection.id,
      name: 'ERP',
      roleId: roleId('Order integration'),
      expiresAt: null,
    });
    const opened = guides.start({ kind: 'leak', keyId, connectionId: null });
    const begun = guides.begin(opened.id);
    expect(begun.steps.map(({ kind }) => kind)).toEqual(['end', 'issue', 'places', 'review', 'scan', 'note']);
    expect(guides.start({ kind: 'leak', keyId, connectionId: null }).id).toBe(begun.id);
    guides.step(begun.id, 'end', true);

    // The app ended before it could note the new key.
    const created = await service.rotateKey({
      keyId,
      overlapSeconds: 0,
      reason: { kind: 'compromised', text: '' },
      confirmation: null,
    });
    const later = new GuideKeeper(vault, world.clock.now);
    expect(later.list()).toMatchObject([{ id: begun.id, outcome: 'open', newKeyId: created.keyId }]);
    expect(later.get(begun.id).steps.filter(({ doneAt }) => doneAt !== null)).toHaveLength(1);

    later.end(begun.id, 'finished', 'Found in a public repository.');
    expect(later.list()).toMatchObject([{ outcome: 'finished' }]);
    // What has ended does not change any more.
    later.step(begun.id, 'places', true);
    const done = later.get(begun.id).steps.filter(({ doneAt }) => doneAt !== null);
    expect(done.map(({ kind }) => kind)).toEqual(['end', 'note']);
    expect(vault.auditLog({ limit: 10, subjectId: keyId })).toContainEqual(
      expect.objectContaining({ action: 'runbook-finished', reason: 'Found in a public repository.' }),
    );
  });

  it('begins with its first step, and not by being looked at', async () => {
    const { vault, service, connection, roleId, guides } = await connected();
    const { keyId } = await service.createKey({
      connectionId: connection.id,
      name: 'ERP',
      roleId: roleId('Order integration'),
      expiresAt: null,
    });
    const about = { kind: 'leak' as const, keyId, connectionId: null };
    const entries = () =>
      vault
        .auditLog({ limit: 20, subjectId: keyId })
        .filter(({ action }) => action.startsWith('runbook-'))
        .map(({ action }) => action);
    const looked = guides.start(about);
    expect(looked.begun).toBe(false);
    guides.step(looked.id, 'scan', false);
    expect(guides.get(looked.id).begun).toBe(false);
    expect(entries()).toEqual([]);
    // Looked at again, as the steps are by then; the one of before is gone.
    const again = guides.start(about);
    expect(guides.list().map(({ id }) => id)).toEqual([again.id]);
    guides.end(again.id, 'abandoned', '');
    expect(guides.list()).toEqual([]);
    expect(entries()).toEqual([]);

    const taken = guides.start(about);
    world.clock.advance(60_000);
    guides.step(taken.id, 'end', true);
    const { begun, startedAt } = guides.get(taken.id);
    expect(begun).toBe(true);
    expect(Date.parse(startedAt) - Date.parse(taken.startedAt)).toBeGreaterThanOrEqual(60_000);
    expect(entries()).toEqual(['runbook-step', 'runbook-started']);
    expect(guides.start(about).id).toBe(taken.id);
  });

  it('begins with a file that gets the new key, too, where that is what is done first', async () => {
    const { service, connection, roleId, guides } = await connected();
    const { keyId } = await service.createKey({
      connectionId: connection.id,
      name: 'ERP',
      roleId: roleId('Order integration'),
      expiresAt: null,
    });
    const rotated = await service.rotateKey({
      keyId,
      reason: { kind: 'compromised', text: '' },
      overlapSeconds: 0,
      confirmation: null,
    });
    const looked = guides.start({ kind: 'leak', keyId, connectionId: null });
    expect(looked).toMatchObject({ begun: false, newKeyId: rotated.keyId });
    guides.beginAbout(keyId);
    expect(guides.get(looked.id).begun).toBe(false);
    guides.beginAbout(rotated.keyId);
    expect(guides.get(looked.id).begun).toBe(true);
  });

  it('takes the team’s own words and steps, not for one under way, and goes back to how it came', async () => {
    const { service, connection, roleId, guides } = await connected();
    const make = (name: string) =>
      service.createKey({ connectionId: connection.id, name, roleId: roleId('Admin'), expiresAt: null });
    const first = guides.start({ kind: 'leak', keyId: (await make('A')).keyId, connectionId: null });
    guides.begin(first.id);
    const { steps, changed } = guides.readRunbook();
    expect(changed).toBe(false);
    const own = { id: 'call', kind: 'manual' as const, title: 'Call Ann', text: 'She informs customers.' };
    guides.saveRunbook([own, ...steps]);
    expect(guides.readRunbook()).toMatchObject({ changed: true });
    expect(guides.get(first.id).steps).toHaveLength(6);
    const second = guides.start({ kind: 'leak', keyId: (await make('B')).keyId, connectionId: null });
    expect(second.steps[0]).toMatchObject({ title: 'Call Ann', doneAt: null });
    expect(() => guides.saveRunbook([own, ...steps.slice(1)])).toThrow(
      expect.objectContaining({ code: 'invalid-input' }) as Error,
    );
    guides.resetRunbook();
    expect(guides.readRunbook()).toEqual({ steps, changed: false });
  });
});

it('narrows a role to what the logs show: the routes, the permissions, the role, the key', async () => {
  const { service, connection } = await connected('prod');
  const erp = service.listKeys().find(({ name, status }) => name === 'ERP Sync' && status === 'active')!;
  const report = await service.keyUsage(erp.id);
  expect(report.requests).toBeGreaterThan(100);
  const needed = report.permissions.filter(isProposed).map(({ permission }) => permission);
  const stateOf = (wanted: string): string | undefined =>
    report.permissions.find(({ permission }) => permission === wanted)?.state;
  expect(needed).toEqual([
    'customers:read',
    'inventory:read',
    'products:read',
    'sales_orders:create',
    'sales_orders:read',
    'sales_orders:update',
    'shipments:create',
    'shipments:update',
    'units:read',
  ]);
  expect(stateOf('units:read')).toBe('seen');
  expect(stateOf('customers:read'), 'one of three that a list of orders names').toBe('implied');
  expect(stateOf('shipments:create'), 'no endpoint is known that asks for it').toBe('unknown');
  expect(stateOf('payment_terms:read')).toBe('unseen');
  expect(stateOf('costs:read')).toBe('asked');
  const role = await service.createRole(connection.id, {
    name: 'ERP Sync, narrow',
    permissions: needed,
  });
  expect(role).toMatchObject({ type: 'user', permissions: needed });
  const created = await service.createKey({
    connectionId: connection.id,
    name: 'ERP Sync',
    roleId: role.id,
    expiresAt: null,
  });
  expect(service.keyDetail(created.keyId).permissions).toEqual(needed);
});

it('drills a rotation and leaves nothing behind', async () => {
  const { vault, service, connection, guides } = await connected();
  const places = new PlaceKeeper(vault, world.clock.now);
  const chosen = new ChosenPlaces(vault, world.clock.now);
  const parts = { accounts: service, guides, places, chosen };
  const guide = guides.start({ kind: 'drill', keyId: null, connectionId: connection.id });
  const prepared = await prepareDrill(parts, guide.id, world.clock.now());
  const { practiceFile, keyId } = prepared;
  if (practiceFile === null || keyId === null) throw new Error('Nothing was prepared.');
  const secret = await reveal(service, keyId);
  expect(readFileSync(practiceFile, 'utf8')).toBe(`AUGNO_API_KEY=${secret}\n`);
  expect(service.keyDetail(keyId).roleType).not.toBe('admin');
  // Asked twice, it makes nothing twice.
  await prepareDrill(parts, guide.id, world.clock.now());
  expect(service.listKeys().filter(({ name }) => name.startsWith('Rotation drill'))).toHaveLength(1);

  const next = await service.rotateKey({
    keyId,
    overlapSeconds: 0,
    reason: { kind: 'policy', text: '' },
    confirmation: null,
  });
  const newSecret = await reveal(service, next.keyId);
  const preview = await places.preview(keyId, next.keyId, practiceFile);
  await places.apply(preview.planId);
  expect(readFileSync(practiceFile, 'utf8')).toBe(`AUGNO_API_KEY=${newSecret}\n`);
  expect(await works(world, secret)).toBe(false);

  const ended = await cleanUpDrill(parts, guide.id);
  expect(ended.outcome).toBe('finished');
  expect(existsSync(path.dirname(practiceFile))).toBe(false);
  expect(await works(world, newSecret)).toBe(false);
  expect(service.listKeys().filter(({ name }) => name.startsWith('Rotation drill'))).toEqual([]);
});

it('does not drill with production keys', async () => {
  const { connection, guides } = await connected('prod');
  expect(() => guides.start({ kind: 'drill', keyId: null, connectionId: connection.id })).toThrow(
    expect.objectContaining({ code: 'conflict' }) as Error,
  );
});

it('seals a secret in one vault and opens it in another, which stores it with its key', async () => {
  const { vault, service, connection, roleId } = await connected();
  const { keyId } = await service.createKey({
    connectionId: connection.id,
    name: 'Handover',
    roleId: roleId('Admin'),
    expiresAt: null,
  });
  const secret = await reveal(service, keyId);
  const ann = new SharingDesk(vault, service, world.clock.now);
  const other = await World.start();
  try {
    const there = await other.open();
    await there.service.connect({
      url: world.sandbox.url,
      name: 'The same account',
      adminKey: world.adminKey(),
    });
    const ben = new SharingDesk(there.vault, there.service, other.clock.now);
    const admin = await ann.addAdmin({
      name: 'Ben',
      publicText: (await ben.identity()).publicText,
      compared: true,
    });
    expect(admin.fingerprint).toBe((await ben.identity()).fingerprint);
    const { text } = await ann.seal({ keyId, adminId: admin.id, note: '' });
    expect(there.vault.hasSecret(keyId)).toBe(false);
    const opened = await ben.open(text);
    expect(opened).toMatchObject({ name: 'Handover', keyId, sender: { name: null, compared: false } });
    expect(opened.sender.fingerprint).toBe((await ann.identity()).fingerprint);
    expect(await reveal(there.service, keyId)).toBe(secret);
    await expect(ann.open(text)).rejects.toMatchObject({ code: 'invalid-input', field: 'text' });
    await expect(
      ann.addAdmin({ name: 'Me', publicText: (await ann.identity()).publicText, compared: true }),
    ).rejects.toMatchObject({ code: 'conflict' });
  } finally {
    await other.close();
  }
});
