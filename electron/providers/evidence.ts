/** What the scanner is told about these keys, and what its findings are. No secret is opened for either. */
import type { EvidenceRule, EvidenceSettings } from '../../shared/evidence.ts';
import type { KeySummary } from '../../shared/domain.ts';
import type { OtherKeys } from '../augno/findings/index.ts';
import type { ProviderContext } from './context.ts';
import {
  EVIDENCE_KEY_ID,
  evidenceKeyCollection,
  providerConnectionsCollection,
  providerKeysCollection,
} from './records.ts';
import { endOf } from './summaries.ts';

/** Null where the vault has nothing to do with other services: then a scan looks for Augno's keys only, as before. */
export function evidenceOf(context: ProviderContext): EvidenceSettings | null {
  const keys = context.vault.list(providerKeysCollection).map(({ value }) => value);
  const used = new Set(context.vault.list(providerConnectionsCollection).map(({ value }) => value.provider));
  const rules: EvidenceRule[] = [...context.providers.values()].flatMap(({ description, evidence }) =>
    evidence !== null && used.has(description.id) ? [evidence] : [],
  );
  for (const { provider, evidence } of keys) {
    if (
      evidence.prefix === null ||
      rules.some((rule) => rule.provider === provider && rule.prefixes.includes(evidence.prefix!))
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

export function otherKeysOf(context: ProviderContext, summaryOf: (keyId: string) => KeySummary): OtherKeys {
  return {
    match: ({ evidenceFingerprint }) => {
      if (evidenceFingerprint === undefined) return null;
      const found = context.vault
        .list(providerKeysCollection)
        .find(({ value }) => value.evidence.fingerprint === evidenceFingerprint);
      return found?.id ?? null;
    },
    get: (keyId) => {
      const record = context.vault.get(providerKeysCollection, keyId);
      if (record === undefined || !context.providers.has(record.provider)) return undefined;
      return { summary: summaryOf(keyId), end: endOf(record) };
    },
  };
}
