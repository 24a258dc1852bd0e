import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScanReport } from '../../../shared/findings.ts';
import { generateKey } from '../../../shared/key-format.ts';
import { scan, type ScanOptions } from '../../../electron/scanner/index.ts';

let base: string;
let root: string;
let stateFolder: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'known-'));
  root = join(base, 'root');
  stateFolder = join(base, 'state');
  mkdirSync(root);
});
afterEach(() => {
  rmSync(base, { recursive: true });
});

async function run(options: Partial<ScanOptions> = {}): Promise<ScanReport> {
  for await (const event of scan({ paths: [root], stateFolder, settledAfterMs: 0, ...options })) {
    if (event.type === 'done') return event.report;
  }
  throw new Error('There was no report.');
}

const LARGE = 'a line of text that is nothing special\n'.repeat(4000);

describe('large files that are known clean', () => {
  it('are not read again, and small ones always are', async () => {
    writeFileSync(join(root, 'large.txt'), LARGE);
    writeFileSync(join(root, 'packed.gz'), gzipSync(LARGE));
    writeFileSync(join(root, 'small.txt'), 'short');
    const first = await run();
    expect(first.scanned).toMatchObject({ files: 3, unchanged: 0 });
    expect(first.scanned.bytes).toBeGreaterThan(LARGE.length);
    const second = await run();
    expect(second).toMatchObject({ complete: true, scanned: { files: 3, unchanged: 2, bytes: 5 } });
    expect((await run({ maxArchiveDepth: 2 })).scanned.unchanged).toBe(0);
  });

  it('are read again after any change, also one that keeps size and time', async () => {
    const file = join(root, 'large.txt');
    writeFileSync(file, `${LARGE}${'x'.repeat(85)}`);
    const { atime, mtime } = statSync(file);
    await run();
    expect((await run()).scanned.unchanged).toBe(1);
    writeFileSync(file, `${LARGE}${generateKey('prod')}`);
    utimesSync(file, atime, mtime);
    const after = await run();
    expect(after.scanned.unchanged).toBe(0);
    expect(after.findings).toHaveLength(1);
    // What held a key is read at every scan.
    expect((await run()).findings).toHaveLength(1);
  });

  it('are not remembered where their time is too near to the scan to be trusted', async () => {
    writeFileSync(join(root, 'large.txt'), LARGE);
    await run({ settledAfterMs: 60_000 });
    expect((await run({ settledAfterMs: 60_000 })).scanned.unchanged).toBe(0);
    expect((await run()).scanned.unchanged).toBe(0);
  });

  it('are not remembered where they could not be read whole', async () => {
    writeFileSync(join(root, 'broken.gz'), gzipSync(Buffer.from(LARGE)).fill(7, 30, 60));
    expect((await run()).skipped).toHaveLength(1);
    expect((await run()).skipped).toHaveLength(1);
  });

  it('leave a state that holds neither path nor content, and none inside a repository', async () => {
    writeFileSync(join(root, 'a-telling-name.txt'), LARGE);
    await run();
    const [name] = readdirSync(stateFolder);
    const state = readFileSync(join(stateFolder, name!));
    expect(state.length).toBe(32 + 16);
    expect(state.includes('telling')).toBe(false);
    if (process.platform !== 'win32') expect(statSync(join(stateFolder, name!)).mode & 0o077).toBe(0);
    mkdirSync(join(root, '.git'));
    await run({ stateFolder: join(root, 'cache') });
    expect(readdirSync(root)).not.toContain('cache');
  });

  it.skipIf(process.platform === 'win32')('pass over a pipe in the place of their state', async () => {
    writeFileSync(join(root, 'large.txt'), LARGE);
    await run();
    const file = join(stateFolder, readdirSync(stateFolder)[0]!);
    rmSync(file);
    execFileSync('mkfifo', [file]);
    expect((await run()).findings).toEqual([]);
  });

  it('pass over a state that is damaged or of other rules', async () => {
    writeFileSync(join(root, 'large.txt'), LARGE);
    await run();
    const file = join(stateFolder, readdirSync(stateFolder)[0]!);
    const state = readFileSync(file);
    const ofOtherRules = Buffer.from(state);
    // Its first byte is any of 256, by the name of the folder: none of them may stay what it is.
    ofOtherRules[0] = state[0]! ^ 0xff;
    for (const damaged of [state.subarray(0, 40), Buffer.alloc(0), ofOtherRules]) {
      writeFileSync(file, damaged);
      expect((await run()).scanned.unchanged).toBe(0);
    }
  });
});
