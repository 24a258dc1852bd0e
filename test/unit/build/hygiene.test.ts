/** What must not be in the tree: registry hosts, paths of somebody's machine, whole keys, files too long to be read. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BRANDS } from '../../../shared/brands.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const binary = /\.(png|icns|ico|db|zip|gz|tgz|xz|bz2|zst|woff2?|node|wasm)$/;
const generated = /(^|\/)generated\/|^package-lock\.json$/;

/** Files over 300 lines, each with the reason why it is better whole. */
const longFiles: Readonly<Record<string, string>> = {
  'electron/archives/ppmd-model.ts': 'one model whose tables change together',
  'package-lock.json': 'written by npm',
  'test/e2e/packaged.spec.ts': 'one package for all its tests',
  'test/e2e/protection.spec.ts': 'one vault, and every way to protect and open it',
  'test/e2e/unhappy-refusals.spec.ts': 'one start of the app for all flows',
  'test/integration/agent/broker-attacks.test.ts':
    'one session between a program and a server that mean harm',
  'test/integration/agent/broker-session.test.ts': 'one session, every way to misuse it',
  'test/integration/providers/augno/client.test.ts': 'one table of hostile servers',
  'test/integration/providers/augno/clocks.test.ts': 'two clocks, and everything that goes by both',
  'test/integration/providers/augno/kept-replies.test.ts':
    'one reply that is kept, through everything that may meet it',
  'test/integration/providers/augno/registry.test.ts': 'one registry, many outside changes',
  'test/integration/providers/augno/support/person.ts': 'the model of a person, used by one property',
  'test/integration/keys/transfer/exports.test.ts': 'one kind of file, every way to lie in it',
  'test/integration/scanner/command.test.ts': 'one command, a test for each promise of its interface',
  'test/integration/scanner/git/hooks.test.ts': 'one repository, what its hooks let pass and refuse',
  'test/integration/vault/hostile-vaults.test.ts': 'one file, every way to make it hostile',
  'test/integration/vault/merge.test.ts': 'one operation and its laws',
  'test/integration/vault/beside.test.ts': 'one vault, and everything that may lie beside it',
  'test/integration/vault/tampering.test.ts': 'one file, every way to alter it',
  'test/integration/vault/unwritable-disk.test.ts': 'one disk, every way in which it takes nothing',
  'test/unit/app/vault-locking.test.ts': 'one lock, each step failing once',
};

interface SourceFile {
  readonly name: string;
  readonly text: string;
}

const tracked: readonly SourceFile[] = execFileSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  },
)
  .split('\0')
  .filter((name) => name !== '' && !binary.test(name))
  .flatMap((name) => {
    try {
      return [{ name, text: readFileSync(path.join(root, name), 'utf8') }];
    } catch {
      // Deleted, and not committed yet.
      return [];
    }
  });

