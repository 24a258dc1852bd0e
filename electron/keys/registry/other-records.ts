/** What the vault keeps about keys of other services. None of it holds a secret: those are sealed apart, under the key's id. */
import { z } from 'zod';
import { KEY_MODES } from '../../../shared/key-format.ts';
import { defineCollection } from '../../vault/collection.ts';

const instant = z.string();
const optionalInstant = z.string().nullable();

const connectionSchema = z.object({
  provider: z.string(),
  name: z.string(),
  /** SECURITY: the address the keys were given for; they go nowhere else. */
  url: z.string().nullable(),
  header: z.string().nullable(),
  headerPrefix: z.string().nullable(),
  mode: z.enum(KEY_MODES),
  createdAt: instant,
});
export type ProviderConnectionRecord = z.infer<typeof connectionSchema>;

const keySchema = z.object({
  connectionId: z.string(),
  provider: z.string(),
  kind: z.string(),
  apiName: z.string(),
  alias: z.string().nullable(),
  redacted: z.string(),
  owner: z.string().nullable(),
  createdAt: instant,
  updatedAt: instant,
  expiresAt: optionalInstant,
  rotateBy: optionalInstant,
  /** When it was seen to be refused after it was deleted there; null while it may work. */
  revokedAt: optionalInstant,
  /** When a request with it was last accepted although it was said to be deleted. */
  acceptedAfterEndAt: optionalInstant,
  lastTestedAt: optionalInstant,
  lastOutcome: z.enum(['accepted', 'refused', 'unreachable']).nullable(),
  notes: z.string(),
  tags: z.array(z.string()),
  places: z.array(z.object({ id: z.string(), text: z.string() })),
  replaces: z.string().nullable(),
  replacedBy: z.string().nullable(),
  /** By what the scanner knows it, also after its secret is gone: an HMAC, and how long the key is. */
  evidence: z.object({
    fingerprint: z.string(),
    length: z.number().int(),
    /** What a person said every such key begins with; null where the provider knows. */
    prefix: z.string().nullable(),
  }),
});
export type ProviderKeyRecord = z.infer<typeof keySchema>;

const rotationSchema = z.object({
  oldKeyId: z.string(),
  newKeyId: z.string(),
  startedAt: instant,
  oldRefusedAt: optionalInstant,
  oldAcceptedAt: optionalInstant,
  places: z.array(z.object({ id: z.string(), text: z.string(), done: z.boolean() })),
});
export type ProviderRotationRecord = z.infer<typeof rotationSchema>;

export const providerConnectionsCollection = defineCollection('provider-connections', connectionSchema);
export const providerKeysCollection = defineCollection('provider-keys', keySchema);
export const providerRotationsCollection = defineCollection('provider-rotations', rotationSchema);

/** The key under which the scanner recognises what the registry holds; random, made once, sealed like everything else. */
export const evidenceKeyCollection = defineCollection('provider-evidence', z.object({ key: z.base64() }));
export const EVIDENCE_KEY_ID = 'key';

export const KEY_ID_PREFIX = 'pvk_';
export const CONNECTION_ID_PREFIX = 'pvc_';
export const ROTATION_ID_PREFIX = 'pvr_';
