/** A provider that is one file goes through everything that the built-in ones go through. */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PROVIDERS } from '../../../electron/providers/index.ts';
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

function token(): string {
  const made = `fgb-${randomBytes(24).toString('base64url')}`;
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
    key: { provider: { id: 'forge', kindLabel: 'Bot token' } },
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
});
