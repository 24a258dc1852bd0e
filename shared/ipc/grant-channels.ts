/**
 * What a person lets the app do with a file, a folder, an address or a program. Main asks in a dialog of its own and hands
 * what was chosen to the vault's process; the page gets a number that stands for it: for one purpose, one use and a few
 * minutes. SECURITY: these are the only channels that lead to one, and none of the others takes a path.
 */
import { z } from 'zod';
import { providerIdSchema } from '../providers.ts';
import { channel } from './channel.ts';
import { editorCommandSchema } from './editor-channels.ts';
import { programSchema } from './flow-channels.ts';
import { CHOICE_PURPOSES } from '../grant-purposes.ts';
import { grantSchema } from './grant.ts';

const grantedSchema = z.object({
  grant: grantSchema,
  /** What was chosen, to be shown. */
  shown: z.string(),
});
export type Granted = z.infer<typeof grantedSchema>;

/** Null where the person said no. */
const answered = z.object({ granted: grantedSchema.nullable() });

export const grantChannels = {
  /** The system's own dialog for files and folders. */
  'grants.choose': channel('main', 'nothing', z.object({ purpose: z.enum(CHOICE_PURPOSES) }), answered),
  /** Asks whether stored keys, or requests, may go to this address: scheme, host and port are named. */
  'grants.address': channel(
    'main',
    'unlocked',
    z.discriminatedUnion('purpose', [
      z.object({ purpose: z.literal('account'), address: z.string().max(2048) }),
      z.object({ purpose: z.literal('service'), provider: providerIdSchema, address: z.string().max(2048) }),
      z.object({ purpose: z.literal('update-feed'), address: z.string().max(500) }),
    ]),
    answered,
  ),
  /** Asks whether this program may be started: each argument is named. */
  'grants.program': channel(
    'main',
    'unlocked',
    z.discriminatedUnion('purpose', [
      z.object({ purpose: z.literal('pass-on'), keyId: z.string(), program: programSchema }),
      z.object({ purpose: z.literal('editor'), command: editorCommandSchema }),
    ]),
    answered,
  ),
} as const;
