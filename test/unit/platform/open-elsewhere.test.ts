/** Whether somebody has a file of a folder open, as each system tells it. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isOpenElsewhere } from '../../../electron/platform/open-elsewhere.ts';

let root = '';
let vault = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'augno-open-')));
  vault = path.join(root, 'vault');
  mkdirSync(path.join(vault, 'backups'), { recursive: true });
  writeFileSync(path.join(vault, 'vault.db'), 'x');
  writeFileSync(path.join(vault, 'backups', 'one.db'), 'x');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('open elsewhere', () => {
  it.skipIf(process.platform === 'win32').each([
    ['a file in it', '4242', (): string => path.join(vault, 'backups', 'one.db'), true],
    ['a file of this process', String(process.pid), (): string => path.join(vault, 'vault.db'), false],
    [
      'a file of a folder with a longer name',
      '4242',
      (): string => path.join(root, 'vault2', 'vault.db'),
      false,
    ],
    ['no file', '4242', (): string => 'socket:[1234]', false],
  ] as const)('on Linux by the descriptors of processes: %s', (_what, id, target, answer) => {
    const processes = path.join(root, 'proc');
    mkdirSync(path.join(processes, id, 'fd'), { recursive: true });
    mkdirSync(path.join(processes, 'sys'));
    symlinkSync(target(), path.join(processes, id, 'fd', '7'));
    expect(isOpenElsewhere([vault], { platform: 'linux', processes })).toBe(answer);
  });

  it.each([
    ['', false],
    [`${String(process.pid)}\n`, false],
    [`${String(process.pid)}\n4242\n`, true],
  ] as const)('on macOS by what lsof says: %j', (told, answer) => {
    const asked: string[][] = [];
    const run = (program: string, args: readonly string[]): string => {
      asked.push([program, ...args]);
      return told;
    };
    expect(isOpenElsewhere([vault], { platform: 'darwin', run })).toBe(answer);
    expect(asked).toEqual([['/usr/sbin/lsof', '-w', '-t', '+D', vault]]);
  });

  it.each([
    ['EBUSY', true],
    ['ENOENT', false],
    ['', false],
  ] as const)('on Windows by opening each file alone: %s', (code, answer) => {
    const tried: string[] = [];
    const openAlone = (file: string): void => {
      tried.push(path.basename(file));
      if (code !== '' && file.endsWith('one.db')) throw Object.assign(new Error(code), { code });
    };
    expect(isOpenElsewhere([vault], { platform: 'win32', openAlone })).toBe(answer);
    expect(tried).toContain('one.db');
  });

  it.each(['linux', 'darwin', 'win32'] as const)('on %s nobody has what is not there', (platform) => {
    expect(isOpenElsewhere([path.join(root, 'nowhere')], { platform, processes: root, run: () => '1' })).toBe(
      false,
    );
  });
});
