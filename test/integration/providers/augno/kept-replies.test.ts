/** What a server sent in place of a key is neither lost nor used: it waits for a person. */
import '../../../fixtures/vault/cheap-derivation.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateKey } from '../../../../shared/key-format.ts';
import { keptRepliesCollection } from '../../../../electron/keys/kept/records.ts';
import { PORTABLE_COLLECTIONS } from '../../../../electron/inventory/collections.ts';
import { intentsCollection } from '../../../../electron/keys/registry/records.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import {
  createVault,
  exportVault,
  openVault,
  restoreVault,
  type ManagedVault,
} from '../../../../electron/vault/index.ts';
import { KDF_CEILING, KDF_FLOOR } from '../../../../electron/vault/crypto/kdf.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import { failureOf } from './support/failure.ts';
import { runCommand } from './support/command.ts';
import { infoOf, isCreated, startLyingServer, type Json, type LyingServer } from './support/lying-server.ts';
import { CHEAP_KDF, password, World } from './support/world.ts';
import { saidContaining } from '../../../../test/fixtures/said-containing.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

const PASSWORD = password().revealText();
/** As cheap as the command accepts. */
const FLOOR_KDF = { choose: () => Promise.resolve(KDF_FLOOR), floor: KDF_FLOOR, ceiling: KDF_CEILING };
const REASON = { kind: 'policy', text: '' } as const;

let world: World;
let server: LyingServer;
let vault: ManagedVault;
let service: AccountService;
let connectionId: string;
let roleId: string;

beforeEach(async () => {
  world = await World.start();
  server = await startLyingServer(world.sandbox.url);
  ({ vault, service } = await world.open());
  const connection = await service.connect({ url: server.url, name: 'Acme', adminKey: world.adminKey() });
  connectionId = connection.id;
  roleId = (await service.listRoles(connection.id)).find(({ name }) => name === 'Admin')!.id;
});

afterEach(async () => {
  await server.close();
  await world.close();
});

const create = (name: string) => service.createKey({ connectionId, name, roleId, expiresAt: null });
const rotate = (keyId: string) =>
  service.rotateKey({ keyId, overlapSeconds: 0, reason: REASON, confirmation: null });
const reveal = (keyId: string): Promise<string> => vault.withSecret(keyId, (held) => held.revealText());

/** What the sandbox really issued, while the client got something else. */
let issued = '';

function twistInfo(change: (info: Json) => void): void {
  server.twist = (_request, reply) => {
    if (isCreated(reply)) {
      issued = (reply.body as Json)['api_key_secret'] as string;
      change(infoOf(reply));
    }
    return reply;
  };
}

function twistSecret(secret: unknown): void {
  server.twist = (_request, reply) => {
    if (isCreated(reply)) {
      issued = (reply.body as Json)['api_key_secret'] as string;
      (reply.body as Json)['api_key_secret'] = secret;
    }
    return reply;
  };
}

