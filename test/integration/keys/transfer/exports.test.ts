/**
 * Exports as an attacker makes them. What a file holds is a proposal: it brings nothing to life, replaces nothing, and no
 * key of this vault leaves because of it.
 */
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { importExport } from '../../../../electron/keys/transfer/import-export.ts';
import { planKeyImport } from '../../../../electron/keys/transfer/import-file.ts';
import { importParts } from '../../../../electron/providers/index.ts';
import { PORTABLE_COLLECTIONS } from '../../../../electron/inventory/collections.ts';
import { connectionsCollection, keysCollection } from '../../../../electron/keys/registry/records.ts';
import { confirmedAddressesCollection } from '../../../../electron/http/confirmed-addresses.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { exportVault, type ManagedVault } from '../../../../electron/vault/index.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import { generateKey, redactKey } from '../../../../shared/key-format.ts';
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
import { startListener, type Listener } from './support/listener.ts';

let world: World;
let vault: ManagedVault;
let service: AccountService;
let attacker: Listener;
let adminKeyId: string;
beforeEach(async () => {
  world = await World.start();
  ({ vault, service } = await world.open());
  attacker = await startListener();
  const mine = await service.connect({
    url: world.sandbox.url,
    name: 'Mine',
    adminKey: world.adminKey('prod'),
  });
  adminKeyId = mine.adminKeyId!;
});
afterEach(async () => {
  await world.close();
  await attacker.close();
});

/** Everything that was here, as it is stored, secrets included. */
async function everything(): Promise<ReadonlyMap<string, string>> {
  const all = new Map<string, string>();
  for (const collection of [...PORTABLE_COLLECTIONS, confirmedAddressesCollection]) {
    for (const { id, value } of vault.list(collection)) {
      all.set(`${collection.name}/${id}`, JSON.stringify(value));
      if (vault.hasSecret(id)) {
        all.set(`secret/${id}`, await vault.withSecret(id, (secret) => secret.revealText()));
      }
    }
  }
  return all;
}

const take = async (lines: readonly (ForgedLine | string)[], dryRun = false) =>
  importExport(vault, {
    file: await forgeExport(path.join(world.folder, 'theirs.augnoexport'), lines),
    password: forgedPassword(),
    kdf: CHEAP_KDF,
    dryRun,
    parts: importParts,
  });

describe('an export of others', () => {
  it('sends no admin key of this vault to an address of its own', async () => {
    const lines = [record('connections', 'theirs', forgedConnection({ origin: attacker.url, adminKeyId }))];
    const before = await everything();
    const proposal = await take(lines, true);
    expect(proposal.accounts).toMatchObject([{ address: attacker.url, here: null, adminKey: null }]);
    expect(await everything()).toEqual(before);
    await take(lines);
    await service.sync(null);
    const imported = service.listConnections().find(({ url }) => url === attacker.url)!;
    expect(imported).toMatchObject({ health: 'asleep', adminKeyId: null });
    expect(imported.id).not.toBe('theirs');
    await expect(service.sync(imported.id)).rejects.toMatchObject({ code: 'address-unconfirmed' });
    expect(attacker.requests).toEqual([]);
    // Confirmed, it still has none of this vault's keys to send.
    service.confirmAddress(imported.id, attacker.url);
    await service.sync(null);
    expect(attacker.heard(world.account('prod').adminKey)).toBe(false);
  });

  it('works with the admin key of its own file once its address was confirmed', async () => {
    const key = generateKey('prod');
    await take([
      record('connections', 'theirs', forgedConnection({ origin: attacker.url, adminKeyId: 'apke_theirs' })),
      record('keys', 'apke_theirs', forgedKey({ connectionId: 'theirs', redacted: redactKey(key) })),
      secretLine('apke_theirs', key),
    ]);
    const [question] = service.addressQuestions();
    expect(question).toMatchObject({ address: attacker.url, key: redactKey(key) });
    service.confirmAddress(question!.connectionId, question!.address);
    await service.sync(null);
    expect(attacker.heard(key)).toBe(true);
    expect(attacker.heard(world.account('prod').adminKey)).toBe(false);
  });

  it('gives no secret to a listed key, nor takes a reserved id', async () => {
    const listed = service.listKeys().find(({ secretHeld }) => !secretHeld)!;
    const planted = generateKey('prod');
    const before = await everything();
    const proposal = await take([
      secretLine(listed.id, planted),
      secretLine('sharing-identity', 'p'.repeat(32)),
      record('keys', listed.id, forgedKey({ redacted: listed.redacted })),
      record('known-admins', 'x', { name: 'Eve', publicText: '', compared: true, addedAt: '' }),
      record('confirmed-addresses', 'x', {}),
      record('~secret', '00', []),
    ]);
    expect(await everything()).toEqual(before);
    expect(vault.hasSecret(listed.id)).toBe(false);
    expect(vault.hasSecret('sharing-identity')).toBe(false);
    expect(proposal).toMatchObject({ records: 0, secrets: 0, replaced: [] });
    expect(new Set(proposal.refused.map(({ why }) => why))).toEqual(new Set(['reserved', 'no-account']));
  });

  it('brings a secret only for the record that it proves', async () => {
    const [right, wrong, test] = [generateKey('prod'), generateKey('prod'), generateKey('test')];
    const proposal = await take([
      record('connections', 'c', forgedConnection({ origin: attacker.url })),
      record('keys', 'right', forgedKey({ connectionId: 'c', apiName: 'Right', redacted: redactKey(right) })),
      record('keys', 'wrong', forgedKey({ connectionId: 'c', apiName: 'Wrong', redacted: redactKey(right) })),
      record('keys', 'mode', forgedKey({ connectionId: 'c', apiName: 'Mode', redacted: redactKey(test) })),
      secretLine('right', right),
      secretLine('wrong', wrong),
      secretLine('mode', test),
    ]);
    expect(proposal.keys.map(({ name, secret }) => [name, secret])).toEqual([
      ['Right', true],
      ['Wrong', false],
    ]);
    expect(proposal.refused).toMatchObject([{ why: 'not-its-secret' }, { why: 'malformed', name: 'Mode' }]);
    const held = service.listKeys().filter(({ secretHeld, name }) => secretHeld && name === 'Right');
    expect(held).toHaveLength(1);
    expect(held[0]!.id).not.toBe('right');
  });

  it('is not believed to be the account that is here', async () => {
    const { value } = vault.list(connectionsCollection)[0]!;
    const before = await everything();
    const proposal = await take([
      record('connections', vault.list(connectionsCollection)[0]!.id, { ...value, adminKeyId: null }),
      record('keys', 'apke_new', forgedKey({ connectionId: vault.list(connectionsCollection)[0]!.id })),
    ]);
    expect(proposal.accounts).toMatchObject([{ here: 'Mine' }]);
    expect(await everything()).toEqual(before);
  });

  it('of this very vault adds nothing', async () => {
    const file = path.join(world.folder, 'own.augnoexport');
    const options = { file, password: forgedPassword(), kdf: CHEAP_KDF, parts: importParts };
    await exportVault(vault, { ...options, collections: PORTABLE_COLLECTIONS });
    const before = await everything();
    expect(await importExport(vault, { ...options, dryRun: false })).toMatchObject({
      records: 0,
      secrets: 0,
    });
    expect(await everything()).toEqual(before);
  });
});

