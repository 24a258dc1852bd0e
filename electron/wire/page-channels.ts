/**
 * The channels that the page asks of the vault's process itself, over a port between the two. Imported by the preload
 * script, so it pulls in nothing.
 */
import type { ChannelName } from '../../shared/ipc-contract.ts';
import { VAULT_CHANNELS } from './vault-channels.ts';

/** SECURITY: what is typed to open a vault, and what is shown of one, does not pass through main's memory. */
export const PAGE_CHANNELS = [
  ...VAULT_CHANNELS,
  'vault.create',
  'vault.unlock',
  'vault.unlock-with-recovery-key',
  'vault.restore',
  'vault.copies',
  'vault.try-copy',
  'vault.restore-copy',
] as const satisfies readonly ChannelName[];

export type PageChannel = (typeof PAGE_CHANNELS)[number];

export interface PageCall {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

export interface PageReply {
  readonly id: number;
  readonly reply: unknown;
}
