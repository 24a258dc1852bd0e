/** Any other service: name, value, header, and perhaps an address to test it at. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateKey } from '../../../shared/key-format.ts';
import { secret, stage } from './support/vault.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

const seen: { url: string; headers: IncomingHttpHeaders }[] = [];
let status = 200;
const server = createServer((request, response) => {
  seen.push({ url: request.url ?? '', headers: request.headers });
  response.writeHead(status).end('x'.repeat(10));
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${String((server.address() as { port: number }).port)}/v1/me?lang=en`;
});
afterAll(() => server.close());

const REASON = { kind: 'other', text: '' } as const;

it('sends the key in its own header to its own address and nowhere else', async () => {
  await using world = await stage();
  const { service } = world.parts;
  const connection = service.addConnection({
    provider: 'generic',
    name: 'Mail',
    url,
    header: 'X-Mail-Key',
    headerPrefix: 'Token ',
    mode: 'test',
  });
  expect(inEnglish(connection.warning!)).toContain('Not encrypted');
  const value = randomBytes(20).toString('hex');
  const base = {
    connectionId: connection.id,
    name: 'Newsletter',
    owner: null,
    expiresAt: null,
    rotateBy: null,
    scanPrefix: null,
  };
  const { key, test } = await service.addKey({ ...base, secret: secret(value) });
  expect(test).toMatchObject({ outcome: 'accepted' });
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({ url: '/v1/me?lang=en', headers: { 'x-mail-key': `Token ${value}` } });
  expect(JSON.stringify(seen[0]!.url)).not.toContain(value);
  status = 403;
  expect(
    await service.checkRevoked({ keyId: key.id, reason: REASON, confirmation: null, withoutTest: false }),
  ).toMatchObject({ key: { status: 'revoked', secretHeld: false } });
});

it('keeps a key that nothing can be asked about, and ends it on a person’s word alone', async () => {
  await using world = await stage();
  const { service, accounts, findings } = world.parts;
  const connection = service.addConnection({
    provider: 'generic',
    name: 'Label printer',
    url: null,
    header: null,
    headerPrefix: '',
    mode: 'prod',
  });
  const value = `lp_live_${randomBytes(18).toString('base64url')}`;
  const base = { connectionId: connection.id, name: 'Printer', owner: null, expiresAt: null, rotateBy: null };
  const { key, test } = await service.addKey({ ...base, scanPrefix: 'lp_live_', secret: secret(value) });
  expect(test).toBeNull();
  await expect(accounts.testKey(key.id)).rejects.toMatchObject({ code: 'unsupported' });
  world.write('a.txt', `printed by ${value}.\nand lp_live_${randomBytes(18).toString('base64url')}\n`);
  await world.scanInto(world.parts);
  expect(findings.listFindings()).toMatchObject([{ keyId: key.id, finding: { class: 'valid', line: 1 } }]);
  const end = { keyId: key.id, reason: REASON };
  await expect(
    service.checkRevoked({ ...end, confirmation: null, withoutTest: false }),
  ).rejects.toMatchObject({ field: 'withoutTest' });
  await expect(
    service.checkRevoked({ ...end, confirmation: 'printer', withoutTest: true }),
  ).rejects.toMatchObject({ field: 'confirmation' });
  expect(await service.checkRevoked({ ...end, confirmation: 'Printer', withoutTest: true })).toMatchObject({
    key: { status: 'revoked' },
  });
});

it('refuses public addresses without encryption, forbidden headers, and Augno keys', async () => {
  await using world = await stage();
  const { service } = world.parts;
  const base = {
    provider: 'generic',
    name: 'X',
    url: null,
    header: 'X-Key',
    headerPrefix: '',
    mode: 'test',
  } as const;
  expect(() => service.addConnection({ ...base, url: 'http://example.com/me' })).toThrow(
    expect.objectContaining({ code: 'api-insecure-url' }),
  );
  expect(
    inEnglish(service.addConnection({ ...base, name: 'Inside', url: 'http://10.1.2.3/me' }).warning!),
  ).toContain('same network');
  for (const header of ['Host', 'Cookie', 'Content-Length', 'X Key', 'X:Key', '']) {
    expect(() => service.addConnection({ ...base, header })).toThrow(
      expect.objectContaining({ field: 'header' }),
    );
  }
  const { id } = service.addConnection(base);
  const key = { connectionId: id, name: 'A', owner: null, expiresAt: null, rotateBy: null, scanPrefix: null };
  await expect(service.addKey({ ...key, secret: secret(generateKey('test')) })).rejects.toMatchObject({
    message: 'This is an Augno key.',
  });
});
