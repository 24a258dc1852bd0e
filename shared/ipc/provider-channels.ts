import { saidSchema } from '../messages/schema.ts';
import { z } from 'zod';
import { keySummarySchema, keyTestResultSchema, reasonSchema, timestampSchema } from '../domain.ts';
import { KEY_MODES } from '../key-format.ts';
import { providerConnectionSchema, providerDescriptionSchema, providerIdSchema } from '../providers.ts';
import { channel, nothing } from './channel.ts';
import { grantSchema } from './grant.ts';

const connectionInput = z.object({
  name: z.string().max(100),
  /** Of an address of a `service`; `none` where there is to be none; `same`: as it is. */
  address: z.union([grantSchema, z.enum(['none', 'same'])]),
  header: z.string().max(100).nullable(),
  headerPrefix: z.string().max(50).nullable(),
  mode: z.enum(KEY_MODES),
});

const keyInput = z.object({
  name: z.string().max(1000),
  owner: z.string().max(255).nullable(),
  expiresAt: timestampSchema.nullable(),
  rotateBy: timestampSchema.nullable(),
});

/** Null: there was nothing to ask, or nobody to answer. */
const stored = z.object({ key: keySummarySchema, test: keyTestResultSchema.nullable() });

export const providerChannels = {
  'providers.list': channel(
    'vault',
    'unlocked',
    nothing,
    z.object({
      providers: z.array(providerDescriptionSchema),
      connections: z.array(providerConnectionSchema),
    }),
  ),
  'providers.add-connection': channel(
    'vault',
    'unlocked',
    connectionInput.extend({ provider: providerIdSchema }),
    providerConnectionSchema,
  ),
  'providers.edit-connection': channel(
    'vault',
    'unlocked',
    connectionInput.extend({ connectionId: z.string() }),
    providerConnectionSchema,
  ),
  'providers.remove-connection': channel(
    'vault',
    'unlocked',
    z.object({ connectionId: z.string() }),
    z.undefined(),
  ),
  /** Opens the service's own pages in the browser, at the address of the connection and nowhere else. */
  'providers.open-pages': channel('main', 'unlocked', z.object({ connectionId: z.string() }), z.undefined()),
  /** Stores a pasted secret and, where that is possible, tests it. */
  'providers.add-key': channel(
    'vault',
    'unlocked',
    keyInput.extend({
      connectionId: z.string(),
      secret: z.string().max(4096),
      scanPrefix: z.string().max(40).nullable(),
    }),
    stored,
  ),
  'providers.edit-key': channel(
    'vault',
    'unlocked',
    keyInput.extend({ keyId: z.string() }),
    keySummarySchema,
  ),
  /** The new secret of a rotation: stored beside the old one, which goes when it is seen refused. */
  'providers.rotate-key': channel(
    'vault',
    'unlocked',
    z.object({
      keyId: z.string(),
      secret: z.string().max(4096),
      expiresAt: timestampSchema.nullable(),
      rotateBy: timestampSchema.nullable(),
      reason: reasonSchema,
    }),
    stored,
  ),
  /**
   * After it was deleted at the service: tried once more, and dead here only when that is refused. `withoutTest` is a
   * person's word where there is nothing to ask.
   */
  'providers.check-revoked': channel(
    'vault',
    'unlocked',
    z.object({
      keyId: z.string(),
      reason: reasonSchema,
      /** The key's name, typed; needed in production where there is no test. */
      confirmation: z.string().nullable(),
      withoutTest: z.boolean(),
    }),
    z.object({ key: keySummarySchema, test: keyTestResultSchema.nullable() }),
  ),
  /** Keys in the text of a file or a note; `dryRun` stores nothing. */
  'providers.import': channel(
    'vault',
    'unlocked',
    z.object({ connectionId: z.string(), text: z.string().max(500_000), dryRun: z.boolean() }),
    z.object({
      keys: z.array(
        z.object({
          name: z.string(),
          kindLabel: saidSchema,
          redacted: z.string(),
          outcome: z.enum(['stored', 'would-store', 'held-already']),
          keyId: z.string().nullable(),
        }),
      ),
    }),
  ),
} as const;
