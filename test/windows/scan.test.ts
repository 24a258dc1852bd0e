/** The scanner on Windows: names, drives, long paths, encodings, ignore files and what the reports say. */
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../fixtures/scanner/random.ts';
import { Windows, type Ended } from './support/windows.ts';

interface Report {
  readonly roots: readonly string[];
  readonly complete: boolean;
  readonly findings: readonly {
    readonly path: string;
    readonly line: number;
    readonly column: number;
    readonly fingerprint: string;
    readonly encoding: readonly string[];
  }[];
  readonly skipped: readonly { readonly path: string }[];
  readonly suppressed: { readonly byIgnoreFile: number; readonly byBaseline: number };
}

const random = new Random(2026);
const key = (): string => random.key('prod', 'augno');
const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
const LONG = Array.from({ length: 9 }, (_, index) => `${'long folder '.repeat(3)}${String(index)}`).join('/');

const NAMES = [
  'plain.txt',
  'with blank.txt',
  'Größe und Übermaß.env',
  'UPPER.TXT',
  '.env',
  '.env.local',
  'señor/año.json',
  '日本語/鍵.yml',
  'a&b (1)/x^y.ini',
  "it's/%TEMP%.conf",
  'semi;colon/com,ma.txt',
  'dots.in.name/…/a.txt',
  'node_modules/pkg/.npmrc',
  '.git-not/config',
  'deep/a/b/c/d/e/f/g.txt',
  'Documents and Settings/x.rdp',
  'a [b] {c}/d+e.txt',
  'été/İstanbul.txt',
  `${LONG}/long.txt`,
] as const;

/** Name, content with one key, and the line and column at which it stands. */
const CONTENTS: readonly (readonly [string, (secret: string) => string | Buffer, number, number])[] = [
  ['crlf.env', (secret) => `A=1\r\nB=2\r\nKEY=${secret}\r\n`, 3, 5],
  ['lf.env', (secret) => `A=1\nKEY=${secret}\n`, 2, 5],
  ['cr.env', (secret) => `KEY=${secret}\r`, 1, 5],
  ['bom.env', (secret) => `\uFEFFKEY=${secret}\r\n`, 1, 5],
  ['utf16.env', (secret) => utf16(`A=1\r\nKEY=${secret}\r\n`), 2, 5],
  ['utf16be.env', (secret) => utf16(`A=1\r\nKEY=${secret}\r\n`).swap16(), 2, 5],
  ['script.ps1', (secret) => `$env:AUGNO_API_KEY = "${secret}"\r\n`, 1, 23],
  ['script.cmd', (secret) => `@echo off\r\nset AUGNO_API_KEY=${secret}\r\n`, 2, 19],
  ['registry.reg', (secret) => utf16(`Windows Registry\r\n"key"="${secret}"\r\n`), 2, 8],
  ['web.config', (secret) => `<add key="k" value="${secret}" />\r\n`, 1, 21],
  ['appsettings.json', (secret) => `{\r\n  "Key": "${secret}"\r\n}\r\n`, 2, 11],
];

let windows: Windows;
let report: Report;
let first: Ended;

beforeAll(async () => {
  windows = await Windows.open();
  for (const name of NAMES) windows.write(`tree/${name}`, `x\r\nkey=${key()}\r\n`);
  for (const [name, content] of CONTENTS) windows.write(`texts/${name}`, content(key()));
  first = await windows.command(['scan', windows.at('tree'), windows.at('texts'), '--format', 'json']);
  report = JSON.parse(first.stdout) as Report;
});
afterAll(async () => {
  await windows.close();
});

const scan = async (
  args: readonly string[],
  input?: string,
): Promise<{ report: Report; code: number | null }> => {
  const ended = await windows.command(
    ['scan', ...args, '--format', 'json'],
    input === undefined ? {} : { input },
  );
  expect(ended.stdout, ended.stderr).not.toBe('');
  return { report: JSON.parse(ended.stdout) as Report, code: ended.code };
};

describe('a scan', () => {
  it('finds leaks and says so by its exit code', () => {
    expect([first.code, report.complete, report.skipped]).toEqual([1, true, []]);
    expect(report.findings).toHaveLength(NAMES.length + CONTENTS.length);
  });

  it('names its roots as Windows does', () => {
    expect(report.roots).toEqual([windows.at('tree'), windows.at('texts')]);
  });

  it.each(NAMES)('finds the key in %s, and names it with / as everywhere', (name) => {
    expect(report.findings.filter((finding) => finding.path === name)).toMatchObject([
      { line: 2, column: 5 },
    ]);
  });

  it.each(CONTENTS)('finds the key in %s where a person sees it', (name, _content, line, column) => {
    expect(report.findings.filter((finding) => finding.path === name)).toMatchObject([{ line, column }]);
  });
});

