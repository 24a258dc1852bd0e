/** An account that the vendor serves under its other name now: everything of it is carried over. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../../electron/sandbox/index.ts';
import type { FetchLike } from '../../../../electron/http/fetch-like.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { intentsCollection } from '../../../../electron/keys/registry/records.ts';
import { FindingMatcher } from '../../../../electron/keys/findings/match.ts';
import { formsOf } from '../../../../electron/keys/masking/forms.ts';
import { SecretMasker } from '../../../../electron/keys/masking/masker.ts';
import { secretIdOfEither } from '../../../../electron/keys/lifecycle/spelling.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import type { ManagedVault } from '../../../../electron/vault/index.ts';
import { isSameRedacted, spelledAs } from '../../../../shared/key-format.ts';
import { DAY_MS } from '../../../../shared/times.ts';
import { World } from './support/world.ts';

const AUGNO = 'https://api.augno.com';
const OPENMRP = 'https://api.openmrp.ai';
const REASON = { kind: 'policy', text: '' } as const;

let world: World;
let folder: string;
let before: Sandbox;
let after: Sandbox | null;
let other: Sandbox | null;
/** Addresses that were asked, and with which key. */
let asked: { origin: string; key: string; version: string | null }[];

/** The vendor's public addresses, answered by sandboxes on this machine. */
const network: FetchLike = (input, init) => {
  const url = new URL(String(input));
  const headers = new Headers(init.headers);
  asked.push({
    origin: url.origin,
    key: (headers.get('authorization') ?? '').replace('Bearer ', ''),
    version: headers.get('openmrp-version'),
  });
  const target =
    url.origin === AUGNO
      ? after === null
        ? before
        : null
      : url.origin === OPENMRP
        ? (after ?? before)
        : other;
  if (target === null) return Promise.reject(new TypeError('fetch failed'));
  return fetch(`${target.url}${url.pathname}${url.search}`, init);
};

/** The vendor serves everything under its other name from here on. */
async function rename(): Promise<void> {
  await before.close();
  after = await startSandbox({
    dataFolder: folder,
    brand: 'openmrp',
    testControls: true,
    now: world.clock.now,
  });
  await unlimited(after);
}

async function unlimited({ url }: Sandbox): Promise<void> {
  await fetch(`${url}/__sandbox/limits`, {
    method: 'POST',
    body: JSON.stringify({ requestsPerSecond: null }),
  });
}

