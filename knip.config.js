/**
 * `npm run unused`: what nobody uses. It runs twice: over everything (an export that is needed in its own file only is
 * needless), and with `--production` over what is shipped (what only tests use is dead, unless `@testonly` says why it is
 * there). test/integration/build/unused.test.ts makes both fire.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';

const isProduction = process.argv.includes('--production');

/** A folder's guide where the folder has no face of its own: a comment, and nothing to import. */
const guides = ['electron', 'renderer', 'shared']
  .filter((folder) => existsSync(new URL(folder, import.meta.url)))
  .flatMap((folder) =>
    readdirSync(new URL(folder, import.meta.url), { recursive: true })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((file) => /\/index\.ts$/.test(file)),
  )
  .filter((file) => {
    try {
      return /^\/\*\*[^]*\*\/\nexport \{\};\n$/.test(readFileSync(new URL(file, import.meta.url), 'utf8'));
    } catch {
      return false;
    }
  });

/** @type {import('knip').KnipConfig} */
const config = {
  entry: [
    'electron/{main,cli,ai-hook}.ts!',
    'electron/**/*-{process,worker}.ts!',
    'electron/{wire/preload,app/password-preload}.ts!',
    'renderer/{password/password,quick/quick}.ts!',
    // Shown by the development server, and in no package.
    'renderer/workbench/main.tsx',
    'build/dev/hook.cjs!',
    'build/command/launcher.cjs!',
    // Programs that are started by path.
    'build/**/*.mjs!',
    'build/electron-runtime/boot/*.cjs!',
    'build/icons/renderer/main.cjs!',
    'electron/scanner/git/kernel/build-kernel.mjs!',
    'electron/providers/augno/generated/regenerate.ts!',
    'test/**/*.{test,spec,bench}.{ts,tsx}',
    'test/{e2e,faults,windows}/support/*.cjs',
    'test/e2e/demo/{run-demo,take-screenshots}.ts',
    'test/bench/**/{run,place-anchors}.ts',
    'test/faults/figures.mjs',
    'test/fixtures/{assistants/assistant.cjs,formats/{make,make-kept-twice}.ts,openapi/reduce.mjs,vault/independent-reader.mjs}',
  ],
  project: ['electron/**!', 'shared/**!', 'renderer/**!', '!renderer/workbench/**!', 'build/**!', 'test/**'],
  ignore: guides,
  // A type may be named where a function of its file is called; a value that only its own file uses needs no export.
  ignoreExportsUsedInFile: isProduction ? true : { interface: true, type: true },
  tags: isProduction ? ['-testonly'] : [],
  // Two names for one version, which may part again.
  ignoreIssues: { 'shared/api-version.ts': ['duplicates'] },
  // Found by their paths: test/e2e/support/axe.ts, build/command/single-executable.mjs, renderer/ui/face.css.
  ignoreDependencies: ['@axe-core/playwright', '@fontsource-variable/inter', 'postject'],
  exclude: ['binaries', 'unlisted', 'catalog'],
};

export default config;
