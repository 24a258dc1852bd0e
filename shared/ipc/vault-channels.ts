import { z } from 'zod';
import { auditEntrySchema } from '../domain.ts';
import { saidSchema } from '../messages/schema.ts';
import { channel, nothing } from './channel.ts';

const passwordSchema = z.string().min(1).max(1024);

export const vaultChannels = {
  'vault.create': channel(
    'vault',
    'nothing',
    z.object({ name: z.string().trim().min(1).max(100), password: passwordSchema }),
    // The recovery key is shown once and printed; the renderer must not keep it beyond that screen.
    z.object({ recoveryKey: z.string() }),
  ),
  /** Confirms that the recovery key was written down: it is typed in main's own window. */
  'vault.confirm-recovery-key': channel('vault', 'unlocked', nothing, z.undefined()),
  'vault.unlock': channel('vault', 'nothing', z.object({ password: passwordSchema }), z.undefined()),
  'vault.unlock-with-recovery-key': channel(
    'vault',
    'nothing',
    z.object({ recoveryKey: z.string().min(1).max(200) }),
    z.undefined(),
  ),
  'vault.quick-unlock': channel('main', 'nothing', nothing, z.undefined()),
  'vault.set-quick-unlock': channel('main', 'unlocked', z.object({ enabled: z.boolean() }), z.undefined()),
  /** After `rollbackWarning`: the older file is taken as the right one. */
  'vault.accept-rollback': channel('main', 'unlocked', nothing, z.undefined()),
  'vault.lock': channel('main', 'nothing', nothing, z.undefined()),
  /** Where to is asked by main, which ends the app then: it moves the vault when it starts again. */
  'vault.move': channel('main', 'unlocked', nothing, z.object({ moving: z.boolean() })),
  /** Both passwords are typed in main's own window. */
  'vault.change-password': channel('vault', 'unlocked', nothing, z.undefined()),
  'vault.verify': channel(
    'vault',
    'unlocked',
    nothing,
    z.object({ sound: z.boolean(), problems: z.array(saidSchema) }),
  ),
  'audit.list': channel(
    'vault',
    'unlocked',
    z.object({
      limit: z.number().int().min(1).max(1000),
      before: z.number().int().nullable(),
      subjectId: z.string().nullable(),
    }),
    z.object({ entries: z.array(auditEntrySchema) }),
  ),
} as const;
