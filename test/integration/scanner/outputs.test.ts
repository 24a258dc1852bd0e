/** The command as a process of its own: nothing it writes anywhere holds a raw key or anything hostile; Ctrl-C; stopping. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scan } from '../../../electron/scanner/index.ts';
import { harmlessJson } from '../../../shared/harmless-text.ts';
import { sarifReport } from '../../../electron/scanner/report/sarif.ts';
import { textReport } from '../../../electron/scanner/report/text.ts';
import { scanReportSchema, type ScanFinding, type ScanReport } from '../../../shared/findings.ts';
import { tar, zip } from '../../fixtures/scanner/archives.ts';
import { packRar3, packRar5 } from '../../fixtures/scanner/rar-packers.ts';
import { rar4, rar5, storedEntry } from '../../fixtures/scanner/rar.ts';
import { Random } from '../../fixtures/scanner/random.ts';
import { say } from '../../../shared/messages/say.ts';

const random = new Random(81);
const electron = fileURLToPath(new URL('../../../electron', import.meta.url));
/** The command from its source, which as a bundle finds its folder under that name. */
const COMMAND = [
  '--no-warnings',
  '--import',
  `data:text/javascript,globalThis.__dirname=${JSON.stringify(electron)}`,
  join(electron, 'cli.ts'),
];
const HOSTILE =
  // oxlint-disable-next-line no-control-regex -- those are what must not come out
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2066-\u2069\uFEFF\uD800-\uDFFF]/;
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scan-outputs-'));
  mkdirSync(join(folder, 'root'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const root = (): string => join(folder, 'root');

function write(name: string, content: string | Uint8Array): void {
  const path = join(root(), name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
}

/** With everything that could make a program talkative. */
const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  XDG_CACHE_HOME: join(folder, 'cache'),
  DEBUG: '*',
  NODE_DEBUG: 'fs,worker,child_process',
});

function everyFileBelow(path: string): Buffer[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? everyFileBelow(join(path, entry.name))
      : [Buffer.from(entry.name), readFileSync(join(path, entry.name))],
  );
}

describe('whatever is written', () => {
  it.each(['--output', '--write-baseline'])('goes through no planted link: %s', (option) => {
    const victim = join(folder, 'victim');
    const target = join(folder, 'report.json');
    writeFileSync(victim, 'theirs');
    symlinkSync(victim, target);
    write('a.txt', 'nothing');
    const done = spawnSync(process.execPath, [...COMMAND, 'scan', root(), option, target], {
      encoding: 'utf8',
    });
    expect(done.stderr).toContain('report.json is a link, a folder or a device, so it was left alone.');
    expect(done.status).toBe(2);
    expect(readFileSync(victim, 'utf8')).toBe('theirs');
    expect(readlinkSync(target)).toBe(victim);
  });

  it('holds no raw key: reports, baseline, errors, logs, remembered state', { timeout: 60_000 }, () => {
    const keys = Array.from({ length: 9 }, () => random.key('prod', 'augno'));
    const [plain, encoded, cut, wrong, inZip, inRar, named, inLarge, inHistory] = keys as [
      string,
      ...string[],
    ] &
      string[];
    write('a.env', `K=${plain}`);
    write('b.txt', Buffer.from(encoded!).toString('base64'));
    write('c.txt', `"${cut!.slice(0, 82)}"`);
    write('d.txt', `${wrong!.slice(0, 60)}${wrong![60] === 'x' ? 'y' : 'x'}${wrong!.slice(61)}`);
    write(
      'e.tar',
      tar([{ name: 'in.zip', content: zip([{ name: `${inZip!}.txt`, content: Buffer.from(inZip!) }]) }]),
    );
    write(
      'f.rar',
      rar5([
        { name: 'a', packed: packRar5(Buffer.from(inRar!)) },
        { ...storedEntry(named!, Buffer.from('x')), encrypted: true },
      ]),
    );
    write('g.rar', rar4([{ name: named!, packed: packRar3(Buffer.from(inRar!)) }]));
    write(`${named!}/x.txt`, 'nothing');
    write('large.txt', `${'x'.repeat(99)}\n`.repeat(9000) + inLarge!);
    const git = (...args: string[]): void => {
      execFileSync('git', ['-c', `user.name=${named!}`, '-c', 'user.email=a@example.com', ...args], {
        cwd: root(),
        stdio: 'ignore',
      });
    };
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', `Use ${inHistory!}`);
    const outputs = ['o.json', 'o.sarif', 'baseline.json'].map((name) => join(folder, name));
    const runs = [
      [root()],
      [root(), '--format', 'json', '--output', outputs[0]!],
      [root(), '--format', 'sarif', '--output', outputs[1]!],
      [root(), '--write-baseline', outputs[2]!, '--strict'],
      [root(), '--history'],
      [root(), '--history', '--format', 'json'],
      [root(), '--baseline', join(folder, named!)],
      [join(root(), named!, 'missing')],
      [root(), '--ignore-file', join(root(), 'a.env')],
      [root(), '--format', plain],
    ].map((args) =>
      spawnSync(process.execPath, [...COMMAND, 'scan', ...args], {
        encoding: 'buffer',
        env: environment(),
        maxBuffer: 1 << 28,
      }),
    );
    expect(runs.map(({ status }) => status)).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2, 2]);
    const written = [
      ...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]),
      ...outputs.map((path) => readFileSync(path)),
      ...everyFileBelow(join(folder, 'cache')),
    ];
    expect(written.length).toBeGreaterThan(runs.length * 2 + outputs.length);
    // Node's own log of file names is not ours: what it says of the paths that were named is left out.
    const ours = written.map((bytes) =>
      bytes
        .toString('latin1')
        .split('\n')
        .filter((line) => !/^(FS|WORKER|CHILD_PROCESS) \d+:/.test(line))
        .join('\n'),
    );
    for (const key of keys) {
      for (const form of [
        key,
        key.slice(35, 79),
        Buffer.from(key).toString('base64').slice(8, 100),
        Buffer.from(key).toString('hex'),
      ]) {
        expect(ours.some((text) => text.includes(form))).toBe(false);
      }
    }
    const report = scanReportSchema.parse(JSON.parse(runs[5]!.stdout.toString('utf8')));
    expect(new Set(report.findings.map(({ redacted }) => redacted.slice(-4)))).toEqual(
      new Set(keys.map((key) => key.slice(-4))),
    );
  });

  it('is escaped for where it goes, whoever wrote the commit, the path or the member', () => {
    const nasty = '\u001B[31m\u009B2J\u0007\u202Eevil\u2066\u200B\r\n::error::x\u2028\uFEFF\uD800';
    const key = random.key('prod', 'augno');
    const finding: ScanFinding = {
      fingerprint: 'ab'.repeat(16),
      class: 'valid',
      mode: 'prod',
      brand: 'augno',
      keyId: key.slice(12, 34),
      redacted: `aug_sk_prod_****${key.slice(-4)}`,
      path: `a/${nasty}`,
      line: 1,
      column: 1,
      encoding: [nasty],
      container: [nasty],
      ignoredByGit: false,
      clientSide: false,
      source: 'history',
      unreachable: true,
      verified: null,
      blob: 'c'.repeat(40),
      commit: { id: 'd'.repeat(40), author: nasty, email: nasty, date: nasty, subject: nasty },
    };
    const report: ScanReport = {
      schema: 'augno-vault/scan@1',
      roots: [`/r/${nasty}`],
      complete: false,
      scanned: { files: 1, bytes: 1, blobs: 1, commits: 1, durationMs: 1 },
      suppressed: { byIgnoreFile: 0, byBaseline: 0 },
      findings: [finding],
      skipped: [{ path: nasty, reason: nasty, said: say('file.as-it-is', { text: nasty }) }],
      masked: [{ redacted: finding.redacted, brand: 'augno', mode: 'prod', files: 1, examples: [nasty] }],
    };
    const matches = {
      keys: { [finding.fingerprint]: { id: 'apke_1', name: nasty, status: 'active' } },
      masked: { [finding.redacted]: [{ id: 'apke_1', name: nasty, status: 'active' }] },
    };
    const outputs = [
      textReport(report, { colour: false, notes: [say('file.as-it-is', { text: nasty })], matches }),
      harmlessJson({ ...report, registry: matches }),
      harmlessJson(sarifReport(report, '1.0.0')),
    ];
    for (const output of outputs) {
      expect(output).not.toMatch(HOSTILE);
      expect(output).not.toMatch(/^\s*::error/m);
      expect(output).toContain('evil');
    }
    expect(JSON.parse(outputs[1]!)).toEqual({ ...report, registry: matches });
  });
});

