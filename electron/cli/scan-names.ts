/** Which of the vault's keys a scan's findings are, wherever that is asked. */
import type { EvidenceSettings } from '../../shared/evidence.ts';
import type { ScanReport } from '../../shared/findings.ts';
import type { RegistryKeyName } from '../keys/findings/registry-names.ts';
import type { LiveFinding } from '../scanner/types.ts';

/** Additive to the JSON report. */
export interface RegistryMatches {
  /** By the findings' fingerprint. */
  readonly keys: Readonly<Record<string, RegistryKeyName>>;
  /** By the masked form. */
  readonly masked: Readonly<Record<string, readonly RegistryKeyName[]>>;
  /** Keys without a checksum were not asked about: whether the vault has them is not known. */
  readonly checksumsOnly?: true;
}

export interface RegistryAnswer {
  /** Made for this scan: the scanner marks findings under it, so that no raw key leaves it. */
  readonly fingerprintKey: Uint8Array;
  /** By what the scanner knows keys that have no checksum; null where the vault holds none. */
  readonly evidence: EvidenceSettings | null;
  /** Names what was found; null where nobody can any more. */
  match(findings: readonly LiveFinding[], report: ScanReport): Promise<RegistryMatches | null>;
  close(): void;
}
