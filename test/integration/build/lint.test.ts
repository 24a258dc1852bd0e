/** The house rules of the linter fire where they should, and only there. */
import path from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const eslint = new ESLint({
  cwd: root,
  overrideConfig: {
    // Where CI is set, the parser takes it for one run over files and reads them from disk instead of the given text.
    languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } },
  },
});

/** The rules that a text breaks as if it stood in an existing file (type checks need one). */
async function broken(file: string, text: string): Promise<readonly (string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: path.join(root, file) });
  return result!.messages.map((message) => message.ruleId ?? message.message);
}

describe('house rules', () => {
  it.each([
    ['no default exports', 'shared/brands.ts', 'export default 1;\n', 'no-restricted-syntax'],
    ['no enums', 'shared/brands.ts', 'export enum Colour { Red }\n', 'no-restricted-syntax'],
    ['no console in the engine', 'electron/platform/paths.ts', "console.log('x');\n", 'no-console'],
    [
      'no promise that nobody waits for',
      'electron/platform/paths.ts',
      "import { rm } from 'node:fs/promises';\nrm('x');\n",
      '@typescript-eslint/no-floating-promises',
    ],
    [
      'every case of a union',
      'shared/brands.ts',
      "export function f(x: 'a' | 'b'): number {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}\n",
      '@typescript-eslint/switch-exhaustiveness-check',
    ],
    [
      'types imported as types',
      'electron/platform/paths.ts',
      "import { Stats } from 'node:fs';\nexport type X = Stats;\n",
      '@typescript-eslint/consistent-type-imports',
    ],
  ])('%s', async (_name, file, text, rule) => {
    expect(await broken(file, text)).toContain(rule);
  });

  it('lets the command print', async () => {
    expect(await broken('electron/cli.ts', "console.log('x');\n")).not.toContain('no-console');
  });

  it('says that nobody waits on purpose with void', async () => {
    const text = "import { rm } from 'node:fs/promises';\nvoid rm('x');\n";
    expect(await broken('electron/platform/paths.ts', text)).toEqual([]);
  });
});
