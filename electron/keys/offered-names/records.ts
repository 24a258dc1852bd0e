/** That names of keys may lie outside of the vault for a shell to complete: said on this computer, for this computer. */
import { z } from 'zod';
import { defineCollection } from '../../vault/collection.ts';

const offeredNamesSchema = z.object({
  /** Of `computerIdentity`, which is the record's id as well. */
  computer: z.string(),
  /** Stands in the file too. */
  token: z.string(),
  allowedAt: z.string(),
});

/** Never part of an export: it says what was decided on this computer. */
export const offeredNamesCollection = defineCollection('offered-names', offeredNamesSchema);
