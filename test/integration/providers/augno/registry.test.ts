import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { generateKey, parseKey } from '../../../../shared/key-format.ts';

import { AppError } from '../../../../shared/errors.ts';
import { createFindingsStore } from '../../../../electron/keys/findings/index.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import type { FetchLike } from '../../../../electron/http/fetch-like.ts';
import { startSandbox } from '../../../../electron/sandbox/index.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import { failureOf } from './support/failure.ts';
import { finding, report } from './support/findings.ts';
import { works, World } from './support/world.ts';
import { EMPTY_PAGE, json, startRawServer } from './support/raw-server.ts';
import { saidContaining } from '../../../../test/fixtures/said-containing.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

let world: World;
afterEach(async () => {
  await world.close();
});

const REASON = { kind: 'other', text: '' } as const;
const secret = (text: string): SecretBytes => SecretBytes.fromText(text);

async function connected(options: Parameters<World['open']>[0] = {}) {
  const { vault, service } = await world.open(options);
  const connection = await service.connect({
    url: world.sandbox.url,
    name: 'Test',
    adminKey: world.adminKey(),
  });
  const roles = await service.listRoles(connection.id);
  const roleId = (name: string): string => roles.find((role) => role.name === name)!.id;
  const create = (name: string, role = 'Admin') =>
    service.createKey({ connectionId: connection.id, name, roleId: roleId(role), expiresAt: null });
  return { vault, service, connection, roleId, create };
}

const reveal = (service: AccountService, keyId: string): Promise<string> =>
  service.useSecret(keyId, 'reveal', (held) => held.revealText());

describe('connecting', () => {
  it('stores nothing when the key is no admin’s, unknown, revoked or mistyped, and says which', async () => {
    world = await World.start();
    const { service, roleId, create } = await connected();
    const weak = await create('weak', 'Read-only reporting');
    const dead = await create('dead');
    const weakSecret = await reveal(service, weak.keyId);
    const deadSecret = await reveal(service, dead.keyId);
    await service.revokeKey({ keyId: dead.keyId, reason: REASON, confirmation: null });
    service.removeConnection(service.listConnections()[0]!.id);
    expect(roleId('Admin')).toBeTruthy();

    const connect = (key: string) =>
      failureOf(service.connect({ url: world.sandbox.url, name: '', adminKey: secret(key) }));
    expect(await connect(weakSecret)).toMatchObject({ code: 'api-forbidden', field: 'adminKey' });
    expect(await connect(deadSecret)).toMatchObject({ code: 'api-key-revoked', field: 'adminKey' });
    expect(await connect(generateKey('test'))).toMatchObject({ code: 'api-invalid-key', field: 'adminKey' });
    const problems = [
      '',
      'hello',
      'aug_pk_test_x',
      'aug_sk_test_****abcd',
      world.account().adminKey.slice(0, -1),
      `${world.account().adminKey.slice(0, -1)}!`,
    ];
    const messages = new Set<string>();
    for (const problem of problems) {
      const error = await connect(problem);
      expect(error).toMatchObject({ code: 'invalid-input', field: 'adminKey' });
      messages.add(error.message);
    }
    expect(messages.size).toBe(problems.length);
    expect(service.listConnections()).toEqual([]);
    expect(service.listKeys()).toEqual([]);
  });

  it('says so when something else answers', async () => {
    world = await World.start();
    const { service } = await world.open();
    const page = await startRawServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<h1>It works!</h1>');
    });
    const empty = await startRawServer((_request, response) => json(response, 200, EMPTY_PAGE));
    try {
      const at = (url: string) => failureOf(service.connect({ url, name: '', adminKey: world.adminKey() }));
      expect(await at(page.url)).toMatchObject({ code: 'api-not-augno', field: 'url' });
      // It lists keys, but not the one that asked.
      expect(await at(empty.url)).toMatchObject({ code: 'api-unexpected-reply', field: 'adminKey' });
    } finally {
      await page.close();
      await empty.close();
    }
  });

  it('works for the other brand, with its header names and prefix', async () => {
    world = await World.start({ sandbox: { brand: 'openmrp' } });
    const { service, connection, create } = await connected();
    expect(connection.brand).toBe('openmrp');
    const { keyId, redacted } = await create('Till');
    expect(redacted).toMatch(/^mrp_sk_test_/);
    expect((await service.testKey(keyId)).outcome).toBe('accepted');
  });

  it('keeps two accounts of one server apart', async () => {
    world = await World.start();
    const { service, connection } = await connected();
    const prod = await service.connect({
      url: world.sandbox.url,
      name: '',
      adminKey: world.adminKey('prod'),
    });
    const keys = service.listKeys();
    expect(keys.some((key) => key.connectionId === connection.id && key.mode === 'prod')).toBe(false);
    expect(keys.some((key) => key.connectionId === prod.id && key.mode === 'test')).toBe(false);
    const wrong = await failureOf(service.repairConnection(connection.id, world.adminKey('prod')));
    expect(wrong).toMatchObject({ code: 'invalid-input', field: 'adminKey' });
    const listing = await service.listSandboxes(prod.id);
    expect(listing.sandboxes.length).toBeGreaterThan(0);
    expect((await failureOf(service.listSandboxes(connection.id))).code).toBe('api-forbidden');
  });
});

