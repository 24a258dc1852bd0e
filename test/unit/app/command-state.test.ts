import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findCommand } from '../../../electron/app/command-state.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'augno vault '));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** As `npm install --global` leaves it. */
function install(prefix: string, manifest: unknown): string {
  const home = path.join(prefix, 'lib', 'node_modules', 'augno-vault');
  mkdirSync(path.join(home, 'dist'), { recursive: true });
  mkdirSync(path.join(prefix, 'bin'), { recursive: true });
  writeFileSync(path.join(home, 'package.json'), JSON.stringify(manifest));
  // Running it would leave a mark.
  writeFileSync(path.join(home, 'dist', 'cli.js'), `#!/bin/sh\ntouch '${folder}/ran'\n`, { mode: 0o755 });
  symlinkSync(
    path.join('..', 'lib', 'node_modules', 'augno-vault', 'dist', 'cli.js'),
    path.join(prefix, 'bin', 'augno-vault'),
  );
  return path.join(prefix, 'bin');
}
const find = (pathVariable: string, folders: readonly string[] = []): ReturnType<typeof findCommand> =>
  findCommand({ appVersion: '0.2.0', pathVariable, folders });

describe.skipIf(process.platform === 'win32')('the command', () => {
  it('is missing where it is missing, and how to install it is said', () => {
    expect(find(folder)).toEqual({
      found: null,
      appVersion: '0.2.0',
      installCommand: 'npm install --global augno-vault@0.2.0',
    });
  });

  it('is found on the path, with the version of its package', () => {
    const bin = install(folder, { name: 'augno-vault', version: '0.1.0' });
    expect(find(`/nowhere:${bin}`).found).toEqual({
      path: path.join(bin, 'augno-vault'),
      onPath: true,
      version: '0.1.0',
      changeableByOthers: null,
    });
  });

  it('is found in a usual folder that the path does not name', () => {
    const bin = install(folder, { name: 'augno-vault', version: '0.2.0' });
    expect(find('/nowhere', [bin]).found).toMatchObject({ onPath: false, version: '0.2.0' });
  });

  it.each([{ name: 'another', version: '1.0.0' }, { name: 'augno-vault' }, null])(
    'of a package that says %j has no version',
    (manifest) => {
      expect(find(install(folder, manifest)).found).toMatchObject({ version: null });
    },
  );

  it('that others can change is told apart, by the file or by a folder above it', () => {
    const bin = install(folder, { name: 'augno-vault', version: '0.1.0' });
    const modules = path.join(folder, 'lib', 'node_modules');
    chmodSync(modules, 0o777);
    expect(find(bin).found?.changeableByOthers).toBe(modules);
    chmodSync(modules, 0o755);
    chmodSync(bin, 0o777);
    expect(find(bin).found?.changeableByOthers).toBe(bin);
  });

  it('is not looked for in relative folders, and a folder or a file without the right to run is none', () => {
    mkdirSync(path.join(folder, 'augno-vault'));
    expect(find(`.:bin:${folder}`).found).toBeNull();
    rmSync(path.join(folder, 'augno-vault'), { recursive: true });
    writeFileSync(path.join(folder, 'augno-vault'), '', { mode: 0o644 });
    expect(find(folder).found).toBeNull();
  });
});
