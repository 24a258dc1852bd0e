import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { generateTypes, targetFile } from '../../../../electron/providers/augno/generated/regenerate.ts';

it("the API's generated types are those of the OpenAPI document", async () => {
  expect(await readFile(targetFile, 'utf8')).toBe(await generateTypes());
});
