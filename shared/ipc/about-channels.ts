import { z } from 'zod';
import { timestampSchema } from '../domain.ts';
import { serializedErrorSchema } from '../error-schema.ts';
import { channel, nothing } from './channel.ts';
import { grantSchema } from './grant.ts';

/** What of others is in the app, for the list of licences. */
export const thirdPartySchema = z.object({
  packages: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      /** An SPDX expression. */
      licence: z.string(),
      /** Of the licence, as its authors wrote it. */
      text: z.string(),
    }),
  ),
  runtime: z.object({ electron: z.string(), chromium: z.string(), node: z.string() }),
  /** Whether the page runs in Chromium’s sandbox; some installers start the app without it where the system refuses one. */
  sandbox: z.boolean(),
  /** Whether this build came with Chromium's own, long list, as a file. */
  hasChromiumLicences: z.boolean(),
});
export type ThirdParty = z.infer<typeof thirdPartySchema>;

/** Where updates stand. Nothing is looked for, downloaded or installed without a feed and a person's word. */
export const updateStateSchema = z.discriminatedUnion('kind', [
  /** `no-key`: made without a key to check updates with; `not-installed`: run from a folder, not from an installer. */
  z.object({ kind: z.literal('unsupported'), reason: z.enum(['no-key', 'not-installed']) }),
  /** No feed is configured. */
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('checking') }),
  z.object({ kind: z.literal('current'), checkedAt: timestampSchema }),
  z.object({ kind: z.literal('available'), version: z.string() }),
  z.object({ kind: z.literal('downloading'), version: z.string(), percent: z.number().min(0).max(100) }),
  z.object({ kind: z.literal('ready'), version: z.string() }),
  z.object({ kind: z.literal('failed'), error: serializedErrorSchema }),
]);
export type UpdateState = z.infer<typeof updateStateSchema>;

/** The headless command on this machine, looked at without running it. */
const commandStateSchema = z.object({
  found: z
    .object({
      /** What a shell would start. */
      path: z.string(),
      /** False: it lies in a usual folder which the path of this session does not name. */
      onPath: z.boolean(),
      /** Read from the package it belongs to; null where it belongs to none of ours. */
      version: z.string().nullable(),
      /** A file or folder on the way to it that other users of this machine can change; null if there is none. */
      changeableByOthers: z.string().nullable(),
    })
    .nullable(),
  /** The version of the app, which the command should have. */
  appVersion: z.string(),
  installCommand: z.string(),
});
export type CommandState = z.infer<typeof commandStateSchema>;

export const aboutChannels = {
  'about.third-party': channel('main', 'nothing', nothing, thirdPartySchema),
  'about.show-chromium-licences': channel('main', 'nothing', nothing, z.undefined()),
  'about.command': channel('main', 'nothing', nothing, commandStateSchema),
  'updates.state': channel('main', 'nothing', nothing, updateStateSchema),
  /** Another feed than the package names, for an `update-feed`; null: the package's. */
  'updates.set-feed': channel('main', 'unlocked', z.object({ grant: grantSchema.nullable() }), z.undefined()),
  'updates.check': channel('main', 'unlocked', nothing, updateStateSchema),
  'updates.download': channel('main', 'unlocked', nothing, updateStateSchema),
  /** Ends the app, installs what was downloaded and starts it again. */
  'updates.install': channel('main', 'unlocked', nothing, z.undefined()),
} as const;
