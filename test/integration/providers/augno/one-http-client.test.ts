/** The vault's process runs for days: what speaks HTTP in it is there once. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { EMPTY_PAGE, json, startRawServer } from './support/raw-server.ts';

const CHILD = fileURLToPath(new URL('support/one-client-child.ts', import.meta.url));

it('asks the API without the runtime’s own client beside ours', async () => {
  const server = await startRawServer((_request, response) => {
    json(response, 200, EMPTY_PAGE);
  });
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', CHILD, server.url]);
    expect(JSON.parse(stdout)).toEqual([0, []]);
  } finally {
    await server.close();
  }
  const sent = {
    accept: 'application/json',
    'user-agent': 'AugnoVault/0.0.0 (test)',
    'augno-version': expect.any(String) as string,
    authorization: expect.stringMatching(/^Bearer /) as string,
  };
  const change = { ...sent, 'content-type': 'application/json', 'idempotency-key': 'idem-1' };
  expect(server.seen).toMatchObject([
    { method: 'GET', url: '/v1/auth/api-keys?limit=1000&include[]=role', headers: sent, body: '' },
    {
      method: 'POST',
      url: '/v1/auth/api-keys?include[]=role',
      headers: change,
      body: '{"name":"ci","role_id":"role_1"}',
    },
  ]);
  expect(server.seen[0]?.headers).not.toHaveProperty('content-type');
});