describe('a reply that fails its check', () => {
  it('is kept with the reason, counted nowhere as held, and ends its operation', async () => {
    const held = service.listConnections()[0]!.secretCount;
    twistSecret('x$(id)');
    const error = await failureOf(create('Till'));
    expect(error.message).toBe('The server sent something that is not the key that was asked for.');
    expect(service.keptReplies()).toMatchObject([
      {
        connectionName: 'Acme',
        name: 'Till',
        operation: 'create',
        faults: ['not-a-key'],
        keyOf: null,
        length: 6,
      },
    ]);
    expect(vault.list(intentsCollection)).toEqual([]);
    expect(service.listConnections()[0]!.secretCount).toBe(held);
    expect(service.listKeys().some(({ name }) => name === 'Till')).toBe(false);
    server.twist = undefined;
    // The key that the server made all the same is listed, without a secret, and says what became of it.
    await service.sync(null);
    expect(service.listKeys().find(({ name }) => name === 'Till')).toMatchObject({
      secretHeld: false,
      repair: saidContaining('kept apart'),
    });
    expect(vault.auditLog({ limit: 50 }).filter(({ action }) => action === 'key-appeared')).toEqual([]);
    expect(vault.verify().sound).toBe(true);
  });

  it.each([
    ['a number for its secret', 42, null],
    ['an empty secret', '', null],
    ['a megabyte', 'k'.repeat(1_000_000), ['not-a-key']],
  ])('with %s', async (_what, secret, faults) => {
    twistSecret(secret);
    const error = await failureOf(create('Till'));
    if (faults === null) {
      // Nothing came that could be kept; the operation is looked into as after a lost answer.
      expect(error.code).toBe('outcome-unknown');
      expect(service.keptReplies()).toEqual([]);
    } else {
      expect(service.keptReplies()).toMatchObject([{ faults, length: 65_536 }]);
    }
  });

  it('is named by each of its faults', async () => {
    const other = (await create('Other')).keyId;
    const cases: [string[], (body: Json) => void][] = [
      [['unreadable'], (body) => ((body['api_key_info'] as Json)['created_at'] = 'yesterday')],
      [['id-not-new'], (body) => ((body['api_key_info'] as Json)['id'] = other)],
      [['id-of-another'], (body) => ((body['api_key_info'] as Json)['id'] = 'pvk_0123456789abcdef01234567')],
      [
        ['redacted-differs'],
        (body) => ((body['api_key_info'] as Json)['redacted_value'] = 'aug_sk_test_****AAAA'),
      ],
      [['other-mode', 'redacted-differs'], (body) => (body['api_key_secret'] = generateKey('prod'))],
      [
        ['other-brand', 'redacted-differs'],
        (body) => (body['api_key_secret'] = generateKey('test', { brand: 'openmrp' })),
      ],
    ];
    for (const [index, [faults, change]] of cases.entries()) {
      server.twist = (_request, reply) => {
        if (isCreated(reply)) change(reply.body as Json);
        return reply;
      };
      await failureOf(create(`Case ${String(index)}`));
      expect(service.keptReplies().find(({ name }) => name === `Case ${String(index)}`)?.faults).toEqual(
        faults,
      );
    }
    // An old secret under a new id would be a rotation that rotates nothing.
    const old = await reveal(other);
    server.twist = (_request, reply) => {
      if (isCreated(reply)) {
        (reply.body as Json)['api_key_secret'] = old;
        infoOf(reply)['redacted_value'] = service.keyDetail(other).redacted;
      }
      return reply;
    };
    await failureOf(rotate(other));
    expect(service.keptReplies().find(({ operation }) => operation === 'rotate')?.faults).toEqual([
      'secret-of-another',
    ]);
  });

  it('passes where the record of its key came with a synchronisation before the replay', async () => {
    let lose = true;
    server.twist = (request, reply) => {
      if (lose && isCreated(reply)) return { ...reply, status: 502, body: {} };
      // The looking that follows fails too, so that the operation stays open.
      return lose && request.url.startsWith('/v1/core/audit-events')
        ? { ...reply, status: 503, body: {} }
        : reply;
    };
    expect((await failureOf(create('Till'))).code).toBe('outcome-unknown');
    lose = false;
    await service.sync(null);
    const key = service.listKeys().find(({ name }) => name === 'Till')!;
    expect(key).toMatchObject({ secretHeld: true, repair: null });
    expect(service.keptReplies()).toEqual([]);
  });
});

