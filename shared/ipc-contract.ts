/**
 * The one contract between the renderer and the rest: channel → input, output and what it needs. Every type on both
 * sides is inferred from it, and every call is checked against it on both of its ways.
 */
import { z } from 'zod';
import { localIdSchema, timestampSchema } from './domain.ts';
import { serializedErrorSchema } from './error-schema.ts';
import { scanProgressSchema, scanReportSchema } from './findings.ts';
import { appChannels, appStateSchema } from './ipc/app-channels.ts';
import { attentionChannels } from './ipc/attention-channels.ts';
import { connectionChannels } from './ipc/connection-channels.ts';
import { desktopChannels, navigationTargetSchema } from './ipc/desktop-channels.ts';
import { editorChannels } from './ipc/editor-channels.ts';
import { exportChannels } from './ipc/export-channels.ts';
import { grantChannels } from './ipc/grant-channels.ts';
import type { DropPurpose } from './grant-purposes.ts';
import { findingChannels } from './ipc/finding-channels.ts';
import { flowChannels } from './ipc/flow-channels.ts';
import { guideChannels } from './ipc/guide-channels.ts';
import { keptChannels } from './ipc/kept-channels.ts';
import { keyChannels } from './ipc/key-channels.ts';
import { mergeChannels } from './ipc/merge-channels.ts';
import { peopleChannels } from './ipc/people-channels.ts';
import { protectionChannels } from './ipc/protection-channels.ts';
import { aboutChannels, updateStateSchema } from './ipc/about-channels.ts';
import { programChannels } from './ipc/program-channels.ts';
import { providerChannels } from './ipc/provider-channels.ts';
import { sourceChannels } from './ipc/source-channels.ts';
import { upkeepChannels } from './ipc/upkeep-channels.ts';
import { vaultChannels } from './ipc/vault-channels.ts';

export { type AppState, type Settings } from './ipc/app-channels.ts';
import type { Answerer, Need } from './ipc/channel.ts';

export type { Answerer, Need } from './ipc/channel.ts';
export { type CreatedKey } from './ipc/key-channels.ts';

export const ipcContract = {
  ...appChannels,
  ...vaultChannels,
  ...protectionChannels,
  ...connectionChannels,
  ...keyChannels,
  ...keptChannels,
  ...findingChannels,
  ...sourceChannels,
  ...attentionChannels,
  ...exportChannels,
  ...editorChannels,
  ...flowChannels,
  ...guideChannels,
  ...desktopChannels,
  ...providerChannels,
  ...aboutChannels,
  ...upkeepChannels,
  ...peopleChannels,
  ...grantChannels,
  ...mergeChannels,
  ...programChannels,
} as const;

export type IpcContract = typeof ipcContract;
export type ChannelName = keyof IpcContract;
export type ChannelInput<Name extends ChannelName> = z.input<IpcContract[Name]['input']>;
export type ChannelParsedInput<Name extends ChannelName> = z.output<IpcContract[Name]['input']>;
/** Of a group of the contract, or of all of it: the channels that are answered there. */
export type ChannelsOf<Group, By extends Answerer, Needs extends Need = Need> = {
  [Name in keyof Group]: Group[Name] extends { readonly by: By; readonly needs: Needs } ? Name : never;
}[keyof Group] &
  ChannelName;
/** The names of the channels that are answered there: the build writes them into the preload script. @testonly */
export function channelsAnsweredBy(by: Answerer): readonly ChannelName[] {
  return (Object.keys(ipcContract) as ChannelName[]).filter((name) => ipcContract[name].by === by);
}
export type ChannelOutput<Name extends ChannelName> = z.output<IpcContract[Name]['output']>;

/** What main tells the renderer without being asked. */
export const ipcEvents = {
  'app.state-changed': appStateSchema,
  'updates.changed': updateStateSchema,
  /** Something in these collections changed, here or in another process: read them again. */
  'vault.changed': z.object({
    collections: z.array(
      z.enum([
        'connections',
        'keys',
        'roles',
        'findings',
        'sources',
        'rotations',
        'guides',
        'upkeep',
        'attention',
        'audit',
        'settings',
        'programs',
      ]),
    ),
  }),
  'clipboard.state': z.object({
    /** What was copied, for a person; null when the clipboard was cleared or taken over. */
    label: z.string().nullable(),
    clearsAt: timestampSchema.nullable(),
  }),
  'scan.started': z.object({
    scanId: localIdSchema,
    paths: z.array(z.string()),
    history: z.boolean(),
    /** The watched folder that was due; null where a person asked for this scan. */
    scheduledFor: localIdSchema.nullable(),
  }),
  'scan.progress': z.object({
    scanId: localIdSchema,
    progress: scanProgressSchema,
    /** As when it started. */
    scheduledFor: localIdSchema.nullable(),
  }),
  'scan.finished': z.object({
    scanId: localIdSchema,
    outcome: z.enum(['done', 'cancelled', 'failed']),
    error: serializedErrorSchema.nullable(),
    report: scanReportSchema.omit({ findings: true }).nullable(),
    newFindings: z.number().int(),
    /** As when it started. */
    scheduledFor: localIdSchema.nullable(),
  }),
  /** From a notification, the tray, a link or the menu: show this. */
  'app.navigate': navigationTargetSchema,
  /** The vault locks then unless somebody is there; null: it does not. */
  'lock.warning': z.object({ locksAt: timestampSchema.nullable() }),
} as const;

export type EventName = keyof typeof ipcEvents;
export type EventPayload<Name extends EventName> = z.output<(typeof ipcEvents)[Name]>;

/** How main answers a call: errors are data, so that code and hint survive the way. */
export type IpcReply<Name extends ChannelName> =
  | { readonly ok: true; readonly value: ChannelOutput<Name> }
  | { readonly ok: false; readonly error: z.infer<typeof serializedErrorSchema> };

/** What preload puts on `window`. */
export interface VaultBridge {
  call<Name extends ChannelName>(name: Name, input: ChannelInput<Name>): Promise<IpcReply<Name>>;
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void;
  /** What was dropped onto the window; main asks about it. The path goes from the preload script to main. */
  drop(purpose: DropPurpose, file: unknown): Promise<IpcReply<'grants.choose'>>;
}
