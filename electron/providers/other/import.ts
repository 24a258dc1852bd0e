/**
 * Other services and their keys in an export of others: a proposal, as accounts and Augno's keys are. Services come beside
 * those that are here, under new ids, asleep until their address is confirmed on this computer; a secret comes for the
 * record of the same file that it fits, and for no other.
 *
 * SECURITY: what is planted in a file must not be taken for a key that is here, so no key joins a service that is here.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { redactKeysIn } from '../../../shared/key-format.ts';
import type { ImportPart, PartInput, PartPlan } from '../../keys/transfer/imported-part.ts';
import { textIn, type RecordLine } from '../../keys/transfer/imported-rest.ts';
import { secondName } from '../../keys/transfer/imported-secrets.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { VaultTransaction } from '../../vault/types.ts';
import { evidenceFingerprint } from './evidence-key.ts';
import { importedService, importedServiceKey } from './imported-values.ts';
import type { Provider } from '../../keys/provider.ts';
import {
  CONNECTION_ID_PREFIX,
  KEY_ID_PREFIX,
  providerConnectionsCollection,
  type ProviderConnectionRecord,
} from '../../keys/registry/other-records.ts';
import { keysCollection, rotationsCollection, type KeyRecord } from '../../keys/registry/records.ts';
import { importedRotation } from '../../keys/transfer/imported-values.ts';
import { putInTrash, trashCollection } from '../../keys/trash/trash.ts';
import { certain } from '../../../shared/certain.ts';

interface Service {
  readonly id: string;
  readonly record: ProviderConnectionRecord;
  readonly provider: Provider;
  /** The service that is here already, by its name. */
  readonly here: string | null;
}

interface TakenKey {
  readonly id: string;
  readonly service: Service;
  readonly record: KeyRecord;
  readonly secret: SecretBytes | null;
  /** When it was deleted; null: it is in the list. */
  readonly deletedAt: string | null;
  /** Stood beside the secret of another key of the file. */
  readonly isSecond: boolean;
}

const newId = (prefix: string): string => `${prefix}${randomUUID()}`;

export function importOfServices(providers: readonly Provider[]): ImportPart {
  return {
    connections: providerConnectionsCollection.name,
    plan: (input) => planServices(new Map(providers.map((one) => [one.description.id, one])), input),
  };
}

function planServices(providers: ReadonlyMap<string, Provider>, input: PartInput): PartPlan {
  const { of, refuse, now } = input;
  const services = servicesOf(providers, input);
  const decided = new Set<string>();
  const fingerprints = new Set<string>();
  const taken = new Map<string, TakenKey>();
  const withKeys = new Set<Service>();
  let skipped = 0;

  const take = (line: RecordLine, value: unknown, deletedAt: string | null): void => {
    const service = services.get(textIn(value, 'connectionId') ?? '');
    if (service === undefined || decided.has(line.id)) {
      refuse(line, service === undefined ? 'no-account' : 'repeated');
      return;
    }
    decided.add(line.id);
    const record = importedServiceKey(value, service.id, service.record);
    if (record === null) {
      refuse(line, 'malformed');
      return;
    }
    const given = input.secretOf(line.id);
    const fingerprint = given === undefined ? null : input.vault.fingerprint(given);
    const known = fingerprint === null ? undefined : input.vault.secretIdByFingerprint(fingerprint);
    if (known !== undefined && input.reader.hasSecret(known)) {
      skipped += 1;
      withKeys.add(service);
      return;
    }
    // A record alone says nothing that the service here does not say already.
    if (given === undefined && service.here !== null) {
      skipped += 1;
      return;
    }
    const fits = given !== undefined && isItsSecret(service.provider, record, given);
    const isRepeated = fingerprint !== null && fingerprints.has(fingerprint);
    if (given !== undefined && !fits) refuse(line, 'not-its-secret');
    else if (isRepeated) {
      refuse(line, 'repeated');
      return;
    }
    if (fits) fingerprints.add(certain(fingerprint));
    taken.set(line.id, {
      id: newId(KEY_ID_PREFIX),
      service,
      record,
      secret: fits ? given : null,
      deletedAt,
      isSecond: false,
    });
  };
  for (const line of of(keysCollection.name)) take(line, line.value, null);
  for (const line of of(trashCollection.name)) {
    const key: unknown =
      typeof line.value === 'object' && line.value !== null ? Reflect.get(line.value, 'key') : null;
    take(line, key, now.toISOString());
  }
  for (const { theirId, ownerId, secret, number } of input.secondsOf((id) => taken.has(id))) {
    const owner = certain(taken.get(ownerId));
    const { provider } = owner.service;
    const alias = secondName(owner.record, number);
    const text = secret.revealText();
    // SECURITY: read as text for the length of this turn.
    const recognised = text === text.trim() ? provider.recognise(text) : null;
    const fingerprint = input.vault.fingerprint(secret);
    const known = input.vault.secretIdByFingerprint(fingerprint);
    if (recognised?.ok !== true || recognised.kind !== owner.record.kind)
      refuse({ collection: 'secret', value: { name: alias } }, 'second-secret');
    else if ((known !== undefined && input.reader.hasSecret(known)) || fingerprints.has(fingerprint))
      skipped += 1;
    else {
      fingerprints.add(fingerprint);
      const record = { ...owner.record, alias, redacted: recognised.redacted };
      taken.set(theirId, { ...owner, id: newId(KEY_ID_PREFIX), record, secret, isSecond: true });
    }
  }

  const idOf = (theirId: string | null): string | null =>
    theirId === null ? null : (taken.get(theirId)?.id ?? null);
  const rotations = of(rotationsCollection.name).flatMap((line) => {
    const service = services.get(textIn(line.value, 'connectionId') ?? '');
    const rotation = service === undefined ? null : importedRotation(line.value, service.id, idOf);
    if (rotation === null) skipped += 1;
    return rotation ?? [];
  });
  const keys = [...taken.values()];
  const used = new Set(keys.map(({ service }) => service));
  const isAdded = (service: Service): boolean =>
    used.has(service) || (service.here === null && !withKeys.has(service));
  const all = [...services];
  skipped += all.filter(([, service]) => !isAdded(service)).length;
  const added = all.map(([, service]) => service).filter(isAdded);

  return {
    services: all.map(([, service]) => ({
      name: service.record.name,
      service: service.provider.description.name,
      address: service.record.url,
      here: isAdded(service) ? null : (service.here ?? service.record.name),
      connectionId: isAdded(service) ? service.id : null,
    })),
    keys: keys.map(({ record, service, secret, deletedAt, isSecond }) => ({
      name: record.alias ?? record.apiName,
      redacted: record.redacted,
      account: service.record.name,
      secret: secret !== null,
      trash: deletedAt !== null,
      second: isSecond,
    })),
    records: added.length + keys.length + rotations.length,
    skipped,
    owns: (theirId) => decided.has(theirId),
    keyIdOf: idOf,
    connectionIdOf: (theirId) => {
      const service = services.get(theirId);
      return service !== undefined && isAdded(service) ? service.id : null;
    },
    store: (transaction) => {
      // SECURITY: no confirmation of an address is stored with them: they sleep.
      for (const { id, record } of added) transaction.put(providerConnectionsCollection, id, record);
      for (const key of keys) storeTaken(transaction, key, idOf, now);
      for (const rotation of rotations) transaction.put(rotationsCollection, randomUUID(), rotation);
    },
  };
}

