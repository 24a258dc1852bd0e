import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSeenVersion } from '../../../electron/app/seen-version.ts';
import { readManifest } from '../../../electron/app/update-manifest.ts';

const file = { url: 'augno-vault-linux-x64.AppImage', sha512: `${'A'.repeat(86)}==`, size: 10 };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'seen-version-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('a signed version between the one that runs and the highest seen is refused, after a restart too', () => {
  const first = createSeenVersion(folder, '1.0.0');
  first.note(readManifest({ version: '2.10.0', files: [file] }, '1.0.0', first.highest()).version);
  const later = createSeenVersion(folder, '1.0.0');
  expect(() => readManifest({ version: '2.9.0', files: [file] }, '1.0.0', later.highest())).toThrow(
    'The update feed offers version 2.9.0, although version 2.10.0 was already seen.',
  );
  expect(readManifest({ version: '2.10.0', files: [file] }, '1.0.0', later.highest()).version).toBe('2.10.0');
  expect(readManifest({ version: '3.0.0', files: [file] }, '1.0.0', later.highest()).version).toBe('3.0.0');
});

it('the highest never falls, and never below the version that runs', () => {
  const seen = createSeenVersion(folder, '1.0.0');
  seen.note('2.0.0');
  seen.note('1.5.0');
  expect(createSeenVersion(folder, '1.0.0').highest()).toBe('2.0.0');
  expect(createSeenVersion(folder, '3.0.0').highest()).toBe('3.0.0');
  writeFileSync(path.join(folder, 'updates.json'), '{"highestSigned":"latest"}');
  expect(createSeenVersion(folder, '1.0.0').highest()).toBe('1.0.0');
  expect(seen.highest()).toBe('2.0.0');
});

it('a disk that cannot be written does not make the run forget', () => {
  writeFileSync(path.join(folder, 'a file'), '');
  const seen = createSeenVersion(path.join(folder, 'a file', 'below'), '1.0.0');
  seen.note('2.0.0');
  expect(seen.highest()).toBe('2.0.0');
});
