/**
 * What records look like in the vault's present layout. A program of before that reads a record with a field that it does not
 * know drops the field with its next change; so a form that changes raises the layout, which such a program refuses.
 */
import path from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { INVENTORY } from '../../../electron/inventory/collections.ts';
import { SCHEMA_VERSION } from '../../../electron/vault/storage/migrations.ts';

interface Shape {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly prefixItems?: readonly Shape[];
  readonly additionalProperties?: Shape | boolean;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly $ref?: string;
}

/** One line for each value that can stand somewhere. */
function* linesOf(shape: Shape, at: string): Iterable<string> {
  const { properties = {}, required = [], items, prefixItems = [], additionalProperties } = shape;
  const several = [...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.allOf ?? [])];
  for (const each of several) yield* linesOf(each, at);
  for (const [name, value] of Object.entries(properties))
    yield* linesOf(value, `${at}.${name}${required.includes(name) ? '' : '?'}`);
  if (items !== undefined) yield* linesOf(items, `${at}[]`);
  for (const [index, item] of prefixItems.entries()) yield* linesOf(item, `${at}[${String(index)}]`);
  if (typeof additionalProperties === 'object') yield* linesOf(additionalProperties, `${at}{}`);
  const values = shape.enum ?? (shape.const === undefined ? [] : [shape.const]);
  if (values.length > 0) yield `${at}: ${values.map((value) => JSON.stringify(value)).join(' | ')}`;
  else if (several.length === 0 && Object.keys(properties).length === 0 && items === undefined)
    yield `${at}: ${shape.$ref ?? [shape.type ?? 'anything'].flat().join(' | ')}`;
}

const ADVICE = `Records are no longer what layout ${String(SCHEMA_VERSION)} says.
If a program with that layout was ever handed to anybody: make its fixture (node test/fixtures/formats/make.ts on the state
before the change), add a step to electron/vault/storage/migrations.ts, and say it in docs/security/vault-format.md.
Then write the new shapes down: vitest --project unit -u test/unit/inventory/record-shapes.test.ts`;

it('has the shapes that are written down for its layout', async () => {
  const lines = INVENTORY.flatMap(({ collection }) => {
    const shape = z.toJSONSchema(collection.schema, { unrepresentable: 'any', io: 'output' });
    return [...new Set(linesOf(shape as Shape, collection.name))];
  });
  const file = path.resolve(
    import.meta.dirname,
    `../../fixtures/formats/shapes-of-layout-${String(SCHEMA_VERSION)}.txt`,
  );
  await expect(`${lines.toSorted().join('\n')}\n`, ADVICE).toMatchFileSnapshot(file);
});