describe('synchronising', () => {
  it('reads ten thousand keys in eleven requests, and writes nothing when nothing changed', async () => {
    world = await World.start({ sandbox: { seed: 'empty', seedKeys: 10_000 } });
    let requests = 0;
    const counting: FetchLike = (input, init) => {
      requests += 1;
      return fetch(input, init);
    };
    const { vault, service, connection } = await connected({ fetch: counting });
    await service.sync(connection.id);
    let changes = 0;
    vault.onChange(() => (changes += 1));
    requests = 0;
    await service.sync(connection.id);
    expect(requests).toBeLessThanOrEqual(11);
    expect(changes).toBe(0);
    expect(service.listKeys()).toHaveLength(10_000);
  });

  it('shows what happened elsewhere, and keeps what is local', async () => {
    world = await World.start();
    const { vault, service, connection, roleId, create } = await connected();
    const { keyId } = await create('Till');
    service.editKey({
      keyId,
      alias: 'Front till',
      notes: 'behind the bar',
      tags: ['pos', 'pos'],
      places: ['till.env'],
    });
    const made = await world.elsewhere('POST', '/v1/auth/api-keys', {
      name: 'Curl',
      role_id: roleId('Admin'),
    });
    await world.elsewhere('DELETE', `/v1/auth/api-keys/${keyId}`);
    await service.sync(connection.id);
    const detail = service.keyDetail(keyId);
    expect(detail).toMatchObject({
      status: 'revoked',
      name: 'Front till',
      apiName: 'Till',
      notes: 'behind the bar',
      tags: ['pos'],
      secretHeld: true,
    });
    expect(detail.places.map(({ text }) => text)).toEqual(['till.env']);
    const curl = service.listKeys().find(({ name }) => name === 'Curl')!;
    expect(curl).toMatchObject({
      id: (made.body['api_key_info'] as { id: string }).id,
      origin: 'elsewhere',
      secretHeld: false,
      repair: null,
    });
    const log = vault.auditLog({ limit: 10 });
    expect(log.find(({ action }) => action === 'key-appeared')).toMatchObject({ subjectName: 'Curl' });
    expect(log.find(({ action }) => action === 'key-changed-elsewhere')).toMatchObject({
      subjectId: keyId,
      detail: 'It was revoked elsewhere.',
    });
  });

  it('never gives up a secret because the server lists fewer keys, or none', async () => {
    world = await World.start();
    let short = false;
    const shortened: FetchLike = async (input, init) => {
      const response = await fetch(input, init);
      return short && init.method === 'GET' && new URL(input).pathname === '/v1/auth/api-keys'
        ? Response.json(EMPTY_PAGE)
        : response;
    };
    const { vault, service, connection, create } = await connected({ fetch: shortened });
    const { keyId } = await create('Till');
    short = true;
    // A key that came in the very moment of the request can't be missing from its answer.
    world.clock.advance(1_000);
    await service.sync(connection.id);
    expect(service.keyDetail(keyId)).toMatchObject({
      secretHeld: true,
      repair: saidContaining('does not list'),
    });
    expect(vault.hasSecret(keyId)).toBe(true);
    short = false;
    await service.sync(connection.id);
    expect(service.keyDetail(keyId)).toMatchObject({ status: 'active', repair: null });
  });

  it('says when the connection’s own key is refused, keeps everything, and can be repaired', async () => {
    world = await World.start();
    const { vault, service, connection, roleId, create } = await connected();
    const { keyId } = await create('Till');
    const other = await world.elsewhere('POST', '/v1/auth/api-keys', {
      name: 'Second admin',
      role_id: roleId('Admin'),
    });
    const otherSecret = other.body['api_key_secret'] as string;
    await world.elsewhere('DELETE', `/v1/auth/api-keys/${connection.adminKeyId!}`);
    await failureOf(service.sync(connection.id));
    expect(service.listConnections()[0]).toMatchObject({ health: 'key-refused' });
    await service.close();
    vault.close();

    const again = await world.open();
    expect(again.service.listConnections()[0]).toMatchObject({ health: 'key-refused', secretCount: 2 });
    const repaired = await again.service.repairConnection(connection.id, secret(otherSecret));
    expect(repaired).toMatchObject({
      health: 'ok',
      adminKeyId: (other.body['api_key_info'] as { id: string }).id,
    });
    expect(await works(world, await reveal(again.service, keyId))).toBe(true);
  });

  it('sends a key of one connection to no other address', async () => {
    world = await World.start();
    const { service, connection } = await connected();
    const seen = await startRawServer((_request, response) => json(response, 200, EMPTY_PAGE));
    try {
      // Repairing takes a key, never an address: there is no way to point a stored key elsewhere.
      expect(Object.keys(connection)).toContain('url');
      await failureOf(service.connect({ url: seen.url, name: '', adminKey: secret(generateKey('test')) }));
      await service.sync(null);
      expect(
        seen.seen.every(({ headers }) => headers.authorization !== `Bearer ${world.account().adminKey}`),
      ).toBe(true);
    } finally {
      await seen.close();
    }
  });
});

