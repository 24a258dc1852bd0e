/** The house rules of linter and compiler fire where they should, and only there. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

/** One broken rule a file: where it lies, what it says, and the rule that has to fire (null: none may). */
const cases: readonly (readonly [name: string, file: string, text: string, rule: string | null])[] = [
  ['no default exports', 'shared/default.ts', 'export default 1;\n', 'import(no-default-export)'],
  ['no console in the engine', 'electron/platform/console.ts', "console.log('x');\n", 'eslint(no-console)'],
  [
    'no promise that nobody waits for',
    'electron/platform/promise.ts',
    "import { rm } from 'node:fs/promises';\nrm('x');\n",
    'typescript(no-floating-promises)',
  ],
  [
    'every case of a union',
    'shared/union.ts',
    "export function f(x: 'a' | 'b'): number {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}\n",
    'typescript(switch-exhaustiveness-check)',
  ],
  [
    'types imported as types',
    'electron/platform/types.ts',
    "import { Stats } from 'node:fs';\nexport type X = Stats;\n",
    'typescript(consistent-type-imports)',
  ],
  [
    'no markup in the page',
    'renderer/markup.tsx',
    'export const X = <p dangerouslySetInnerHTML={{ __html: "" }} />;\n',
    'react(no-danger)',
  ],
  [
    'no clock in what is drawn',
    'renderer/clock.tsx',
    'export function Clock(): unknown {\n  return <p>{Date.now()}</p>;\n}\n',
    'react(purity)',
  ],
  [
    'no asking the process for its system',
    'electron/platform/asked.ts',
    "export const windows: boolean = process.platform === 'win32';\n",
    'eslint(no-restricted-properties)',
  ],
  [
    'but in one file',
    'electron/platform/this-platform.ts',
    'export const thisPlatform: NodeJS.Platform = process.platform;\n',
    null,
  ],
  ['the command may print', 'electron/cli/print.ts', "console.log('x');\n", null],
  [
    'void says that nobody waits on purpose',
    'electron/platform/void.ts',
    "import { rm } from 'node:fs/promises';\nvoid rm('x');\n",
    null,
  ],
];

const folder = mkdtempSync(path.join(tmpdir(), 'lint-test-'));
const fired = new Map<string, string[]>();

/** @returns standard output, whatever the exit code: findings are what is asked for */
const run = (program: string, args: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(root, 'node_modules', program), ...args],
      { cwd: folder },
      (_, out) => {
        resolve(out);
      },
    );
  });

beforeAll(async () => {
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  cpSync(path.join(root, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'));
  cpSync(path.join(root, 'tsconfig.base.json'), path.join(folder, 'tsconfig.base.json'));
  const tsconfig = {
    extends: './tsconfig.base.json',
    compilerOptions: {
      types: ['node'],
      jsx: 'react-jsx',
      composite: false,
      emitDeclarationOnly: false,
      noEmit: true,
    },
    include: ['shared', 'electron', 'renderer'],
  };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  for (const [, file, text] of cases) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const { diagnostics } = JSON.parse(
    await run('oxlint/bin/oxlint', ['--format', 'json', 'shared', 'electron', 'renderer']),
  ) as {
    readonly diagnostics: readonly { readonly filename: string; readonly code: string }[];
  };
  for (const { filename, code } of diagnostics) fired.set(filename, [...(fired.get(filename) ?? []), code]);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('house rules', () => {
  it.each(cases)('%s', (_name, file, _text, rule) => {
    if (rule === null) expect(fired.get(file) ?? []).toEqual([]);
    else expect(fired.get(file)).toContain(rule);
  });

  it('no enums', async () => {
    writeFileSync(path.join(folder, 'shared/enum.ts'), 'export enum Colour { Red }\n');
    expect(await run('typescript-7/bin/tsc', ['-p', '.'])).toMatch(/shared\/enum\.ts.*TS1294/);
  });
});
