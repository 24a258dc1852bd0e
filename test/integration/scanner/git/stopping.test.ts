/** A scan that is stopped in its middle: it ends soon, says so and what was done, and leaves nothing running. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scanGit } from '../../../../electron/scanner/git/index.ts';
import { scanReportSchema } from '../../../../shared/findings.ts';
import { makeDelta, objectId, writePack, type PackEntry } from '../../../fixtures/scanner/git/pack-writer.ts';
import {
  gitEnvironment,
  RepositoryBuilder,
  temporaryFolder,
} from '../../../fixtures/scanner/git/repository-builder.ts';
import type { GitProgress } from '../../../../electron/scanner/git/types.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

const temporary = temporaryFolder();
const VERSIONS = 15_000;
let small: string;
let large: string;

/** Versions of one text of a megabyte, each a few bytes in the pack: minutes of work if it is not stopped. */
function laborious(name: string, padding: number): string {
  const repo = new RepositoryBuilder(path.join(temporary.folder, name), 5);
  const text = Buffer.alloc(1024 * 1024, 'all work and no play\n');
  const entries: PackEntry[] = [{ kind: 3, data: text, id: objectId('blob', text) }];
  for (let version = 0; version < VERSIONS; version += 1) {
    const line = Buffer.from(`version ${String(version)}\n`);
    const delta = makeDelta(text.length, text.length + line.length, [
      { copy: [0, text.length] },
      { insert: line },
    ]);
    entries.push({ kind: 6, data: delta, raw: stored(delta), distance: (own, earlier) => own - earlier[0]! });
  }
  if (padding > 0) {
    const noise = randomBytes(padding);
    entries.push({ kind: 3, data: noise, id: objectId('blob', noise) });
  }
  const { pack, index } = writePack(entries);
  const stem = path.join(repo.folder, `.git/objects/pack/pack-${'4'.repeat(40)}`);
  writeFileSync(`${stem}.pack`, pack);
  writeFileSync(`${stem}.idx`, index(2));
  return repo.folder;
}

/** A zlib stream of one stored block: made in no time. */
function stored(data: Buffer): Buffer {
  let [a, b] = [1, 0];
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  const head = Buffer.from([0x78, 0x01, 1, 0, 0, 0, 0]);
  head.writeUInt16LE(data.length, 3);
  head.writeUInt16LE(~data.length & 0xffff, 5);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(((b << 16) | a) >>> 0);
  return Buffer.concat([head, data, sum]);
}

beforeAll(() => {
  small = laborious('small', 0);
  large = laborious('large', 4 * 1024 * 1024);
});

afterAll(() => {
  temporary.remove();
});

/** Threads of this process, where the system tells. */
function threads(): number {
  return process.platform === 'linux' ? readdirSync('/proc/self/task').length : 0;
}

/** Said once of the scan; what was being opened just then is named beside it. */
function expectStopped(reasons: readonly string[]): void {
  expect(reasons.filter((reason) => reason !== 'the scan was stopped')).toEqual([
    'the scan was stopped before its end',
  ]);
}

describe.each(['in this thread', 'in workers'])('a history scan %s', (where) => {
  it('stops on a signal, with totals, and says so', async () => {
    const root = where === 'in workers' ? large : small;
    const abort = new AbortController();
    const seen: GitProgress[] = [];
    const reasons: string[] = [];
    let counted = 0;
    const before = threads();
    for await (const event of scanGit({ root, history: true, jobs: 2, signal: abort.signal })) {
      if (event.type === 'progress') {
        seen.push(event.progress);
        if (event.progress.objects > 20) abort.abort();
      } else if (event.type === 'skipped') reasons.push(inEnglish(event.skipped.reason));
      else if (event.type === 'done') counted = event.counts.blobs;
    }
    expectStopped(reasons);
    expect(counted).toBeGreaterThan(20);
    expect(counted).toBeLessThan(VERSIONS);
    const reading = seen.filter(({ totalObjects }) => totalObjects !== null);
    expect(new Set(reading.map(({ totalObjects }) => totalObjects))).toEqual(
      new Set([VERSIONS + (where === 'in workers' ? 2 : 1)]),
    );
    const fractions = reading.map(({ fraction }) => fraction!);
    expect(fractions).toEqual([...fractions].sort((left, right) => left - right));
    expect(fractions.at(-1)).toBeLessThan(1);
    expect(threads()).toBeLessThanOrEqual(before + 4);
  });
});

/** The command with its real context, without the bundle, which is tested elsewhere. */
const cli = (name: string): string =>
  JSON.stringify(pathToFileURL(path.resolve(import.meta.dirname, '../../../../electron/cli', name)).href);
const MAIN = `
const { createContext } = await import(${cli('context.ts')});
const { parseCommandLine } = await import(${cli('global-options.ts')});
const { scanCommand } = await import(${cli('scan.ts')});
const line = parseCommandLine(process.argv.slice(2));
process.exitCode = await scanCommand.run(line.rest.slice(1), createContext(line, [], () => '0.0.0'));
`;

describe('the command', () => {
  it.skipIf(process.platform !== 'linux').each(['SIGINT', 'SIGTERM'] as const)(
    'ends on %s',
    async (signal) => {
      const main = path.join(temporary.folder, 'main.mjs');
      writeFileSync(main, MAIN);
      const args = ['--no-warnings', main, 'scan', large, '--history', '--json', '--no-incremental'];
      const child = spawn(process.execPath, args, {
        env: gitEnvironment(),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const ended = new Promise<number | string | null>((resolve) => {
        child.on('close', (code, by) => {
          resolve(code ?? by);
        });
      });
      let [out, errors] = ['', ''];
      child.stdout.on('data', (part: Buffer) => (out += part.toString()));
      child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
      // It is in the middle once its workers have the pack open: one descriptor each.
      const openPacks = (): number => {
        const folder = `/proc/${String(child.pid)}/fd`;
        return readdirSync(folder).filter((name) => {
          try {
            return readlinkSync(path.join(folder, name)).endsWith('.pack');
          } catch {
            return false;
          }
        }).length;
      };
      while (child.exitCode === null && openPacks() === 0)
        await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill(signal);
      const code = await ended;
      expect(errors).toBe('');
      expect(code).toBe(5);
      const report = scanReportSchema.parse(JSON.parse(out));
      expect(report.complete).toBe(false);
      expectStopped(report.skipped.map(({ reason }) => reason));
      expect(report.scanned.blobs).toBeLessThan(VERSIONS);
      expect(readFileSync(path.join(large, '.git/HEAD'), 'utf8')).toContain('main');
    },
  );
});
