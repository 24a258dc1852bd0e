/** The vault's own key, under which the scanner recognises what the registry holds. */
import { createHmac, randomBytes } from 'node:crypto';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { VaultTransaction } from '../../vault/types.ts';
import { EVIDENCE_KEY_ID, evidenceKeyCollection } from '../../keys/registry/other-records.ts';

/**
 * What the scanner knows a secret by; the vault's own key for it is made with the first secret that is stored.
 * SECURITY: it leaves the vault's process with every scan. Whoever has it can try guesses; these secrets can't be guessed.
 */
export function evidenceFingerprint(transaction: VaultTransaction, secret: SecretBytes): string {
  let stored = transaction.get(evidenceKeyCollection, EVIDENCE_KEY_ID);
  if (stored === undefined) {
    stored = { key: randomBytes(32).toString('base64') };
    transaction.put(evidenceKeyCollection, EVIDENCE_KEY_ID, stored);
  }
  return createHmac('sha256', Buffer.from(stored.key, 'base64')).update(secret.bytes()).digest('hex');
}
