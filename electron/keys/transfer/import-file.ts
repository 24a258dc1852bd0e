/** Secrets of listed keys that stand in a file of a person's: read, compared with the registry, and stored. Sends nothing. */
import { isSameRedacted } from '../../../shared/key-format.ts';
import path from 'node:path';
import type { KeySummary } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ImportPreviewEntry } from '../../../shared/ipc/protection-channels.ts';
import type { WrittenKeyProblem } from '../../../shared/key-format.ts';
import { readForeignFile, type ForeignFileRules } from '../../files/foreign-file.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Vault } from '../../vault/types.ts';
import { keysCollection } from '../registry/records.ts';
import {
  LARGEST_BYTES,
  planImport,
  readCandidates,
  wipeCandidates,
  type ForeignKey,
  type ImportCandidate,
  type ImportPlanEntry,
} from './import-candidates.ts';
import type { AccountService } from '../types.ts';
import { say } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

/** Of what stands before a key in the file, as far as it becomes the key's name. */
const LONGEST_LABEL = 100;

/** More than anybody has, and few enough to be looked through before they are stored. */
export const MOST_KEYS = 5000;

/** What an import asks of the services that keep keys without listing them. */
export interface ServicesOfImport {
  recogniseForeign(value: string): ForeignKey | null;
  /** @returns the new key's id @throws AppError as storing by hand does */
  importKey(connectionId: string, name: string, secret: SecretBytes): string;
}

/** How the file is read: a pipe only where a person's own argument names it. */
export type FileReading = Pick<ForeignFileRules, 'pipe' | 'signal'> & {
  /** Left out: keys of other services are passed over. */
  readonly services?: ServicesOfImport;
};

/**
 * `store`: a connected account lists this key and its secret is not held yet. `held`: it is here already. `another-held`:
 * another secret is, and stays. `other-key`: it is known to be the secret of another key. `several`: other lines have other
 * secrets for the same key. `repeated`: stands in the file before. `ended`: the service says that it
 * was revoked or has expired. `not-listed`: no connected account lists it. `ambiguous`:
 * several listed keys end like it. `unusable`: begins like a key and is none. `other-service`: a key of another service,
 * which can be added there.
 */
export type ImportOutcome = ImportPreviewEntry['outcome'];

export interface ImportEntry {
  /** 1-based. */
  readonly line: number;
  /** The variable's or row's name in the file; null where it gives none. */
  readonly label: string | null;
  readonly redacted: string | null;
  readonly outcome: ImportOutcome;
  /** What would be stored is known to be its secret: this vault held it before. Anything else is unproven. */
  readonly proven: boolean;
  readonly problem: WrittenKeyProblem | null;
  readonly keyId: string | null;
  readonly keyName: string | null;
  /** Of a key of another service. */
  readonly service: ImportPreviewEntry['service'];
}

export interface ImportPlan {
  readonly entries: readonly ImportEntry[];
  /**
   * Stores what is to be stored.
   * @param confirmed entries, by their index, of which a person said that the secret is theirs
   * @param added entries of other services, by their index, with the service that a person chose for each
   * @returns the ids of the keys whose secrets are held now
   * @throws AppError where none could be stored; one that cannot beside others that can is left out
   */
  apply(confirmed?: ReadonlySet<number>, added?: ReadonlyMap<number, string>): readonly string[];
  /** The plan is useless afterwards. */
  wipe(): void;
}

async function candidatesIn(file: string, reading: FileReading): Promise<readonly ImportCandidate[]> {
  const name = path.basename(file);
  const { services, ...rules } = reading;
  const bytes = await readForeignFile(file, { ...rules, maximumBytes: LARGEST_BYTES });
  try {
    const candidates = readCandidates(bytes, name, (value) => services?.recogniseForeign(value) ?? null);
    if (candidates.length > MOST_KEYS) {
      wipeCandidates(candidates);
      throw tooMany(name);
    }
    if (candidates.length > 0) return candidates;
  } finally {
    bytes.fill(0);
  }
  throw new AppError({
    code: 'invalid-input',
    message: say('keys.no-api-key-stands-in-name', { name }),
    hint: say('keys.nothing-was-imported-a-key-counts-when'),
  });
}

function tooMany(name: string): AppError {
  return new AppError({
    code: 'invalid-input',
    message: say('keys.in-name-stand-more-than-mostkeys-keys', { name, mostKeys: MOST_KEYS }),
    hint: say('keys.nothing-was-imported-split-the-file-and'),
  });
}

interface Known {
  readonly listed: readonly KeySummary[];
  readonly publicIdOf: (keyId: string) => string | null;
}

