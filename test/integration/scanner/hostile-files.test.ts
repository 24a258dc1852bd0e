/** Files that can't be read, that change while they are read, and what only looks like files. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileSource } from '../../../electron/archives/source.ts';
import { scanSource } from '../../fixtures/scanner/content.ts';
import { scan, type ScanOptions } from '../../../electron/scanner/index.ts';
import type { ScanReport } from '../../../shared/findings.ts';
import { pack7z, packLz4 } from '../../fixtures/scanner/packers.ts';
import { packRar5 } from '../../fixtures/scanner/rar-packers.ts';
import { rar5 } from '../../fixtures/scanner/rar.ts';
import { tar, zip } from '../../fixtures/scanner/archives.ts';
import { Random } from '../../fixtures/scanner/random.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

const random = new Random(41);
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scan-hostile-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function reportOf(options: Partial<ScanOptions> = {}): Promise<ScanReport> {
  for await (const event of scan({ paths: [folder], ...options }))
    if (event.type === 'done') return event.report;
  throw new Error('The scan ended without a report.');
}

/** Nobody, on every Linux. */
const STRANGER = 65_534;
const isRoot = process.platform !== 'win32' && process.getuid?.() === 0;
const worker = fileURLToPath(new URL('../../fixtures/scanner/scan-as-other-user.ts', import.meta.url));

/** The report of a scan by another user; for root, who may read everything. */
function reportAsStranger(path: string): ScanReport {
  const node = process.execPath;
  const result = spawnSync(node, ['--no-warnings', worker, path, String(STRANGER)], { encoding: 'utf8' });
  expect([result.stderr, result.status]).toEqual(['', 0]);
  return JSON.parse(result.stdout) as ScanReport;
}

describe('unreadable files and folders', () => {
  it.skipIf(process.platform === 'win32')('are reported, and the rest is scanned', async () => {
    const key = random.key();
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, 'closed'));
    writeFileSync(join(folder, 'closed', 'a.txt'), random.key());
    writeFileSync(join(folder, 'secret.txt'), random.key());
    writeFileSync(join(folder, 'secret.zip'), zip([{ name: 'a', content: Buffer.from(random.key()) }]));
    writeFileSync(join(folder, 'open.txt'), key);
    chmodSync(join(folder, 'closed'), 0o000);
    chmodSync(join(folder, 'secret.txt'), 0o000);
    chmodSync(join(folder, 'secret.zip'), 0o000);
    const report = isRoot ? reportAsStranger(folder) : await reportOf();
    // Named itself, none of them is "clean".
    for (const name of isRoot ? ['closed', 'secret.txt'] : []) {
      const own = reportAsStranger(join(folder, name));
      expect([own.complete, own.scanned.files, own.skipped.length]).toEqual([false, 0, 1]);
    }
    chmodSync(join(folder, 'closed'), 0o700);
    const reason = 'no permission to read it';
    expect([report.complete, report.findings.map(({ path }) => path)]).toEqual([false, ['open.txt']]);
    expect([...report.skipped].sort((left, right) => left.path.localeCompare(right.path))).toMatchObject([
      { path: 'closed', reason },
      { path: 'secret.txt', reason },
      { path: 'secret.zip', reason },
    ]);
  });
});