function places(pattern: RegExp, keep: (name: string) => boolean = () => true): readonly string[] {
  return tracked
    .filter(({ name }) => keep(name))
    .flatMap(({ name, text }) =>
      text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${name}:${String(index + 1)}`] : [])),
    );
}

describe('the tree', () => {
  it('is read at all', () => {
    expect(tracked.length).toBeGreaterThan(50);
  });

  it('names no registry host', () => {
    // Put together, so that this file does not name one either.
    const hosts = [
      ['registry', 'npmjs'],
      ['registry', 'yarnpkg'],
      ['npm', 'pkg', 'github'],
      ['npmmirror', 'com'],
    ];
    const pattern = new RegExp(`${hosts.map((parts) => parts.join('\\.')).join('|')}|"resolve[d]":`, 'i');
    expect(places(pattern)).toEqual([]);
  });

  it('names no path of a machine', () => {
    const folders = ['work', 'root', 'Users/[a-z]', 'home/[a-z]'].join('|');
    const pattern = new RegExp(`(^|[\\s"'\`=(:])/(${folders})[\\w.-]*/`);
    // Tests about paths need examples; the people in them are called Ada and Ann.
    const found = places(pattern, (name) => name !== 'package-lock.json');
    expect(
      found.filter((place) => !/^test\/.*:\d+$/.test(place) || !/\/home\/(ada|ann)\//.test(lineAt(place))),
    ).toEqual([]);
  });

  it('holds whole keys in the fixtures that are published anyway, and nowhere else', () => {
    const prefixes = Object.values(BRANDS)
      .map((brand) => brand.keyPrefix)
      .join('|');
    const pattern = new RegExp(`(${prefixes})(test|prod)_[0-9A-Za-z]{22}_[0-9A-Za-z]{40,}`);
    expect(places(pattern, (name) => name !== 'test/fixtures/published-keys.ts')).toEqual([]);
  });

  it('decides by a platform that it was given, and asks for the system in one file of each part', () => {
    const source = (name: string): boolean => /^(electron|shared|renderer|build)\//.test(name);
    const asks = /\bprocess\.platform\b|\{[^}]*\bplatform\b[^}]*\} = process\b|\bos\.platform\(/;
    const code = tracked
      .map(({ name }) => name)
      .filter((name) => source(name) && /\.(ts|tsx|mjs|cjs)$/.test(name));
    const asking = places(asks, (name) => code.includes(name)).map((place) => place.replace(/:\d+$/, ''));
    expect(asking).toEqual(['build/lib/this-platform.mjs', 'electron/platform/this-platform.ts']);
    expect(places(/\bthisPlatform [!=]==|[!=]== thisPlatform\b/, source)).toEqual([]);
  });

  it('composes the app in a main of 80 lines at most', () => {
    const main = tracked.find(({ name }) => name === 'electron/main.ts')?.text ?? '';
    expect(main.split('\n').length).toBeGreaterThan(20);
    expect(main.split('\n').length).toBeLessThanOrEqual(81);
  });

  it('has no source file over 300 lines without a reason', () => {
    const source = /\.(ts|tsx|mjs|cjs|js|css)$/;
    const long = tracked
      .filter(({ name, text }) => source.test(name) && !generated.test(name) && text.split('\n').length > 301)
      .map(({ name }) => name)
      .filter((name) => !(name in longFiles));
    expect(long).toEqual([]);
  });

  it('has one of each: arguments are read, days counted and texts made harmless in one place', () => {
    const shipped = (name: string): boolean =>
      /^(electron|shared|renderer)\/.*\.tsx?$/.test(name) && !generated.test(name);
    const files = (pattern: RegExp): readonly string[] => [
      ...new Set(places(pattern, shipped).map((place) => place.replace(/:\d+$/, ''))),
    ];
    expect(files(/\bparseArgs\b/)).toEqual(['electron/cli/arguments.ts']);
    expect(files(/\b86_?400_?000\b|\b3_?600_?000\b|\b24 \* 60 \* 60\b|\b60 \* 60 \* 1000\b/)).toEqual([]);
    expect(files(/\\p\{C[fs]\}/)).toEqual(['shared/harmless-text.ts']);
  });

  it('asks a service what it can do, and never for its name', () => {
    const asking = places(
      /[!=]== ?(?:AUGNO_PROVIDER_ID|'(?:augno|auxot|generic)')/,
      (name) => /^(electron|shared|renderer)\//.test(name) && !/^electron\/providers\/augno\//.test(name),
    );
    // Two names of one vendor are told apart there.
    expect(asking.map((place) => place.replace(/:\d+$/, ''))).toEqual(['shared/brands.ts']);
  });

  it('asks owners for what is there', () => {
    const owners = tracked.find(({ name }) => name === '.github/CODEOWNERS')?.text ?? '';
    const patterns = owners.split('\n').flatMap((line) => /^\/(\S+)\s+@/.exec(line)?.[1] ?? []);
    expect(patterns.length).toBeGreaterThan(5);
    expect(patterns.filter((path) => !tracked.some(({ name }) => name.startsWith(path)))).toEqual([]);
  });

  it('has a guide at the top of the index of each room', () => {
    const rooms = new Set(
      tracked.flatMap(({ name }) => {
        const [side = '', room, ...rest] = name.split('/');
        if (!['electron', 'renderer', 'shared'].includes(side)) return [];
        if (side === 'shared' || rest.length === 0) return [];
        // The rooms whose parts are rooms themselves.
        const isHouse = ['keys', 'providers', 'features'].includes(String(room)) && rest.length > 1;
        return [
          `${side}/${String(room)}`,
          ...(isHouse ? [`${side}/${String(room)}/${String(rest[0])}`] : []),
        ];
      }),
    );
    const without = [...rooms, 'shared'].filter((room) => {
      const text = tracked.find(({ name }) => name === `${room}/index.ts`)?.text ?? '';
      // A sentence at the least, before anything else.
      return !text.startsWith('/**') || text.indexOf('*/') < 60;
    });
    expect(without).toEqual([]);
  });

  it('lists no long file that is not long any more', () => {
    const stale = Object.keys(longFiles).filter((name) => {
      const file = tracked.find((candidate) => candidate.name === name);
      return file === undefined || file.text.split('\n').length <= 301;
    });
    expect(stale).toEqual([]);
  });
});

function lineAt(place: string): string {
  const [name, line] = place.split(/:(?=\d+$)/);
  return tracked.find((file) => file.name === name)?.text.split('\n')[Number(line) - 1] ?? '';
}