describe('mutated exports', () => {
  const hostile = fc.oneof(
    fc.constant(null),
    fc.integer(),
    fc.string(),
    fc.constantFrom(
      '__proto__',
      '~secret',
      '../../..',
      'sharing-identity',
      '\u0000',
      'x'.repeat(5000),
      'http://evil.example',
    ),
    fc.array(fc.string(), { maxLength: 3 }),
    fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }),
  );

  it('never change what is here, and send nothing (seeded)', async () => {
    const templates = new Map<string, Record<string, unknown>>();
    for (const collection of PORTABLE_COLLECTIONS) {
      const [one] = vault.list(collection);
      templates.set(collection.name, (one?.value as Record<string, unknown> | undefined) ?? forgedKey());
    }
    const ids = [...vault.list(keysCollection), ...vault.list(connectionsCollection)].map(({ id }) => id);
    const idArbitrary = fc.oneof(
      fc.constantFrom(...ids),
      fc.constantFrom('sharing-identity', 'a', 'b', '', '~'),
    );
    const mutatedRecord = fc
      .record({
        name: fc.constantFrom(
          ...templates.keys(),
          'known-admins',
          'confirmed-addresses',
          'intents',
          '~secret',
        ),
        id: idArbitrary,
        connectionId: idArbitrary,
        changes: fc.array(fc.tuple(fc.nat({ max: 30 }), hostile), { maxLength: 2 }),
        origin: fc.constantFrom(attacker.url, world.sandbox.url, 'http://evil.example'),
      })
      .map(({ name, id, connectionId, changes, origin }) => {
        const template: Record<string, unknown> = { ...(templates.get(name) ?? forgedKey()), adminKeyId };
        if ('origin' in template && name === 'connections') template['origin'] = origin;
        if ('connectionId' in template) template['connectionId'] = connectionId;
        const fields = Object.keys(template);
        for (const [index, value] of changes) template[fields[index % fields.length]!] = value;
        return record(name, id, template);
      });
    const line = fc.oneof(
      { weight: 5, arbitrary: mutatedRecord },
      { weight: 2, arbitrary: idArbitrary.map((id) => secretLine(id || 'x', generateKey('prod'))) },
    );
    const before = await everything();
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
        await take(lines);
        await service.sync(null);
        const after = await everything();
        for (const [name, value] of before) {
          // The server's own dates may have moved on; ids, secrets and addresses may not.
          if (name.startsWith('secret/') || name.startsWith('confirmed-'))
            expect(after.get(name)).toBe(value);
          else expect(after.has(name)).toBe(true);
        }
        expect(vault.hasSecret('sharing-identity')).toBe(false);
        expect(service.listConnections().filter(({ name }) => name === 'Mine')).toHaveLength(1);
        // What is shown can be shown: no date, size or form stops the lists.
        expect(() => service.listKeys()).not.toThrow();
        for (const connection of service.listConnections()) {
          if (connection.name !== 'Mine') expect(connection).toMatchObject({ adminKeyId: null });
        }
      }),
      { seed: 20261129, numRuns: 40 },
    );
    expect(attacker.requests).toEqual([]);
    expect(vault.verify().sound).toBe(true);
  });

  it('that are nested without an end, or of very many lines, are looked through all the same', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const role = `{"kind":"record","collection":"roles","id":"r","value":{"connectionId":"theirs","x":${deep}}}`;
    const nested = await take([record('connections', 'theirs', forgedConnection()), role], true);
    expect(nested.refused).toEqual([{ kind: 'roles', why: 'malformed', name: null }]);

    const strays = Array.from({ length: 50_000 }, (_, index) => secretLine(`stray-${String(index)}`, 'x'));
    const accounts = Array.from({ length: 500 }, (_, index) =>
      record('connections', `c${String(index)}`, forgedConnection({ accountId: `ac_${String(index)}` })),
    );
    const many = await take([...accounts, ...strays], true);
    expect(many.refused).toHaveLength(strays.length);
    expect(new Set(many.accounts.map(({ name }) => name)).size).toBe(accounts.length);
  });

  it('that are no exports are refused in a sentence, and change nothing', async () => {
    const before = await everything();
    const file = path.join(world.folder, 'bad.augnoexport');
    const options = {
      file,
      password: forgedPassword(),
      kdf: CHEAP_KDF,
      dryRun: false,
      parts: importParts,
    };
    for (const lines of [
      ['not JSON'],
      ['{}'],
      ['[]'],
      ['{"kind":"secret","id":"x","bytes":"***"}'],
      ['null'],
    ]) {
      await forgeExport(file, lines);
      await expect(importExport(vault, options)).rejects.toMatchObject({
        code: 'vault-damaged',
        hint: expect.stringContaining('Nothing was changed.') as string,
      });
    }
    await forgeExport(file, [], 1);
    await expect(importExport(vault, options)).rejects.toMatchObject({ code: 'invalid-input' });
    writeFileSync(file, 'AUGNOVAULTBACKUP');
    await expect(importExport(vault, options)).rejects.toMatchObject({ code: 'vault-damaged' });
    writeFileSync(file, 'something else');
    await expect(importExport(vault, options)).rejects.toMatchObject({ code: 'vault-foreign' });
    expect(await everything()).toEqual(before);
  });
});

