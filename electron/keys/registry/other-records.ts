/** Services that are not asked for their keys, and what the scanner recognises those by. */
import { z } from 'zod';
import { KEY_MODES } from '../../../shared/key-format.ts';
import { defineCollection } from '../../vault/collection.ts';

const connectionSchema = z.object({
  provider: z.string(),
  name: z.string(),
  /** SECURITY: the address the keys were given for; they go nowhere else. */
  url: z.string().nullable(),
  header: z.string().nullable(),
  headerPrefix: z.string().nullable(),
  mode: z.enum(KEY_MODES),
  createdAt: z.string(),
});
export type ProviderConnectionRecord = z.infer<typeof connectionSchema>;

export const providerConnectionsCollection = defineCollection('provider-connections', connectionSchema);

/** The key under which the scanner recognises what the registry holds; random, made once, sealed like everything else. */
export const evidenceKeyCollection = defineCollection('provider-evidence', z.object({ key: z.base64() }));
export const EVIDENCE_KEY_ID = 'key';

/** SECURITY: no server can name an id that begins so; see `owner.ts`. */
export const KEY_ID_PREFIX = 'pvk_';
export const CONNECTION_ID_PREFIX = 'pvc_';
