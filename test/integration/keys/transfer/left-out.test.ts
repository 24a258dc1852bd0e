/** What an export does not carry, and an import does not bring, is named with its reason: by the list, not by accident. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { INVENTORY } from '../../../../electron/inventory/collections.ts';
import { LEFT_BY_IMPORT, leftOutOf } from '../../../../electron/inventory/left-out.ts';
import { importExport } from '../../../../electron/keys/transfer/import-export.ts';
import { secretsBeside } from '../../../../electron/vault/index.ts';
import { importParts } from '../../../../electron/providers/index.ts';
import { adminsCollection } from '../../../../electron/processes/desks/sharing-desk.ts';
import { keptRepliesCollection, keysWithKeptReplies } from '../../../../electron/keys/kept/records.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { connectionsCollection, keysCollection } from '../../../../electron/keys/registry/records.ts';
import { replacedKeyOf } from '../../../../electron/keys/registry/replaced-key.ts';
import type { ManagedVault } from '../../../../electron/vault/managed-vault.ts';
import { generateKey, redactKey } from '../../../../shared/key-format.ts';
import { reveal } from '../../../fixtures/vault/sample.ts';
import { CHEAP_KDF, World } from '../../providers/augno/support/world.ts';
import {
  forgeExport,
  forgedConnection,
  forgedKey,
  forgedPassword,
  record,
  secretLine,
  type ForgedLine,
} from './support/forged-export.ts';
import { say } from '../../../../shared/messages/say.ts';

let world: World;
let vault: ManagedVault;
let service: AccountService;
beforeEach(async () => {
  world = await World.start();
  ({ vault, service } = await world.open());
});
afterEach(async () => {
  await world.close();
});

/** The admin key of an account of this vault's own. */
async function ownKey(): Promise<string> {
  const { id } = await service.connect({ url: world.sandbox.url, name: 'Mine', adminKey: world.adminKey() });
  return vault.get(connectionsCollection, id)!.adminKeyId!;
}

const look = async (lines: readonly (ForgedLine | string)[], dryRun = true) =>
  importExport(vault, {
    file: await forgeExport(path.join(world.folder, 'theirs.augnoexport'), lines),
    password: forgedPassword(),
    kdf: CHEAP_KDF,
    dryRun,
    parts: importParts,
    notBrought: LEFT_BY_IMPORT,
  });

it('every collection is brought by an import, left by it with a reason, or reserved, as the list says', async () => {
  const { leftOut, refused } = await look(
    INVENTORY.map(({ collection }) => record(collection.name, 'x', {})),
  );
  const left = INVENTORY.flatMap((one) => (one.import === undefined ? [] : one.import));
  expect(left.length).toBeGreaterThan(5);
  expect(leftOut).toEqual(
    expect.arrayContaining(left.map(({ what, not }) => ({ what, records: 1, why: not }))),
  );
  expect(leftOut).toHaveLength(left.length);
  // What is in nobody's export comes from nobody: what a file says of it is refused.
  const reserved = refused.flatMap(({ kind, why }) => (why === 'reserved' ? [kind] : []));
  expect(reserved.sort()).toEqual(
    INVENTORY.flatMap((one) => (one.export === true ? [] : [one.collection.name])).sort(),
  );
  for (const { collection, export: travels, import: stays } of INVENTORY) {
    if (travels !== true) expect(stays, collection.name).toBeUndefined();
  }
});

