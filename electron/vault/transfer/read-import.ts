/**
 * Reads `.env` and CSV files into a neutral list of candidates. Which key of the registry each one is, is for others to
 * say; a dry run shows this list and stores nothing.
 */
import { BRAND_IDS, BRANDS } from '../../../shared/brands.ts';
import { parseKey, spelledAs, type KeyParts, type KeyProblem } from '../../../shared/key-format.ts';
import { invalid } from '../errors.ts';
import { SecretBytes } from '../secret-bytes.ts';
import type { Vault } from '../types.ts';
import { parseCsv } from './csv.ts';
import { say } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

export type ImportFormat = 'env' | 'csv';

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
      readonly kind: 'problem';
      readonly line: number;
      readonly name: string | null;
      readonly problem: KeyProblem;
    };

const LARGEST_BYTES = 5 * 1024 * 1024;

function candidate(line: number, name: string | null, value: string): ImportCandidate | null {
  const parsed = parseKey(value);
  if (parsed.ok)
    return { kind: 'key', line, name, key: parsed.key, secret: SecretBytes.fromText(value.trim()) };
  // What does not even begin like a key is some other setting, not a mistake.
  if (parsed.problem === 'empty' || parsed.problem === 'prefix') return null;
  return { kind: 'problem', line, name, problem: parsed.problem };
}

// No two parts that can take the same characters stand side by side: a line of blanks would take hours.
const ENV_LINE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*[=:](.*)$/s;

function unquote(value: string): string {
  const text = value.trim();
  const quote = text[0];
  if (quote === '"' || quote === "'" || quote === '`') {
    const end = text.indexOf(quote, 1);
    return end === -1 ? text.slice(1) : text.slice(1, end);
  }
  // An unquoted value ends at a comment.
  const comment = text.search(/\s#/);
  return comment === -1 ? text : text.slice(0, comment).trimEnd();
}

function readEnv(text: string): ImportCandidate[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, index) => {
    const match = ENV_LINE.exec(line);
    const found = match === null ? null : candidate(index + 1, certain(match[1]), unquote(certain(match[2])));
    return found === null ? [] : [found];
  });
}

const WHOLE_KEY = new RegExp(
  `(?<![A-Za-z0-9_])(?:${BRAND_IDS.map((id) => BRANDS[id].keyPrefix).join('|')})(?:test|prod)_[A-Za-z0-9]{22}_[A-Za-z0-9]{50}(?![A-Za-z0-9])`,
  'g',
);
const NAME_HEADERS = ['name', 'title', 'label', 'description', 'key_name', 'item'];

/** Whole keys among other words: password managers keep notes and fields of one's own as one cell each. */
function keysWithin(line: number, name: string | null, text: string): readonly ImportCandidate[] {
  return [...text.matchAll(WHOLE_KEY)].flatMap(([written]) => {
    const one = candidate(line, name, written);
    return one === null ? [] : [one];
  });
}

function readCsv(text: string): ImportCandidate[] {
  const rows = parseCsv(text);
  const headings = rows[0]?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const nameColumn = headings.findIndex((heading) => NAME_HEADERS.includes(heading));
  return rows.flatMap(({ line, cells }) => {
    // The column is found by what is in it: password managers do not agree on its heading.
    const found = cells.flatMap((cell) => {
      const name = nameColumn === -1 ? null : (cells[nameColumn]?.trim() ?? '');
      const called = name === '' ? null : name;
      const one = candidate(line, called, cell);
      return one === null ? keysWithin(line, called, cell) : [one];
    });
    return found;
  });
}

function decode(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    // SECURITY: the file's text is a string for the length of this call; there is no parsing without one.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw invalid(say('vault.that-file-is-no-text'), say('vault.nothing-was-imported-export-it-as-utf'));
  }
}

/** By its name, else by what is in it. */
export function importFormatOf(fileName: string, bytes: Uint8Array): ImportFormat {
  if (/\.(?:csv|tsv)$/i.test(fileName)) return 'csv';
  if (/(?:^|[./\\])\.?env(?:\.[^/\\]*)?$/i.test(fileName)) return 'env';
  const firstLine = Buffer.from(bytes.subarray(0, 4096)).toString('utf8').split(/\r?\n/)[0] ?? '';
  return ENV_LINE.test(firstLine) || !/[,;\t]/.test(firstLine) ? 'env' : 'csv';
}

/** @throws AppError `invalid-input` for a file that is too large or no text */
export function readImport(bytes: Uint8Array, format: ImportFormat): readonly ImportCandidate[] {
  if (bytes.length > LARGEST_BYTES) {
    throw invalid(
      say('vault.that-file-is-larger-than-5-mb'),
      say('vault.nothing-was-imported-split-it-or-export'),
    );
  }
  const text = decode(bytes);
  return format === 'env' ? readEnv(text) : readCsv(text);
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
    const fingerprints = spelledFingerprints(vault, one.secret);
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
  for (const one of candidates) if (one.kind === 'key') one.secret.wipe();
}
