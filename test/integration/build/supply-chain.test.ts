/** What of others is shipped: listed from the bundles, under licences that are allowed, in a bill of materials. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildAll } from '../../../build/build.mjs';
import { externalPackages } from '../../../build/bundle/node.mjs';
import { shippedPackages, writeBillOfMaterials } from '../../../build/package/bill-of-materials.mjs';
import { licenceProblems } from '../../../build/package/licence-policy.mjs';
import { readManifest } from '../../../build/lib/project.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-test-'));
beforeAll(async () => {
  await buildAll();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('lists what was bundled and what is shipped beside it', async () => {
  const names = new Set((await shippedPackages()).map(({ name }) => name));
  for (const name of ['react', 'zod', 'hono', 'node-gyp-build', ...externalPackages])
    expect(names.has(name), name).toBe(name !== 'electron');
  // Tools that only build and test are not in it.
  for (const name of ['vite', 'typescript', 'playwright', 'vitest', 'electron-builder', 'node-addon-api'])
    expect(names.has(name), name).toBe(false);
});

it('ships nothing under a licence that was not read and allowed', async () => {
  expect(licenceProblems(await shippedPackages())).toEqual([]);
});

it('makes a bill of materials of exactly that, and the runtime', async () => {
  const runtime = { executable: '', argsPrefix: [], version: '45.4.1', kind: 'official' as const };
  const file = await writeBillOfMaterials(runtime, folder);
  const { name, version, devDependencies } = readManifest();
  expect(path.basename(file)).toBe(`${name}-${version}-${process.platform}-${process.arch}.cdx.json`);
  const bill = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly bomFormat: string;
    readonly specVersion: string;
    readonly metadata: { readonly component: { readonly name: string; readonly type: string } };
    readonly components: readonly {
      readonly 'bom-ref': string;
      readonly name: string;
      readonly version: string;
      readonly purl: string;
      readonly licenses: readonly unknown[];
      readonly properties?: readonly { readonly name: string }[];
    }[];
    readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  };
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5' });
  expect(bill.metadata.component).toMatchObject({ name, type: 'application' });
  const shipped = (await shippedPackages()).map((entry) => `${entry.name}@${entry.version}`);
  const listed = bill.components.map((component) => `${component.name}@${component.version}`);
  expect([...listed].sort()).toEqual(
    [...shipped, 'electron@45.4.1', `node@${devDependencies['node'] ?? ''}`].sort(),
  );
  for (const component of bill.components) {
    expect(component.purl).toBe(`pkg:npm/${component.name.replace('@', '%40')}@${component.version}`);
    expect(component.licenses.length, component.name).toBeGreaterThan(0);
    expect((component.properties ?? []).map((property) => property.name)).not.toContain(
      'cdx:npm:package:development',
    );
  }
  const references = new Set(bill.components.map((component) => component['bom-ref']));
  expect(references.size).toBe(bill.components.length);
  for (const { dependsOn } of bill.dependencies)
    for (const reference of dependsOn) expect(references.has(reference), reference).toBe(true);
});
