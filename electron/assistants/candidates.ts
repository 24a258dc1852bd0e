/**
 * What of an event's texts may be a key of the vault whose form says nothing: every printable word of its length, as it
 * stands and as it reads once it is decoded. Bounded; what looks drawn by a machine goes first.
 */
import { RECOGNISE } from '../agent/spoken.ts';

/** Of one event, in bytes. */
const MOST_LOOKED_AT = 4 << 20;
const MOST_DECODED = 2;
const LONGEST_LINE = 4096;
/** No key is longer; so much of a long line stands in the next piece of it too. */
const LONGEST_KEY = 512;

const WORDS = new RegExp(`[\\x21-\\x7e]{${String(RECOGNISE.shortestKey)},}`, 'g');
/** A character and a zero byte in turn. */
const WIDE = /(?:[\x21-\x7e]\0){16,}|(?:\0[\x21-\x7e]){16,}/g;
const BASE64 = /[A-Za-z0-9+/_-]{22,}={0,2}/g;
/** SECURITY: from the beginning of a run only, so that a long one is read once. */
const WRAPPED_BASE64 = /(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{40,}[ \t]*\r?\n[ \t]*)+[A-Za-z0-9+/]+={0,2}/g;
const HEX = /(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{2}){16,}/g;
const ESCAPE = /\\(?:u00([0-9A-Fa-f]{2})|x([0-9A-Fa-f]{2})|(["'\\/]))/g;
const PERCENT = /%([0-9A-Fa-f]{2})/g;
const ENTITY = /&(?:#(\d{1,3})|#x([0-9A-Fa-f]{2})|(amp|lt|gt|quot|apos));/g;
const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** What is to be masked where a line holds a key: the key itself, or the words that read as that line. */
type Origin = string | null;

export class Candidates {
  readonly #origins = new Map<string, Set<Origin>>();
  #left = MOST_LOOKED_AT;
  #sent: readonly { readonly at: number; readonly line: string }[] = [];

  get isEmpty(): boolean {
    return this.#origins.size === 0;
  }

  add(bytes: Uint8Array): void {
    const looked = bytes.subarray(0, this.#left);
    this.#left -= looked.length;
    const text = Buffer.from(looked.buffer, looked.byteOffset, looked.length).toString('latin1');
    for (const [word] of text.matchAll(WORDS)) this.#addWord(word, null, 0);
    if (text.includes('\0'))
      for (const [wide] of text.matchAll(WIDE)) this.#addWord(wide.replaceAll('\0', ''), wide, 0);
    for (const [wrapped] of text.matchAll(WRAPPED_BASE64)) this.#addDecoded(wrapped, 'base64', wrapped, 0);
  }

  #addWord(word: string, origin: Origin, level: number): void {
    for (let from = 0; from < word.length; from += LONGEST_LINE - LONGEST_KEY) {
      const line = word.slice(from, from + LONGEST_LINE);
      if (line.length >= RECOGNISE.shortestKey) this.#addLine(line, origin, level);
    }
  }

  #addLine(line: string, origin: Origin, level: number): void {
    const known = this.#origins.get(line);
    if (known?.has(origin) === true) return;
    this.#origins.set(line, (known ?? new Set()).add(origin));
    if (level >= MOST_DECODED) return;
    for (const reading of readingsOf(line)) this.#addText(reading, origin ?? line, level + 1);
    for (const [word] of line.matchAll(BASE64)) this.#addDecoded(word, 'base64', origin ?? word, level);
    for (const [word] of line.matchAll(HEX)) this.#addDecoded(word, 'hex', origin ?? word, level);
  }

  #addDecoded(word: string, encoding: 'base64' | 'hex', origin: string, level: number): void {
    const decoded = Buffer.from(word, encoding).toString('latin1');
    this.#addText(decoded, origin, level + 1);
    if (decoded.includes('\0')) this.#addText(decoded.replaceAll('\0', ''), origin, level + 1);
  }

  #addText(text: string, origin: Origin, level: number): void {
    for (const [word] of text.matchAll(WORDS)) this.#addWord(word, origin, level);
  }

  /** In lines, as long as it may be. */
  text(): string {
    let lines = [...this.#origins.keys()];
    if (lines.reduce((length, line) => length + line.length + 1, 0) > RECOGNISE.longestText)
      lines = [...lines.filter(isMixed), ...lines.filter((line) => !isMixed(line))];
    const sent: { at: number; line: string }[] = [];
    let at = 0;
    for (const line of lines) {
      if (at + line.length + 1 > RECOGNISE.longestText) continue;
      sent.push({ at, line });
      at += line.length + 1;
    }
    this.#sent = sent;
    return sent.map(({ line }) => `${line}\n`).join('');
  }

  /** What is to be masked for a key at this place of the text; nothing where none can stand there. */
  wordsAt(at: number, length: number): readonly string[] {
    const place = this.#sent.findLast((each) => each.at <= at);
    if (place === undefined || length < RECOGNISE.shortestKey) return [];
    const from = at - place.at;
    if (from + length > place.line.length) return [];
    return [...(this.#origins.get(place.line) ?? [])].map(
      (origin) => origin ?? place.line.slice(from, from + length),
    );
  }
}

/** Letters and digits, as in whatever a machine has drawn. */
const isMixed = (line: string): boolean => /\d/.test(line) && /[A-Za-z]/.test(line);

const byCode = (digits: string, base: number): string => String.fromCharCode(Number.parseInt(digits, base));

/** With the escapes of one kind undone; only where there are any. */
function readingsOf(line: string): readonly string[] {
  const readings: string[] = [];
  if (line.includes('%'))
    readings.push(line.replace(PERCENT, (_whole, digits: string) => byCode(digits, 16)));
  if (line.includes('\\'))
    readings.push(
      line.replace(ESCAPE, (_whole, wide?: string, narrow?: string, plain?: string) =>
        plain === undefined ? byCode(wide ?? narrow ?? '', 16) : plain,
      ),
    );
  if (line.includes('&'))
    readings.push(
      line.replace(ENTITY, (_whole, decimal?: string, hex?: string, named?: string) =>
        named === undefined
          ? byCode(decimal ?? hex ?? '', decimal === undefined ? 16 : 10)
          : (NAMED_ENTITIES[named] ?? ''),
      ),
    );
  return readings.filter((reading) => reading !== line);
}
