/** How a scan's progress is measured and shown. */
import { describe, expect, it } from 'vitest';
import { progressLine } from '../../../electron/cli/scan-progress.ts';
import { BatchQueue } from '../../../electron/scanner/batch-queue.ts';
import { PaceMeter } from '../../../electron/scanner/pace.ts';
import type { FileBatch } from '../../../electron/scanner/protocol.ts';
import type { ScanProgress } from '../../../shared/findings.ts';
import { german } from '../../../shared/messages/de/index.ts';
import { inEnglish, wordsOf } from '../../../shared/messages/words.ts';

describe('the pace', () => {
  it('is that of the present phase only', () => {
    const meter = new PaceMeter();
    expect(meter.measure(1000, 'files', 0, null)).toEqual({ bytesPerSecond: null, remainingMs: null });
    expect(meter.measure(3000, 'files', 8_000, null)).toEqual({ bytesPerSecond: 4_000, remainingMs: null });
    expect(meter.measure(5000, 'files', 8_000, 0.8)).toEqual({ bytesPerSecond: 2_000, remainingMs: 1_000 });
    // What was read before does not count for the next phase.
    expect(meter.measure(6000, 'history', 8_000, 0)).toEqual({ bytesPerSecond: null, remainingMs: null });
    expect(meter.measure(7000, 'history', 9_000, 0.25)).toEqual({
      bytesPerSecond: 1_000,
      remainingMs: 3_000,
    });
    // The next repository begins anew.
    expect(meter.measure(8000, 'history', 10_000, 0.1)).toEqual({ bytesPerSecond: null, remainingMs: null });
    expect(meter.measure(9000, 'history', 10_500, 0.2)).toEqual({ bytesPerSecond: 500, remainingMs: 4_000 });
  });

  it('says nothing of the rest while hardly anything is done', () => {
    const meter = new PaceMeter();
    meter.measure(0, 'history', 0, 0);
    expect(meter.measure(4000, 'history', 100, 0.01).remainingMs).toBeNull();
    expect(meter.measure(4000, 'history', 100, 1).remainingMs).toBe(0);
  });
});

describe('batches', () => {
  const batch = (...names: string[]): FileBatch => ({
    root: 0,
    folders: [{ relative: '', absolute: '/', names: names.join('/'), rawNames: [] }],
  });

  it('are listed ahead, counted, and handed out in order', () => {
    const batches = [
      batch('a', 'b', 'c'),
      batch('d'),
      { root: 0, folders: [], single: { path: 'e', absolute: '/e' } },
    ];
    const queue = new BatchQueue(batches);
    expect(queue.first).toBeNull();
    for (let round = 0; round < 4; round += 1) queue.list();
    expect([queue.isComplete, queue.mayList, queue.batches, queue.files]).toEqual([true, false, 3, 5]);
    for (const expected of batches) {
      expect(queue.first).toBe(expected);
      queue.shift();
    }
    expect(queue.first).toBeNull();
  });

  it('are not listed without end', () => {
    function* endless(): Generator<FileBatch, void> {
      for (;;) yield batch('a');
    }
    const queue = new BatchQueue(endless());
    for (let round = 0; round < 20_000; round += 1) queue.list();
    expect(queue.batches).toBe(4096);
    queue.shift();
    expect(queue.mayList).toBe(true);
  });
});

describe('the line on a terminal', () => {
  const progress: ScanProgress = {
    phase: 'history',
    files: 12,
    bytes: 2_500_000_000,
    blobs: 7,
    totalFiles: null,
    objects: 1234,
    totalObjects: 5678,
    findings: 3,
    elapsedMs: 9000,
    fraction: 0.5,
    remainingMs: 61_400,
    bytesPerSecond: 420_000_000,
  };

  it('shows what is done, the rate and the time left', () => {
    expect(progressLine(progress, inEnglish)).toBe(
      'reading history · 1,234 of 5,678 objects · 2.50 GB, 420.0 MB/s · 62 s left · 3 found',
    );
    expect(
      progressLine({ ...progress, phase: 'files', totalFiles: 99, remainingMs: 200_000 }, inEnglish),
    ).toBe('reading files · 12 of 99 files · 2.50 GB, 420.0 MB/s · 4 min left · 3 found');
    expect(
      progressLine({ ...progress, phase: 'files', remainingMs: null, bytesPerSecond: null }, inEnglish),
    ).toBe('reading files · 12 files · 2.50 GB · 3 found');
    expect(progressLine(progress, (said) => wordsOf(said, german))).toBe(
      'Geschichte lesen · 1.234 von 5.678 Objekte · 2.50 GB, 420.0 MB/s · noch 62 s · 3 gefunden',
    );
  });
});
