/** Results of scans that the vault could not take: kept in memory until it can be written, or is locked. */
import type { FindingsStore } from '../keys/findings/index.ts';
import { isWriteProblem } from '../vault/write-access.ts';

type ScanResult = Parameters<FindingsStore['recordScan']>[0];

/** Watched folders go on being scanned; the newest results are what counts. */
const MOST = 20;

export class KeptScans {
  #results: ScanResult[] = [];

  async recordOrKeep(
    findings: FindingsStore,
    result: ScanResult,
  ): Promise<{ newFindings: number; stored: boolean }> {
    try {
      return { ...(await findings.recordScan(result)), stored: true };
    } catch (thrown) {
      if (!isWriteProblem(thrown)) throw thrown;
      this.#results = [...this.#results, result].slice(-MOST);
      return { newFindings: result.findings.length, stored: false };
    }
  }

  /** Never rejects: what cannot be recorded even now is kept on. */
  record(findings: FindingsStore): void {
    const results = this.#results;
    this.#results = [];
    for (const result of results) void this.recordOrKeep(findings, result).catch(() => undefined);
  }
}