describe('what is kept', () => {
  it('stands in one record, which a backup and an export carry, and outlives its connection', async () => {
    const secret = `odd words ${generateKey('test').slice(-20)}`;
    twistSecret(secret);
    await failureOf(create('Till'));
    for (const collection of PORTABLE_COLLECTIONS) {
      if (collection.name === keptRepliesCollection.name) continue;
      expect(JSON.stringify(vault.list(collection))).not.toContain(secret);
    }
    expect(JSON.stringify(service.keptReplies())).not.toContain(secret.slice(0, 9));
    expect(JSON.stringify(vault.auditLog({ limit: 100 }))).not.toContain(secret.slice(0, 9));
    expect(readFileSync(path.join(world.vaultFolder, 'vault.db')).includes(secret)).toBe(false);

    const exported = path.join(world.folder, 'keys.augnoexport');
    const written = await exportVault(vault, {
      file: exported,
      password: password(),
      collections: [keptRepliesCollection],
      kdf: CHEAP_KDF,
    });
    expect(written).toMatchObject({ records: 1, secrets: 0 });
    expect(PORTABLE_COLLECTIONS.map(({ name }) => name)).toContain('kept-replies');

    service.removeConnection(connectionId);
    expect(service.keptReplies()).toHaveLength(1);
    const { id } = service.keptReplies()[0]!;
    expect((await failureOf(service.testKeptReply(id))).message).toContain('is not in the vault any more');

    const backup = path.join(world.folder, 'a.augnobackup');
    await vault.backup(backup, password());
    const folder = path.join(world.folder, 'restored');
    await restoreVault({
      folder,
      file: backup,
      backupPassword: password(),
      replace: false,
      kdf: CHEAP_KDF,
      clock: world.clock.now,
      actor: 'app',
    });
    const restored = await openVault({
      folder,
      actor: 'app',
      kdf: CHEAP_KDF,
      clock: world.clock.now,
      pollIntervalMs: 0,
      credential: { kind: 'password', password: password() },
    });
    expect(restored.list(keptRepliesCollection)).toEqual(vault.list(keptRepliesCollection));
    expect(restored.list(keptRepliesCollection).map((record) => record.id)).toEqual([id]);
    restored.close();
  });

  it('is taken in once the server accepts it, and completes its rotation', async () => {
    const old = (await create('Till')).keyId;
    twistInfo((info) => (info['redacted_value'] = 'aug_sk_test_****AAAA'));
    await failureOf(rotate(old));
    server.twist = undefined;
    const [kept] = service.keptReplies();
    expect(kept).toMatchObject({ faults: ['redacted-differs'], operation: 'rotate' });
    expect(inEnglish(service.keyDetail(old).repair!)).toContain('kept apart');
    expect(await service.testKeptReply(kept!.id)).toMatchObject({ outcome: 'accepted' });
    const taken = await service.takeInKeptReply(kept!.id);
    expect((await reveal(taken.keyId)) === issued).toBe(true);
    expect(taken.replaces).toBe(old);
    expect(service.keyDetail(old).replacedBy).toBe(taken.keyId);
    expect(service.listRotations()).toMatchObject([{ oldKeyId: old, newKeyId: taken.keyId }]);
    expect(service.keptReplies()).toEqual([]);
    expect((await failureOf(service.takeInKeptReply(kept!.id))).code).toBe('not-found');
  });

  it.each([
    ['not a key', 'aug_sk_test_x', 'has not the form of a key'],
    ['a key of the other mode', generateKey('prod'), 'is a prod key'],
    ['a key of another brand', generateKey('test', { brand: 'openmrp' }), 'is a key of OpenMRP'],
    ['a key that is refused', generateKey('test'), 'was not accepted'],
  ])('is not taken in where it is %s', async (_what, secret, message) => {
    twistSecret(secret);
    await failureOf(create('Till'));
    server.twist = undefined;
    const [kept] = service.keptReplies();
    expect((await failureOf(service.takeInKeptReply(kept!.id))).message).toContain(message);
    expect(service.keptReplies()).toEqual([kept]);
  });

  it('is not taken in as a key whose own secret is held', async () => {
    const other = (await create('Other')).keyId;
    const before = await reveal(other);
    twistInfo((info) => (info['redacted_value'] = 'aug_sk_test_****AAAA'));
    await failureOf(create('Till'));
    server.twist = (request, reply) => {
      if (request.url.startsWith('/v1/core/request-logs/'))
        (reply.body as Json)['actor'] = { id: other, type: 'api_key' };
      return reply;
    };
    const [kept] = service.keptReplies();
    expect((await failureOf(service.takeInKeptReply(kept!.id))).message).toContain('whose own secret');
    expect((await reveal(other)) === before).toBe(true);
    expect(service.keptReplies()).toHaveLength(1);
  });

  it('that can’t stand in a request is not sent, and is noted by a person', async () => {
    twistSecret('x\r\nHost: evil.example');
    await failureOf(create('Till'));
    server.twist = undefined;
    const [kept] = service.keptReplies();
    const requests = server.seen.length;
    expect((await failureOf(service.testKeptReply(kept!.id))).message).toContain('no request can carry');
    expect(server.seen).toHaveLength(requests);
    service.noteKeptReply(kept!.id);
    expect(service.keptReplies()[0]!.seenAt).not.toBeNull();
  });

  it('is listed, tested and taken in by the command', async () => {
    const folder = path.join(world.folder, 'command-vault');
    const made = await createVault({
      folder,
      name: 'Command',
      password: password(),
      withRecoveryKey: false,
      kdf: FLOOR_KDF,
    });
    made.vault.close();
    const run = (...words: string[]) => runCommand(folder, words, [PASSWORD, world.account().adminKey]);
    expect((await run('connect', '--url', server.url)).code).toBe(0);
    twistInfo((info) => (info['id'] = 'apke_x/../y'));
    const failed = await run('keys', 'create', '--name', 'Till \u202Ex', '--role', 'Admin');
    expect(failed.error?.message).toBe('The server sent something that is not the key that was asked for.');
    server.twist = undefined;
    const listed = await run('kept', 'list');
    expect(listed.out).toContain('What came beside the secret is in a form that is not known.');
    expect(listed.out).toContain('Till \\u{202E}x');
    expect(listed.out).not.toContain(issued);
    const id = listed.out.split(' ')[0]!;
    expect((await run('kept', 'test', id.slice(0, 9))).code).toBe(0);
    const taken = await run('kept', 'take-in', id, '--json');
    expect(taken.code).toBe(0);
    const { id: keyId } = taken.json<{ id: string }>();
    expect((await run('keys', 'reveal', keyId)).out === issued).toBe(true);
    expect((await run('kept', 'list')).err).toBe('Nothing is kept apart.');
  });
});

it('what an older version stored in place of a key is shown on demand, and neither copied nor injected', async () => {
  const { keyId } = await create('Till');
  vault.transaction((transaction) => {
    const secret = new TextEncoder().encode('x$(id)');
    transaction.putSecret(keyId, SecretBytes.adopt(Buffer.from(secret)));
  });
  for (const purpose of ['copy', 'inject'] as const) {
    const error = await failureOf(service.useSecret(keyId, purpose, () => undefined));
    expect(error.message).toBe('What is stored as the secret of this key is not a key.');
  }
  expect(await service.useSecret(keyId, 'reveal', (held) => held.revealText())).toBe('x$(id)');
});
