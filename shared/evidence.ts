/**
 * Keys without a checksum, and with a prefix that is an ordinary word: they count only with evidence. Pure, and without
 * zod, because the scanner's threads load it.
 */
import { certain } from './certain.ts';

/** How the keys of one provider can be told from other text. */
export interface EvidenceRule {
  /** Id of the provider. */
  readonly provider: string;
  /** ASCII, three characters or more. Never a part of a secret. */
  readonly prefixes: readonly string[];
  /** Characters that follow the prefix at least. */
  readonly shortestBody: number;
  /** How many follow these prefixes exactly. */
  readonly exactBody?: Readonly<Record<string, number>>;
  /** False: only an exact match with a key of the registry counts. */
  readonly byContext: boolean;
}

/**
 * Auxot's documentation shows the prefix and calls the rest opaque; its keys hold 32 random bytes. Those of its open-source
 * router are made by `auxot-router setup`: 32 bytes in base64url behind `rtr_`, `adm_` or `tls_`.
 */
export const AUXOT_EVIDENCE: EvidenceRule = {
  provider: 'auxot',
  prefixes: ['user.', 'team.', 'rtr_', 'adm_', 'tls_'],
  shortestBody: 20,
  exactBody: { rtr_: 43, adm_: 43, tls_: 43 },
  byContext: true,
};

/** What a scan looks for besides Augno's keys. */
export interface EvidenceSettings {
  readonly rules: readonly EvidenceRule[];
  /** The registry's keys as HMAC-SHA-256 (hex) under `key`; null where there is no registry. */
  readonly known: {
    readonly key: Uint8Array;
    readonly fingerprints: readonly string[];
    /** Lengths of those keys, prefix included. */
    readonly lengths: readonly number[];
  } | null;
}

/** No two of the three kinds that follow each other are the same in most places of a random text, and in few of a name. */
function kindOf(character: string): number {
  if (character >= '0' && character <= '9') return 0;
  if (character >= 'a' && character <= 'z') return 1;
  if (character >= 'A' && character <= 'Z') return 2;
  return 3;
}

/** Few digits are enough where nearly every second character is of another kind than the one before. */
const FEWEST_DIGITS = 3;
const MANY_CHANGES = 0.45;
const FEWEST_DIFFERENT = 10;
const LEAST_CHANGES = 0.28;
const LEAST_BITS = 3.2;
const PLACEHOLDER =
  /your|example|placeholder|redacted|dummy|changeme|insert|secret|apikey|api_key|abc123|x{4}|12345/i;

/** Shannon entropy, bits per character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/**
 * Whether `body` (what follows a prefix) was drawn by a machine. A name in camel case or with underscores changes its
 * kind of character seldom, and holds hardly a digit.
 */
export function looksRandom(body: string, shortest: number): boolean {
  const longest = body.split('.').reduce((left, right) => (right.length > left.length ? right : left), '');
  if (longest.length < shortest || PLACEHOLDER.test(longest)) return false;
  let digits = 0;
  let changes = 0;
  for (let index = 0; index < longest.length; index += 1) {
    const kind = kindOf(certain(longest[index]));
    if (kind === 0) digits += 1;
    if (index > 0 && kind !== kindOf(certain(longest[index - 1]))) changes += 1;
  }
  const share = changes / (longest.length - 1);
  return (
    digits >= (share >= MANY_CHANGES ? 1 : FEWEST_DIGITS) &&
    digits < longest.length &&
    new Set(longest).size >= FEWEST_DIFFERENT &&
    share >= LEAST_CHANGES &&
    entropyOf(longest) >= LEAST_BITS
  );
}

const IN_TEXT = new RegExp(
  `(?<![A-Za-z0-9_])(${AUXOT_EVIDENCE.prefixes.map((prefix) => prefix.replace('.', '\\.')).join('|')})([A-Za-z0-9_.-]{${String(AUXOT_EVIDENCE.shortestBody)},})`,
  'g',
);

/** Masks in free text (a path, a commit's subject, a log line) what looks like a key of the providers known here. */
export function redactEvidenceIn(text: string): string {
  return text.replace(IN_TEXT, (whole: string, prefix: string, body: string) =>
    looksRandom(body, AUXOT_EVIDENCE.shortestBody) ? `${prefix}****` : whole,
  );
}