describe('special files and links', () => {
  it.skipIf(process.platform === 'win32')('are not waited for where Git’s own lists should be', async () => {
    mkdirSync(join(folder, '.git', 'info'), { recursive: true });
    for (const name of ['.gitignore', '.git/index', '.git/info/exclude'])
      execFileSync('mkfifo', [join(folder, name)]);
    writeFileSync(join(folder, 'settings.env'), `KEY=${random.key()}\n`);
    const { findings } = await reportOf();
    expect(findings).toMatchObject([{ path: 'settings.env', ignoredByGit: false }]);
  });

  it.skipIf(process.platform === 'win32')('are not opened, not followed, and hold nothing up', async () => {
    const root = join(folder, 'root');
    mkdirSync(join(root, 'sub'), { recursive: true });
    writeFileSync(join(root, 'a.txt'), 'x');
    execFileSync('mkfifo', [join(root, 'pipe')]);
    symlinkSync(root, join(root, 'sub', 'up'));
    symlinkSync('loop-b', join(root, 'loop-a'));
    symlinkSync('loop-a', join(root, 'loop-b'));
    symlinkSync('/dev/zero', join(root, 'zeros'));
    const devices = isRoot && spawnSync('mknod', [join(root, 'device'), 'c', '1', '5']).status === 0;
    const server = createServer().listen(join(root, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      const report = await reportOf({ paths: [root] });
      expect([report.scanned.files, report.skipped, report.complete]).toEqual([1, [], true]);
      // Named themselves, they are refused with a reason.
      for (const name of ['pipe', 'socket', ...(devices ? ['device'] : [])]) {
        const own = await reportOf({ paths: [join(root, name)] });
        expect([own.complete, own.scanned.files, own.skipped[0]?.reason]).toEqual([
          false,
          0,
          'neither a file nor a folder',
        ]);
      }
      await expect(reportOf({ paths: [join(root, 'loop-a')] })).resolves.toMatchObject({ complete: false });
    } finally {
      server.close();
    }
  });
});

describe('file systems that hold no files', () => {
  it.skipIf(process.platform !== 'linux')('are told apart and left out', async () => {
    const report = await reportOf({ paths: ['/proc/self', '/sys/kernel'] });
    expect(report.scanned.files).toBe(0);
    expect(new Set(report.skipped.map(({ reason }) => reason))).toEqual(
      new Set(['a file system of the kernel, not of files']),
    );
  });
});

describe('files that change while they are read', () => {
  const files = {
    'a.txt': Buffer.concat([random.bytes(900_000), Buffer.from('the end')]),
  };
  const archives: readonly (readonly [string, Buffer | null])[] = [
    ['zip', zip([{ name: 'a', content: files['a.txt'], stored: true }])],
    ['tar', tar([{ name: 'a', content: files['a.txt'] }])],
    ['gzip', gzipSync(files['a.txt'])],
    ['7z', pack7z(files, ['-m0=LZMA2'])],
    ['lz4', packLz4(files['a.txt'], ['-B4'])],
    ['rar', rar5([{ name: 'a', packed: packRar5(files['a.txt'].subarray(0, 60_000)) }])],
  ];

  it.each(archives.filter(([, bytes]) => bytes !== null))(
    'are reported where they shrink: %s',
    async (_name, bytes) => {
      const path = join(folder, 'archive');
      writeFileSync(path, bytes!);
      const descriptor = openSync(path, 'r+');
      try {
        const whole = fileSource(descriptor);
        let reads = 0;
        const shrinking = {
          size: whole.size,
          read: (offset: number, length: number) => {
            reads += 1;
            if (reads === 3) ftruncateSync(descriptor, Math.floor(whole.size / 3));
            return whole.read(offset, length);
          },
        };
        const { skipped } = await scanSource(shrinking, 'archive');
        expect([reads >= 3, skipped.length > 0]).toEqual([true, true]);
      } finally {
        closeSync(descriptor);
      }
    },
  );

  it('are scanned as they are found: growing, replaced, vanished', async () => {
    const key = random.key();
    const line = `${'x'.repeat(99)}\n`;
    for (let index = 0; index < 300; index += 1) {
      writeFileSync(join(folder, `f${String(index).padStart(3, '0')}.txt`), line.repeat(30));
    }
    const events = scan({ paths: [folder], jobs: 1 });
    const iterator = events[Symbol.asyncIterator]();
    const pending = iterator.next();
    // Under the scan's feet; whichever of these it has passed already, it must end with a whole report.
    writeFileSync(join(folder, 'new.tmp'), `${line.repeat(9000)}${key}`);
    renameSync(join(folder, 'new.tmp'), join(folder, 'f299.txt'));
    rmSync(join(folder, 'f298.txt'));
    writeFileSync(join(folder, 'f297.txt'), line.repeat(20_000), { flag: 'a' });
    let report: ScanReport | null = null;
    for (let next = await pending; next.done !== true; next = await iterator.next()) {
      if (next.value.type === 'done') report = next.value.report;
    }
    expect(report).not.toBeNull();
    for (const { path, reason } of report!.skipped) {
      expect([path, reason]).toEqual(['f298.txt', 'it vanished while scanning']);
    }
    expect(report!.scanned.files).toBeGreaterThanOrEqual(298);
  });
});

describe('the folder for what is remembered', () => {
  it.skipIf(process.platform !== 'linux')(
    'may be one that can’t be made: the scan goes on and says so',
    async () => {
      writeFileSync(join(folder, 'large.bin'), Buffer.alloc(300_000, 0x2e));
      for (const stateFolder of ['/proc/nothing/here/scan', '/dev/null/scan']) {
        const notes: string[] = [];
        const report = await reportOf({
          stateFolder,
          settledAfterMs: -1,
          onNote: (note) => notes.push(inEnglish(note)),
        });
        expect([report.complete, report.scanned.files]).toEqual([true, 1]);
        expect(notes.join()).toContain('nothing is remembered');
      }
    },
  );
});
