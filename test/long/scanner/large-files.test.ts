/** Files of any size in bounded memory: a process of its own scans gigabytes, plain and packed. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ScanReport } from '../../../shared/findings.ts';
import { generateKey } from '../../../shared/key-format.ts';

const worker = fileURLToPath(new URL('../../fixtures/scanner/scan-and-measure.ts', import.meta.url));
const GIGABYTE = 2 ** 30;
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scan-large-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function scanApart(): { readonly report: ScanReport; readonly peakBytes: number } {
  const result = spawnSync(process.execPath, ['--no-warnings', worker, folder], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  expect([result.stderr, result.status]).toEqual(['', 0]);
  return JSON.parse(result.stdout) as ReturnType<typeof scanApart>;
}

/** Holes take no room on the disk. */
function sparse(name: string, size: number, ...keys: readonly (readonly [number, string])[]): void {
  const descriptor = openSync(join(folder, name), 'w');
  for (const [at, key] of keys) writeSync(descriptor, key, at, 'latin1');
  writeSync(descriptor, '\n', size - 1);
  closeSync(descriptor);
}

it('finds keys at the beginning, across the windows, and at the end of five gigabytes', () => {
  const keys = [generateKey('prod'), generateKey('prod'), generateKey('test')];
  const places = [100, 2 * GIGABYTE - 40, 5 * GIGABYTE - 200];
  sparse('large.bin', 5 * GIGABYTE, ...places.map((at, index) => [at, keys[index]!] as const));
  const { report, peakBytes } = scanApart();
  expect(report.complete).toBe(true);
  expect(report.findings.map(({ keyId }) => keyId).sort()).toEqual(
    keys.map((key) => key.slice(12, 34)).sort(),
  );
  expect(peakBytes).toBeLessThan(300e6);
});

it('reads a gigabyte out of a tar file within the same memory', () => {
  const key = generateKey('prod');
  const header = Buffer.alloc(512);
  header.write('large.txt', 0);
  header.write(`${GIGABYTE.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257, 'latin1');
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  writeFileSync(join(folder, 'a.tar'), header);
  const descriptor = openSync(join(folder, 'a.tar'), 'r+');
  writeSync(descriptor, key, 512 + GIGABYTE - 100, 'latin1');
  writeSync(descriptor, Buffer.alloc(1024), 0, 1024, 512 + GIGABYTE);
  closeSync(descriptor);
  const { report, peakBytes } = scanApart();
  expect([report.complete, report.findings.map(({ container }) => container)]).toEqual([
    true,
    [['large.txt']],
  ]);
  expect(peakBytes).toBeLessThan(300e6);
});
