/**
 * What an export of others brings of one kind of keys: connections under new ids and names that are free, keys with the
 * secrets that they prove, second secrets as keys of their own, rotations between them.
 */
import { randomUUID } from 'node:crypto';
import { certain } from '../../../shared/certain.ts';
import type { VaultTransaction } from '../../vault/types.ts';
import { keysCollection, rotationsCollection, type RotationRecord } from '../registry/records.ts';
import { putInTrash, trashCollection } from '../trash/trash.ts';
import type {
  ImportPart,
  ImportPort,
  PartInput,
  PartPlan,
  RecordLine,
  TakenKey,
  TheirConnection,
} from './import-port.ts';
import { isTooLarge, textIn } from './imported-rest.ts';
import { secondName } from './imported-secrets.ts';
import { importedRotation } from './imported-values.ts';

export function importPart<R extends { readonly name: string }>(port: ImportPort<R>): ImportPart {
  return { connections: port.connections.name, plan: (input) => planPart(port, input) };
}

function planPart<R extends { readonly name: string }>(port: ImportPort<R>, input: PartInput): PartPlan {
  const { of, refuse, now } = input;
  const connections = connectionsOf(port, input);
  const connectionOf = (value: unknown): TheirConnection<R> | undefined =>
    connections.get(textIn(value, 'connectionId') ?? '');
  const { keys, decided, passed, withKeys, ...taking } = keysOf(port, input, connectionOf);
  let { skipped } = taking;
  const idOf = (theirId: string | null): string | null =>
    theirId === null ? null : (keys.get(theirId)?.id ?? null);

  const rotations: RotationRecord[] = [];
  for (const line of of(rotationsCollection.name)) {
    const connection = connectionOf(line.value);
    if (connection === undefined) {
      refuse(line, 'no-account');
      continue;
    }
    const rotation = isTooLarge(line.value) ? null : importedRotation(line.value, connection.id, idOf);
    if (port.lists && connection.here !== null) skipped += 1;
    else if (rotation !== null) rotations.push(rotation);
    else if (['oldKeyId', 'newKeyId'].some((field) => passed.has(textIn(line.value, field) ?? '')))
      skipped += 1;
    else refuse(line, 'malformed');
  }

  const held = [...keys.values()];
  const used = new Set(held.map(({ connection }) => connection));
  const isAdded = (one: TheirConnection<R>): boolean =>
    used.has(one) || (one.here === null && !withKeys.has(one));
  const all = [...connections.values()];
  const added = all.filter(isAdded);
  const rest = port.rest(input, connectionOf);

  return {
    ...port.proposed(
      all.map((connection) => ({ connection, isAdded: isAdded(connection) })),
      keys,
    ),
    keys: held.map(({ record, connection, secret, isDeleted, isSecond }) => ({
      name: record.alias ?? record.apiName,
      redacted: record.redacted,
      account: connection.record.name,
      secret: secret !== null,
      trash: isDeleted,
      second: isSecond,
    })),
    keptReplies: rest.keptReplies,
    records: added.length + held.length + rotations.length + rest.records,
    skipped: skipped + all.length - added.length + rest.skipped,
    owns: (theirId) => decided.has(theirId) || passed.has(theirId),
    keyIdOf: idOf,
    connectionIdOf: (theirId) => {
      const connection = connections.get(theirId);
      return connection !== undefined && isAdded(connection) ? connection.id : null;
    },
    store: (transaction) => {
      for (const one of added) transaction.put(port.connections, one.id, port.storedConnection(one, keys));
      for (const key of held) storeKey(port, transaction, key, idOf, now);
      for (const rotation of rotations) transaction.put(rotationsCollection, randomUUID(), rotation);
      rest.store(transaction);
    },
  };
}

interface Taking<R> {
  /** By their ids in the file. */
  readonly keys: ReadonlyMap<string, TakenKey<R>>;
  readonly decided: ReadonlySet<string>;
  /** Keys that are here already. */
  readonly passed: ReadonlySet<string>;
  /** Connections with one of those. */
  readonly withKeys: ReadonlySet<TheirConnection<R>>;
  readonly skipped: number;
}