describe('the embedded sandbox', () => {
  it('is the same connection under a new port and admin key, with everything still there', async () => {
    world = await World.start();
    const folder = `${world.folder}/sandbox`;
    const { service } = await world.open();
    let running = await startSandbox({ dataFolder: folder, now: world.clock.now });
    const [first] = await service.connectSandbox({ url: running.url, accounts: running.accounts });
    expect(first).toMatchObject({ embeddedSandbox: true, health: 'ok' });
    const role = (await service.listRoles(first!.id)).find(({ name }) => name === 'Admin')!;
    const { keyId } = await service.createKey({
      connectionId: first!.id,
      name: 'Kept',
      roleId: role.id,
      expiresAt: null,
    });
    const before = service.listKeys().length;
    await running.close();
    expect((await service.sync(null)).every(({ health }) => health === 'offline')).toBe(true);

    running = await startSandbox({ dataFolder: folder, now: world.clock.now });
    try {
      const again = await service.connectSandbox({ url: running.url, accounts: running.accounts });
      expect(again.map(({ id }) => id)).toContain(first!.id);
      expect(again.every(({ health, url }) => health === 'ok' && url === running.url)).toBe(true);
      expect(service.listConnections()).toHaveLength(2);
      expect(service.listKeys()).toHaveLength(before);
      expect((await service.testKey(keyId)).outcome).toBe('accepted');
    } finally {
      await running.close();
    }
  });
});