it('a second secret comes as a key of its own, and only as one of its account', async () => {
  const [inUse, second, test] = [generateKey('prod'), generateKey('prod'), generateKey('test')];
  const mine = await ownKey();
  const beside = (id: string, number: number): string => `${id}~other-000000000000000${String(number)}`;
  const lines = [
    record('connections', 'c', forgedConnection({ origin: 'https://theirs.example' })),
    record(
      'keys',
      'apke_theirs',
      forgedKey({ connectionId: 'c', apiName: 'ERP', redacted: redactKey(inUse) }),
    ),
    secretLine('apke_theirs', inUse),
    secretLine(beside('apke_theirs', 1), second),
    secretLine(beside('apke_theirs', 2), test),
    secretLine(beside('apke_theirs', 3), 'x$(touch /tmp/owned)'),
    secretLine(beside('nobody', 1), generateKey('prod')),
    secretLine(beside(mine, 1), generateKey('prod')),
  ];
  const before = vault.list(keysCollection).length;
  const proposal = await look(lines, false);
  expect(proposal.keys).toMatchObject([
    { name: 'ERP', redacted: redactKey(inUse), secret: true, second: false },
    { name: 'ERP 2', redacted: redactKey(second), secret: true, second: true },
  ]);
  expect(proposal.secrets).toBe(2);
  expect(proposal.refused).toEqual([
    { kind: 'secret', why: 'second-secret', name: 'ERP 3' },
    { kind: 'secret', why: 'second-secret', name: 'ERP 4' },
    { kind: 'secret', why: 'reserved', name: null },
    { kind: 'secret', why: 'reserved', name: null },
  ]);
  expect(secretsBeside(vault.heldSecretIds()).get(mine)).toBeUndefined();
  const added = vault.list(keysCollection).slice();
  expect(added).toHaveLength(before + 2);
  const other = added.find(({ value }) => value.alias === 'ERP 2')!;
  expect(other.value).not.toHaveProperty('claimedId');
  expect(await reveal(vault, other.id)).toBe(second);
  // Its account is here now: once more, nothing is added.
  expect(await look(lines, false)).toMatchObject({ records: 0, secrets: 0 });
});

it('a kept reply stays kept apart, and no id of the file decides what it may become', async () => {
  const mine = await ownKey();
  const reply = (changes: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
    connectionId: 'c',
    connection: { name: 'Theirs', brand: 'augno', mode: 'prod', origin: 'https://theirs.example' },
    receivedAt: '2026-11-29T12:00:00.000Z',
    faults: ['not-a-key'],
    keyId: mine,
    secret: Buffer.from('what the server sent').toString('base64'),
    intent: {
      kind: 'rotate',
      connectionId: 'c',
      idempotencyKey: 'theirs',
      actorKeyId: mine,
      apiVersion: '1.0.forge-preview.1',
      openedAt: '2026-11-29T12:00:00.000Z',
      sentAt: null,
      replayableUntil: '2026-11-29T12:00:00.000Z',
      lease: null,
      state: 'open',
      question: null,
      targetKeyId: mine,
      name: 'ERP',
      roleId: null,
      expiresAt: null,
      revokeAt: null,
      seen: { keyIds: [mine], revokedAt: null },
      purpose: { kind: 'connection-key', oldKeyId: mine, revokeAt: null },
      reason: null,
      orphanKeyId: mine,
    },
    seenAt: '2026-11-29T12:00:00.000Z',
    ...changes,
  });
  const lines = [
    record('connections', 'c', forgedConnection({ origin: 'https://theirs.example', name: 'Theirs' })),
    record('kept-replies', 'kept_theirs', reply({})),
    record(
      'kept-replies',
      'kept_gone',
      reply({ connectionId: 'gone', receivedAt: '2026-11-28T12:00:00.000Z' }),
    ),
    record('kept-replies', 'kept_large', reply({ secret: Buffer.alloc(100_000).toString('base64') })),
    record(
      'kept-replies',
      'kept_plain',
      reply({
        connectionId: 'gone',
        connection: { name: 'x', brand: 'augno', mode: 'prod', origin: 'http://theirs.example' },
      }),
    ),
  ];
  const proposal = await look(lines, false);
  expect(proposal.keptReplies).toEqual([
    { name: 'ERP', account: 'Theirs' },
    { name: 'ERP', account: 'Theirs' },
  ]);
  expect(proposal.refused.map(({ why }) => why)).toEqual(['malformed', 'malformed']);
  const kept = vault.list(keptRepliesCollection);
  expect(kept.map(({ id }) => id)).not.toContain('kept_theirs');
  for (const { value } of kept) {
    expect(JSON.stringify(value.intent)).not.toContain(mine);
    expect(replacedKeyOf(value.intent)).toBeNull();
    expect(value.seenAt).toBeNull();
    expect(vault.get(keysCollection, mine)!.connectionId).not.toBe(value.connectionId);
  }
  // It asks for nothing of a key that is here.
  expect(keysWithKeptReplies(vault).size).toBe(0);
  expect(await look(lines, false)).toMatchObject({ records: 0, keptReplies: [] });
});

it('an export names what of this vault it does not carry, and nothing that is not there', () => {
  expect(leftOutOf(vault)).toEqual([]);
  vault.transaction((transaction) => {
    transaction.put(adminsCollection, 'eve', { name: 'Eve', publicText: '', compared: false, addedAt: '' });
  });
  expect(leftOutOf(vault)).toEqual([{ what: say('stays.admins'), records: 1, why: say('stays.admins-why') }]);
});
