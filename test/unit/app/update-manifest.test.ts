import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  assertSigned,
  compareVersions,
  feedAddress,
  readManifest,
  signedBytes,
} from '../../../electron/app/update-manifest.ts';

const keys = generateKeyPairSync('ed25519');
const publicKey = keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const text = 'version: 0.2.0\n';
const signature = sign(null, signedBytes('latest-linux.yml', text), keys.privateKey).toString('base64');

describe('a manifest’s signature', () => {
  it('counts for its text and its name', () => {
    expect(() => {
      assertSigned('latest-linux.yml', text, `${signature}\n`, publicKey);
    }).not.toThrow();
  });

  const other = generateKeyPairSync('ed25519')
    .publicKey.export({ type: 'spki', format: 'der' })
    .toString('base64');
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .publicKey.export({ type: 'spki', format: 'der' })
    .toString('base64');
  it.each([
    ['another text', 'latest-linux.yml', 'version: 0.3.0\n', signature, publicKey],
    ['another system’s manifest', 'latest-mac.yml', text, signature, publicKey],
    ['another key', 'latest-linux.yml', text, signature, other],
    ['a key of another kind', 'latest-linux.yml', text, signature, curve],
    ['no signature', 'latest-linux.yml', text, '', publicKey],
    ['a page in its place', 'latest-linux.yml', text, '<html>', publicKey],
    ['no key', 'latest-linux.yml', text, signature, ''],
  ])('does not count for %s', (_what, name, given, by, key) => {
    expect(() => {
      assertSigned(name, given, by, key);
    }).toThrow(expect.objectContaining({ code: 'update-refused' }));
  });
});

describe('a signed manifest', () => {
  const file = { url: 'augno-vault-0.2.0-linux-x64.AppImage', sha512: `${'A'.repeat(86)}==`, size: 10 };
  it('of a newer or the same version is read', () => {
    expect(readManifest({ version: '0.2.0', files: [file], extra: 1 }, '0.1.9').version).toBe('0.2.0');
    expect(readManifest({ version: '0.2.0', files: [file] }, '0.2.0').version).toBe('0.2.0');
  });
  it.each([
    ['an older version', { version: '0.1.9', files: [file] }],
    ['a version that is none', { version: 'latest', files: [file] }],
    ['a version before a release', { version: '0.3.0-beta.1', files: [file] }],
    ['no file', { version: '0.3.0', files: [] }],
    [
      'a file of elsewhere',
      { version: '0.3.0', files: [{ ...file, url: 'https://evil.example/a.AppImage' }] },
    ],
    ['a file above the feed', { version: '0.3.0', files: [{ ...file, url: '../a.AppImage' }] }],
    ['no checksum', { version: '0.3.0', files: [{ url: file.url }] }],
    ['a checksum cut short', { version: '0.3.0', files: [{ ...file, sha512: 'AAAA' }] }],
    ['nothing', null],
  ])('with %s is refused', (_what, manifest) => {
    expect(() => readManifest(manifest, '0.2.0')).toThrow(
      expect.objectContaining({ code: 'update-refused' }),
    );
  });
});

it('compares versions as numbers', () => {
  expect(compareVersions('0.10.0', '0.9.9')).toBeGreaterThan(0);
  expect(compareVersions('1.0.0', '1.0.0')).toBe(0);
  expect(compareVersions('1.2.3', '1.2.4')).toBeLessThan(0);
});

describe('a feed’s address', () => {
  it('is https, and this machine only where development allows it', () => {
    expect(feedAddress('https://updates.example/vault', false)?.href).toBe('https://updates.example/vault/');
    expect(feedAddress('http://127.0.0.1:8080', true)?.href).toBe('http://127.0.0.1:8080/');
    expect(feedAddress('http://127.0.0.1:8080', false)).toBeNull();
  });
  it.each([
    'http://updates.example/',
    'http://127.0.0.1.evil.example/',
    'https://user:password@updates.example/',
    'https://updates.example/?a=1',
    'file:///tmp/feed',
    '',
    'x',
  ])('is not %j', (text) => {
    expect(feedAddress(text, true)).toBeNull();
  });
});