describe('changes', () => {
  it('of a production key need its name', async () => {
    world = await World.start();
    const { service } = await world.open();
    const prod = await service.connect({
      url: world.sandbox.url,
      name: 'P',
      adminKey: world.adminKey('prod'),
    });
    const role = (await service.listRoles(prod.id)).find(({ name }) => name === 'Admin')!;
    const { keyId } = await service.createKey({
      connectionId: prod.id,
      name: 'Payroll',
      roleId: role.id,
      expiresAt: null,
    });
    for (const confirmation of [null, '', 'payroll']) {
      expect(await failureOf(service.revokeKey({ keyId, reason: REASON, confirmation }))).toMatchObject({
        field: 'confirmation',
      });
    }
    expect(service.keyDetail(keyId).status).toBe('active');
    expect((await service.revokeKey({ keyId, reason: REASON, confirmation: 'Payroll' })).status).toBe(
      'revoked',
    );
  });

  it('of the same key by app and command at once happen once', async () => {
    world = await World.start({ sandbox: { seed: 'empty' } });
    const { service, create } = await connected();
    const { keyId } = await create('Till');
    const command = await world.open({ actor: 'command' });
    const rotate = (by: AccountService) =>
      by.rotateKey({ keyId, overlapSeconds: 0, reason: REASON, confirmation: null }).then(
        () => 'done',
        (thrown: unknown) => (thrown as AppError).code,
      );
    const outcomes = await Promise.all([rotate(service), rotate(command.service)]);
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    await service.sync(null);
    expect(
      service.listKeys().filter(({ name, status }) => name === 'Till' && status === 'active'),
    ).toHaveLength(1);
  });

  it('that were interrupted before they took effect wait for a person, and then happen once', async () => {
    world = await World.start({ sandbox: { seed: 'empty' } });
    const { service, connection, create } = await connected();
    await world.control('faults', { method: 'POST', dropBeforeCommit: true, times: 10 });
    expect((await failureOf(create('Till'))).code).toBe('outcome-unknown');
    await world.control('faults');
    const pending = service.listKeys().find(({ name }) => name === 'Till')!;
    expect(pending).toMatchObject({
      status: 'unresolved',
      repair: saidContaining('not known yet'),
    });
    await service.sync(connection.id);
    world.clock.advance(5 * 60_000);
    await service.sync(connection.id);
    expect(inEnglish(service.listKeys().find(({ name }) => name === 'Till')!.repair!)).toContain(
      'did not take effect',
    );
    const made = await service.resolveIntent(pending.id, 'send-again');
    expect(made).toMatchObject({ name: 'Till', stored: true });
    expect(service.listKeys().filter(({ name }) => name === 'Till')).toHaveLength(1);
    expect((await failureOf(service.resolveIntent(pending.id, 'send-again'))).code).toBe('not-found');
  });

  it('whose secret can no longer be had are named with the step to take', async () => {
    world = await World.start({ sandbox: { seed: 'empty' } });
    const { service, connection, roleId, create } = await connected();
    await world.control('faults', { method: 'POST', dropAfterCommit: true, times: 10 });
    expect((await failureOf(create('Till'))).code).toBe('outcome-unknown');
    await world.control('faults');
    // The caller that the server would answer again is gone.
    const other = await world.elsewhere('POST', '/v1/auth/api-keys', {
      name: 'Second admin',
      role_id: roleId('Admin'),
    });
    await world.elsewhere('DELETE', `/v1/auth/api-keys/${connection.adminKeyId!}`);
    await service.repairConnection(connection.id, secret(other.body['api_key_secret'] as string));
    world.clock.advance(5 * 60_000);
    await service.sync(connection.id);
    const orphan = service.listKeys().find(({ name }) => name === 'Till')!;
    expect(orphan).toMatchObject({
      status: 'unresolved',
      secretHeld: false,
      origin: 'here',
      repair: saidContaining('Revoke it'),
    });
    await service.revokeKey({ keyId: orphan.id, reason: REASON, confirmation: null });
    expect(service.keyDetail(orphan.id)).toMatchObject({ status: 'revoked', repair: null });
  });

  it('to the vault’s own view only: a dead key can be deleted here and stays deleted', async () => {
    world = await World.start({ sandbox: { seed: 'empty' } });
    const { service, create } = await connected();
    const { keyId } = await create('Till');
    expect(() => service.deleteKey(keyId)).toThrow(/still works/);
    await service.revokeKey({ keyId, reason: REASON, confirmation: null });
    service.deleteKey(keyId);
    await service.sync(null);
    expect(service.listKeys().some(({ id }) => id === keyId)).toBe(false);
  });

  it('warn before the connection loses the key it works with', async () => {
    world = await World.start({ sandbox: { seed: 'empty' } });
    const { service, connection } = await connected();
    const error = await failureOf(
      service.revokeKey({ keyId: connection.adminKeyId!, reason: REASON, confirmation: null }),
    );
    expect(error).toMatchObject({
      code: 'conflict',
      hint: expect.stringContaining('Rotate the key instead') as string,
    });
  });

  it('keep a secret that is added only where it is that key’s', async () => {
    world = await World.start({ sandbox: { seed: 'empty' } });
    const { service, connection, roleId } = await connected();
    const made = await world.elsewhere('POST', '/v1/auth/api-keys', {
      name: 'Curl',
      role_id: roleId('Admin'),
    });
    const { id } = made.body['api_key_info'] as { id: string };
    await service.sync(connection.id);
    expect(() => service.addSecret(id, secret(generateKey('test')))).toThrow(/another key/);
    expect(() => service.addSecret(id, secret('nonsense'))).toThrow(AppError);
    expect(service.addSecret(id, secret(` ${made.body['api_key_secret'] as string}\n`)).secretHeld).toBe(
      true,
    );
    expect((await service.testKey(id)).outcome).toBe('accepted');
  });
});

