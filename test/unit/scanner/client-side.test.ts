import { describe, expect, it } from 'vitest';
import { findingFrom } from '../../../electron/scanner/detect/index.ts';
import { asar, zip } from '../../fixtures/scanner/archives.ts';
import { detected, scanContent } from '../../fixtures/scanner/content.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(71);

function isMarked(path: string, text: string): boolean {
  const [hit, ...others] = detected(Buffer.from(text));
  expect([hit?.class, others]).toEqual(['valid', []]);
  return findingFrom(hit!, { path, source: 'worktree' }).clientSide;
}

describe('what is shipped to users', () => {
  it.each([
    'build/app.bundle.js',
    'x/main.chunk.mjs',
    'jquery.min.js',
    'dist/app.js.map',
    'lib/styles.css.map',
    'src/worker.mjs.map',
    'public/config.json',
    'www/js/app.js',
    'wwwroot/index.html',
    '.next/static/chunks/pages/_app.js',
    'static/js/main.0a1b.js',
    'dist/assets/index-B2c.js',
    'packages/web/dist/index.html',
  ])('is marked by its path: %s', (path) => {
    expect(isMarked(path, `k="${random.key()}"`)).toBe(true);
  });

  it.each([
    'src/app.js',
    'server/config.json',
    '.env',
    'docs/map.md',
    'distribution/notes.js',
    'publication/a.js',
  ])('is not everything: %s', (path) => {
    expect(isMarked(path, `KEY="${random.key()}"`)).toBe(false);
  });

  it.each([
    ['app-release.apk', (key: string) => zip([{ name: 'assets/config.json', content: Buffer.from(key) }])],
    ['bundle.aab', (key: string) => zip([{ name: 'base/assets/a.txt', content: Buffer.from(key) }])],
    [
      'Store.ipa',
      (key: string) => zip([{ name: 'Payload/Store.app/Info.plist', content: Buffer.from(key) }]),
    ],
    ['app.asar', (key: string) => asar({ 'main.js': Buffer.from(key) })],
    ['ext.xpi', (key: string) => zip([{ name: 'background.js', content: Buffer.from(key) }])],
    [
      'release.zip',
      (key: string) => zip([{ name: 'app.apk', content: zip([{ name: 'a', content: Buffer.from(key) }]) }]),
    ],
    ['site.zip', (key: string) => zip([{ name: 'static/js/main.js', content: Buffer.from(key) }])],
  ])('is marked in packages: %s', async (path, make) => {
    const { hits } = await scanContent(make(random.key()), path);
    expect(hits.map((hit) => findingFrom(hit, { path, source: 'worktree' }).clientSide)).toEqual([true]);
  });

  it.each([
    'NEXT_PUBLIC',
    'VITE',
    'REACT_APP',
    'VUE_APP',
    'NUXT_PUBLIC',
    'EXPO_PUBLIC',
    'GATSBY',
    'PUBLIC',
    'NG_APP',
    'NX_PUBLIC',
    'STORYBOOK',
    'PLASMO_PUBLIC',
  ])('is marked by a variable with a public prefix: %s_…', (prefix) => {
    const name = `${prefix}_AUGNO_KEY`;
    const writings = [
      (key: string) => `A=1\n${name}=${key}\n`,
      (key: string) => `export ${name}="${key}"\n`,
      (key: string) => `{"${name}": "${key}"}`,
      (key: string) => `process.env.${name} = '${key}'`,
      (key: string) => `process.env["${name}"] ?? "${key}"`,
      (key: string) => `const k = import.meta.env.${name} || \`${key}\``,
      (key: string) => `ENV ${name} ${key}\n`,
      (key: string) => `env:\n  - name: ${name}\n    value: ${key}\n`,
      (key: string) => `[{ "name": "${name}", "value": "${key}" }]`,
      (key: string) => `${name}=${Buffer.from(key).toString('base64')}\n`,
    ];
    expect(writings.map((write) => isMarked('.env', write(random.key())))).toEqual(writings.map(() => true));
    expect(isMarked('.env', `MY_${prefix}_KEY=${random.key()}`)).toBe(false);
    expect(isMarked('.env', `${name}=1\nSECRET=${random.key()}`)).toBe(false);
  });
});