function storeTaken(
  transaction: VaultTransaction,
  { id, record, secret, deletedAt }: TakenKey,
  idOf: (theirId: string | null) => string | null,
  now: Date,
): void {
  const { length, prefix } = certain(record.evidence);
  const fitsPrefix = secret !== null && prefix !== null && secret.revealText().startsWith(prefix);
  const stored: KeyRecord = {
    ...record,
    replaces: idOf(record.replaces),
    replacedBy: idOf(record.replacedBy),
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
  if (deletedAt === null) transaction.put(keysCollection, id, stored);
  else putInTrash(transaction, id, stored, now);
  if (secret !== null) transaction.putSecret(id, secret);
}

/** SECURITY: read as text for the length of this call. */
function isItsSecret(provider: Provider, record: KeyRecord, secret: SecretBytes): boolean {
  const text = secret.revealText();
  const recognised = text === text.trim() ? provider.recognise(text) : null;
  return (
    recognised?.ok === true && recognised.kind === record.kind && recognised.redacted === record.redacted
  );
}

function servicesOf(
  providers: ReadonlyMap<string, Provider>,
  { of, reader, refuse }: PartInput,
): ReadonlyMap<string, Service> {
  const present = reader.list(providerConnectionsCollection);
  const names = new Set(present.map(({ value }) => value.name.toLowerCase()));
  const numbers = new Map<string, number>();
  const services = new Map<string, Service>();
  for (const line of of(providerConnectionsCollection.name)) {
    const provider = providers.get(textIn(line.value, 'provider') ?? '');
    const record = provider === undefined ? null : importedService(line.value, provider);
    if (provider === undefined || record === null || services.has(line.id)) {
      refuse(line, services.has(line.id) ? 'repeated' : 'malformed');
      continue;
    }
    const here = present.find(
      ({ value }) =>
        value.provider === record.provider && value.url === record.url && value.name === record.name,
    );
    let name = record.name;
    const begins = record.name.slice(0, 90);
    while (names.has(name.toLowerCase())) {
      const number = (numbers.get(begins) ?? 1) + 1;
      numbers.set(begins, number);
      name = `${begins} ${String(number)}`;
    }
    names.add(name.toLowerCase());
    services.set(line.id, {
      id: newId(CONNECTION_ID_PREFIX),
      record: { ...record, name: redactKeysIn(name) },
      provider,
      here: here?.value.name ?? null,
    });
  }
  return services;
}