beforeEach(async () => {
  world = await World.start({ tuning: { settleMs: 0 } });
  folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-move-'));
  before = await startSandbox({ dataFolder: folder, testControls: true, now: world.clock.now });
  await unlimited(before);
  after = null;
  other = null;
  asked = [];
});
afterEach(async () => {
  await before.close().catch(() => undefined);
  await after?.close();
  await other?.close();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const reveal = (service: AccountService, keyId: string): Promise<string> =>
  service.useSecret(keyId, 'reveal', (held) => held.revealText());

async function isAccepted(key: string): Promise<boolean> {
  const { status } = await fetch(`${after!.url}/v1/catalog/units?limit=1`, {
    headers: { authorization: `Bearer ${key}`, 'openmrp-version': '1.0.forge-preview.8' },
  });
  return status === 200;
}

interface Filled {
  readonly vault: ManagedVault;
  readonly service: AccountService;
  readonly connectionId: string;
  /** Key id → secret, as it was given out before. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly roleId: string;
}

/** A vault with keys, a rotation with overlap, and a connection that works with a key of its own making. */
async function filled(): Promise<Filled> {
  const { vault, service } = await world.open({ fetch: network });
  const account = before.accounts.find(({ mode }) => mode === 'prod')!;
  const adminKey = SecretBytes.fromText(account.adminKey);
  const { id: connectionId } = await service.connect({ url: AUGNO, name: 'Acme', adminKey });
  const roleId = (await service.listRoles(connectionId)).find(({ name }) => name === 'Admin')!.id;
  const ids: string[] = [];
  for (const name of ['Till', 'Shop', 'Scale']) {
    const { keyId } = await service.createKey({ connectionId, name, roleId, expiresAt: null });
    ids.push(keyId);
  }
  service.editKey({ keyId: ids[0]!, notes: 'At the counter', places: ['till.env'] });
  const { keyId: replacing } = await service.rotateKey({
    keyId: ids[1]!,
    overlapSeconds: 3 * 86_400,
    reason: REASON,
    confirmation: 'Shop',
  });
  ids.push(replacing);
  const own = service.listKeys().find((key) => key.secretHeld && !ids.includes(key.id))!;
  const { keyId: ownId } = await service.rotateKey({
    keyId: own.id,
    overlapSeconds: 0,
    reason: REASON,
    confirmation: own.name,
  });
  ids.push(ownId);
  const secrets = new Map<string, string>();
  for (const id of ids) secrets.set(id, await reveal(service, id));
  return { vault, service, connectionId, secrets, roleId };
}

describe('a moved account', () => {
  it('keeps every key, secret and plan, and goes on at the new address', async () => {
    const { vault, service, connectionId, secrets, roleId } = await filled();
    const keysBefore = service
      .listKeys()
      .map(({ id, name }) => ({ id, name, notes: service.keyDetail(id).notes }));
    const auditBefore = vault.auditLog({ limit: 1_000 });
    await rename();
    await expect(service.sync(connectionId)).rejects.toMatchObject({ code: 'api-unreachable' });
    asked.length = 0;
    const moved = await service.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
    expect(moved).toMatchObject({ url: OPENMRP, brand: 'openmrp', name: 'Acme', health: 'ok' });
    expect(new Set(asked.map(({ origin }) => origin))).toEqual(new Set([OPENMRP]));
    for (const { key, version } of asked) {
      expect(key.startsWith('mrp_sk_prod_')).toBe(true);
      expect(version).toBe('1.0.forge-preview.8');
    }
    expect(
      service.listKeys().map(({ id, name }) => ({ id, name, notes: service.keyDetail(id).notes })),
    ).toEqual(expect.arrayContaining(keysBefore));
    for (const [id, secret] of secrets) {
      const now = await reveal(service, id);
      expect(now).toBe(spelledAs('openmrp', secret));
      expect(await isAccepted(now), id).toBe(true);
      expect(
        isSameRedacted(service.keyDetail(id).redacted, now.replace(/_\w{22}_\w+(\w{4})$/, '_****$1')),
      ).toBe(true);
    }
    // Earlier entries are what they were; the move is one more.
    const auditAfter = vault.auditLog({ limit: 1_000 });
    expect(auditAfter.slice(-auditBefore.length)).toEqual(auditBefore);
    expect(auditAfter.find(({ action }) => action === 'connection-changed')!.detail).toBe(
      `Moved from ${AUGNO} (Augno) to ${OPENMRP} (OpenMRP).`,
    );

    const { keyId: created } = await service.createKey({
      connectionId,
      name: 'New',
      roleId,
      expiresAt: null,
    });
    expect((await reveal(service, created)).startsWith('mrp_sk_')).toBe(true);
    const { keyId: overlapping } = await service.rotateKey({
      keyId: created,
      overlapSeconds: 86_400,
      reason: REASON,
      confirmation: 'New',
    });
    const admin = service.listConnections()[0]!.adminKeyId!;
    const { keyId: ownKey } = await service.rotateKey({
      keyId: admin,
      overlapSeconds: 0,
      reason: REASON,
      confirmation: service.keyDetail(admin).name,
    });
    expect(service.listConnections()[0]!.adminKeyId).toBe(ownKey);
    const [till] = [...secrets.keys()];
    const tillSecret = await reveal(service, till!);
    await service.revokeKey({ keyId: till!, reason: REASON, confirmation: 'Till' });
    expect(await isAccepted(tillSecret)).toBe(false);
    // The overlap from before the move ends on its day.
    world.clock.advance(4 * DAY_MS);
    await service.sync(connectionId);
    const old = [...secrets.keys()][1]!;
    expect(service.keyDetail(old).status).toBe('revoked');
    expect(await isAccepted(await reveal(service, overlapping))).toBe(true);
    expect(await isAccepted(await reveal(service, [...secrets.keys()][3]!))).toBe(true);
  });

  it('is one key in either spelling: found, matched, masked', async () => {
    const { vault, service, connectionId, secrets } = await filled();
    await rename();
    await service.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
    const [keyId, secret] = [...secrets][0]!;
    const scanKey = Buffer.alloc(32, 7);
    const { keyFingerprintOf, findingFrom } = await import('../../../../electron/scanner/detect/finding.ts');
    expect(keyFingerprintOf(Buffer.from(secret), scanKey)).not.toBe('');
    for (const brand of ['augno', 'openmrp'] as const) {
      const text = spelledAs(brand, secret);
      const probe = SecretBytes.fromText(text);
      expect(secretIdOfEither(vault, probe)).toBe(keyId);
      const hit = {
        key: Buffer.from(text),
        class: 'valid',
        mode: 'prod',
        brand,
        line: 1,
        column: 1,
        encoding: [],
        container: [],
      } as unknown as Parameters<typeof findingFrom>[0];
      const finding = findingFrom(hit, { path: 'a', source: 'worktree', fingerprintKey: scanKey } as never);
      expect(await new FindingMatcher(vault, scanKey).match(finding)).toBe(keyId);
      const masker = new SecretMasker(formsOf(Buffer.from(secret)));
      const shown = Buffer.concat([masker.push(Buffer.from(`key=${text}\n`)), masker.end()]).toString();
      expect(shown).toBe(`key=${text.slice(0, 12)}****${text.slice(-4)}\n`);
      // Pasting the secret in either spelling is this key's, and no second one.
      service.addSecret(keyId, SecretBytes.fromText(text));
      expect(await reveal(service, keyId)).toBe(spelledAs('openmrp', secret));
    }
  });

  it('leaves what was under way for a person where the old address does not answer', async () => {
    const { vault, service, connectionId, roleId } = await filled();
    let dropped = false;
    const drop: FetchLike = async (input, init) => {
      // The request takes effect, its reply is lost, and from then on nothing answers.
      if (dropped) throw new TypeError('fetch failed');
      const reply = await network(input, init);
      dropped = init.method === 'POST';
      if (dropped) throw new TypeError('fetch failed');
      return reply;
    };
    await service.close();
    const interrupted = world.serviceOn(vault, { fetch: drop });
    await interrupted
      .createKey({ connectionId, name: 'Lost', roleId, expiresAt: null })
      .catch(() => undefined);
    const open = () => vault.list(intentsCollection).filter(({ value }) => value.state === 'open');
    expect(open()).toHaveLength(1);
    await interrupted.close();
    await rename();
    const again = world.serviceOn(vault, { fetch: network });
    await again.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
    const intents = vault.list(intentsCollection).map(({ value }) => [value.state, value.question]);
    expect(intents).toEqual([['ask', 'moved']]);
    expect(asked.filter(({ origin }) => origin === OPENMRP).length).toBeGreaterThan(0);
  });
});

describe('is refused, with nothing changed', () => {
  const unchanged = async (
    { vault, service, connectionId }: Filled,
    input: { url: string; adminKey: SecretBytes | null },
    expected: Record<string, unknown>,
    mayAsk = false,
  ): Promise<void> => {
    const connection = service.listConnections()[0];
    const count = vault.auditLog({ limit: 1_000 }).length;
    asked.length = 0;
    await expect(service.moveConnection(connectionId, input)).rejects.toMatchObject(expected);
    expect(service.listConnections()[0]).toEqual(connection);
    expect(vault.auditLog({ limit: 1_000 })).toHaveLength(count);
    if (!mayAsk) expect(asked).toEqual([]);
  };

  it('where nothing may be sent', async () => {
    const state = await filled();
    await unchanged(state, { url: AUGNO, adminKey: null }, { code: 'conflict', field: 'url' });
    await unchanged(state, { url: 'http://api.openmrp.ai', adminKey: null }, { code: 'api-insecure-url' });
    await unchanged(
      state,
      { url: 'https://mrp.example.com', adminKey: null },
      { code: 'invalid-input', field: 'adminKey' },
    );
    const test = SecretBytes.fromText(before.accounts.find(({ mode }) => mode === 'test')!.adminKey);
    await unchanged(state, { url: OPENMRP, adminKey: test }, { code: 'invalid-input', field: 'adminKey' });
  });

  it('where another account answers', async () => {
    const state = await filled();
    other = await startSandbox({ brand: 'openmrp' });
    const { adminKey } = other.accounts.find(({ mode }) => mode === 'prod')!;
    await unchanged(
      state,
      { url: other.url, adminKey: SecretBytes.fromText(adminKey) },
      { code: 'conflict' },
      true,
    );
  });

  it('where the server does not know the key, in its own spelling either', async () => {
    const state = await filled();
    other = await startSandbox({ brand: 'openmrp' });
    const held = SecretBytes.fromText([...state.secrets.values()][0]!);
    await unchanged(
      state,
      { url: other.url, adminKey: held },
      {
        code: 'api-invalid-key',
        message: expect.stringContaining('speaks OpenMRP, whose keys begin with mrp_sk_') as string,
      },
      true,
    );
  });
});

it('connecting an account that is here already names the move', async () => {
  const { service, secrets } = await filled();
  await rename();
  const adminKey = SecretBytes.fromText(spelledAs('openmrp', [...secrets.values()].at(-1)!));
  await expect(service.connect({ url: OPENMRP, name: '', adminKey })).rejects.toMatchObject({
    code: 'conflict',
    hint: expect.stringContaining('move the connection there') as string,
  });
});
