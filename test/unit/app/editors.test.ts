import { describe, expect, it, vi } from 'vitest';
import { editorCommand, installedEditors } from '../../../electron/app/editors.ts';

const only =
  (...files: string[]) =>
  (file: string) =>
    files.includes(file);
const place = { file: '/home/ann/shop/--help.env', line: 12, column: 4 };

describe('editors', () => {
  it('are those that are where their makers put them', () => {
    expect(installedEditors(only('/usr/bin/code', '/usr/bin/subl')).map(({ id }) => id)).toEqual([
      'vscode',
      'sublime',
    ]);
    expect(installedEditors(() => false)).toEqual([]);
  });

  it('are found on Windows where they were installed for this user or for all', () => {
    vi.stubEnv('LOCALAPPDATA', '/local');
    vi.stubEnv('ProgramFiles', '/programs');
    // The table is made when it is loaded.
    vi.resetModules();
    return import('../../../electron/app/editors.ts').then((fresh) => {
      for (const file of [
        '/local/Programs/Microsoft VS Code/Code.exe',
        '/programs/Microsoft VS Code/Code.exe',
      ])
        expect(fresh.installedEditors(only(file)).map(({ id }) => id)).toEqual(['vscode']);
      expect(fresh.installedEditors(only('/programs/Sublime Text/subl.exe')).map(({ id }) => id)).toEqual([
        'sublime',
      ]);
      vi.unstubAllEnvs();
    });
  });

  it('are told file, line and column as arguments of their own', () => {
    expect(editorCommand('vscode', place, only('/usr/bin/code'))).toEqual({
      program: '/usr/bin/code',
      args: ['--goto', '/home/ann/shop/--help.env:12:4'],
    });
    expect(editorCommand('webstorm', { ...place, line: null }, only('/snap/bin/webstorm'))).toEqual({
      program: '/snap/bin/webstorm',
      args: ['--line', '1', '/home/ann/shop/--help.env'],
    });
  });

  it('that are not there, or not known, have no command', () => {
    expect(editorCommand('vscode', place, () => false)).toBeNull();
    expect(editorCommand('rm', place, () => true)).toBeNull();
  });
});