describe('findings', () => {
  it('are matched to keys whether their secret is held, was held, or never was, and not to strangers', async () => {
    world = await World.start({ sandbox: { seed: 'empty' } });
    const { vault, service, connection, roleId, create } = await connected();
    const held = await create('held');
    const gone = await create('gone');
    const [heldSecret, goneSecret] = [await reveal(service, held.keyId), await reveal(service, gone.keyId)];
    await service.revokeKey({ keyId: gone.keyId, reason: REASON, confirmation: null });
    expect(vault.hasSecret(gone.keyId)).toBe(false);
    const made = await world.elsewhere('POST', '/v1/auth/api-keys', {
      name: 'never',
      role_id: roleId('Admin'),
    });
    await service.sync(connection.id);

    const store = createFindingsStore({ vault, actor: 'app', now: world.clock.now });
    const fingerprintKey = randomBytes(32);
    const found = [heldSecret, goneSecret, made.body['api_key_secret'] as string, generateKey('test')].map(
      (key) => ({
        root: '/repo',
        finding: finding(key, {}, fingerprintKey),
      }),
    );
    // The public part of a held key with another secret behind it is not that key.
    const parsed = parseKey(heldSecret);
    const forged = { ...finding(heldSecret, { path: 'forged.env' }), keyFingerprint: 'ab'.repeat(32) };
    expect(parsed.ok).toBe(true);
    expect(
      await store.recordScan({
        fingerprintKey,
        findings: [...found, { root: '/repo', finding: forged }],
        report: report(),
      }),
    ).toEqual({ newFindings: 5 });
    const byName = new Map(
      store.listFindings().map((entry) => [`${entry.finding.path} ${entry.finding.keyId}`, entry.keyName]),
    );
    expect([...byName.values()].sort()).toEqual(['gone', 'held', 'never', null, null].sort());
    expect(service.keyDetail(held.keyId)).toMatchObject({ leakCount: 1 });
    expect(service.keyDetail(held.keyId).places).toMatchObject([{ kind: 'finding', text: '/repo/a.env:3' }]);
    expect(JSON.stringify(store.listFindings())).not.toContain(found[0]!.finding.keyFingerprint);
    expect(await store.recordScan({ fingerprintKey, findings: found, report: report() })).toEqual({
      newFindings: 0,
    });
  });

  it('with one wrong character stand for the key that was meant, with a wrong checksum for none', async () => {
    world = await World.start({ sandbox: { seed: 'empty' } });
    const { vault, service, create } = await connected();
    const { keyId } = await create('held');
    const key = await reveal(service, keyId);
    const store = createFindingsStore({ vault, actor: 'app', now: world.clock.now });
    const fingerprintKey = randomBytes(32);
    const wrong = finding(key, { class: 'malformed', fingerprint: 'wrong' });
    const typed = finding(key, { class: 'malformed', repairable: true }, fingerprintKey);
    const findings = [wrong, typed].map((entry) => ({ root: '/repo', finding: entry }));
    await store.recordScan({ fingerprintKey, findings, report: report() });
    const listed = store.listFindings().map((entry) => [entry.finding.repairable ?? false, entry.keyName]);
    expect(new Map(listed as [boolean, string | null][])).toEqual(
      new Map([
        [false, null],
        [true, 'held'],
      ]),
    );
    expect(service.keyDetail(keyId).leakCount).toBe(1);
  });

  it('are resolved when they are gone and the key is dead, not before; ignoring them lapses', async () => {
    world = await World.start({ sandbox: { seed: 'empty' } });
    const { vault, service, create } = await connected();
    const { keyId } = await create('leaked');
    const key = await reveal(service, keyId);
    const store = createFindingsStore({ vault, actor: 'app', now: world.clock.now });
    const fingerprintKey = randomBytes(32);
    const findings = [{ root: '/repo', finding: finding(key, {}, fingerprintKey) }];
    await store.recordScan({ fingerprintKey, findings, report: report() });
    const state = () => store.listFindings()[0]!.state;
    expect(state()).toBe('open');

    await store.recordScan({ fingerprintKey, findings: [], report: report({ complete: false }) });
    await store.recordScan({ fingerprintKey, findings: [], report: report() });
    expect(state(), 'gone, but the key works').toBe('open');

    const { id } = store.listFindings()[0]!;
    const until = new Date(world.clock.now().getTime() + 3_600_000).toISOString();
    expect(store.ignoreFinding({ findingId: id, reason: 'a test', until }).state).toBe('ignored');
    expect(service.keyDetail(keyId).leakCount).toBe(0);
    world.clock.advance(7_200_000);
    expect(state()).toBe('open');
    store.ignoreFinding({ findingId: id, reason: 'a test', until: null });
    expect(store.reopenFinding(id).state).toBe('open');
    expect(() => store.ignoreFinding({ findingId: id, reason: ' ', until: null })).toThrow(AppError);

    await service.revokeKey({ keyId, reason: REASON, confirmation: null });
    expect(state()).toBe('resolved');
    await store.recordScan({ fingerprintKey, findings, report: report() });
    expect(state(), 'seen again').toBe('open');
  });
});
