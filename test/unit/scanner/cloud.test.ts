/** Files of which only the name is here: named, and not fetched by a scan. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { scan, type ScanOptions } from '../../../electron/scanner/index.ts';
import { createCloudCheck } from '../../../electron/scanner/walk/cloud.ts';
import { reasonOf } from '../../../electron/scanner/walk/walker.ts';
import type { ScanReport } from '../../../shared/findings.ts';
import { generateKey } from '../../../shared/key-format.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'cloud-'));
for (const name of ['a.docx', 'b.bin']) {
  writeFileSync(path.join(folder, name), '');
  // A size, and no room on the disk: as a placeholder has it.
  truncateSync(path.join(folder, name), 1 << 20);
}
writeFileSync(path.join(folder, 'here.env'), `KEY=${generateKey('prod')}\n`);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function reportOf(options: Partial<ScanOptions>): Promise<ScanReport> {
  for await (const event of scan({ paths: [folder], ...options }))
    if (event.type === 'done') return event.report;
  throw new Error('The scan ended without a report.');
}

describe('a scan', () => {
  it.each(['win32', 'darwin'] as const)(
    'of a folder (%s) names them, and is not complete',
    async (platform) => {
      const { scanned, skipped, complete, findings } = await reportOf({ platform });
      expect({ files: scanned.files, complete, findings: findings.length }).toEqual({
        files: 1,
        complete: false,
        findings: 1,
      });
      expect(skipped).toMatchObject([
        { path: '.', reason: expect.stringContaining('2 files of which only the name is here') as string },
      ]);
      // What happened, what is safe, what to do next.
      const [{ reason } = { reason: '' }] = skipped;
      for (const part of ['nothing of it was fetched', 'by its own path', '--include-cloud'])
        expect(reason).toContain(part);
    },
  );

  it('reads them where a person says so, and on Linux, where they are sparse', async () => {
    for (const options of [{ platform: 'win32', includeCloud: true }, { platform: 'linux' }] as const)
      expect(await reportOf(options)).toMatchObject({ scanned: { files: 3 }, complete: true });
  });

  it('reads one that is named itself', async () => {
    const only = await reportOf({ platform: 'win32', paths: [path.join(folder, 'a.docx')] });
    expect(only).toMatchObject({ scanned: { files: 1 }, complete: true });
  });
});

it.each([
  // Kept within its entry in the table of files, or taking room, or a folder.
  [{ size: 700, blocks: 0, isFile: () => true }, false],
  [{ size: 0, blocks: 0, isFile: () => true }, false],
  [{ size: 5000, blocks: 8, isFile: () => true }, false],
  [{ size: 5000, blocks: 0, isFile: () => false }, false],
  [{ size: 5000, blocks: 0, isFile: () => true }, true],
])('%o', (stats, inCloud) => {
  expect(createCloudCheck('win32', false, () => stats)?.('x')).toBe(inCloud);
});

it('what cannot be looked at is left to the reading, which says why', () => {
  const failing = (): never => {
    throw new Error('gone');
  };
  expect(createCloudCheck('darwin', false, failing)?.('x')).toBe(false);
});

it('what macOS keeps from programs is told from what the mode forbids', () => {
  const refused = Object.assign(new Error('no'), { code: 'EPERM' });
  for (const part of ['macOS', 'was left as it is', 'the terminal', 'Full Disk Access', 'scan again'])
    expect(inEnglish(reasonOf(refused, 'darwin'))).toContain(part);
  for (const platform of ['linux', 'win32'] as const)
    expect(inEnglish(reasonOf(refused, platform))).toContain('no permission');
  expect(inEnglish(reasonOf(Object.assign(new Error('no'), { code: 'EACCES' }), 'darwin'))).toContain(
    'no perm',
  );
});
