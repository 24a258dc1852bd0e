import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isComplete } from '../../../build/bootstrap/dependencies.mjs';
import { hasDisplay } from '../../../build/bootstrap/display.mjs';
import { capture } from '../../../build/bootstrap/processes.mjs';
import { describeFailure, seconds, StepFailure } from '../../../build/bootstrap/progress.mjs';
import { withoutChromiumNoise } from '../../../build/lib/chromium-noise.mjs';
import { hashFiles, listFiles, withLock } from '../../../build/lib/files.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function put(file: string, content: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), content);
}

describe('installed dependencies', () => {
  beforeEach(() => {
    const packages = {
      '': {},
      'node_modules/one': { version: '1.0.0' },
      'node_modules/elsewhere': { version: '2.0.0', optional: true },
    };
    put('package-lock.json', JSON.stringify({ packages }));
  });

  it('are complete when every package that is not optional is there in its version', async () => {
    put('node_modules/one/package.json', '{"version":"1.0.0"}');
    expect(await isComplete(folder, true)).toBe(true);
  });

  it('are not when one is missing', async () => {
    expect(await isComplete(folder, false)).toBe(false);
  });

  it('are not when one has another version than the lockfile', async () => {
    put('node_modules/one/package.json', '{"version":"0.9.0"}');
    expect(await isComplete(folder, false)).toBe(true);
    expect(await isComplete(folder, true)).toBe(false);
  });

  it('a damaged lockfile is said to be damaged', async () => {
    put('package-lock.json', '{');
    await expect(isComplete(folder, true)).rejects.toBeInstanceOf(StepFailure);
  });
});

describe('a failing step', () => {
  it('says what failed, the end of what was said, and what to try', () => {
    const output = Array.from({ length: 100 }, (_, index) => `line ${String(index)}`).join('\n');
    const shown = describeFailure(new StepFailure('The build failed.', { hint: 'Try again.', output }));
    expect(shown).toMatch(/^The build failed\./);
    expect(shown).toContain('line 99');
    expect(shown).not.toContain('line 9\n');
    expect(shown).toMatch(/→ Try again\.$/);
  });

  it('shows no control sequences of the program that failed', () => {
    const shown = describeFailure(new StepFailure('x', { output: '\x1b[31mred\x1b[0m' }));
    expect(shown).toContain('red');
    expect(shown).not.toContain('\x1b');
  });

  it('is told from a program that is not installed', async () => {
    const result = await capture('augno-vault-no-such-program', []);
    expect(result).toMatchObject({ code: 127, output: 'augno-vault-no-such-program is not installed.' });
  });
});

it('shows durations at a glance', () => {
  expect([4_321, 61_000, 250_000].map(seconds)).toEqual(['4.3 s', '61 s', '4 min 10 s']);
});

it('takes a display from X11 or Wayland on Linux, and for granted elsewhere', () => {
  const linux = process.platform === 'linux';
  expect(hasDisplay({})).toBe(!linux);
  expect(hasDisplay({ DISPLAY: ':0' })).toBe(true);
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
});

it("drops Chromium's own log lines and nothing else, across chunks", async () => {
  const noisy = ['[12:1121/0443', '18.1:ERROR:bus.cc(407)] no bus\nreal tro', 'uble\n[1:2/3.4:WARNING:x]'];
  expect(await text(Readable.from(noisy).pipe(withoutChromiumNoise()))).toBe('real trouble\n');
});

describe('what the build compares', () => {
  it('changes with a content and with a name', async () => {
    put('a/b.ts', '1');
    const before = await hashFiles(folder, await listFiles(folder));
    put('a/b.ts', '2');
    const changed = await hashFiles(folder, await listFiles(folder));
    put('a/b.ts', '1');
    put('a/c.ts', '');
    const added = await hashFiles(folder, await listFiles(folder));
    expect(new Set([before, changed, added]).size).toBe(3);
  });
});

describe('a lock', () => {
  it('lets one in at a time', async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside -= 1;
    };
    const lock = path.join(folder, 'lock');
    await Promise.all([withLock(lock, work), withLock(lock, work), withLock(lock, work)]);
    expect(most).toBe(1);
  });

  it('of a process that died is taken over', async () => {
    // No process has this id: it is over the highest that Linux gives out.
    put('lock/pid', '4194305');
    expect(await withLock(path.join(folder, 'lock'), () => Promise.resolve('done'))).toBe('done');
  });

  it('is given back after a failure', async () => {
    const lock = path.join(folder, 'lock');
    await expect(withLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withLock(lock, () => Promise.resolve('done'))).toBe('done');
  });
});
