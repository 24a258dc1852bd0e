/** The app's settings file as somebody or something else left it: no value that it holds leaves its bounds. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, openProfile, type Profile } from '../../../electron/app/settings.ts';
import { settingsSchema } from '../../../shared/ipc/settings-schema.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mutated-settings-'));
  file = path.join(folder, 'profile.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const read = (text: string): Profile => {
  writeFileSync(file, text);
  return openProfile(folder);
};

const HOSTILE: readonly unknown[] = [
  ...[null, true, -1, 0, 0.5, 2 ** 31, 2 ** 53, 1e308, '', 'x', '\u202E', '__proto__'],
  ...[[], [[]], {}, { __proto__: null }, { constructor: 1 }],
];

it.each(Object.keys(DEFAULT_SETTINGS))('%s is within its bounds whatever stands there', (name) => {
  for (const value of HOSTILE) {
    const { settings } = read(JSON.stringify({ settings: { [name]: value } }));
    expect(settingsSchema.safeParse(settings).success, JSON.stringify(value)).toBe(true);
  }
});

it('what is not of the settings’ kind is left out, and adds nothing to every object', () => {
  for (const text of [
    '{"__proto__":{"polluted":1},"settings":{"__proto__":{"polluted":1,"autoLockMinutes":240}}}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '['.repeat(100_000),
    `${'{"settings":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
    '{"settings":{"autoLockMinutes":1e999}}',
    '\uFEFF{}',
    'null',
  ]) {
    expect(read(text).settings).toEqual(DEFAULT_SETTINGS);
    expect('polluted' in {}).toBe(false);
  }
});

it('a place of the window that no screen has is not used', () => {
  const bounds = { x: 10, y: 20, width: 800, height: 600 };
  expect(read(JSON.stringify({ windowBounds: bounds })).windowBounds).toEqual(bounds);
  for (const side of ['x', 'y', 'width', 'height'])
    for (const value of [2 ** 15, 2 ** 31 - 1, 2 ** 53 - 1, -(2 ** 31), 1e308, '800', null])
      expect(read(JSON.stringify({ windowBounds: { ...bounds, [side]: value } })).windowBounds).toBeNull();
});

it.runIf(process.platform !== 'win32')(
  'a pipe, a device, a folder or a file without an end is not waited for',
  () => {
    const planted = [
      () => execFileSync('mkfifo', [file]),
      () => {
        symlinkSync('/dev/zero', file);
      },
      () => mkdirSync(file),
      () => {
        writeFileSync(file, '{');
        truncateSync(file, 3_000_000_000);
      },
    ];
    for (const put of planted) {
      put();
      expect(openProfile(folder).settings).toEqual(DEFAULT_SETTINGS);
      rmSync(file, { recursive: true, force: true });
    }
  },
);
