/**
 * Results of scans that the vault could not take: kept in memory and, sealed, in a file of their own, until the vault can be
 * written, by this process or, once it is unlocked again, by another.
 */
import { z } from 'zod';
import type { FindingsStore } from '../keys/findings/index.ts';
import { scannedRoots } from '../keys/findings/looked-at.ts';
import type { ManagedVault } from '../vault/managed-vault.ts';
import { isWriteProblem } from '../vault/write-access.ts';

type ScanResult = Parameters<FindingsStore['recordScan']>[0];
/** Where such a result is: in the vault, in a sealed file, or in this process alone, which ends when the vault is locked. */
export type ScanPlace = 'vault' | 'file' | 'memory';
type Files = Pick<ManagedVault, 'keepScan' | 'waitingScans' | 'removeScan'>;

interface Kept {
  readonly at: string;
  readonly result: ScanResult;
  readonly file: string | null;
}

/** Of different folders. Watched ones go on being scanned, and of each the newest result is what counts. */
const MOST = 50;

const payloadSchema = z.object({
  at: z.string(),
  fingerprintKey: z.base64(),
  findings: z.array(z.unknown()),
  report: z.looseObject({ roots: z.array(z.string()), complete: z.boolean(), scanned: z.looseObject({}) }),
});

export class KeptScans {
  #kept: readonly Kept[] = [];

  async recordOrKeep(
    vault: Files,
    findings: FindingsStore,
    result: ScanResult,
    now: Date = new Date(),
  ): Promise<{ newFindings: number; place: ScanPlace }> {
    try {
      return { ...(await findings.recordScan(result)), place: 'vault' };
    } catch (thrown) {
      if (!isWriteProblem(thrown)) throw thrown;
      const kept = this.#keep(vault, result, now.toISOString());
      return { newFindings: result.findings.length, place: kept.file === null ? 'memory' : 'file' };
    }
  }

  /** What was kept before this vault was unlocked. */
  load(vault: Files): void {
    const loaded = vault.waitingScans().flatMap(({ file, payload }) => {
      const read = resultOf(payload);
      return read === null ? [] : { ...read, file };
    });
    this.#kept = [...loaded, ...this.#kept].toSorted((left, right) => left.at.localeCompare(right.at));
  }

  /** Never rejects: what cannot be recorded even now is kept on, and what is wrong with one of them keeps no other back. */
  async record(vault: Files, findings: FindingsStore): Promise<void> {
    const waiting = this.#kept;
    this.#kept = [];
    const left: Kept[] = [];
    for (const [index, one] of waiting.entries()) {
      try {
        await findings.recordScan({ ...one.result, at: one.at });
      } catch (thrown) {
        left.push(one);
        if (!isWriteProblem(thrown)) continue;
        left.push(...waiting.slice(index + 1));
        break;
      }
      // In the vault now; recorded once more it would change nothing.
      this.#forget(vault, one);
    }
    this.#kept = [...left, ...this.#kept];
  }

  #keep(vault: Files, result: ScanResult, at: string): Kept {
    const lookedAt = JSON.stringify(scannedRoots(result.report));
    const isReplaced = (one: Kept): boolean =>
      result.report.complete && JSON.stringify(scannedRoots(one.result.report)) === lookedAt;
    const kept: Kept = { at, result, file: fileOf(vault, result, at) };
    const others = this.#kept.filter((one) => !isReplaced(one)).slice(1 - MOST);
    for (const one of this.#kept) if (!others.includes(one)) this.#forget(vault, one);
    this.#kept = [...others, kept];
    return kept;
  }

  #forget(vault: Files, { file }: Kept): void {
    try {
      if (file !== null) vault.removeScan(file);
    } catch {
      // A folder that can't be written: it is recorded once more, which changes nothing.
    }
  }
}

/** Null: nothing can be written beside the vault either. */
function fileOf(vault: Files, { fingerprintKey, findings, report }: ScanResult, at: string): string | null {
  const key = Buffer.from(fingerprintKey).toString('base64');
  const payload = Buffer.from(JSON.stringify({ at, fingerprintKey: key, findings, report }));
  try {
    return vault.keepScan(payload);
  } catch {
    return null;
  } finally {
    payload.fill(0);
  }
}

function resultOf(payload: Buffer): Omit<Kept, 'file'> | null {
  try {
    const { at, fingerprintKey, findings, report } = payloadSchema.parse(
      JSON.parse(payload.toString('utf8')),
    );
    // It was sealed by this vault: what it holds is what a scan handed over.
    const result = { fingerprintKey: Buffer.from(fingerprintKey, 'base64'), findings, report };
    return { at, result: result as unknown as ScanResult };
  } catch {
    return null;
  } finally {
    payload.fill(0);
  }
}
