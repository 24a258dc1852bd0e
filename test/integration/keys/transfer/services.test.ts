/** Other services in an export as an attacker makes it: nothing wakes, joins what is here, or takes a secret that is not its own. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { importExport } from '../../../../electron/keys/transfer/import-export.ts';
import { confirmedAddressesCollection } from '../../../../electron/http/confirmed-addresses.ts';
import { createProviderService, importParts } from '../../../../electron/providers/index.ts';
import { providerConnectionsCollection } from '../../../../electron/keys/registry/other-records.ts';
import { keysCollection } from '../../../../electron/keys/registry/records.ts';
import type { ProviderService } from '../../../../electron/providers/other/types.ts';
import { createVault, type ManagedVault } from '../../../../electron/vault/index.ts';
import { floorKdf } from '../../../fixtures/formats/read.ts';
import { makeFolder, PASSWORD, removeFolder, reveal, text } from '../../../fixtures/vault/sample.ts';
import { CHEAP_KDF } from '../../providers/augno/support/world.ts';
import { forgedPassword, forgeExport, record, secretLine, type ForgedLine } from './support/forged-export.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

let folder: string;
let vault: ManagedVault;
let service: ProviderService;
let requests: string[];
beforeEach(async () => {
  folder = makeFolder();
  requests = [];
  ({ vault } = await createVault({
    folder: path.join(folder, 'vault'),
    name: 'Vault',
    password: text(PASSWORD),
    kdf: floorKdf,
    pollIntervalMs: 0,
  }));
  service = createProviderService({
    vault,
    fetch: (url) => {
      requests.push(url);
      return Promise.reject(new Error('no network'));
    },
    userAgent: 'test',
    actor: 'app',
  });
});
afterEach(() => {
  vault.close();
  removeFolder(folder);
});

const take = async (lines: readonly ForgedLine[], dryRun = false) =>
  await importExport(vault, {
    file: await forgeExport(path.join(folder, 'theirs.augnoexport'), lines),
    password: forgedPassword(),
    kdf: CHEAP_KDF,
    dryRun,
    parts: importParts,
  });

const AT = '2026-11-01T10:00:00.000Z';
const connection = (changes: object = {}): Record<string, unknown> => ({
  provider: 'generic',
  name: 'Parcels',
  url: 'https://parcels.example/labels',
  header: 'X-Key',
  headerPrefix: null,
  mode: 'prod',
  createdAt: AT,
  ...changes,
});
const key = (secret: string, changes: object = {}): Record<string, unknown> => ({
  connectionId: 'c',
  provider: 'generic',
  kind: 'key',
  apiName: 'Labels',
  alias: null,
  redacted: `****${secret.slice(-4)}`,
  owner: null,
  createdAt: AT,
  updatedAt: AT,
  expiresAt: null,
  rotateBy: null,
  revokedAt: null,
  acceptedAfterEndAt: null,
  lastTestedAt: AT,
  lastOutcome: 'accepted',
  notes: '',
  tags: [],
  places: [],
  replaces: null,
  replacedBy: null,
  evidence: { fingerprint: 'f'.repeat(64), length: secret.length, prefix: null },
  ...changes,
});
const secretOf = (): string => `parcel-${randomUUID()}`;

it('a planted key joins no service that is here, and its service sleeps', async () => {
  const { id } = service.addConnection(connection() as Parameters<typeof service.addConnection>[0]);
  const mine = text(secretOf());
  const { key: held } = await service.addKey({
    connectionId: id,
    name: 'Labels',
    owner: null,
    expiresAt: null,
    rotateBy: null,
    scanPrefix: null,
    secret: mine,
  });
  const before = await reveal(vault, held.id);
  const planted = secretOf();
  const lines = [
    record('provider-connections', id, connection()),
    record('provider-keys', held.id, key(planted, { connectionId: id })),
    secretLine(held.id, planted),
  ];
  const confirmed = vault.list(confirmedAddressesCollection).length;
  // One went out with the key that is here, when it was added.
  requests.splice(0);
  expect(await take(lines, true)).toMatchObject({
    services: [{ name: 'Parcels 2', here: null }],
    secrets: 1,
  });
  expect(vault.list(keysCollection)).toHaveLength(1);
  await take(lines);
  expect(await reveal(vault, held.id)).toBe(before);
  const imported = service.list().connections.find(({ name }) => name === 'Parcels 2')!;
  expect(imported.asleep).toBe(true);
  expect(vault.list(confirmedAddressesCollection)).toHaveLength(confirmed);
  const stored = service.keys.listKeys().find(({ connectionId }) => connectionId === imported.id)!;
  // A test that passed elsewhere, and what they recognise keys by, is theirs.
  const { value } = vault.list(keysCollection).find(({ id: one }) => one === stored.id)!;
  expect(value).toMatchObject({ lastOutcome: null });
  expect(value.evidence!.fingerprint).not.toBe('f'.repeat(64));
  const tested = await service.keys.testKey(stored.id);
  expect(tested).toMatchObject({ outcome: 'unreachable' });
  expect(inEnglish(tested.message)).toContain('not confirmed on this computer');
  expect(requests).toEqual([]);
});

it('a secret comes only for the record that it fits, and once', async () => {
  const [right, other] = [secretOf(), secretOf()];
  const proposal = await take([
    record('provider-connections', 'c', connection()),
    record('provider-keys', 'right', key(right, { apiName: 'Right' })),
    record('provider-keys', 'wrong', key(`${right.slice(0, -1)}~`, { apiName: 'Wrong' })),
    record('provider-keys', 'twice', key(right, { apiName: 'Twice' })),
    record('provider-keys', 'astray', key(other, { apiName: 'Astray', connectionId: 'nowhere' })),
    secretLine('right', right),
    secretLine('wrong', other),
    secretLine('twice', right),
    secretLine('sharing-identity', 'p'.repeat(32)),
  ]);
  expect(proposal.keys.map(({ name, secret }) => [name, secret])).toEqual([
    ['Right', true],
    ['Wrong', false],
  ]);
  expect(proposal.refused.map(({ name, why }) => [name, why])).toEqual(
    expect.arrayContaining([
      ['Wrong', 'not-its-secret'],
      ['Twice', 'repeated'],
      ['Astray', 'no-account'],
      [null, 'reserved'],
    ]),
  );
  expect(vault.hasSecret('sharing-identity')).toBe(false);
  expect(vault.verify().sound).toBe(true);
});

it.each([
  { provider: 'nobody' },
  { url: 'http://evil.example' },
  { url: 'https://user:word@evil.example' },
  { url: 'not an address' },
  { header: 'Cookie' },
  { headerPrefix: 'Bearer\r\nX: ' },
  { name: ' ' },
  { createdAt: 'yesterday' },
])('no service that a person could have added: %o', async (changes) => {
  const secret = secretOf();
  const proposal = await take([
    record('provider-connections', 'c', connection(changes)),
    record('provider-keys', 'k', key(secret)),
    secretLine('k', secret),
  ]);
  expect(proposal).toMatchObject({ records: 0, secrets: 0, services: [] });
  expect(vault.list(providerConnectionsCollection)).toEqual([]);
});
