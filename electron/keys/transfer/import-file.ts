/** Secrets of listed keys that stand in a file of a person's: read, compared with the registry, and stored. Sends nothing. */
import path from 'node:path';
import { BRANDS, BRAND_IDS } from '../../../shared/brands.ts';
import type { KeySummary } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { parseKey, type KeyProblem } from '../../../shared/key-format.ts';
import { readForeignFile, type ForeignFileRules } from '../../files/foreign-file.ts';
import { importFormatOf, planImport, readImport, wipeCandidates } from '../../vault/index.ts';
import type { ImportCandidate } from '../../vault/index.ts';
import { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Vault } from '../../vault/types.ts';
import type { AccountService } from '../types.ts';

const LARGEST_BYTES = 5 * 1024 * 1024;

/** How the file is read: a pipe only where a person's own argument names it. */
export type FileReading = Pick<ForeignFileRules, 'pipe' | 'signal'>;

/**
 * `store`: a connected account lists this key and its secret is not held yet. `held`: it is here already. `repeated`:
 * stands in the file before. `not-listed`: no connected account lists it. `ambiguous`: several listed keys end like it.
 * `unusable`: begins like a key and is none.
 */
export type ImportOutcome = 'store' | 'held' | 'repeated' | 'not-listed' | 'ambiguous' | 'unusable';

export interface ImportEntry {
  /** 1-based. */
  readonly line: number;
  /** The variable's or row's name in the file; null where it gives none. */
  readonly label: string | null;
  readonly redacted: string | null;
  readonly outcome: ImportOutcome;
  readonly problem: KeyProblem | null;
  readonly keyId: string | null;
  readonly keyName: string | null;
}

export interface ImportPlan {
  readonly entries: readonly ImportEntry[];
  /** Stores what is to be stored. @returns the ids of the keys whose secrets are held now */
  apply(): readonly string[];
  /** The plan is useless afterwards. */
  wipe(): void;
}

/** Keys in a text that is neither variables nor a table, such as notes. */
function readFreeText(bytes: Uint8Array): readonly ImportCandidate[] {
  const prefixes = BRAND_IDS.map((id) => BRANDS[id].keyPrefix).join('|');
  const pattern = new RegExp(
    `(?:${prefixes})(?:test|prod)_[A-Za-z0-9]{22}_[A-Za-z0-9]{50}(?![A-Za-z0-9])`,
    'g',
  );
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(pattern)].flatMap(([text]): readonly ImportCandidate[] => {
        const parsed = parseKey(text);
        return parsed.ok
          ? [
              {
                kind: 'key',
                line: index + 1,
                name: null,
                key: parsed.key,
                secret: SecretBytes.fromText(text),
              },
            ]
          : [];
      }),
    );
}

async function readCandidates(file: string, reading: FileReading): Promise<readonly ImportCandidate[]> {
  const name = path.basename(file);
  const bytes = await readForeignFile(file, {
    ...reading,
    maximumBytes: LARGEST_BYTES,
  });
  try {
    const structured = readImport(bytes, importFormatOf(name, bytes));
    const candidates = structured.length > 0 ? structured : readFreeText(bytes);
    if (candidates.length > 0) return candidates;
  } finally {
    bytes.fill(0);
  }
  throw new AppError({
    code: 'invalid-input',
    message: `No API key stands in ${name}.`,
    hint: 'Nothing was imported. A key counts when all its characters are there and its checksum is right.',
  });
}

function entryOf(candidate: ImportCandidate, repeated: boolean, listed: readonly KeySummary[]): ImportEntry {
  const place = { line: candidate.line, label: candidate.name };
  if (candidate.kind === 'problem') {
    return {
      ...place,
      redacted: null,
      outcome: 'unusable',
      problem: candidate.problem,
      keyId: null,
      keyName: null,
    };
  }
  // The redacted form says brand and mode too.
  const fitting = listed.filter((key) => key.redacted === candidate.key.redacted);
  const key = fitting.length === 1 ? fitting[0]! : null;
  return {
    ...place,
    redacted: candidate.key.redacted,
    outcome: outcomeOf(fitting, repeated),
    problem: null,
    keyId: key?.id ?? null,
    keyName: key?.name ?? null,
  };
}

function outcomeOf(fitting: readonly KeySummary[], repeated: boolean): ImportOutcome {
  if (fitting.length === 0) return 'not-listed';
  if (fitting.length > 1) return 'ambiguous';
  if (fitting[0]!.secretHeld) return 'held';
  return repeated ? 'repeated' : 'store';
}

/**
 * Reads `.env` files, CSV exports and plain text, and says what importing would do. Stores nothing until `apply`.
 * @throws AppError `invalid-input` for a file that can't be read, is too large or holds no key
 */
export async function planKeyImport(
  file: string,
  vault: Vault,
  accounts: Pick<AccountService, 'listKeys' | 'addSecret'>,
  reading: FileReading = {},
): Promise<ImportPlan> {
  const candidates = await readCandidates(file, reading);
  const listed = accounts.listKeys();
  const planned = planImport(vault, candidates);
  const entries = planned.map(({ candidate, outcome }) => entryOf(candidate, outcome === 'repeated', listed));
  return {
    entries,
    apply: () =>
      entries.flatMap((entry, index) => {
        const candidate = candidates[index]!;
        if (entry.outcome !== 'store' || entry.keyId === null || candidate.kind !== 'key') return [];
        accounts.addSecret(entry.keyId, candidate.secret, 'file');
        return [entry.keyId];
      }),
    wipe: () => {
      wipeCandidates(candidates);
    },
  };
}
