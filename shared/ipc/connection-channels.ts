import { z } from 'zod';
import { connectionSchema, localIdSchema, roleSchema, timestampSchema } from '../domain.ts';
import { serializedErrorSchema } from '../error-schema.ts';
import { channel, nothing } from './channel.ts';
import { grantSchema } from './grant.ts';

const roleListingSchema = z.object({
  roles: z.array(roleSchema),
  /** Null where the server listed them now; else why not, and when what is given was read. */
  unread: z.object({ error: serializedErrorSchema, readAt: timestampSchema.nullable() }).nullable(),
});
export type RoleListing = z.infer<typeof roleListingSchema>;

export const connectionChannels = {
  'connections.list': channel(
    'vault',
    'unlocked',
    nothing,
    z.object({ connections: z.array(connectionSchema) }),
  ),
  'connections.connect': channel(
    'vault',
    'unlocked',
    /** `grant`: of an address of an `account`. */
    z.object({ grant: grantSchema, name: z.string().max(100), adminKey: z.string().max(4096) }),
    connectionSchema,
  ),
  /** Starts the embedded sandbox if need be and connects its demo accounts. Existing ones are kept. */
  'connections.connect-sandbox': channel(
    'main',
    'unlocked',
    nothing,
    z.object({ connections: z.array(connectionSchema) }),
  ),
  'connections.repair': channel(
    'vault',
    'unlocked',
    z.object({ connectionId: localIdSchema, adminKey: z.string().max(4096) }),
    connectionSchema,
  ),
  /** The account answers at another address now. The key: null for the one that it works with. */
  'connections.move': channel(
    'vault',
    'unlocked',
    z.object({
      connectionId: localIdSchema,
      grant: grantSchema,
      adminKey: z.string().max(4096).nullable(),
    }),
    connectionSchema,
  ),
  /**
   * Main asks about the addresses of these connections (null: all that sleep) in a dialog of the system's own, and confirms
   * them for this computer.
   */
  'connections.confirm-addresses': channel(
    'main',
    'unlocked',
    z.object({ connectionIds: z.array(z.string().max(200)).max(1000).nullable() }),
    z.object({ confirmed: z.boolean() }),
  ),
  'connections.rename': channel(
    'vault',
    'unlocked',
    z.object({ connectionId: localIdSchema, name: z.string().trim().min(1).max(100) }),
    connectionSchema,
  ),
  'connections.remove': channel(
    'vault',
    'unlocked',
    z.object({ connectionId: localIdSchema }),
    z.undefined(),
  ),
  'connections.sync': channel(
    'vault',
    'unlocked',
    z.object({ connectionId: localIdSchema.nullable() }),
    z.object({ connections: z.array(connectionSchema) }),
  ),
  'roles.list': channel('vault', 'unlocked', z.object({ connectionId: localIdSchema }), roleListingSchema),
} as const;
