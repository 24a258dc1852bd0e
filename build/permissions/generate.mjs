// Writes shared/generated/endpoint-permissions.ts anew from endpoints.json beside this file, which names its source:
//
//     node build/permissions/generate.mjs
//
// A test (test/unit/augno/endpoint-permissions.test.ts) fails when the two differ.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {{
 *   source: string,
 *   endpoints: { method: string, route: string, permissions: string[], adminOnly: boolean }[],
 * }} Source
 */

export const targetFile = fileURLToPath(
  new URL('../../shared/generated/endpoint-permissions.ts', import.meta.url),
);
const sourceFile = fileURLToPath(new URL('endpoints.json', import.meta.url));

/** @returns {Promise<Source>} */
export async function readSource() {
  return JSON.parse(await readFile(sourceFile, 'utf8'));
}

/**
 * The text that endpoint-permissions.ts should have.
 * @returns {Promise<string>}
 */
export async function generateTable() {
  const { source, endpoints } = await readSource();
  const lines = endpoints.map(({ method, route, permissions, adminOnly }) =>
    [method, route, ...(adminOnly ? ['admin'] : permissions)].join(' '),
  );
  return [
    '// Generated from build/permissions/endpoints.json by generate.mjs beside it; change that, then run generate.mjs.',
    `// Source: ${source}.`,
    '',
    '/** One endpoint a line: method, route, and the permissions that are named for it, or `admin`. */',
    'export const ENDPOINT_LINES = `',
    ...lines,
    '`;',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(targetFile, await generateTable());
