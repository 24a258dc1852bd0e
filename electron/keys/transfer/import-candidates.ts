/**
 * Keys of accounts that stand in a file: a neutral list of candidates. Which key of the registry each one is, is for others
 * to say; a dry run shows this list and stores nothing.
 */
import { BRANDS, BRAND_IDS } from '../../../shared/brands.ts';
import { parseKey, spelledAs, type KeyParts, type WrittenKeyProblem } from '../../../shared/key-format.ts';
import { invalid } from '../../vault/errors.ts';
import { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Vault } from '../../vault/types.ts';
import { textOfFile } from './file-text.ts';
import { keysWritten, writtenFormatOf, type WrittenValue } from './written-keys.ts';
import { say } from '../../../shared/messages/say.ts';

/** Said of a value that is no key of an account. */
export interface ForeignKey {
  /** The provider's id. */
  readonly provider: string;
  /** How the service is called. */
  readonly service: string;
  readonly redacted: string;
  /** Under which of the services that are here it can be added. */
  readonly connections: readonly { readonly id: string; readonly name: string }[];
}
export type RecogniseForeign = (value: string) => ForeignKey | null;

export type ImportCandidate =
  | {
      readonly kind: 'key';
      /** 1-based. */
      readonly line: number;
      /** The variable's or record's name; null where the file gives none. */
      readonly name: string | null;
      readonly key: KeyParts;
      /** The caller wipes it. */
      readonly secret: SecretBytes;
    }
  | {
      readonly kind: 'foreign';
      readonly line: number;
      readonly name: string | null;
      readonly key: ForeignKey;
      /** The caller wipes it. */
      readonly secret: SecretBytes;
    }
  | {
      readonly kind: 'problem';
      readonly line: number;
      readonly name: string | null;
      readonly problem: WrittenKeyProblem;
    };

export const LARGEST_BYTES = 5 * 1024 * 1024;

function candidateOf({ line, name, value }: WrittenValue): ImportCandidate | null {
  const parsed = parseKey(value);
  if (parsed.ok)
    return { kind: 'key', line, name, key: parsed.key, secret: SecretBytes.fromText(value.trim()) };
  // What does not even begin like a key is some other setting, not a mistake.
  if (parsed.problem === 'empty' || parsed.problem === 'prefix') return null;
  return { kind: 'problem', line, name, problem: parsed.problem };
}

const PREFIX = new RegExp(BRAND_IDS.map((id) => BRANDS[id].keyPrefix).join('|'));

/** In prose a word that is no whole key is no mistake: somebody writes about keys. */
function wordOf({ value, ...place }: WrittenValue): ImportCandidate | null {
  const begin = value.search(PREFIX);
  const found = begin === -1 ? null : candidateOf({ ...place, value: value.slice(begin) });
  return found?.kind === 'key' ? found : null;
}

function foreignOf({ line, name, value }: WrittenValue, recognise: RecogniseForeign): ImportCandidate | null {
  const key = recognise(value);
  return key === null
    ? null
    : { kind: 'foreign', line, name, key, secret: SecretBytes.fromText(value.trim()) };
}

/** A value that begins like a key and goes on: with what is said of it, or with another key. */
function candidatesOf(written: WrittenValue, recognise: RecogniseForeign): readonly ImportCandidate[] | null {
  const whole = candidateOf(written) ?? foreignOf(written, recognise);
  if (whole?.kind !== 'problem') return whole === null ? null : [whole];
  const { value, ...place } = written;
  const parts = value.split(/[\s,;]+/).flatMap((part) => candidateOf({ ...place, value: part }) ?? []);
  return parts.some(({ kind }) => kind === 'key') ? parts : [whole];
}

/** Password managers keep a note, or several fields of one's own, as one cell. */
function candidatesIn(cell: WrittenValue, recognise: RecogniseForeign): readonly ImportCandidate[] | null {
  const { line, name } = cell;
  const within = keysWritten(cell.value, 'words', wordOf).map((one) => ({ ...one, line, name }));
  return within.length > 0 ? within : candidatesOf(cell, recognise);
}

/**
 * @param recognise what is another service's key
 * @throws AppError `invalid-input` for a file that is too large or no text
 */
export function readCandidates(
  bytes: Uint8Array,
  fileName: string,
  recognise: RecogniseForeign = () => null,
): readonly ImportCandidate[] {
  if (bytes.length > LARGEST_BYTES) {
    throw invalid(
      say('vault.that-file-is-larger-than-5-mb'),
      say('vault.nothing-was-imported-split-it-or-export'),
    );
  }
  const text = textOfFile(bytes);
  const format = writtenFormatOf(fileName, text.slice(0, 4096).split(/\r?\n/, 1)[0] ?? '');
  const candidates = format === 'table' ? candidatesIn : candidatesOf;
  const found = keysWritten(text, format, (written) => candidates(written, recognise)).flat();
  if (found.some(({ kind }) => kind === 'key')) return found;
  const words = keysWritten(text, 'words', wordOf);
  if (words.length === 0) return found;
  const foreign = found.filter(({ kind }) => kind === 'foreign');
  return [...words, ...foreign].toSorted((left, right) => left.line - right.line);
}

export interface ImportPlanEntry {
  readonly candidate: ImportCandidate;
  /**
   * `new`: not held yet. `held`: this very secret is here. `repeated`: stands in the file before. `unusable`: no whole key.
   */
  readonly outcome: 'new' | 'held' | 'repeated' | 'unusable';
  /** Where it is held. */
  readonly secretId: string | null;
}

/** What importing would do, without doing it. Opens no stored secret. A key is one under each prefix of the vendor's. */
export function planImport(vault: Vault, candidates: readonly ImportCandidate[]): readonly ImportPlanEntry[] {
  const seen = new Set<string>();
  return candidates.map((one) => {
    if (one.kind === 'problem') return { candidate: one, outcome: 'unusable', secretId: null };
    const fingerprints =
      one.kind === 'foreign' ? [vault.fingerprint(one.secret)] : spelledFingerprints(vault, one.secret);
    const ids = fingerprints.flatMap((fingerprint) => vault.secretIdByFingerprint(fingerprint) ?? []);
    const held = ids.find((id) => vault.hasSecret(id));
    const repeated = fingerprints.some((fingerprint) => seen.has(fingerprint));
    for (const fingerprint of fingerprints) seen.add(fingerprint);
    if (held !== undefined) return { candidate: one, outcome: 'held', secretId: held };
    return { candidate: one, outcome: repeated ? 'repeated' : 'new', secretId: ids[0] ?? null };
  });
}

function spelledFingerprints(vault: Vault, secret: SecretBytes): readonly string[] {
  // SECURITY: as text for the length of this call; the copies are wiped.
  const text = secret.revealText();
  return BRAND_IDS.map((brand) => {
    const spelled = SecretBytes.fromText(spelledAs(brand, text));
    try {
      return vault.fingerprint(spelled);
    } finally {
      spelled.wipe();
    }
  });
}

export function wipeCandidates(candidates: readonly ImportCandidate[]): void {
  for (const one of candidates) if (one.kind !== 'problem') one.secret.wipe();
}
