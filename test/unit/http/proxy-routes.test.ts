/** Which proxy the environment or the system names for an address. */
import { describe, expect, it } from 'vitest';
import { routesByEnvironment, routesBySystem } from '../../../electron/http/proxy-routes.ts';

const API = 'https://api.example.test';

describe('what the variables hold', () => {
  it.each(['ftp://proxy:21', 'http://', 'http://[', 'http://%zz:%zz@h:1', ''.padEnd(3, ':')])(
    '%j is said, not guessed',
    (value) => {
      expect(() => routesByEnvironment(API, { HTTPS_PROXY: value })).toThrow(
        expect.objectContaining({
          code: 'unsupported',
          message: 'What HTTPS_PROXY names is no proxy that Augno Vault can use.',
        }),
      );
    },
  );

  it.each([
    '*',
    'example.test',
    '.example.test',
    '*.example.test',
    'other.test, API.Example.Test:443',
    'other.test api.example.test',
  ])('NO_PROXY=%s goes around it', (NO_PROXY) => {
    expect(routesByEnvironment(API, { HTTPS_PROXY: 'proxy:1', NO_PROXY })).toEqual([{ kind: 'direct' }]);
  });

  it.each(['', 'ample.test', 'api.example.test:8443', 'example.test.evil', '10.0.0.0/8'])(
    'NO_PROXY=%j does not',
    (NO_PROXY) => {
      const [route] = routesByEnvironment(API, { HTTPS_PROXY: 'proxy:1', NO_PROXY });
      expect(route).toMatchObject({ kind: 'proxy' });
    },
  );

  it('knows addresses and ranges', () => {
    const kindOf = (host: string, NO_PROXY: string): string =>
      routesByEnvironment(`https://${host}`, { HTTPS_PROXY: 'proxy:1', NO_PROXY })[0]!.kind;
    expect(kindOf('10.1.2.3', '10.0.0.0/8')).toBe('direct');
    expect(kindOf('11.1.2.3', '10.0.0.0/8')).toBe('proxy');
    expect(kindOf('11.1.2.3', '10.0.0.0/99')).toBe('proxy');
    expect(kindOf('[fd00::1]', 'fd00::/8')).toBe('direct');
    expect(kindOf('[fd00::1]', '[fd00::1]')).toBe('direct');
    expect(kindOf('[fe00::1]', 'fd00::/8')).toBe('proxy');
  });

  it('an empty one says that there is none', () => {
    expect(routesByEnvironment(API, { https_proxy: '', ALL_PROXY: 'proxy:1' })).toEqual([{ kind: 'direct' }]);
  });

  it.each([
    ['DIRECT', ['direct']],
    ['', ['direct']],
    ['PROXY proxy.example:3128; DIRECT', ['proxy.example:3128 (system)', 'direct']],
    ['HTTPS proxy.example:443', ['proxy.example:443 (system)']],
    ['QUIC a:1; SOCKS5 b:2', ['b:2 (system)']],
  ])('the system’s answer %j', (answer, routes) => {
    const read = routesBySystem(API, answer, {}).map((route) =>
      route.kind === 'direct' ? 'direct' : route.proxy.label,
    );
    expect(read).toEqual(routes);
  });

  it('an answer of kinds that nobody speaks is refused with words', () => {
    expect(() => routesBySystem(API, 'QUIC a:1', {})).toThrow(
      expect.objectContaining({ code: 'unsupported' }),
    );
  });

  it('where the system names none the environment does, with its exceptions', () => {
    for (const answer of ['', 'DIRECT', 'DIRECT; DIRECT']) {
      const named = routesBySystem(API, answer, { https_proxy: 'proxy:3128' });
      expect(named).toMatchObject([{ kind: 'proxy', proxy: { label: 'proxy:3128 (https_proxy)' } }]);
      expect(routesBySystem(API, answer, { https_proxy: 'proxy:3128', NO_PROXY: '*' })).toEqual([
        { kind: 'direct' },
      ]);
    }
    expect(routesBySystem(API, 'PROXY other:1', { https_proxy: 'proxy:3128' })).toMatchObject([
      { kind: 'proxy', proxy: { label: 'other:1 (system)' } },
    ]);
  });
});
