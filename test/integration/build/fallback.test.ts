/** Preparing the fallback runtime, with small archives made here in place of the 196 MB one. */
import { createHash } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isPrepared, prepareFallback } from '../../../build/electron-runtime/fallback.mjs';
import { storedZip } from './stored-zip.ts';

type Options = Parameters<typeof prepareFallback>[0];
type Pins = NonNullable<Options['pins']>;

let folder = '';
let cacheFolder = '';
let tarballs: Record<string, string> = {};
let fetched: string[] = [];
let pins: Pins;

/** An executable as the tool that sets fuses sees it: its marker, a version, a count, and the fuses, all on. */
const executable = Buffer.concat([
  Buffer.from('ELF'),
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 8]),
  Buffer.from('11101111'),
]);

async function makeTarball(name: string, files: Readonly<Record<string, Buffer | string>>): Promise<string> {
  const file = path.join(folder, `${name}.tgz`);
  const tar = pack();
  for (const [member, content] of Object.entries(files)) tar.entry({ name: `package/${member}` }, content);
  tar.finalize();
  await pipeline(tar, createGzip(), createWriteStream(file));
  tarballs[name] = file;
  return `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'augno-vault-test-'));
  cacheFolder = path.join(folder, 'cache');
  tarballs = {};
  fetched = [];
  const zip = storedZip({
    'Top/Cypress': executable,
    'Top/icudtl.dat': Buffer.alloc(1_000, 1),
    'Top/browser_v8_context_snapshot.bin': Buffer.alloc(1_000),
    'Top/resources/app/index.js': Buffer.from('not wanted'),
    'Top/resources/app/node_modules/better-sqlite3/build/Release/better_sqlite3.node': Buffer.from('native'),
  });
  const runtime = await makeTarball('runtime', { 'package.json': '{}', 'runtime.zip': zip });
  const sqlite = await makeTarball('better-sqlite3', {
    'package.json': '{}',
    'lib/index.js': 'module.exports = 1;',
    'src/addon.cpp': 'not wanted',
  });
  pins = {
    runtime: { name: 'runtime', version: '1.0.0', integrity: runtime },
    sqlite: [{ name: 'better-sqlite3', version: '1.0.0', integrity: sqlite }],
  };
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const prepare = (): Promise<string> =>
  prepareFallback({
    cacheFolder,
    pins,
    announce: () => undefined,
    fetchPackage: (pinned) => {
      fetched.push(pinned.name);
      return Promise.resolve(tarballs[pinned.name]!);
    },
  });

describe('a prepared fallback runtime', () => {
  it('holds the runtime, the SQLite build that belongs to it, and a way in', async () => {
    const electron = await prepare();
    const runtime = path.dirname(electron);
    const inside = (file: string): string => path.join(runtime, file);
    expect(existsSync(inside('icudtl.dat'))).toBe(true);
    expect(existsSync(inside('browser_v8_context_snapshot.bin'))).toBe(false);
    expect(existsSync(inside('resources/app/index.js'))).toBe(false);
    const sqlite = 'resources/app/node_modules/better-sqlite3';
    expect(readFileSync(inside(`${sqlite}/build/Release/better_sqlite3.node`), 'utf8')).toBe('native');
    expect(existsSync(inside(`${sqlite}/lib/index.js`))).toBe(true);
    expect(existsSync(inside(`${sqlite}/src/addon.cpp`))).toBe(false);
    expect(readFileSync(inside('resources/app/main.js'), 'utf8')).toContain('utilityProcess');
    // Fuse 4 let --inspect through, fuse 7 is the start-up snapshot.
    const fuses = readFileSync(electron).subarray(-8).toString();
    expect(fuses[3]).toBe('1');
    expect(fuses[6]).toBe('0');
  });

  it('is made once, also when two ask at the same time', async () => {
    const both = await Promise.all([prepare(), prepare()]);
    expect(both[0]).toBe(both[1]);
    await prepare();
    expect(fetched).toEqual(['runtime', 'better-sqlite3']);
    expect(readdirSync(cacheFolder)).toEqual([path.basename(path.dirname(both[0]))]);
  });

  it('is made anew when a file is missing, shortened or changed', async () => {
    const runtime = path.dirname(await prepare());
    const file = path.join(runtime, 'icudtl.dat');
    for (const damage of [
      (): void => {
        rmSync(file);
      },
      (): void => {
        truncateSync(file, 10);
      },
      (): void => {
        writeFileSync(file, Buffer.alloc(1_000, 2));
      },
    ]) {
      damage();
      expect(await isPrepared(runtime, pins)).toBe(false);
      await prepare();
      expect(await isPrepared(runtime, pins)).toBe(true);
    }
  });

  it('follows a change of its start-up scripts without being made anew', async () => {
    const runtime = path.dirname(await prepare());
    const script = path.join(runtime, 'resources', 'app', 'main.js');
    const wanted = readFileSync(script, 'utf8');
    writeFileSync(script, wanted.replace('electron', 'elsewhere'));
    await prepare();
    expect(readFileSync(script, 'utf8')).toBe(wanted);
  });

  it('is made anew for another pin', async () => {
    const first = await prepare();
    const integrity = await makeTarball('better-sqlite3', { 'lib/index.js': 'module.exports = 2;' });
    pins = { ...pins, sqlite: [{ name: 'better-sqlite3', version: '1.0.1', integrity }] };
    expect(await prepare()).not.toBe(first);
  });
});

describe('preparing', () => {
  it('refuses an archive that is not the pinned one, and leaves nothing', async () => {
    pins = { ...pins, runtime: { ...pins.runtime, integrity: `sha512-${'A'.repeat(86)}==` } };
    await expect(prepare()).rejects.toThrow(/is not the archive that was pinned .* It was not used\./);
    expect(readdirSync(cacheFolder)).toEqual([]);
  });

  it('refuses a SQLite package that is not the pinned one, and leaves nothing', async () => {
    pins = { ...pins, sqlite: [{ ...pins.sqlite[0]!, integrity: `sha512-${'A'.repeat(86)}==` }] };
    await expect(prepare()).rejects.toThrow(/better-sqlite3@1\.0\.0 .* is not the archive/);
    expect(readdirSync(cacheFolder)).toEqual([]);
  });

  it('starts over where an earlier try was interrupted', async () => {
    const runtime = path.dirname(await prepare());
    // What a killed preparation leaves: its work folder, and the lock of a process that is gone.
    await rm(runtime, { recursive: true });
    await mkdir(path.join(cacheFolder, 'preparing-dead', 'runtime'), { recursive: true });
    await mkdir(path.join(cacheFolder, 'prepare.lock'));
    writeFileSync(path.join(cacheFolder, 'prepare.lock', 'pid'), '4194305');
    await prepare();
    expect(await isPrepared(runtime, pins)).toBe(true);
    expect(readdirSync(cacheFolder)).toEqual([path.basename(runtime)]);
  });
});
