/**
 * What must not be in the source at all. Together with the tests of the effective state (test/e2e/hardening*.spec.ts,
 * single-instance.spec.ts, packaged.spec.ts) this stands in for Electronegativity; docs/decisions/0015 says why and lists
 * its checks. Comments don't count, so the reasons may be written down.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

/** A file as the compiler prints it, so that neither comments nor blanks matter. */
function plain(text: string, tsx: boolean): string {
  const kind = tsx ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(tsx ? 'a.tsx' : 'a.ts', text, ts.ScriptTarget.Latest, false, kind);
  return ts.createPrinter({ removeComments: true }).printFile(file);
}

const names = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', 'electron', 'renderer', 'shared'],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((name) => /\.(ts|tsx|html|css)$/.test(name));
const sources = names.flatMap((name) => {
  try {
    const text = readFileSync(path.join(root, name), 'utf8');
    return [{ name, text: /\.tsx?$/.test(name) ? plain(text, name.endsWith('x')) : text }];
  } catch {
    return [];
  }
});

const filesWith = (pattern: RegExp, among = ''): readonly string[] =>
  sources.filter(({ name, text }) => name.startsWith(among) && pattern.test(text)).map(({ name }) => name);

describe('nowhere in the app', () => {
  it.each([
    [
      'text is run as code',
      /\beval\(|new Function\(|\bexecuteJavaScript(InIsolatedWorld)?\(|\bvm\.run|\binsertCSS\(/,
    ],
    [
      'markup is made from text',
      /\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|srcDoc|srcdoc)\b|document\.write\(/,
    ],
    [
      'a certificate is accepted that the system refuses',
      /['"]certificate-error['"]|setCertificateVerifyProc|rejectUnauthorized: false|env(ironment)?(\.|\[['"])NODE_TLS_REJECT_UNAUTHORIZED(['"]\])?\s*=[^=]|NODE_TLS_REJECT_UNAUTHORIZED['"]?:/,
    ],
    ['the engine is started with weaker rules', /appendArgument\(|disableHardwareAcceleration\(/],
    ['Electron’s warnings are silenced', /ELECTRON_DISABLE_SECURITY_WARNINGS/],
    [
      'another way to main is opened',
      /@electron\/remote|enableRemoteModule|ipcRenderer\.(send|sendSync|sendToHost|postMessage)\('?(?!augno)/,
    ],
    [
      'a page gets Node or loses a wall',
      /nodeIntegration(InWorker|InSubFrames)?: true|contextIsolation: false|sandbox: false|webSecurity: false|allowRunningInsecureContent: true|webviewTag: true|experimentalFeatures: true|enableBlinkFeatures|enableDeprecatedPaste: true/,
    ],
    ['a crash is sent to anybody', /crashReporter\.start/],
    ['a window or a webview is made in the page', /<webview|window\.open\(|allowpopups/],
    [
      'an old handler of files or schemes is registered',
      /register(File|Http|Buffer|String|Stream)Protocol|interceptFileProtocol/,
    ],
  ])('%s', (_what, pattern) => {
    expect(filesWith(pattern)).toEqual([]);
  });

  it('a page or a style of the app names an address', () => {
    // Types and messages may; what loads something may not.
    const loads = /(src|href|url)\s*[=(]\s*["'{]*\s*(https?:)?\/\//i;
    expect(filesWith(loads, 'renderer/')).toEqual([]);
  });
});

describe('in one place only', () => {
  it.each([
    [
      'a link leaves for the browser',
      /shell\.openExternal\(/,
      ['electron/app/open-external.ts', 'electron/app/page-calls.ts'],
    ],
    ['the app becomes the handler of its links', /setAsDefaultProtocolClient\(/, ['electron/main.ts']],
    [
      'a scheme is served',
      /protocol\.(handle|registerSchemesAsPrivileged)\(/,
      ['electron/app/content-protocol.ts'],
    ],
    [
      'a bridge is exposed',
      /exposeInMainWorld\(/,
      ['electron/app/password-preload.ts', 'electron/wire/preload.ts'],
    ],
    [
      'permissions are answered',
      /setPermission(Request|Check)Handler\(/,
      ['electron/app/session-hardening.ts'],
    ],
    [
      // Everything else goes through electron/files/whole-file.ts, or is made exclusively by the vault's own storage.
      'a file is written by its name alone',
      /\bwriteFile(Sync)?\(|\bappendFile(Sync)?\(|\bcreateWriteStream\(|\bopenSync\([^)]*['"][wa]\+?['"]/,
      [
        // Exclusively, and never again.
        'electron/platform/computer.ts',
        // A build tool.
        'electron/providers/augno/generated/regenerate.ts',
        // In a temporary folder of its own.
        'electron/scanner/git/git-command.ts',
        'electron/scanner/hooks/hook-proof.ts',
      ],
    ],
    ['the engine is given a switch', /appendSwitch\(/, ['electron/app/session-hardening.ts']],
    ['windows are refused', /setWindowOpenHandler\(/, ['electron/app/session-hardening.ts']],
  ])('%s', (_what, pattern, places) => {
    expect(filesWith(pattern)).toEqual(places);
  });
});

it('the one switch that the engine is given takes something away', () => {
  const source = readFileSync(path.join(root, 'electron/app/session-hardening.ts'), 'utf8');
  expect(source.match(/appendSwitch\([^)]*\)/g)).toEqual([
    "appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false')",
  ]);
});

it('the patterns find what they are for', () => {
  expect(plain("// eval('no')\nconst a = eval ( 'x' );", false)).toMatch(/\beval\(/);
  expect(plain('// eval("only a comment")\nf();', false)).not.toContain('eval');
  expect(plain('new BrowserWindow({ webPreferences: { sandbox: false } })', false)).toMatch(/sandbox: false/);
});

it('the Electron that is packaged is the one that package.json names', () => {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const major = manifest.devDependencies['electron']?.split('.')[0];
  const buildInfo = readFileSync(path.join(root, 'electron/app/build-info.ts'), 'utf8');
  expect(buildInfo).toContain(`SHIPPED_ELECTRON_MAJOR = ${String(major)};`);
});
