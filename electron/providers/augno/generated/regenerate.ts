// Writes augno-api.ts anew from the reduced copy of Augno's public OpenAPI document:
//
//     node electron/providers/augno/generated/regenerate.ts
//
// A test (test/unit/providers/augno/generated-types.test.ts) fails when the file and the document differ.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import * as prettier from 'prettier';

const HEADER = `// Generated from test/fixtures/openapi/augno-openapi.json by openapi-typescript; change that, then run regenerate.ts.\n`;

export const targetFile: string = fileURLToPath(new URL('augno-api.ts', import.meta.url));
const sourceFile = fileURLToPath(
  new URL('../../../../test/fixtures/openapi/augno-openapi.json', import.meta.url),
);

/** The text that augno-api.ts should have. */
export async function generateTypes(): Promise<string> {
  const document = JSON.parse(await readFile(sourceFile, 'utf8')) as OpenAPI3;
  const text = HEADER + astToString(await openapiTypescript(document));
  return prettier.format(text, {
    ...(await prettier.resolveConfig(targetFile)),
    filepath: targetFile,
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(targetFile, await generateTypes());