describe('stopping', () => {
  /** Each takes a while to read. */
  function slowFolder(): void {
    const slow = join(folder, 'slow.gz');
    writeFileSync(slow, gzipSync(Buffer.alloc(100 << 20)));
    for (let index = 0; index < 400; index += 1) linkSync(slow, join(root(), `${String(index)}.gz`));
  }

  it.skipIf(process.platform !== 'linux')(
    'by Ctrl-C ends soon, with a report that says so and is not clean',
    { timeout: 60_000 },
    async () => {
      slowFolder();
      const child = spawn(
        process.execPath,
        [...COMMAND, 'scan', root(), '--format', 'json', '--no-incremental'],
        { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env } },
      );
      const out: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
      const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
      while (child.exitCode === null && !isReading(child.pid!))
        await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill('SIGINT');
      expect(await ended).toBe(5);
      const report = scanReportSchema.parse(JSON.parse(Buffer.concat(out).toString('utf8')));
      expect(report.complete).toBe(false);
      expect(report.skipped.map(({ reason }) => reason)).toContain('the scan was stopped before its end');
      expect(report.scanned.files).toBeLessThan(400);
    },
  );

  function isReading(pid: number): boolean {
    try {
      return readdirSync(`/proc/${String(pid)}/fd`).some((name) => {
        try {
          return readlinkSync(`/proc/${String(pid)}/fd/${name}`).endsWith('.gz');
        } catch {
          return false;
        }
      });
    } catch {
      return false;
    }
  }

  it('of the library by its signal gives exactly one report, the last event, that is not complete', async () => {
    slowFolder();
    const abort = new AbortController();
    setTimeout(() => {
      abort.abort();
    }, 200);
    const events: string[] = [];
    let report: ScanReport | null = null;
    for await (const event of scan({ paths: [root()], jobs: 2, signal: abort.signal })) {
      events.push(event.type);
      if (event.type === 'done') report = event.report;
    }
    expect([events.filter((type) => type === 'done').length, events.at(-1)]).toEqual([1, 'done']);
    expect([report!.complete, report!.scanned.files < 400]).toEqual([false, true]);
  });

  it('of the library by leaving the loop ends its threads', async () => {
    for (let index = 0; index < 2000; index += 1) write(`${String(index)}.txt`, 'x'.repeat(2000));
    const before = process
      .getActiveResourcesInfo()
      .filter((name) => name === 'MessagePort' || name === 'Worker').length;
    for await (const event of scan({ paths: [root()], jobs: 3 })) if (event.type !== 'done') break;
    const after = process
      .getActiveResourcesInfo()
      .filter((name) => name === 'MessagePort' || name === 'Worker').length;
    expect(after).toBeLessThanOrEqual(before);
  });
});
