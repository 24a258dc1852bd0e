/** The vault's own collection about its secrets: which there are, which row holds each, and their fingerprints. */
import { z } from 'zod';
import type { Collection } from './types.ts';

export const secretEntrySchema = z.object({
  /** HMAC-SHA-256 of the secret under the lookup key, hex. */
  fingerprint: z.string(),
  /** The tag of the sealed secret, so that its row can't be put back to an older one; null once destroyed. */
  tag: z.string().nullable(),
});
export type SecretEntry = z.infer<typeof secretEntrySchema>;

/** Collections of the vault's own begin with `~`. */
export const secretIndex: Collection<SecretEntry> = { name: '~secret', schema: secretEntrySchema };
