import { describe, expect, it } from 'vitest';
import { vaultOption } from '../../../electron/app/command-line.ts';
import { resolveContentPath } from '../../../electron/app/content-path.ts';
import { deepLinkIn, parseDeepLink } from '../../../electron/app/deep-links.ts';
import { isAllowedExternalUrl } from '../../../electron/app/external-links.ts';

describe('deep links', () => {
  it('lead to a key or a screen', () => {
    expect(parseDeepLink('augno-vault://key/apke_01abc')).toEqual({ to: 'keys', keyId: 'apke_01abc' });
    expect(parseDeepLink('augno-vault://findings/')).toEqual({ to: 'findings', keyId: null });
  });

  it.each([
    'augno-vault://key',
    'augno-vault://key/apke_1/../../etc',
    'augno-vault://keys/apke_1',
    'augno-vault://revoke/apke_1',
    'augno-vault://key/apke_1?confirm=1',
    'https://augno.com/key/apke_1',
    `augno-vault://key/apke_${'a'.repeat(300)}`,
    '',
  ])('%s leads nowhere', (link) => {
    expect(parseDeepLink(link)).toBeNull();
  });

  it('are the only thing looked at in a second start’s arguments', () => {
    expect(deepLinkIn(['electron', '--vault', '/tmp/x', 'augno-vault://key/apke_1'])).toEqual({
      to: 'keys',
      keyId: 'apke_1',
    });
    expect(deepLinkIn(['electron', '--vault', '/tmp/x', 'file.txt'])).toBeNull();
  });
});

describe('links to the browser', () => {
  it('are https to hosts that are listed', () => {
    expect(isAllowedExternalUrl('https://docs.augno.com/api/errors#validation_failed')).toBe(true);
  });

  it.each([
    'http://docs.augno.com/',
    'https://docs.augno.com.evil.example/',
    'https://evil.example/docs.augno.com',
    'https://user@docs.augno.com/',
    'https://docs.augno.com:8443/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'not a link',
  ])('%s is refused', (link) => {
    expect(isAllowedExternalUrl(link)).toBe(false);
  });
});

describe('the page’s own files', () => {
  const root = '/app/dist/renderer';
  it('are found under the root', () => {
    expect(resolveContentPath(root, 'vault-ui://app/index.html')).toBe(`${root}/index.html`);
    expect(resolveContentPath(root, 'vault-ui://app/assets/a.js?v=1')).toBe(`${root}/assets/a.js`);
  });

  it.each([
    'vault-ui://app/../main.js',
    'vault-ui://app/%2e%2e%2fmain.js',
    'vault-ui://app/..%5cmain.js',
    'vault-ui://app/%00.js',
    'vault-ui://other/index.html',
    'vault-ui://app/assets/a.exe',
    'vault-ui://app/',
    'vault-ui://app/%zz.js',
  ])('%s is not served from outside, nor under an unknown type', (url) => {
    const file = resolveContentPath(root, url);
    expect(file === null || file.startsWith(`${root}/`)).toBe(true);
    if (!url.includes('..')) expect(file).toBeNull();
  });
});

describe('the app’s own arguments', () => {
  it('are found among Electron’s', () => {
    expect(vaultOption(['electron', '.', '--no-sandbox', '--vault', '/a b'])).toBe('/a b');
    expect(vaultOption(['electron', '--vault=/c'])).toBe('/c');
    expect(vaultOption(['electron', '--vault='])).toBeUndefined();
    expect(vaultOption(['electron', '.'])).toBeUndefined();
  });
});
