/**
 * Keys in what an assistant is about to see: by form and checksum, in every encoding that the scanner reads; and those that
 * whoever holds the vault open recognised in the same texts. Opens no vault.
 */
import type * as Detect from '../scanner/detect/index.ts';

/** The scanner's search takes longer to load than all the rest; most calls need none of it. */
let detect: typeof Detect | null = null;

export async function loadSearch(): Promise<void> {
  detect ??= await import('../scanner/detect/index.ts');
}

/** Says that {@link loadSearch} is needed for this text. */
export class SearchNotLoaded extends Error {}

function loaded(): typeof Detect {
  if (detect === null) throw new SearchNotLoaded();
  return detect;
}

/**
 * Of the 66 random characters that a key has without its checksum, 38 are capitals or digits, and so or more are they in
 * each of its encodings: fewer than this are in one of 10¹⁰ keys. Only base 32 may be written without capitals, and
 * stands in a long word then.
 */
const FEWEST_SIGNS = 12;
const SHORT_WORD = 40;

/** False: no key stands in it, in any encoding; told without the search. */
export function mayHoldKey(bytes: Uint8Array): boolean {
  let signs = 0;
  let word = 0;
  for (const byte of bytes) {
    if ((byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a)) signs += 1;
    word = byte > 0x20 ? word + 1 : 0;
    if (signs >= FEWEST_SIGNS || word >= SHORT_WORD) return true;
  }
  return false;
}

/** A key of the vault's that whoever holds it open recognised. */
export interface HeldKey {
  /** What stands for it in the texts of this event: itself, or a word that reads as it. */
  readonly word: string;
  readonly name: string;
}

let held: readonly HeldKey[] = [];
let noted: ((bytes: Uint8Array) => void) | null = null;

/** From here on these count as keys, whatever they look like. */
export function lookFor(keys: readonly HeldKey[]): void {
  // One that holds another is masked as a whole.
  held = keys.toSorted((left, right) => right.word.length - left.word.length);
}

/** @param note told of everything that is searched; null: nobody */
export function noteSearches(note: ((bytes: Uint8Array) => void) | null): void {
  noted = note;
}

function withoutHeld(text: string): string {
  return held.reduce((rest, { word }) => rest.replaceAll(word, MASK), text);
}

/** With every key in it masked, however it is written. */
export function redacted(text: string): string {
  const rest = withoutHeld(text);
  return mayHoldKey(Buffer.from(rest)) ? loaded().redactText(rest) : rest;
}

const MASK = '****';

const SHOWN_PREFIX = 12;
const SHOWN_TAIL = 4;
/** Deeper than any tool's answer; what lies below is withheld. */
const DEEPEST = 200;
/** Between two texts that are searched at once; no reading of a key goes across it. */
const SEPARATOR = '\n\0\n"}\n';

export interface Search {
  /** `aug_sk_prod_****UCZu` of the first key, or the name that the vault has it under; null where there is none. */
  readonly key: string | null;
  /** False: something in it could not be searched to its end. */
  readonly isWhole: boolean;
}

const NOTHING: Search = { key: null, isWhole: true };

export function searchBytes(bytes: Uint8Array): Search {
  noted?.(bytes);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const known = held.find(({ word }) => text.includes(word, 0, 'latin1'));
  if (known !== undefined) return { key: `“${known.name}”, a key of the vault`, isWhole: true };
  return searchByForm(bytes);
}

function searchByForm(bytes: Uint8Array): Search {
  if (!mayHoldKey(bytes)) return NOTHING;
  const { createDetector, Ledger, wipeHits } = loaded();
  const detector = createDetector();
  if (!detector.mayContain(bytes)) return NOTHING;
  const ledger = new Ledger();
  const hits = detector.scan(bytes, ledger);
  const hit = hits.find((candidate) => candidate.class !== 'malformed');
  const text = (start: number, end?: number): string =>
    Buffer.from(hit?.key.subarray(start, end) ?? []).toString('latin1');
  const key = hit === undefined ? null : `${text(0, SHOWN_PREFIX)}****${text(-SHOWN_TAIL)}`;
  wipeHits(hits);
  return { key, isWhole: ledger.isClean };
}

export function searchText(text: string): Search {
  return searchBytes(Buffer.from(text));
}

/** Every text of a JSON value, names of properties too. */
export function textsOf(value: unknown): readonly string[] {
  const texts: string[] = [];
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') texts.push(next);
    else if (Array.isArray(next)) for (const item of next) open.push(item);
    else if (typeof next === 'object' && next !== null)
      for (const [name, item] of Object.entries(next)) {
        texts.push(name);
        open.push(item);
      }
  }
  return texts;
}

export function searchValue(value: unknown): Search {
  return searchText(textsOf(value).join(SEPARATOR));
}

/** The same value with every key in its texts masked; equal in form, so that the assistant takes it in place of the other. */
export function maskedValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskedText(value);
  if (typeof value !== 'object' || value === null) return value;
  // SECURITY: what is not looked at is not shown.
  if (depth > DEEPEST) return MASK;
  if (Array.isArray(value)) return value.map((item) => maskedValue(item, depth + 1));
  const entries = Object.entries(value).map(([name, item]) => [
    maskedText(name),
    maskedValue(item, depth + 1),
  ]);
  return Object.fromEntries(entries) as unknown;
}

function maskedText(text: string): string {
  const rest = withoutHeld(text);
  const { key, isWhole } = searchText(rest);
  return key === null && isWhole ? rest : loaded().redactText(rest);
}
