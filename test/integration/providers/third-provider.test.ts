/** A provider that is one file goes through everything that the built-in ones go through. */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import path from 'node:path';
import { PORTABLE_COLLECTIONS } from '../../../electron/inventory/collections.ts';
import { saveCare } from '../../../electron/keys/care/care.ts';
import { importExport } from '../../../electron/keys/transfer/import-export.ts';
import { PROVIDERS } from '../../../electron/providers/index.ts';
import { importOfAccounts } from '../../../electron/providers/augno/import.ts';
import { importOfServices } from '../../../electron/providers/other/import.ts';
import { exportVault } from '../../../electron/vault/index.ts';
import { looksRandom } from '../../../shared/evidence.ts';
import { CHEAP_KDF } from './augno/support/world.ts';
import { secret, stage } from './support/vault.ts';
import { forge } from './third-provider.ts';

const alive = new Set<string>();
const server = createServer((request, response) => {
  const token = request.headers['x-forge-token'];
  response.writeHead(request.url === '/whoami' && alive.has(String(token)) ? 200 : 401).end('{}');
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((server.address() as { port: number }).port)}`;
});
afterAll(() => server.close());

/** One that counts as drawn by a machine: of those that a machine draws, nine in a thousand do not (hardly a digit in it). */
function token(): string {
  const body = randomBytes(24).toString('base64url');
  if (!looksRandom(body, 20)) return token();
  const made = `fgb-${body}`;
  alive.add(made);
  return made;
}

it('stores, tests, rotates, finds and retires the keys of a service whose only trace is one file', async () => {
  await using world = await stage([...PROVIDERS, forge]);
  const { service, accounts, findings } = world.parts;
  const { id } = service.addConnection({
    provider: 'forge',
    name: 'Forge',
    url,
    header: null,
    headerPrefix: null,
    mode: 'test',
  });
  const old = token();
  const base = {
    connectionId: id,
    name: 'Deploy bot',
    owner: 'Platform',
    expiresAt: null,
    rotateBy: null,
    scanPrefix: null,
  };
  const stored = await service.addKey({ ...base, secret: secret(old) });
  expect(stored).toMatchObject({
    test: { outcome: 'accepted' },
    key: { provider: { id: 'forge', kindLabel: { values: { text: 'Bot token' } } } },
  });
  const other = token();
  world.write('.env', `DEPLOY=${old}\nFORGE_TOKEN=${other}\n`);
  await world.scanInto(world.parts);
  expect(
    findings
      .listFindings()
      .map(({ keyId, finding }) => [keyId, finding.class])
      .sort(),
  ).toEqual([
    [null, 'likely'],
    [stored.key.id, 'valid'],
  ]);
  const next = token();
  await service.rotateKey({
    keyId: stored.key.id,
    secret: secret(next),
    expiresAt: null,
    rotateBy: null,
    reason: { kind: 'policy', text: '' },
  });
  alive.delete(old);
  const [rotation] = accounts.listRotations();
  expect(await accounts.checkOldKey(rotation!.id)).toMatchObject({ state: 'done' });
  expect(
    accounts
      .listKeys()
      .map(({ status }) => status)
      .sort(),
  ).toEqual(['active', 'revoked']);

  // Revealed, edited and thrown away as any key is, and one that may still work is kept.
  const [fresh] = accounts.listKeys().filter(({ status }) => status === 'active');
  const lent = await accounts.useSecret(fresh!.id, 'reveal', (held) => held.revealText());
  expect(lent).toBe(next);
  saveCare(world.parts.vault, fresh!.id, { owner: 'Ann', access: [], rotateEveryDays: 30 });
  expect(accounts.keyDetail(fresh!.id)).toMatchObject({ care: { owner: 'Ann' }, replaces: stored.key.id });
  expect(() => {
    accounts.deleteKey(fresh!.id);
  }).toThrow('may still work');
  accounts.deleteKey(stored.key.id);
  expect(accounts.listTrash()).toMatchObject([{ keyId: stored.key.id, name: 'Deploy bot' }]);
  accounts.restoreFromTrash(stored.key.id);
  expect(accounts.listTrash()).toEqual([]);
  accounts.deleteKey(stored.key.id);

  // What it can't do over an API is said, and nothing of another provider is asked in its place.
  const reason = { kind: 'policy', text: '' } as const;
  await expect(
    accounts.rotateKey({ keyId: fresh!.id, overlapSeconds: 0, reason, confirmation: null }),
  ).rejects.toThrow('Forge has no API to rotate a key');
  await expect(accounts.revokeKey({ keyId: fresh!.id, reason, confirmation: null })).rejects.toThrow(
    'Forge has no API to revoke a key',
  );
  await expect(accounts.keyUsage(fresh!.id)).rejects.toThrow('Forge does not tell');
  expect(await accounts.keyHistory(fresh!.id)).toMatchObject({ events: [] });

  // To another vault, its trash and its care with it.
  const file = path.join(world.folder, 'forge.augnoexport');
  const kdf = CHEAP_KDF;
  await exportVault(world.parts.vault, {
    file,
    password: secret('export password'),
    collections: PORTABLE_COLLECTIONS,
    kdf,
  });
  await using elsewhere = await stage([...PROVIDERS, forge]);
  await importExport(elsewhere.parts.vault, {
    file,
    password: secret('export password'),
    kdf,
    dryRun: false,
    parts: [importOfAccounts, importOfServices([...PROVIDERS, forge])],
  });
  const [brought] = elsewhere.parts.accounts.listKeys();
  expect(brought).toMatchObject({ provider: { id: 'forge' }, care: { owner: 'Ann', rotateEveryDays: 30 } });
  expect(await elsewhere.parts.accounts.useSecret(brought!.id, 'reveal', (held) => held.revealText())).toBe(
    next,
  );
  expect(elsewhere.parts.accounts.listTrash()).toMatchObject([{ name: 'Deploy bot' }]);
});
