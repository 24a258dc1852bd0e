import { describe, expect, it } from 'vitest';
import { oldSecretSigns, usageSigns } from '../../../../electron/providers/augno/attention/usage-signs.ts';
import type { RequestLogEntry } from '../../../../shared/domain.ts';

const NOW = new Date('2026-11-21T12:00:00Z');

/** Newest first, as the API lists them. */
function log(
  ...groups: readonly (readonly [
    hoursAgo: number,
    count: number,
    ip: string,
    more?: Partial<RequestLogEntry>,
  ])[]
) {
  return groups
    .flatMap(([hoursAgo, count, clientIp, more]) =>
      Array.from({ length: count }, (_, index): RequestLogEntry => ({
        id: `rq_${String(hoursAgo)}_${clientIp}_${String(index)}`,
        at: new Date(NOW.getTime() - hoursAgo * 3_600_000 - index * 1000).toISOString(),
        method: 'GET',
        path: '/v1/core/units',
        route: '/v1/core/units',
        statusCode: 200,
        errorCode: null,
        clientIp,
        userAgent: 'shop/2.1',
        latencyMs: 3,
        ...more,
      })),
    )
    .sort((left, right) => right.at.localeCompare(left.at));
}
const kinds = (entries: readonly RequestLogEntry[]): readonly string[] =>
  usageSigns('apke_1', entries, NOW).map(({ kind }) => kind);

describe('what the request logs tell', () => {
  it('is nothing for steady use from known addresses', () => {
    expect(kinds(log([1, 20, '10.0.0.1'], [30, 20, '10.0.0.1'], [54, 20, '10.0.0.1']))).toEqual([]);
  });

  it('is an address that was not seen before the last day', () => {
    const signs = usageSigns('apke_1', log([1, 3, '10.9.9.9'], [2, 5, '10.0.0.1'], [40, 5, '10.0.0.1']), NOW);
    expect(signs).toEqual([
      expect.objectContaining({ kind: 'new-address', count: 1, from: ['10.9.9.9, shop/2.1'] }),
    ]);
  });

  it('is nothing new where there is no past to compare with', () => {
    expect(kinds(log([1, 3, '10.9.9.9'], [2, 5, '10.0.0.1']))).toEqual([]);
  });

  it('is many places within a day', () => {
    const places = [1, 2, 3, 4, 5].map((part) => [part, 2, `10.0.0.${String(part)}`] as const);
    expect(kinds(log(...places))).toEqual(['many-places']);
    expect(kinds(log(...places.slice(1)))).toEqual([]);
  });

  it('is many times the usual number of requests', () => {
    expect(kinds(log([1, 80, '10.0.0.1'], [48, 3, '10.0.0.1'], [120, 3, '10.0.0.1']))).toEqual(['spike']);
    expect(kinds(log([1, 40, '10.0.0.1'], [48, 3, '10.0.0.1']))).toEqual([]);
  });

  it('is most of a day’s requests refused', () => {
    expect(kinds(log([1, 12, '10.0.0.1', { statusCode: 403 }], [2, 3, '10.0.0.1']))).toEqual(['refused']);
    expect(kinds(log([1, 12, '10.0.0.1', { statusCode: 403 }], [2, 30, '10.0.0.1']))).toEqual([]);
  });

  it('is never about our own requests', () => {
    expect(kinds(log([1, 30, '10.0.0.1', { statusCode: 401, userAgent: 'AugnoVault/1.0' }]))).toEqual([]);
  });
});

describe('an old secret', () => {
  const replacedAt = new Date('2026-11-21T06:00:00Z');
  it('that is still tried after its rotation is told with where from', () => {
    const signs = oldSecretSigns(
      'apke_1',
      log(
        [1, 4, '10.0.0.7', { statusCode: 401 }],
        [2, 1, '10.0.0.8', { userAgent: 'AugnoVault/1.0' }],
        [20, 9, '10.0.0.1'],
      ),
      replacedAt,
    );
    expect(signs).toEqual([
      {
        keyId: 'apke_1',
        kind: 'old-secret',
        count: 4,
        lastAt: '2026-11-21T11:00:00.000Z',
        from: ['10.0.0.7, shop/2.1'],
      },
    ]);
  });

  it('that rests is no sign', () => {
    expect(oldSecretSigns('apke_1', log([20, 9, '10.0.0.1']), replacedAt)).toEqual([]);
  });
});
