/**
 * The software bill of materials (CycloneDX) of what is packaged: npm's own list of the dependencies, cut down to what
 * the bundles were really made from, and the runtime.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { must, projectEnvironment } from '../bootstrap/processes.mjs';
import { thirdPartyFiles } from '../bundle/third-party.mjs';
import { projectFolder, readManifest } from '../lib/project.mjs';
import { thisPlatform } from '../lib/this-platform.mjs';

/** @typedef {import('../bundle/third-party.mjs').ThirdPartyPackage} ThirdPartyPackage */
/** @typedef {{ readonly 'bom-ref': string, readonly name: string, readonly version: string, readonly properties?: readonly { readonly name: string }[] } & Record<string, unknown>} Component */
/** @typedef {{ metadata: Record<string, unknown>, components: Component[], dependencies: { ref: string, dependsOn?: string[] }[] } & Record<string, unknown>} Bill */

/** @returns {Promise<readonly ThirdPartyPackage[]>} what dist/ was made from, each once */
export async function shippedPackages() {
  /** @type {Map<string, ThirdPartyPackage>} */
  const packages = new Map();
  for (const file of Object.values(thirdPartyFiles)) {
    const listed = /** @type {ThirdPartyPackage[]} */ (
      JSON.parse(await readFile(path.join(projectFolder, 'dist', file), 'utf8'))
    );
    for (const entry of listed) packages.set(`${entry.name}@${entry.version}`, entry);
  }
  return [...packages.values()];
}

/**
 * @param {Bill} complete  of all dependencies, as npm has it
 * @param {readonly ThirdPartyPackage[]} shipped
 * @param {{ readonly name: string, readonly version: string }} app
 * @param {{ readonly electron: string, readonly official: boolean, readonly node: string }} runtime
 * @returns {Bill}
 * @throws Error where something is shipped that npm does not know
 */
function cutDown(complete, shipped, app, runtime) {
  const wanted = new Set(shipped.map(({ name, version }) => `${name}@${version}`));
  /** @type {Map<string, Component>} */
  const kept = new Map();
  for (const component of complete.components) {
    const key = `${component.name}@${component.version}`;
    // The same version in two places of node_modules is one component here.
    if (!wanted.has(key) || kept.has(key)) continue;
    // npm calls all of them development dependencies, because they are bundled.
    const properties = (component.properties ?? []).filter(
      ({ name }) => name !== 'cdx:npm:package:development',
    );
    kept.set(key, { ...component, properties });
  }
  const missing = [...wanted].filter((key) => !kept.has(key));
  if (missing.length > 0) throw new Error(`Not in npm's list of dependencies: ${missing.join(', ')}`);
  const electron = {
    'bom-ref': `electron@${runtime.electron}`,
    type: 'framework',
    name: 'electron',
    version: runtime.electron,
    scope: 'required',
    purl: `pkg:npm/electron@${runtime.electron}`,
    licenses: [{ license: { id: 'MIT' } }],
    description: runtime.official
      ? 'The runtime, with Chromium and Node.js inside.'
      : 'A runtime for development and tests, with Chromium and Node.js inside. Not for distribution.',
  };
  const node = {
    'bom-ref': `node@${runtime.node}`,
    type: 'framework',
    name: 'node',
    version: runtime.node,
    scope: 'required',
    purl: `pkg:npm/node@${runtime.node}`,
    licenses: [{ license: { id: 'MIT' } }],
    description: 'The runtime of the command that comes with the app.',
  };
  const runtimes = [electron, node];
  const components = [...kept.values(), ...runtimes];
  const references = new Set(components.map((component) => component['bom-ref']));
  const root = `${app.name}@${app.version}`;
  const among = (/** @type {readonly string[] | undefined} */ list) =>
    (list ?? []).filter((ref) => references.has(ref));
  return {
    ...complete,
    metadata: {
      ...complete.metadata,
      component: {
        'bom-ref': root,
        type: 'application',
        name: app.name,
        version: app.version,
        purl: `pkg:npm/${app.name}@${app.version}`,
        licenses: [{ license: { id: 'MIT' } }],
      },
    },
    components,
    dependencies: [
      { ref: root, dependsOn: [...references] },
      ...complete.dependencies
        .filter(({ ref }) => references.has(ref) && !runtimes.some((each) => each['bom-ref'] === ref))
        .map(({ ref, dependsOn }) => ({ ref, dependsOn: among(dependsOn) })),
      ...runtimes.map((each) => ({ ref: each['bom-ref'], dependsOn: [] })),
    ],
  };
}

/**
 * @param {import('../electron-runtime/index.mjs').ElectronRuntime} runtime
 * @param {string} folder  for the file
 * @returns {Promise<string>} the file
 */
export async function writeBillOfMaterials(runtime, folder) {
  const text = await must(
    'npm',
    ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--loglevel', 'error'],
    {
      what: 'Listing the dependencies',
      hint: 'npm sbom --sbom-format cyclonedx --package-lock-only',
      env: projectEnvironment(),
    },
  );
  const app = readManifest();
  const bill = cutDown(JSON.parse(text), await shippedPackages(), app, {
    electron: runtime.version,
    official: runtime.kind === 'official',
    node: app.devDependencies['node'] ?? '',
  });
  // Those of all systems come into one release.
  const system = `${thisPlatform}-${process.arch}`;
  const file = path.join(folder, `${app.name}-${app.version}-${system}.cdx.json`);
  await writeFile(file, `${JSON.stringify(bill, null, 2)}\n`);
  return file;
}
