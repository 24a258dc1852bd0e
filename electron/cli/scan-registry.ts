/** What `scan --registry` adds: which of the vault's keys the findings are. The vault is only read. */
import { randomBytes } from 'node:crypto';
import type { EvidenceSettings } from '../../shared/evidence.ts';
import type { ScanReport } from '../../shared/findings.ts';
import { RegistryNames, type RegistryKeyName } from '../keys/findings/registry-names.ts';
import { createAccountService } from '../providers/index.ts';
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
  /** By what the scanner knows keys that have no checksum; null where the vault holds none. */
  readonly evidence: EvidenceSettings | null;
  /** Names what was found, and closes the vault. */
  match(findings: readonly LiveFinding[], report: ScanReport): Promise<RegistryMatches>;
  close(): void;
}

/** Asks for the master password. @throws AppError as the vault does */
export async function openRegistry(context: CommandContext): Promise<RegistryAnswer> {
  const vault = await openVaultForCommand(context);
  const fingerprintKey = randomBytes(32);
  const keys = createAccountService({
    vault,
    // Nothing is sent for a scan.
    fetch: () => Promise.reject(new Error('no network')),
    userAgent: '',
    actor: 'command',
  });
  return {
    fingerprintKey,
    evidence: keys.services.evidence(),
    match: async (findings, report) => {
      const names = new RegistryNames(vault, keys.listKeys(), fingerprintKey);
      const found: Record<string, RegistryKeyName> = {};
      for (const finding of findings) {
        const name = await names.nameOf(finding);
        if (name !== null) found[finding.fingerprint] = name;
      }
      const masked: Record<string, readonly RegistryKeyName[]> = {};
      for (const { redacted } of report.masked ?? []) {
        const alike = names.lookingLike(redacted);
        if (alike.length > 0) masked[redacted] = alike;
      }
      return { keys: found, masked };
    },
    close: () => {
      vault.close();
    },
  };
}