function entryOf({ candidate, ...found }: ImportPlanEntry, { listed, publicIdOf }: Known): ImportEntry {
  const place = { line: candidate.line, label: candidate.name, proven: false };
  const none = { problem: null, keyId: null, keyName: null, service: null };
  if (candidate.kind === 'problem')
    return { ...place, ...none, redacted: null, outcome: 'unusable', problem: candidate.problem };
  if (candidate.kind === 'foreign') return foreignEntry(candidate.key, { ...place, ...none }, found, listed);
  const { redacted } = candidate.key;
  // The redacted form says brand and mode too.
  const fitting = listed.filter((key) => isSameRedacted(key.redacted, redacted));
  const key =
    fitting.find(({ id }) => id === found.secretId) ?? (fitting.length === 1 ? certain(fitting[0]) : null);
  if (key === null)
    return { ...place, ...none, redacted, outcome: fitting.length === 0 ? 'not-listed' : 'ambiguous' };
  const publicId = publicIdOf(key.id);
  const isOther = publicId !== null && publicId !== candidate.key.keyId;
  const proven = found.secretId === key.id;
  const outcome = (): ImportOutcome => {
    if (found.outcome === 'held') return proven ? 'held' : 'other-key';
    if (isOther) return 'other-key';
    if (key.secretHeld) return 'another-held';
    if (key.status === 'revoked' || key.status === 'expired') return 'ended';
    return found.outcome === 'repeated' ? 'repeated' : 'store';
  };
  return {
    ...place,
    ...none,
    redacted,
    outcome: outcome(),
    proven,
    keyId: key.id,
    keyName: key.name,
  };
}

function foreignEntry(
  { provider, service, redacted, connections }: ForeignKey,
  base: Omit<ImportEntry, 'redacted' | 'outcome'>,
  { outcome, secretId }: Pick<ImportPlanEntry, 'outcome' | 'secretId'>,
  listed: readonly KeySummary[],
): ImportEntry {
  const held = outcome === 'held' ? listed.find(({ id }) => id === secretId) : undefined;
  return {
    ...base,
    redacted,
    outcome: outcome === 'held' || outcome === 'repeated' ? outcome : 'other-service',
    keyId: held?.id ?? null,
    keyName: held?.name ?? null,
    service: { provider, name: service, connections: [...connections] },
  };
}

/** SECURITY: which of several lines is the right one for a key is not for the file to say, unless one is known here. */
function oneForEachKey(entries: readonly ImportEntry[]): readonly ImportEntry[] {
  const wanted = new Map<string | null, number>();
  for (const { outcome, keyId } of entries)
    if (outcome === 'store') wanted.set(keyId, (wanted.get(keyId) ?? 0) + 1);
  return entries.map((entry) => {
    const isOneOfSeveral = entry.outcome === 'store' && (wanted.get(entry.keyId) ?? 0) > 1;
    return isOneOfSeveral && !entry.proven ? { ...entry, outcome: 'several' } : entry;
  });
}

/**
 * Reads `.env` files, CSV exports and plain text, and says what importing would do. Stores nothing until `apply`.
 * @throws AppError `invalid-input` for a file that can't be read, is too large or holds no key
 */
export async function planKeyImport(
  file: string,
  vault: Vault,
  accounts: Pick<AccountService, 'listKeys' | 'addSecret' | 'confirmSecret'>,
  reading: FileReading = {},
): Promise<ImportPlan> {
  const candidates = await candidatesIn(file, reading);
  const known: Known = {
    listed: accounts.listKeys(),
    publicIdOf: (keyId) => vault.get(keysCollection, keyId)?.publicId ?? null,
  };
  const entries = oneForEachKey(planImport(vault, candidates).map((planned) => entryOf(planned, known)));
  /** Null where nothing of it is to be stored. */
  const take = (
    { outcome, keyId, label, line, service }: ImportEntry,
    candidate: ImportCandidate,
    isConfirmed: boolean,
    chosen: string | undefined,
  ): string | null => {
    if (outcome === 'store' && keyId !== null && candidate.kind === 'key') {
      accounts.addSecret(keyId, candidate.secret, 'file');
      if (isConfirmed) accounts.confirmSecret(keyId);
      return keyId;
    }
    // SECURITY: under one of the services that were shown for it, whatever the page says.
    const connection = service?.connections.find(({ id }) => id === chosen);
    if (outcome !== 'other-service' || candidate.kind !== 'foreign' || connection === undefined) return null;
    const name = label?.trim() || `${connection.name} ${String(line)}`;
    return reading.services?.importKey(connection.id, name.slice(0, LONGEST_LABEL), candidate.secret) ?? null;
  };
  return {
    entries,
    apply: (confirmed = new Set(), added = new Map()) => {
      const stored: string[] = [];
      let refused: AppError | null = null;
      for (const [index, entry] of entries.entries()) {
        try {
          const keyId = take(entry, certain(candidates[index]), confirmed.has(index), added.get(index));
          if (keyId !== null) stored.push(keyId);
        } catch (thrown) {
          // Stored by another process meanwhile: no reason to leave the others.
          if (!(thrown instanceof AppError) || thrown.code !== 'conflict') throw thrown;
          refused ??= thrown;
        }
      }
      if (refused !== null && stored.length === 0) throw refused;
      return stored;
    },
    wipe: () => {
      wipeCandidates(candidates);
    },
  };
}
