/** How programs are started on Windows, on every machine. */
import { describe, expect, it } from 'vitest';
import { endTree } from '../../../electron/platform/end-tree.ts';
import { launchOf, type Launch } from '../../../electron/platform/windows-command.ts';

const FILES = [
  'C:\\Tools\\git.exe',
  'C:\\Program Files\\nodejs\\npm.cmd',
  'C:\\Program Files\\nodejs\\npm',
  'C:\\Tools\\both.exe',
  'C:\\Tools\\both.cmd',
  'C:\\100%\\old.bat',
  'C:\\Tools\\note.txt',
];
const environment = {
  SystemRoot: 'C:\\Windows',
  Path: '.;relative;"C:\\Program Files\\nodejs";C:\\Tools',
  PATHEXT: '.COM;.EXE;.BAT;.CMD;.VBS;.JS',
};
const isFile = (file: string): boolean => FILES.some((each) => each.toLowerCase() === file.toLowerCase());
const launch = (command: string, ...args: readonly string[]): Launch | null =>
  launchOf(command, args, { platform: 'win32', environment, isFile });
/** What stands behind `/c`. */
const lineOf = (...args: readonly string[]): string | undefined => launch('npm', ...args)?.args.at(-1);

describe('a program', () => {
  it.each(['linux', 'darwin'] as const)('is looked for by the system on %s', (platform) => {
    const sources = { platform, environment, isFile };
    expect(launchOf('npm', ['a b'], sources)).toEqual({ program: 'npm', args: ['a b'], verbatim: false });
  });

  it.each([
    ['git', 'C:\\Tools\\git.exe'],
    ['GIT.EXE', 'C:\\Tools\\GIT.EXE'],
    ['both', 'C:\\Tools\\both.exe'],
    ['C:\\Tools\\git', 'C:\\Tools\\git.exe'],
    ['C:/Tools/git.exe', 'C:\\Tools\\git.exe'],
  ])('%s is found by PATH and PATHEXT on Windows', (command, program) => {
    const found = launch(command, 'a b');
    expect([found?.program.toLowerCase(), found?.args, found?.verbatim]).toEqual([
      program.toLowerCase(),
      ['a b'],
      false,
    ]);
  });

  it.each(['nothing', 'note.txt', 'C:\\Tools\\nothing', '..\\npm'])('%s is not found', (command) => {
    expect(launch(command)).toBeNull();
  });

  it('that is a script is run by the system’s own cmd.exe', () => {
    expect(launch('npm', 'start')).toEqual({
      program: 'C:\\Windows\\System32\\cmd.exe',
      args: ['/e:on', '/v:off', '/d', '/s', '/c', '""C:\\Program Files\\nodejs\\npm.cmd" start"'],
      verbatim: true,
    });
    expect(launch('C:\\100%\\old.bat')?.args.at(-1)).toBe('""C:\\100%%cd:~,%\\old.bat""');
  });
});

describe('an argument of a script', () => {
  const quoted = (argument: string): string | undefined =>
    lineOf(argument)?.slice('""C:\\Program Files\\nodejs\\npm.cmd" '.length, -1);

  it.each([
    ['start', 'start'],
    ['--flag=x', '"--flag=x"'],
    ['C:\\a\\b', 'C:\\a\\b'],
    ['ümläut', 'ümläut'],
    ['', '""'],
    ['a b', '"a b"'],
    ['a&calc', '"a&calc"'],
    ['^', '"^"'],
    ['x\\', '"x\\\\"'],
    ['a"b', '"a""b"'],
    ['"&calc&"', '"""&calc&"""'],
    ['\\"', '"\\\\"""'],
    ['%PATH%', '"%%cd:~,%PATH%%cd:~,%"'],
    ['a!b!', '"a!b!"'],
  ])('%j is written %s', (argument, written) => {
    expect(quoted(argument)).toBe(written);
  });

  it.each(['a\nb', 'a\rb', 'a\0b'])('%j is refused', (argument) => {
    expect(() => launch('npm', argument)).toThrow(expect.objectContaining({ code: 'EINVAL' }));
    // A program of its own takes it.
    expect(launch('git', argument)?.args).toEqual([argument]);
  });

  it('leaves nothing outside of quotes that cmd.exe has a meaning for, whatever it is', () => {
    const characters = ['"', '&', '|', '<', '>', '^', '(', ')', '\\', ' ', 'a', '%', '!', ';'];
    for (const first of characters)
      for (const second of characters)
        for (const third of characters) {
          const line = quoted(first + second + third)!.replaceAll('%%cd:~,%', '%');
          let inside = false;
          for (const character of line) {
            if (character === '"') inside = !inside;
            else if (/[&|<>^() ;]/.test(character)) expect([line, inside]).toEqual([line, true]);
          }
          expect(inside).toBe(false);
        }
  });
});

describe('ending a program', () => {
  const end = (platform: NodeJS.Platform, pid: number | undefined = 42): readonly unknown[] => {
    const done: unknown[] = [];
    endTree(
      {
        pid,
        kill: (signal) => {
          done.push(signal);
          return true;
        },
      },
      'SIGTERM',
      { platform, systemRoot: 'C:\\Windows', run: (...call) => done.push(call) },
    );
    return done;
  };

  it.each(['linux', 'darwin'] as const)('is a signal on %s', (platform) => {
    expect(end(platform)).toEqual(['SIGTERM']);
  });

  it('takes what it started with it on Windows', () => {
    expect(end('win32')).toEqual([['C:\\Windows\\System32\\taskkill.exe', ['/T', '/F', '/PID', '42']]]);
    expect(end('win32', undefined)).toHaveLength(1);
  });
});