describe('a secret from a file', () => {
  it('is kept and not used before the API accepted it or a person confirmed it', async () => {
    const roleId = (await service.listRoles(service.listConnections()[0]!.id)).find(
      ({ name }) => name === 'Admin',
    )!.id;
    const made = await world.elsewhere(
      'POST',
      '/v1/auth/api-keys',
      { name: 'From elsewhere', role_id: roleId },
      'prod',
    );
    const secret = made.body['api_key_secret'] as string;
    await service.sync(null);
    const file = path.join(world.folder, '.env');
    writeFileSync(file, `AUGNO_API_KEY=${secret}\n`);
    const importIt = async (): Promise<string> => {
      const plan = await planKeyImport(file, vault, service);
      try {
        return plan.apply()[0]!;
      } finally {
        plan.wipe();
      }
    };
    const keyId = await importIt();
    expect(service.listKeys().find(({ id }) => id === keyId)).toMatchObject({
      secretHeld: true,
      unproven: true,
    });
    for (const purpose of ['inject', 'copy'] as const) {
      await expect(service.useSecret(keyId, purpose, () => null)).rejects.toMatchObject({ code: 'conflict' });
    }
    expect(await service.testKey(keyId)).toMatchObject({ outcome: 'accepted' });
    await service.useSecret(keyId, 'inject', () => null);
    expect(service.listKeys().find(({ id }) => id === keyId)!.unproven).toBeUndefined();
    // What is held is never replaced by a file.
    const same = SecretBytes.fromText(secret);
    expect(() => service.addSecret(keyId, same, 'file')).toThrow('held here already');
  });

  it('joins the key that its confirmed account lists, unproven', async () => {
    const listed = service.listKeys().find(({ secretHeld }) => !secretHeld)!;
    // Whoever knows the last four characters can make a key that looks the same.
    service.removeConnection(service.listConnections()[0]!.id);
    const redacted = listed.redacted;
    await take([
      record('connections', 'c', forgedConnection({ origin: world.sandbox.url, name: 'Theirs' })),
      record('keys', listed.id, forgedKey({ connectionId: 'c', redacted, notes: 'kept' })),
    ]);
    const { id } = service.listConnections()[0]!;
    service.confirmAddress(id, world.sandbox.url);
    await service.repairConnection(id, world.adminKey('prod'));
    expect(service.keyDetail(listed.id)).toMatchObject({ notes: 'kept', repair: null });
    expect(service.listKeys().filter((key) => key.redacted === redacted)).toHaveLength(1);
  });
});
