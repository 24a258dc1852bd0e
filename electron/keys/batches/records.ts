/** Many keys at once, as the vault keeps it: what was asked, and what became of each key. */
import { batchSchema } from '../../../shared/ipc/upkeep-channels.ts';
import { defineCollection } from '../../vault/collection.ts';

export const batchesCollection = defineCollection('batches', batchSchema.omit({ id: true }));
