/** What a vault is given from outside: clock, randomness, password derivation, the system's keychain. */
import type { RandomBytes } from './crypto/aead.ts';
import { defaultKdfPolicy, type KdfPolicy } from './crypto/kdf.ts';
import { profileFolderOf } from '../platform/paths.ts';
import { platformRandom } from './storage/rows.ts';
import type { VaultActor } from './types.ts';

/** The system's keychain as the app implements it. Every method may reject with AppError `keychain-unavailable`. */
export interface KeychainPort {
  /** Encrypts under a key of the system's; integrity is not relied on. */
  protect(bytes: Buffer): Promise<Buffer>;
  /**
   * @param onStale called where the system wants it sealed anew
   * @returns null where the system can't decrypt it any more
   */
  unprotect(blob: Buffer, onStale?: () => void): Promise<Buffer | null>;
  /** A small item of its own in the keychain: what this machine last saw of the vault. */
  readAnchor(vaultId: string): Promise<string | null>;
  writeAnchor(vaultId: string, value: string): Promise<void>;
}

export interface VaultOptions {
  readonly folder: string;
  /** Who opens it, for the audit log. Default `command`. */
  readonly actor?: VaultActor;
  readonly kdf?: KdfPolicy;
  readonly clock?: () => Date;
  readonly random?: RandomBytes;
  readonly keychain?: KeychainPort | null;
  /** How often other processes' changes are looked for, in milliseconds; 0 for never. Default 400. */
  readonly pollIntervalMs?: number;
  /** How many rolling backups are kept. Default 10. */
  readonly rollingBackups?: number;
  /** How long to wait for another process's write, in milliseconds. Default 5000. */
  readonly busyTimeoutMs?: number;
}

export interface Dependencies {
  readonly folder: string;
  /** Where a secret that came back goes when the vault's folder is gone. */
  readonly profileFolder: string;
  readonly actor: VaultActor;
  readonly kdf: KdfPolicy;
  readonly clock: () => Date;
  readonly random: RandomBytes;
  readonly keychain: KeychainPort | null;
  readonly pollIntervalMs: number;
  readonly rollingBackups: number;
  readonly busyTimeoutMs: number;
}

export function resolveDependencies(options: VaultOptions): Dependencies {
  return {
    folder: options.folder,
    profileFolder: profileFolderOf(options.folder),
    actor: options.actor ?? 'command',
    kdf: options.kdf ?? defaultKdfPolicy(),
    clock: options.clock ?? ((): Date => new Date()),
    random: options.random ?? platformRandom,
    keychain: options.keychain ?? null,
    pollIntervalMs: options.pollIntervalMs ?? 400,
    rollingBackups: options.rollingBackups ?? 10,
    busyTimeoutMs: options.busyTimeoutMs ?? 5000,
  };
}
