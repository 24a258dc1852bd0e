/** What a page that was taken over sends: made from the contract itself, so that a new field is tried as well. */
import { z } from 'zod';

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

export interface HostileWords {
  /** Paths, addresses, programs. */
  readonly baits: readonly string[];
  /** What fields of these names may really hold. */
  readonly real: Readonly<Record<string, string | number>>;
}

/** Which of several; the same for the same number, so that a failure can be seen again. */
const one = <Item>(items: readonly Item[], round: number): Item => items[round % items.length] as Item;

/** What a field with a form of its own takes. */
const FITTING: readonly string[] = ['generic', 'augno', '12:30', 'x', 'https://github.com/augno'];

function textFor(schema: JsonSchema, bait: string): string {
  if (/^date/.test(schema.format ?? '')) {
    return schema.format === 'date' ? '2027-01-01' : '2027-01-01T00:00:00.000Z';
  }
  const fits = (text: string): boolean =>
    (schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(text)) &&
    (schema.format !== 'uri' || URL.canParse(text)) &&
    text.length <= (schema.maxLength ?? Infinity);
  return [bait, ...FITTING].find(fits) ?? bait;
}

function build(
  schema: JsonSchema,
  name: string,
  words: HostileWords,
  round: number,
  useReal: boolean,
): unknown {
  const known = words.real[name];
  if (useReal && known !== undefined) return known;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return one(schema.enum, round);
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return build(one(branches, round), name, words, round, useReal);
  switch (one([schema.type].flat(), round)) {
    case 'string':
      return textFor(schema, one(words.baits, round));
    case 'integer':
    case 'number':
      // Also a guess at a grant.
      return Math.min(Math.max(1 + round, schema.minimum ?? 1), schema.maximum ?? Infinity);
    case 'boolean':
      return round % 2 === 1;
    case 'array':
      return schema.items === undefined ? [] : [build(schema.items, name, words, round, useReal)];
    case 'object': {
      const made = Object.entries(schema.properties ?? {}).map(([field, inner]) => [
        field,
        build(inner, field, words, round, useReal),
      ]);
      const more = schema.additionalProperties;
      if (typeof more === 'object') made.push(['anything', build(more, 'anything', words, round, useReal)]);
      return Object.fromEntries(made) as unknown;
    }
    default:
      return null;
  }
}

export function hostileInputs(input: z.ZodType, words: HostileWords, rounds: number): readonly unknown[] {
  if (input instanceof z.ZodUndefined) return [undefined];
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const made: unknown[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const useReal of [true, false]) made.push(build(schema, '', words, round, useReal));
  }
  const seen = new Set<string>();
  return made.filter((value) => {
    const text = JSON.stringify(value);
    return !seen.has(text) && seen.add(text);
  });
}
