/**
 * Which key of the registry a finding is. The raw key stays with the scanner: it sends an HMAC under a key that was made
 * for that scan, and the public part that every key carries.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ScanFinding } from '../../../shared/findings.ts';
import { redactedAs, spelledAs } from '../../../shared/key-format.ts';
import { standsForKey } from '../../../shared/leaks.ts';
import type { Vault } from '../../vault/types.ts';
import { keysCollection } from '../registry/records.ts';

export type MatchableFinding = ScanFinding & {
  readonly keyFingerprint?: string;
  /** By which versions before named an `mrp_` key. */
  readonly formerFingerprint?: string;
  readonly evidenceFingerprint?: string;
};

/** All of it that matters for whose key it is. */
export type FoundKey = Pick<
  MatchableFinding,
  'class' | 'repairable' | 'keyId' | 'redacted' | 'keyFingerprint' | 'evidenceFingerprint'
>;

export class FindingMatcher {
  readonly #vault: Vault;
  readonly #scanKey: Uint8Array;
  readonly #byPublicId = new Map<string, string>();
  /** Keys that the scanner knows by the vault's own fingerprint of them. */
  readonly #byEvidence = new Map<string, string>();
  /** Keys whose secret was never here, by redacted form; null where two share one. */
  readonly #byRedacted = new Map<string, string | null>();
  readonly #fingerprints = new Map<string, Buffer>();

  constructor(vault: Vault, scanKey: Uint8Array) {
    this.#vault = vault;
    this.#scanKey = scanKey;
    for (const { id, value } of vault.list(keysCollection)) {
      if (value.evidence !== null) this.#byEvidence.set(value.evidence.fingerprint, id);
      else if (value.publicId !== null) this.#byPublicId.set(value.publicId, id);
      else {
        const redacted = redactedAs('augno', value.redacted);
        this.#byRedacted.set(redacted, this.#byRedacted.has(redacted) ? null : id);
      }
    }
  }

  /** The registry's id; null where the finding is none of its keys, or not surely one. */
  async match(finding: FoundKey): Promise<string | null> {
    if (finding.evidenceFingerprint !== undefined)
      return this.#byEvidence.get(finding.evidenceFingerprint) ?? null;
    if (!standsForKey(finding)) return null;
    const known = finding.keyId === null ? undefined : this.#byPublicId.get(finding.keyId);
    if (known !== undefined) {
      // A whole key can be compared with the one held here; a truncated one has another HMAC, and a secret that was
      // destroyed can't be compared any more. Its public part, 131 bits, stands for it.
      const isWhole = finding.class === 'valid' || finding.repairable === true;
      const comparable = isWhole && finding.keyFingerprint !== undefined;
      if (!comparable || !this.#vault.hasSecret(known)) return known;
      return (await this.#isSameKey(known, finding.keyFingerprint)) ? known : null;
    }
    // Of a key that was never held here only the last four characters are known.
    return finding.class === 'valid'
      ? (this.#byRedacted.get(redactedAs('augno', finding.redacted)) ?? null)
      : null;
  }

  async #isSameKey(keyId: string, fingerprint: string): Promise<boolean> {
    let own = this.#fingerprints.get(keyId);
    if (own === undefined) {
      own = await this.#vault.withSecret(keyId, (secret) =>
        createHmac('sha256', this.#scanKey).update(spelledAs('augno', secret.revealText())).digest(),
      );
      this.#fingerprints.set(keyId, own);
    }
    const theirs = Buffer.from(fingerprint, 'hex');
    return theirs.length === own.length && timingSafeEqual(theirs, own);
  }
}
