/**
 * The logs of other copies that were folded in, side by side with this file's own: one chain each, which begins after an
 * entry that both have in common. An entry is known by its identity, a chained fingerprint of what it says, which neither
 * sealing anew nor a new vault key changes: so folding the same copy in again adds nothing.
 */
import { createHmac } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { AuditEntry } from '../../shared/domain.ts';
import { openAudit, sealAudit, toAuditEntry, type AuditContents, type AuditRow } from './audit-chain.ts';
import type { KeySet } from './crypto/key-set.ts';
import type { Engine } from './engine.ts';
import { damaged } from './errors.ts';
import type { Manifest } from './manifest.ts';
import { say } from '../../shared/messages/say.ts';
import { certain } from '../../shared/certain.ts';

export type AuditCopy = Manifest['auditCopies'][number];

/** What stands before the first entry of all. */
const FIRST_IDENTITY = '00'.repeat(16);

export interface IdentifiedEntry {
  readonly identity: string;
  readonly sequence: number;
  readonly contents: AuditContents;
}

export interface AuditChain {
  /** Null: this file's own log. */
  readonly copy: AuditCopy | null;
  /** The identity of the entry before the first. */
  readonly after: string;
  readonly entries: readonly IdentifiedEntry[];
}

/** Another copy's log, or the part of it that this file did not have. Oldest first. */
export interface OtherAuditLog {
  readonly copy: string;
  readonly entries: readonly AuditEntry[];
}

function identityOf(lookupKey: Buffer, before: string, contents: AuditContents): string {
  const { at, action, actor, subjectId, subjectName, reason, detail } = contents;
  return createHmac('sha256', lookupKey)
    .update(
      `audit\0${before}\0${JSON.stringify([at, action, actor, subjectId, subjectName, reason, detail])}`,
    )
    .digest('hex')
    .slice(0, 32);
}

function identify(
  lookupKey: Buffer,
  after: string,
  entries: readonly Omit<IdentifiedEntry, 'identity'>[],
): IdentifiedEntry[] {
  let before = after;
  return entries.map((entry) => {
    before = identityOf(lookupKey, before, entry.contents);
    return { ...entry, identity: before };
  });
}

/** Rows of one chain, oldest first. */
export function auditCopyRows(database: Database, copy: string): readonly AuditRow[] {
  return database
    .prepare('SELECT sequence, sealed, mac FROM audit_copies WHERE copy = ? ORDER BY sequence')
    .all(Buffer.from(copy, 'hex')) as AuditRow[];
}

function putRow(database: Database, copy: string, { sequence, sealed, mac }: AuditRow): void {
  database
    .prepare('INSERT INTO audit_copies (copy, sequence, sealed, mac) VALUES (?, ?, ?, ?)')
    .run(Buffer.from(copy, 'hex'), sequence, sealed, mac);
}

/** Opens one chain. @throws AppError `vault-damaged` where an entry is missing, moved or altered */
export function openAuditCopy(
  engine: Engine,
  { copy, first, last, mac }: AuditCopy,
): readonly { readonly sequence: number; readonly contents: AuditContents }[] {
  let chained: Buffer = Buffer.alloc(32);
  const entries = auditCopyRows(engine.database, copy).map((row, index) => {
    chained = engine.keys.chainMac(chained, row.sequence, row.sealed);
    if (row.sequence !== first + index || !chained.equals(row.mac))
      throw damaged(say('vault.entry-first-of-the-log-of-another', { first: first + index }));
    return { sequence: row.sequence, contents: openAudit(engine.keys, engine.vaultId, row, copy) };
  });
  if (entries.at(-1)?.sequence !== last || chained.toString('hex') !== mac)
    throw damaged(say('vault.the-end-of-the-log-of-another'));
  return entries;
}

/** Every chain of the file with the identity of each entry; its own first. */
export function auditChains(engine: Engine): readonly AuditChain[] {
  const own = [...engine.tables.auditAll()].map((row) => ({
    sequence: row.sequence,
    contents: openAudit(engine.keys, engine.vaultId, row),
  }));
  return [
    { copy: null, after: FIRST_IDENTITY, entries: identify(engine.lookupKey, FIRST_IDENTITY, own) },
    ...engine.manifest.auditCopies.map((copy) => ({
      copy,
      after: copy.after,
      entries: identify(engine.lookupKey, copy.after, openAuditCopy(engine, copy)),
    })),
  ];
}

export function otherAuditLogs(engine: Engine): readonly OtherAuditLog[] {
  return engine.manifest.auditCopies.map((one) => ({
    copy: one.copy,
    entries: openAuditCopy(engine, one).map(({ sequence, contents }) => toAuditEntry(sequence, contents)),
  }));
}

/** The part of each of `theirs` that is in none of `ours`. */
export function missingChains(ours: readonly AuditChain[], theirs: readonly AuditChain[]): AuditChain[] {
  const known = new Set(ours.flatMap(({ entries }) => entries.map(({ identity }) => identity)));
  return theirs.flatMap((chain): AuditChain[] => {
    // Identities are chained: after the first unknown one all are unknown.
    const at = chain.entries.findIndex(({ identity }) => !known.has(identity));
    if (at === -1) return [];
    const after = chain.entries[at - 1]?.identity ?? chain.after;
    const entries = chain.entries.slice(at);
    for (const { identity } of entries) known.add(identity);
    return [{ copy: null, after, entries }];
  });
}

/** In the caller's locked section: appends to a chain that ends where these begin, or begins one. */
export function addAuditChains(
  engine: Engine,
  ours: readonly AuditChain[],
  added: readonly AuditChain[],
): readonly AuditCopy[] {
  const chains = [...engine.manifest.auditCopies];
  const ends = new Map(
    ours.flatMap(({ copy, entries }) =>
      copy === null ? [] : [[certain(entries.at(-1)).identity, copy.copy]],
    ),
  );
  for (const { after, entries } of added) {
    const known = chains.findIndex(({ copy }) => copy === ends.get(after));
    const before = chains[known];
    const copy = before?.copy ?? certain(entries[0]).identity.slice(0, 16);
    let mac: Buffer = before === undefined ? Buffer.alloc(32) : Buffer.from(before.mac, 'hex');
    for (const { sequence, contents } of entries) {
      const { keys, vaultId, database, dependencies } = engine;
      const row = sealAudit(keys, vaultId, mac, sequence, contents, dependencies.random, copy);
      putRow(database, copy, row);
      mac = row.mac;
    }
    const one: AuditCopy = {
      copy,
      after: before?.after ?? after,
      first: before?.first ?? certain(entries[0]).sequence,
      last: certain(entries.at(-1)).sequence,
      mac: mac.toString('hex'),
    };
    if (known === -1) chains.push(one);
    else chains[known] = one;
  }
  return chains;
}

/** For a new vault key: every chain sealed and chained anew. */
export function resealAuditCopies(engine: Engine, keys: KeySet): readonly AuditCopy[] {
  const opened = engine.manifest.auditCopies.map((one) => ({ one, entries: openAuditCopy(engine, one) }));
  if (opened.length > 0) engine.database.exec('DELETE FROM audit_copies');
  return opened.map(({ one, entries }) => {
    let mac: Buffer = Buffer.alloc(32);
    for (const { sequence, contents } of entries) {
      const row = sealAudit(
        keys,
        engine.vaultId,
        mac,
        sequence,
        contents,
        engine.dependencies.random,
        one.copy,
      );
      putRow(engine.database, one.copy, row);
      mac = row.mac;
    }
    return { ...one, mac: mac.toString('hex') };
  });
}
