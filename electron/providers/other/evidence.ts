/** What the scanner is told about these keys, and what its findings are. No secret is opened for either. */
import { createHmac, randomBytes } from 'node:crypto';
import type { EvidenceRule, EvidenceSettings } from '../../../shared/evidence.ts';
import type { Vault } from '../../vault/types.ts';
import type { ProviderContext } from './context.ts';
import {
  EVIDENCE_KEY_ID,
  evidenceKeyCollection,
  providerConnectionsCollection,
} from '../../keys/registry/other-records.ts';
import { keysCollection } from '../../keys/registry/records.ts';
import { certain } from '../../../shared/certain.ts';

/**
 * What the scanner knows a key by is made under a key of this vault's own. What came from an export or from another copy was
 * made under theirs, and is made anew where the secret is held.
 */
export async function renewEvidence(vault: Vault): Promise<void> {
  const stored = vault.get(evidenceKeyCollection, EVIDENCE_KEY_ID);
  const key = stored === undefined ? randomBytes(32) : Buffer.from(stored.key, 'base64');
  const renewed = new Map<string, string>();
  for (const { id, value } of vault.list(keysCollection)) {
    if (value.evidence === null || !vault.hasSecret(id)) continue;
    const fingerprint = await vault.withSecret(id, (secret) =>
      createHmac('sha256', key).update(secret.bytes()).digest('hex'),
    );
    if (fingerprint !== value.evidence.fingerprint) renewed.set(id, fingerprint);
  }
  if (renewed.size === 0) return;
  vault.transaction((transaction) => {
    if (stored === undefined) {
      // Another process may have been quicker; then the next import, or merge, does this again.
      if (transaction.get(evidenceKeyCollection, EVIDENCE_KEY_ID) !== undefined) return;
      transaction.put(evidenceKeyCollection, EVIDENCE_KEY_ID, { key: key.toString('base64') });
    }
    for (const [id, fingerprint] of renewed) {
      const record = transaction.get(keysCollection, id);
      if (record !== undefined && record.evidence !== null)
        transaction.put(keysCollection, id, {
          ...record,
          evidence: { ...record.evidence, fingerprint },
        });
    }
  });
}

/** Null where the vault has nothing to do with other services: then a scan looks for Augno's keys only, as before. */
export function evidenceOf(context: ProviderContext): EvidenceSettings | null {
  const keys = context
    .keys()
    .flatMap(({ value: { provider, evidence } }) => (evidence === null ? [] : [{ provider, evidence }]));
  const used = new Set(context.vault.list(providerConnectionsCollection).map(({ value }) => value.provider));
  const rules: EvidenceRule[] = [...context.providers.values()].flatMap(({ description, evidence }) =>
    evidence !== null && used.has(description.id) ? [evidence] : [],
  );
  for (const { provider, evidence } of keys) {
    if (
      evidence.prefix === null ||
      rules.some((rule) => rule.provider === provider && rule.prefixes.includes(certain(evidence.prefix)))
    )
      continue;
    rules.push({ provider, prefixes: [evidence.prefix], shortestBody: 16, byContext: false });
  }
  if (rules.length === 0) return null;
  const stored = context.vault.get(evidenceKeyCollection, EVIDENCE_KEY_ID);
  return {
    rules,
    known:
      stored === undefined
        ? null
        : {
            key: new Uint8Array(Buffer.from(stored.key, 'base64')),
            fingerprints: keys.map(({ evidence }) => evidence.fingerprint),
            lengths: [...new Set(keys.map(({ evidence }) => evidence.length))],
          },
  };
}
