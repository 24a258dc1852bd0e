/** Every arrow that must not be is drawn once, in a project made here, and has to be caught. */
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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
    ['renderer/shell/reaches-vault.ts', '../../electron/vault/target.ts'],
    ['renderer/shell/reaches-build.ts', '../../build/target.ts'],
  ],
  'page-has-floors': [
    ['renderer/lib/reaches-features.ts', '../features/target.ts'],
    ['renderer/ui/reaches-shell.ts', '../shell/target.ts'],
  ],
  'features-know-no-shell': [['renderer/features/reaches-shell.ts', '../shell/target.ts']],
  'features-one-way': [
    ['renderer/features/keys/reaches-runbook.ts', '../runbook/target.ts'],
    ['renderer/features/keys/flows/reaches-runbook.ts', '../../runbook/target.ts'],
    ['renderer/features/unlisted/reaches-keys.ts', '../keys/target.ts'],
    ['renderer/features/keys/reaches-unlisted.ts', '../unlisted/target.ts'],
  ],
  'nobody-imports-the-workbench': [['renderer/shell/reaches-workbench.ts', '../workbench/target.ts']],
  'workbench-shows-ui': [['renderer/workbench/reaches-shell.ts', '../shell/target.ts']],
  'renderer-without-node': [['renderer/shell/reads-files.ts', 'node:fs']],
  'shared-imports-zod-only': [
    ['shared/reaches-vault.ts', '../electron/vault/target.ts'],
    ['shared/reads-files.ts', 'node:fs'],
    ['shared/other-package.ts', 'react'],
  ],
  'electron-does-not-import-renderer': [['electron/app/reaches-renderer.ts', '../../renderer/target.ts']],
  'engine-without-electron': [
    'vault',
    'keys',
    'inventory',
    'providers',
    'http',
    'sandbox',
    'scanner',
    'archives',
    'cli',
    'processes',
    'sharing',
    'files',
    'platform',
    'doctor',
    'assistants',
    'agent',
  ].map((part) => [`electron/${part}/uses-electron.ts`, 'electron'] as const),
  'only-the-app-imports-electron': [
    ['electron/loose-file.ts', 'electron'],
    ['shared/uses-electron.ts', 'electron'],
    ['renderer/uses-electron.ts', 'electron'],
  ],
  'nothing-imports-the-app': [
    ['electron/vault/reaches-app.ts', '../app/target.ts'],
    ['electron/wire/reaches-app.ts', '../app/target.ts'],
  ],
  'app-knows-the-wire-only': ['keys', 'providers', 'http', 'processes', 'cli', 'scanner', 'sandbox'].map(
    (part) => [`electron/app/reaches-${part}.ts`, `../${part}/target.ts`] as const,
  ),
  'wire-knows-nobody': ['vault', 'keys', 'providers', 'processes', 'scanner'].map(
    (part) => [`electron/wire/reaches-${part}.ts`, `../${part}/target.ts`] as const,
  ),
  'vault-knows-neither-api-nor-scanner': ['keys', 'providers', 'http', 'sandbox', 'scanner', 'cli'].map(
    (part) => [`electron/vault/reaches-${part}.ts`, `../${part}/target.ts`] as const,
  ),
  'keys-know-no-provider': ['providers', 'sandbox', 'cli', 'processes', 'wire'].map(
    (part) => [`electron/keys/reaches-${part}.ts`, `../${part}/target.ts`] as const,
  ),
  'keys-send-nothing': [['electron/keys/reaches-http.ts', '../http/target.ts']],
  'providers-know-keys-only': ['sandbox', 'scanner', 'cli', 'processes', 'wire'].map(
    (part) => [`electron/providers/reaches-${part}.ts`, `../${part}/target.ts`] as const,
  ),
  'http-knows-no-service': ['keys', 'providers', 'scanner', 'cli', 'processes'].map(
    (part) => [`electron/http/reaches-${part}.ts`, `../${part}/target.ts`] as const,
  ),
  'cli-runs-without-processes': ['processes', 'wire'].map(
    (part) => [`electron/cli/reaches-${part}.ts`, `../${part}/target.ts`] as const,
  ),
  'archives-know-nothing': [
    ['electron/archives/reaches-scanner.ts', '../scanner/target.ts'],
    ['electron/archives/reaches-shared.ts', '../../shared/target.ts'],
  ],
  'archives-through-one-interface': [['electron/scanner/reaches-a-reader.ts', '../archives/target.ts']],
  'scanner-knows-nobody': ['vault', 'keys', 'providers', 'http', 'sandbox', 'cli', 'processes'].map(
    (part) => [`electron/scanner/reaches-${part}.ts`, `../${part}/target.ts`] as const,
  ),
  'key-files-know-the-scanner-only': [
    ['electron/keys/files/reaches-keys.ts', '../target.ts'],
    ...['vault', 'providers', 'sandbox', 'cli', 'processes'].map(
      (part) => [`electron/keys/files/reaches-${part}.ts`, `../../${part}/target.ts`] as const,
    ),
  ],
  'platform-knows-nobody': [['electron/platform/reaches-vault.ts', '../vault/target.ts']],
  'doctor-opens-nothing': ['vault', 'keys', 'http', 'cli'].map(
    (part) => [`electron/doctor/reaches-${part}.ts`, `../${part}/target.ts`] as const,
  ),
  'agent-knows-the-vault-and-keys-only': ['providers', 'scanner', 'cli', 'processes', 'wire', 'sandbox'].map(
    (part) => [`electron/agent/reaches-${part}.ts`, `../${part}/target.ts`] as const,
  ),
  'assistants-know-the-scanner-only': [
    ...['vault', 'keys', 'providers', 'http', 'cli', 'processes', 'scanner'].map(
      (part) => [`electron/assistants/reaches-${part}.ts`, `../${part}/target.ts`] as const,
    ),
    ['electron/ai-hook.ts', './vault/target.ts'],
  ],
  'files-knows-nobody': ['vault', 'keys', 'cli', 'processes'].map(
    (part) => [`electron/files/reaches-${part}.ts`, `../${part}/target.ts`] as const,
  ),
  'sandbox-knows-nobody': ['vault', 'keys', 'providers', 'scanner', 'cli', 'processes'].map(
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
  ['renderer/shell/right.ts', '../../shared/target.ts'],
  ['shared/right.ts', 'zod'],
  ['electron/app/right.ts', '../wire/target.ts'],
  ['electron/app/right-too.ts', 'electron'],
  ['electron/processes/right.ts', '../wire/target.ts'],
  ['electron/processes/right-too.ts', '../providers/target.ts'],
  ['electron/keys/right.ts', '../vault/target.ts'],
  ['electron/keys/files/right.ts', '../../scanner/target.ts'],
  ['electron/providers/right.ts', '../keys/target.ts'],
  ['electron/cli/right.ts', '../scanner/target.ts'],
  ['electron/scanner/right.ts', '../archives/index.ts'],
  ['renderer/features/runbook/right.ts', '../keys/target.ts'],
  ['renderer/features/keys/flows/right.ts', '../target.ts'],
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
    'keys',
    'providers',
    'http',
    'sandbox',
    'scanner',
    'archives',
    'cli',
    'processes',
    'app',
    'wire',
  ]) {
    put(`electron/${part}/target.ts`, 'export const target = 1;\n');
  }
  const features = ['keys', 'runbook', 'unlisted'].map((name) => `renderer/features/${name}`);
  for (const place of [
    'shared',
    'renderer',
    'renderer/features',
    ...features,
    'renderer/shell',
    'renderer/workbench',
    'test',
    'build',
  ])
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
    const names = new Set(config.forbidden.map((rule) => rule.name));
    expect(Object.keys(violations).sort()).toEqual([...names].sort());
  });

  it('lists every feature of the page', () => {
    const there = readdirSync(path.join(root, 'renderer', 'features'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `'${name}',`);
    const text = readFileSync(configFile, 'utf8');
    expect(there.filter((name) => !text.includes(name))).toEqual([]);
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
