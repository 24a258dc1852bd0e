import type { z } from 'zod';
import type { Collection } from './types.ts';

/** Names a kind of record and the schema its values are checked against, on the way in and out. */
export function defineCollection<Value>(name: string, schema: z.ZodType<Value>): Collection<Value> {
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(name))
    throw new Error('A collection’s name is lower-case letters, digits and dashes.');
  return { name, schema };
}