describe('what is scanned', () => {
  it.each([
    ['in another case of letters', () => windows.at('TREE').toUpperCase()],
    ['with slashes', () => windows.at('tree').replaceAll('\\', '/')],
    ['with a separator at its end', () => `${windows.at('tree')}\\`],
    ['with a prefix for long paths', () => `\\\\?\\${windows.at('tree')}`],
    ['on another drive', () => `Z:${windows.host('tree').replaceAll('/', '\\')}`],
    ['with dots in it', () => windows.at('tree', '..', 'texts', '..', 'tree')],
  ] as const)('may be named %s', async (_how, path) => {
    const { report: found, code } = await scan([path()]);
    expect([code, found.findings.length]).toEqual([1, NAMES.length]);
  });

  it('may be one file', async () => {
    const { report: found } = await scan([windows.at('texts', 'utf16.env')]);
    expect(found.findings).toMatchObject([{ path: 'utf16.env', line: 2 }]);
  });

  it('may be relative to the working folder', async () => {
    const ended = await windows.command(['scan', 'texts', '--format', 'json']);
    expect((JSON.parse(ended.stdout) as Report).findings).toHaveLength(CONTENTS.length);
  });

  it('may come from standard input', async () => {
    const { report: found, code } = await scan(['-'], `KEY=${key()}\r\n`);
    expect([code, found.findings.length]).toEqual([1, 1]);
  });

  it.each(['nowhere', 'no where\\x.txt'])('has to be there: %s', async (name) => {
    const ended = await windows.command(['scan', windows.at(name)]);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('There is nothing at');
  });

  it('with nothing in it is not called clean of all', async () => {
    mkdirSync(windows.host('empty'));
    expect((await windows.command(['scan', windows.at('empty')])).code).toBe(5);
  });

  it('without a key is clean', async () => {
    windows.write('clean/a.txt', 'nothing here\r\n');
    expect((await scan([windows.at('clean')])).code).toBe(0);
  });
});

describe('what only a cloud keeps', () => {
  it.each([
    ['is named', [], 5, 0],
    ['is read where a person says so', ['--include-cloud'], 0, 1],
  ] as const)('%s', async (_what, args, code, files) => {
    // A size, and no room on the disk.
    windows.write('cloud/a.docx', '');
    truncateSync(windows.host('cloud/a.docx'), 1 << 20);
    const ended = await windows.command(['scan', windows.at('cloud'), ...args, '--format', 'json']);
    const { scanned, skipped } = JSON.parse(ended.stdout) as Report & { scanned: { files: number } };
    expect([ended.code, scanned.files, skipped.length]).toEqual([code, files, 1 - files]);
  });
});

describe('what is kept out', () => {
  it.each([
    ['UTF-8 with CRLF', (line: string) => `# known\r\n${line}\r\n`],
    ['UTF-8 with a byte-order mark', (line: string) => `\uFEFF${line}\r\n`],
    ['UTF-16, as PowerShell writes it', (line: string) => utf16(`${line}\r\n`)],
  ] as const)('is read from an ignore file in %s', async (how, content) => {
    const folder = `ignored ${how}`;
    windows.write(`${folder}/a.env`, `KEY=${key()}\r\n`);
    const { report: before } = await scan([windows.at(folder)]);
    windows.write(`${folder}/.augno-vault-ignore`, content(before.findings[0]!.fingerprint));
    const { report: after, code } = await scan([windows.at(folder)]);
    expect([code, after.findings.length, after.suppressed.byIgnoreFile]).toEqual([0, 0, 1]);
    expect((await scan([windows.at(folder), '--no-ignore'])).code).toBe(1);
  });

  it('is named by a pattern with slashes', async () => {
    const { report: found } = await scan([windows.at('tree'), '--exclude', 'node_modules/**']);
    expect(found.findings.map(({ path }) => path)).not.toContain('node_modules/pkg/.npmrc');
  });

  it('is what a baseline holds', async () => {
    const baseline = windows.at('base line.json');
    await windows.command(['scan', windows.at('tree'), '--write-baseline', baseline, '--quiet']);
    const { report: found, code } = await scan([windows.at('tree'), '--baseline', baseline]);
    expect([code, found.findings.length, found.suppressed.byBaseline]).toEqual([0, 0, NAMES.length]);
  });
});

describe('a report', () => {
  it.each([
    ['json', /"path": ?"señor\/año\.json"/],
    ['sarif', /se%C3%B1or\/a%C3%B1o\.json|señor\/año\.json/],
    ['csv', /señor\/año\.json/],
    ['junit', /señor\/año\.json/],
    ['gitlab', /señor\/año\.json/],
    ['text', /señor\/año\.json/],
  ] as const)('as %s is written to a file, whole and with /', async (format, pattern) => {
    const file = `reports/${format}.out`;
    windows.write('reports/x.txt', '');
    const ended = await windows.command([
      'scan',
      windows.at('tree'),
      '--format',
      format,
      '--output',
      windows.at(file),
    ]);
    expect([ended.code, ended.stdout]).toEqual([1, '']);
    const written = (await windows.evaluate(
      `return require('node:fs').readFileSync(${JSON.stringify(windows.at(file))}, 'utf8')`,
    )) as string;
    expect(written).toMatch(pattern);
    expect(written).not.toContain('señor\\');
    expect(written).not.toMatch(/aug_sk_(?:prod|test)_[0-9A-Za-z]{22}_/);
  });

  it('is not written over a file of another process that is held', async () => {
    windows.write('held.json', 'before');
    const release = await windows.hold(windows.at('held.json'));
    const output = ['--format', 'json', '--output', windows.at('held.json')];
    const refused = await windows.command(['scan', windows.at('clean'), ...output]);
    await release();
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('could not be written to the file that was named');
    expect((await windows.command(['scan', windows.at('clean'), ...output])).code).toBe(0);
  });
});

it('a link to a folder is not followed, and hides nothing else', async () => {
  windows.write('linked/real/a.txt', key());
  const junction = await windows.evaluate(
    `try { require('node:fs').symlinkSync(${JSON.stringify(windows.at('linked', 'real'))}, ${JSON.stringify(windows.at('linked', 'junction'))}, 'junction'); return 'made'; } catch (error) { return error.code; }`,
  );
  const { report: found } = await scan([windows.at('linked')]);
  expect([junction, found.findings.map(({ path }) => path)]).toEqual([junction, ['real/a.txt']]);
});

it('a name of a device in a folder does not stop a scan', async () => {
  writeFileSync(windows.host('clean', 'con.txt'), key());
  const { code } = await scan([windows.at('clean')]);
  expect([1, 5]).toContain(code);
});
