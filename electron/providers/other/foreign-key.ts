/**
 * A value out of a file that was read for an account's keys, where it is another service's: by what the service's keys
 * begin with, by a beginning that a person gave with a key, or because this very key is here. Whatever else stands in the
 * file is some setting.
 */
import { looksRandom } from '../../../shared/evidence.ts';
import type { Provider } from '../../keys/provider.ts';
import { serviceName } from '../../keys/provider.ts';
import { providerConnectionsCollection } from '../../keys/registry/other-records.ts';
import { keysCollection } from '../../keys/registry/records.ts';
import type { ForeignKey } from '../../keys/transfer/import-candidates.ts';
import { SecretBytes } from '../../vault/secret-bytes.ts';
import type { ProviderContext } from './context.ts';

/** Of a beginning that a person gave: what has to follow to be no word of theirs. */
const SHORTEST_BODY = 16;

export function recogniseForeign(context: ProviderContext, value: string): ForeignKey | null {
  const text = value.trim();
  return bySecret(context, text) ?? byPrefix(context, text) ?? byKnownBeginning(context, text);
}

function describe(
  context: ProviderContext,
  provider: Provider,
  text: string,
  connectionIds: readonly string[],
): ForeignKey | null {
  const recognised = provider.recognise(text);
  if (!recognised.ok) return null;
  const { description } = provider;
  const connections = connectionIds.flatMap((id) => {
    const record = context.vault.get(providerConnectionsCollection, id);
    return record === undefined ? [] : [{ id, name: record.name }];
  });
  return {
    provider: description.id,
    service: serviceName(description, connections[0]?.name ?? description.name),
    redacted: recognised.redacted,
    connections,
  };
}

function bySecret(context: ProviderContext, text: string): ForeignKey | null {
  if (text.length < SHORTEST_BODY) return null;
  const secret = SecretBytes.fromText(text);
  try {
    const id = context.vault.secretIdByFingerprint(context.vault.fingerprint(secret));
    const record = id === undefined ? undefined : context.vault.get(keysCollection, id);
    if (record === undefined || context.listsItsKeys(record.provider)) return null;
    return describe(context, context.provider(record.provider), text, [record.connectionId]);
  } finally {
    secret.wipe();
  }
}

function byPrefix(context: ProviderContext, text: string): ForeignKey | null {
  for (const provider of context.providers.values()) {
    const { evidence, description } = provider;
    const prefix = evidence?.prefixes.find((one) => text.startsWith(one));
    if (evidence === null || prefix === undefined || description.abilities.lists) continue;
    if (!looksRandom(text.slice(prefix.length), evidence.shortestBody)) continue;
    const connectionIds = context.vault
      .list(providerConnectionsCollection)
      .filter(({ value }) => value.provider === description.id)
      .map(({ id }) => id);
    return describe(context, provider, text, connectionIds);
  }
  return null;
}

function byKnownBeginning(context: ProviderContext, text: string): ForeignKey | null {
  const alike = context.vault.list(keysCollection).filter(({ value: { evidence, provider } }) => {
    const prefix = evidence?.prefix ?? null;
    return (
      prefix !== null &&
      text.startsWith(prefix) &&
      !context.listsItsKeys(provider) &&
      // As long as the one that is here, or clearly drawn by a machine.
      (text.length === evidence?.length || looksRandom(text.slice(prefix.length), SHORTEST_BODY))
    );
  });
  const [first] = alike;
  if (first === undefined) return null;
  const { provider } = first.value;
  const connectionIds = alike.flatMap(({ value }) =>
    value.provider === provider ? [value.connectionId] : [],
  );
  return describe(context, context.provider(provider), text, [...new Set(connectionIds)]);
}
