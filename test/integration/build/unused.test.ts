/** `npm run unused`: its rules fire on a tree of their own. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
let folder: string;

const FILES: Readonly<Record<string, string>> = {
  'package.json':
    '{ "name": "x", "version": "1.0.0", "type": "module", "devDependencies": { "yauzl": "3.4.0" } }',
  'electron/main.ts': "import { used } from '../shared/a.ts';\nused();\n",
  'shared/a.ts': [
    'const own = 1;',
    'export const needless = own;',
    'export const used = (): number => needless;',
    'export const dead = 2;',
    'export const tested = 3;',
    '/** @testonly why */',
    'export const allowed = 4;',
  ].join('\n'),
  'shared/unreached.ts': 'export const nothing = 1;\n',
  'test/a.test.ts': "import { allowed, tested } from '../shared/a.ts';\nvoid allowed;\nvoid tested;\n",
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'unused-'));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  cpSync(path.join(root, 'knip.config.js'), path.join(folder, 'knip.config.js'));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  execFileSync('git', ['init', '-q'], { cwd: folder });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function found(...options: readonly string[]): {
  readonly code: number | null;
  readonly lines: readonly string[];
} {
  const knip = path.join(root, 'node_modules/knip/bin/knip.js');
  const { status, stdout } = spawnSync(
    process.execPath,
    [knip, '--no-progress', '--reporter', 'compact', ...options],
    { cwd: folder, encoding: 'utf8' },
  );
  return { code: status, lines: stdout.split('\n').filter((line) => /^\S+\.(?:ts|json)/.test(line)) };
}

it('what nobody uses is found: exports, files, packages', () => {
  const { code, lines } = found();
  expect(code).toBe(1);
  expect(lines.join('\n')).toMatch(/^shared\/unreached\.ts/m);
  expect(lines.join('\n')).toMatch(/^shared\/a\.ts: needless, dead$/m);
  expect(lines.join('\n')).toContain('yauzl');
});

it('what only tests use is dead, unless it says why it is there', () => {
  const { code, lines } = found('--production', '--include', 'files,exports,types');
  expect(code).toBe(1);
  expect(lines).toContain('shared/a.ts: dead, tested');
});
