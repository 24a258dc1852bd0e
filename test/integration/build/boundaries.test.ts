/** Every arrow that must not be is drawn once, in a project made here, and has to be caught. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const configFile = path.join(root, '.dependency-cruiser.cjs');

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** rule → files whose first import breaks it; `from` is the first. */
const violations: Readonly<Record<string, readonly (readonly [from: string, imported: string])[]>> = {
  'no-cycles': [['electron/vault/circle-a.ts', './circle-b.ts']],
  'renderer-knows-shared-only': [
    ['renderer/app/reaches-vault.ts', '../../electron/vault/target.ts'],
    ['renderer/app/reaches-build.ts', '../../build/target.ts'],
  ],
  'renderer-without-node': [['renderer/app/reads-files.ts', 'node:fs']],
  'shared-imports-zod-only': [
    ['shared/reaches-vault.ts', '../electron/vault/target.ts'],
    ['shared/reads-files.ts', 'node:fs'],
    ['shared/other-package.ts', 'react'],
  ],
  'electron-does-not-import-renderer': [['electron/app/reaches-renderer.ts', '../../renderer/target.ts']],
  'engine-without-electron': [
    'vault',
    'augno',
    'sandbox',
    'scanner',
    'archives',
    'cli',
    'processes',
    'places',
    'sharing',
    'files',
  ].map((part) => [`electron/${part}/uses-electron.ts`, 'electron'] as const),
  'only-the-app-imports-electron': [
    ['electron/loose-file.ts', 'electron'],
    ['shared/uses-electron.ts', 'electron'],
    ['renderer/uses-electron.ts', 'electron'],
  ],
  'nothing-imports-the-app': [
    ['electron/vault/reaches-app.ts', '../app/target.ts'],
    ['electron/ipc/reaches-app.ts', '../app/target.ts'],
  ],
  'only-the-app-imports-ipc': [['electron/vault/reaches-ipc.ts', '../ipc/target.ts']],
  'vault-knows-neither-api-nor-scanner': ['augno', 'sandbox', 'scanner', 'cli', 'processes'].map(
    (part) => [`electron/vault/reaches-${part}.ts`, `../${part}/target.ts`] as const,
  ),
  'providers-know-vault-and-augno-only': ['sandbox', 'scanner', 'cli', 'processes'].map(
    (part) => [`electron/providers/reaches-${part}.ts`, `../${part}/target.ts`] as const,
  ),
  'archives-know-nothing': [
    ['electron/archives/reaches-scanner.ts', '../scanner/target.ts'],
    ['electron/archives/reaches-shared.ts', '../../shared/target.ts'],
  ],
  'archives-through-one-interface': [['electron/scanner/reaches-a-reader.ts', '../archives/target.ts']],
  'augno-knows-vault-only': ['providers', 'sandbox', 'scanner', 'cli', 'processes'].map(
    (part) => [`electron/augno/reaches-${part}.ts`, `../${part}/target.ts`] as const,
  ),
  'scanner-knows-nobody': ['vault', 'augno', 'providers', 'sandbox', 'cli', 'processes'].map(
    (part) => [`electron/scanner/reaches-${part}.ts`, `../${part}/target.ts`] as const,
  ),
  'places-knows-the-scanner-only': ['vault', 'augno', 'sandbox', 'cli', 'processes'].map(
    (part) => [`electron/places/reaches-${part}.ts`, `../${part}/target.ts`] as const,
  ),
  'files-knows-nobody': ['vault', 'augno', 'cli', 'processes'].map(
    (part) => [`electron/files/reaches-${part}.ts`, `../${part}/target.ts`] as const,
  ),
  'sandbox-knows-nobody': ['vault', 'augno', 'scanner', 'cli', 'processes'].map(
    (part) => [`electron/sandbox/reaches-${part}.ts`, `../${part}/target.ts`] as const,
  ),
  'nothing-imports-tests': [
    ['electron/app/reaches-tests.ts', '../../test/target.ts'],
    ['shared/reaches-tests.ts', '../test/target.ts'],
    ['renderer/reaches-tests.ts', '../test/target.ts'],
  ],
  'no-unresolvable': [['electron/vault/leads-nowhere.ts', './nothing.ts']],
};

const allowed: readonly (readonly [from: string, imported: string])[] = [
  ['renderer/app/right.ts', '../../shared/target.ts'],
  ['shared/right.ts', 'zod'],
  ['electron/app/right.ts', '../ipc/target.ts'],
  ['electron/app/right-too.ts', 'electron'],
  ['electron/ipc/right.ts', '../vault/target.ts'],
  ['electron/augno/right.ts', '../vault/target.ts'],
  ['electron/providers/right.ts', '../augno/target.ts'],
  ['electron/cli/right.ts', '../scanner/target.ts'],
  ['electron/scanner/right.ts', '../archives/index.ts'],
];

let folder = '';
let found: readonly Violation[] = [];

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'augno-vault-test-')));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  put('tsconfig.base.json', '{ "compilerOptions": { "module": "ESNext", "moduleResolution": "Bundler" } }');
  put('package.json', '{ "type": "module", "dependencies": { "electron": "*", "zod": "*", "react": "*" } }');
  for (const part of [
    'vault',
    'augno',
    'providers',
    'sandbox',
    'scanner',
    'archives',
    'cli',
    'processes',
    'app',
    'ipc',
  ]) {
    put(`electron/${part}/target.ts`, 'export const target = 1;\n');
  }
  for (const place of ['shared', 'renderer', 'test', 'build'])
    put(`${place}/target.ts`, 'export const target = 1;\n');
  put('electron/archives/index.ts', 'export const target = 1;\n');
  put('electron/vault/circle-b.ts', "export * from './circle-a.ts';\n");
  for (const [file, imported] of [...Object.values(violations).flat(), ...allowed]) {
    put(file, `export * from '${imported}';\n`);
  }
  const program = path.join(root, 'node_modules', '.bin', 'depcruise');
  const args = ['--config', configFile, '--output-type', 'json', 'shared', 'electron', 'renderer'];
  let output: string;
  try {
    output = execFileSync(program, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 });
  } catch (error) {
    // Ends with the number of violations.
    output = (error as { readonly stdout: string }).stdout;
  }
  found = (JSON.parse(output) as { readonly summary: { readonly violations: readonly Violation[] } }).summary
    .violations;
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the arrows between the parts', () => {
  it('has an example for every rule', () => {
    const config = createRequire(import.meta.url)(configFile) as {
      readonly forbidden: readonly { readonly name: string }[];
    };
    expect(Object.keys(violations).sort()).toEqual(config.forbidden.map((rule) => rule.name).sort());
  });

  it.each(Object.entries(violations))('%s', (name, examples) => {
    for (const [from] of examples) {
      const caught = found.filter((violation) => violation.from === from).map(({ rule }) => rule.name);
      expect(caught, from).toContain(name);
    }
  });

  it.each(allowed)('allows %s → %s', (from) => {
    expect(found.filter((violation) => violation.from === from)).toEqual([]);
  });
});
