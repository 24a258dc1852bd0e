/**
 * Other services and their keys in an export of others. Services come beside those that are here, asleep until their address
 * is confirmed on this computer.
 *
 * SECURITY: what is planted in a file must not be taken for a key that is here, so no key joins a service that is here.
 */
import { serviceName } from '../../keys/provider.ts';
import { randomBytes, randomUUID } from 'node:crypto';
import { certain } from '../../../shared/certain.ts';
import { importPart } from '../../keys/transfer/import-plan.ts';
import type { ImportPart, ImportPort } from '../../keys/transfer/import-port.ts';
import { textIn } from '../../keys/transfer/imported-rest.ts';
import type { Provider, Recognised } from '../../keys/provider.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { evidenceFingerprint } from './evidence-key.ts';
import { importedService, importedServiceKey } from './imported-values.ts';
import {
  CONNECTION_ID_PREFIX,
  KEY_ID_PREFIX,
  providerConnectionsCollection,
  type ProviderConnectionRecord,
} from '../../keys/registry/other-records.ts';

export function importOfServices(providers: readonly Provider[]): ImportPart {
  return importPart(portOf(new Map(providers.map((one) => [one.description.id, one]))));
}

function portOf(providers: ReadonlyMap<string, Provider>): ImportPort<ProviderConnectionRecord> {
  const providerOf = ({ provider }: ProviderConnectionRecord): Provider => certain(providers.get(provider));
  return {
    connections: providerConnectionsCollection,
    lists: false,
    newId: (of) => `${of === 'key' ? KEY_ID_PREFIX : CONNECTION_ID_PREFIX}${randomUUID()}`,
    connection: (value) => {
      const provider = providers.get(textIn(value, 'provider') ?? '');
      return provider === undefined ? null : importedService(value, provider);
    },
    isSame: (here, theirs) =>
      here.provider === theirs.provider && here.url === theirs.url && here.name === theirs.name,
    key: ({ value }, service) => importedServiceKey(value, service.id, service.record),
    proven: (record, secret, service) => {
      const recognised = recognise(providerOf(service), secret);
      const fits =
        recognised?.ok === true && recognised.kind === record.kind && recognised.redacted === record.redacted;
      return fits ? record : null;
    },
    second: (owner, secret, service) => {
      const recognised = recognise(providerOf(service), secret);
      return recognised?.ok === true && recognised.kind === owner.kind
        ? { ...owner, redacted: recognised.redacted }
        : null;
    },
    isHeld: ({ vault, reader }, secret) => {
      const known = vault.secretIdByFingerprint(vault.fingerprint(secret));
      return known !== undefined && reader.hasSecret(known);
    },
    proposed: (services) => ({
      accounts: [],
      services: services.map(({ connection: { id, record, here }, isAdded }) => ({
        name: record.name,
        service: serviceName(providerOf(record).description, record.name),
        address: record.url,
        here: isAdded ? null : (here ?? record.name),
        connectionId: isAdded ? id : null,
      })),
    }),
    storedConnection: ({ record }) => record,
    storedKey: (transaction, record, secret) => {
      const { length, prefix } = certain(record.evidence);
      const fitsPrefix = secret !== null && prefix !== null && secret.revealText().startsWith(prefix);
      return {
        ...record,
        // Theirs was made under a key of their vault. Of a secret that is not here nothing can be recognised.
        evidence:
          secret === null
            ? { fingerprint: randomBytes(32).toString('hex'), length, prefix: null }
            : {
                fingerprint: evidenceFingerprint(transaction, secret),
                length: secret.length,
                prefix: fitsPrefix ? prefix : null,
              },
      };
    },
    rest: () => ({ records: 0, skipped: 0, keptReplies: [], store: () => undefined }),
  };
}

/** SECURITY: read as text for the length of this call. */
function recognise(provider: Provider, secret: SecretBytes): Recognised | null {
  const text = secret.revealText();
  return text === text.trim() ? provider.recognise(text) : null;
}
