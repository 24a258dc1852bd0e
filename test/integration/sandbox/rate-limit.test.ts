import { expect, it } from 'vitest';
import { startTestServer, type Answer } from './support/server.ts';

it('admits twenty requests in a second, whoever asks, and says how long to wait', async () => {
  const server = await startTestServer({ seed: 'empty', rateLimit: true });
  const call = (path: string, key: string | null = server.test.adminKey): ReturnType<typeof server.call> =>
    server.call('GET', path, { key });
  const first = await call('/v1/auth/api-keys');
  expect(first.headers.get('ratelimit-limit')).toBe('20');
  expect(Number(first.headers.get('ratelimit-remaining'))).toBe(19);
  const burst = (): Promise<readonly Answer[]> =>
    Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        call('/v1/catalog/units', index % 2 === 0 ? null : server.test.adminKey),
      ),
    );
  let refused: readonly Answer[] = [];
  // A machine that takes two seconds over one burst is given another.
  for (let time = 0; time < 10 && refused.length === 0; time += 1) {
    refused = (await burst()).filter((answer) => answer.status === 429);
  }
  expect(refused.length).toBeGreaterThan(0);
  for (const answer of refused) {
    expect(answer.body.error).toMatchObject({
      code: 'rate_limit_exceeded',
      type: 'invalid_request_error',
      is_transient: true,
    });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(answer.headers.get('request-id')).toBeNull();
  }
  await server.control('POST', 'limits', { requestsPerSecond: null });
  const free = await call('/v1/catalog/units');
  expect(free.status).toBe(200);
  expect(free.headers.get('ratelimit-limit')).toBeNull();
  await server.close();
});