function keysOf<R extends { readonly name: string }>(
  port: ImportPort<R>,
  input: PartInput,
  connectionOf: (value: unknown) => TheirConnection<R> | undefined,
): Taking<R> {
  const { of, refuse, vault } = input;
  const keys = new Map<string, TakenKey<R>>();
  const [decided, passed, fingerprints] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const withKeys = new Set<TheirConnection<R>>();
  let skipped = 0;
  const pass = (theirId: string): void => {
    passed.add(theirId);
    skipped += 1;
  };

  const take = (line: RecordLine, isDeleted: boolean): void => {
    const connection = connectionOf(line.value);
    if (connection === undefined) {
      refuse(line, 'no-account');
      return;
    }
    if (port.lists && connection.here !== null) {
      pass(line.id);
      return;
    }
    if (decided.has(line.id)) {
      refuse(line, 'repeated');
      return;
    }
    decided.add(line.id);
    const record = port.key(line, connection);
    if (record === null) {
      refuse(line, 'malformed');
      return;
    }
    const given = input.secretOf(line.id);
    const isHeld = given !== undefined && port.isHeld(input, given);
    if (!port.lists && (isHeld || (given === undefined && connection.here !== null))) {
      if (isHeld) withKeys.add(connection);
      pass(line.id);
      return;
    }
    const proven = given === undefined ? null : port.proven(record, given, connection.record);
    const secret = proven === null || isHeld ? null : certain(given);
    const fingerprint = secret === null ? null : vault.fingerprint(secret);
    if (given !== undefined && proven === null) refuse(line, 'not-its-secret');
    else if (isHeld) refuse(line, 'secret-held');
    else if (!port.lists && fingerprint !== null && fingerprints.has(fingerprint)) {
      refuse(line, 'repeated');
      return;
    }
    if (fingerprint !== null) fingerprints.add(fingerprint);
    const taken = secret === null ? record : certain(proven);
    const id = port.newId('key');
    keys.set(line.id, { id, connection, record: taken, secret, isDeleted, isSecond: false });
  };
  for (const line of of(keysCollection.name)) take(line, false);
  for (const line of of(trashCollection.name)) take({ ...line, value: deletedKey(line.value) }, true);

  for (const { theirId, ownerId, secret, number } of input.secondsOf((id) => keys.has(id))) {
    const owner = certain(keys.get(ownerId));
    const alias = secondName(owner.record, number);
    const record = port.second(owner.record, secret, owner.connection.record);
    const fingerprint = vault.fingerprint(secret);
    if (record === null) refuse({ collection: 'secret', value: { name: alias } }, 'second-secret');
    else if (port.isHeld(input, secret) || fingerprints.has(fingerprint)) skipped += 1;
    else {
      fingerprints.add(fingerprint);
      const id = port.newId('key');
      keys.set(theirId, { ...owner, id, record: { ...record, alias }, secret, isSecond: true });
    }
  }
  return { keys, decided, passed, withKeys, skipped };
}

const deletedKey = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, 'key') : null;

function storeKey<R extends { readonly name: string }>(
  port: ImportPort<R>,
  transaction: VaultTransaction,
  { id, record, secret, isDeleted }: TakenKey<R>,
  idOf: (theirId: string | null) => string | null,
  now: Date,
): void {
  const stored = {
    ...port.storedKey(transaction, record, secret),
    replaces: idOf(record.replaces),
    replacedBy: idOf(record.replacedBy),
  };
  if (isDeleted) putInTrash(transaction, id, stored, now);
  else transaction.put(keysCollection, id, stored);
  if (secret !== null) transaction.putSecret(id, secret);
}

/** By their ids in the file, each under a name that is free here. */
function connectionsOf<R extends { readonly name: string }>(
  port: ImportPort<R>,
  { of, reader, refuse }: PartInput,
): ReadonlyMap<string, TheirConnection<R>> {
  const present = reader.list(port.connections);
  const names = new Set(present.map(({ value }) => value.name.toLowerCase()));
  const numbers = new Map<string, number>();
  const connections = new Map<string, TheirConnection<R>>();
  for (const { id: theirId, value, ...line } of of(port.connections.name)) {
    const record = port.connection(value);
    if (record === null || connections.has(theirId)) {
      refuse({ ...line, value }, record === null ? 'malformed' : 'repeated');
      continue;
    }
    const here = present.find((one) => port.isSame(one.value, record))?.value.name ?? null;
    let { name } = record;
    const begins = name.slice(0, 90);
    // One that is here and gets nothing keeps its name: it is only shown.
    while ((here === null || !port.lists) && names.has(name.toLowerCase())) {
      const number = (numbers.get(begins) ?? 1) + 1;
      numbers.set(begins, number);
      name = `${begins} ${String(number)}`;
    }
    names.add(name.toLowerCase());
    connections.set(theirId, {
      id: port.newId('connection'),
      record: { ...record, name },
      here,
      value,
    });
  }
  return connections;
}
