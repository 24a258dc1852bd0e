/** What `scan --registry` adds: which of the vault's keys the findings are. The vault is only read. */
import { randomBytes } from 'node:crypto';
import type { ScanReport } from '../../shared/findings.ts';
import { RegistryNames, type RegistryKeyName } from '../providers/augno/index.ts';
import type { LiveFinding } from '../scanner/types.ts';
import type { CommandContext } from './types.ts';
import { openVaultForCommand } from './vault/open.ts';

/** Additive to the JSON report. */
export interface RegistryMatches {
  /** By the findings' fingerprint. */
  readonly keys: Readonly<Record<string, RegistryKeyName>>;
  /** By the masked form. */
  readonly masked: Readonly<Record<string, readonly RegistryKeyName[]>>;
}

export interface RegistryAnswer {
  /** Made for this scan: the scanner marks findings under it, so that no raw key leaves it. */
  readonly fingerprintKey: Uint8Array;
  /** Names what was found, and closes the vault. */
  match(findings: readonly LiveFinding[], report: ScanReport): Promise<RegistryMatches>;
  close(): void;
}

/** Asks for the master password. @throws AppError as the vault does */
export async function openRegistry(context: CommandContext): Promise<RegistryAnswer> {
  const vault = await openVaultForCommand(context);
  const fingerprintKey = randomBytes(32);
  return {
    fingerprintKey,
    match: async (findings, report) => {
      const names = new RegistryNames(vault, fingerprintKey, new Date());
      const keys: Record<string, RegistryKeyName> = {};
      for (const finding of findings) {
        const name = await names.nameOf(finding);
        if (name !== null) keys[finding.fingerprint] = name;
      }
      const masked: Record<string, readonly RegistryKeyName[]> = {};
      for (const { redacted } of report.masked ?? []) {
        const alike = names.lookingLike(redacted);
        if (alike.length > 0) masked[redacted] = alike;
      }
      return { keys, masked };
    },
    close: () => {
      vault.close();
    },
  };
}
