/**
 * `.env` files: the one reader of `run`, `inject` and of the writer, which reads back with it what it is about to write.
 * Lines are `NAME=value` with an optional `export`; a value may stand in quotes (then over several lines too) and a comment
 * behind it. Text is handled as it comes, so that positions are those of the file.
 */
import { parseEnv } from 'node:util';
import type { KeyValue } from './value.ts';
import { certain } from '../../../shared/certain.ts';

export type EnvQuote = '"' | "'" | '`';

export interface EnvEntry {
  readonly name: string;
  /** Without quotes, escapes resolved. */
  readonly value: string;
  readonly quote: EnvQuote | null;
  /** Where the value stands, its quotes included, as positions in the text. */
  readonly start: number;
  readonly end: number;
  /** 1-based. */
  readonly line: number;
}

export interface EnvFile {
  readonly entries: readonly EnvEntry[];
  /** Lines that are neither empty, a comment nor `NAME=value`; 1-based. */
  readonly unreadable: readonly number[];
}

const HEAD = /[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*=[ \t]*/y;
const NOTHING = /[ \t]*(?:#[^\r\n]*)?(?=\r|\n|$)/y;
const REST_OF_LINE = /[^\r\n]*/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$' };

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Position of the closing quote; -1 where there is none. */
function closingQuote(text: string, at: number, quote: EnvQuote): number {
  for (let index = at; index < text.length; index += 1) {
    if (quote === '"' && text[index] === '\\') index += 1;
    else if (text[index] === quote) return index;
  }
  return -1;
}

function unescaped(text: string): string {
  return text.replace(/\\([nrt"\\$])/g, (_, character: string) => certain(ESCAPES[character]));
}

export function parseEnvText(text: string): EnvFile {
  const entries: EnvEntry[] = [];
  const unreadable: number[] = [];
  let line = 1;
  let at = text.startsWith('\uFEFF') ? 1 : text.startsWith('\u00ef\u00bb\u00bf') ? 3 : 0;
  while (at < text.length) {
    const head = matchAt(HEAD, text, at);
    let end: number;
    if (head === null) {
      const nothing = matchAt(NOTHING, text, at);
      end = at + (nothing ?? certain(matchAt(REST_OF_LINE, text, at)))[0].length;
      if (nothing === null) unreadable.push(line);
    } else {
      const entry = valueAt(text, at + head[0].length, certain(head[1]), line);
      const rest = matchAt(NOTHING, text, entry.end);
      if (rest === null) unreadable.push(line);
      else entries.push(entry);
      end = entry.end + (rest ?? certain(matchAt(REST_OF_LINE, text, entry.end)))[0].length;
    }
    for (let index = at; index < end; index += 1) if (text[index] === '\n') line += 1;
    if (text[end] === '\r') end += 1;
    if (text[end] === '\n') {
      end += 1;
      line += 1;
    }
    at = end;
  }
  return { entries, unreadable };
}

function valueAt(text: string, start: number, name: string, line: number): EnvEntry {
  const first = text[start];
  if (first === '"' || first === "'" || first === '`') {
    const closing = closingQuote(text, start + 1, first);
    if (closing >= 0) {
      const inside = text.slice(start + 1, closing);
      const value = first === '"' ? unescaped(inside) : inside;
      return { name, value, quote: first, start, end: closing + 1, line };
    }
  }
  const whole = certain(matchAt(REST_OF_LINE, text, start))[0];
  // As a shell has it: a comment begins after a blank, so that a `#` inside an address stays.
  const value = whole.replace(/(?:^|[ \t]+)#.*$/, '').trimEnd();
  return { name, value, quote: null, start, end: start + value.length, line };
}

/** How a value stands in a `.env` file, for shells and for readers of such files alike; null where no spelling is safe. */
export function quoteForEnv(value: KeyValue): { readonly open: string; readonly close: string } | null {
  if (value.isPlain) return { open: '', close: '' };
  const text = value.bytes.toString('latin1');
  if (!text.includes("'")) return { open: "'", close: "'" };
  return /["\\$`!]/.test(text) ? null : { open: '"', close: '"' };
}

function valuesOf(entries: readonly EnvEntry[]): ReadonlyMap<string, string> {
  return new Map(entries.map(({ name, value }) => [name, value]));
}

function sameBut(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  wanted: ReadonlyMap<string, string>,
): boolean {
  for (const [name, value] of wanted) if (after.get(name) !== value) return false;
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].every((name) => wanted.has(name) || before.get(name) === after.get(name));
}

/**
 * Whether `after` says what `before` said, but for the wanted variables, to our own reader and to Node's.
 * SECURITY: the last look before a value is written; a value that acts in the file changes what another line says.
 */
export function readsBack(before: string, after: string, wanted: ReadonlyMap<string, string>): boolean {
  const own = [parseEnvText(before), parseEnvText(after)] as const;
  if (own[0].unreadable.length !== own[1].unreadable.length) return false;
  if (!sameBut(valuesOf(own[0].entries), valuesOf(own[1].entries), wanted)) return false;
  const nodes = [before, after].map((text) => new Map(Object.entries(parseEnv(text)))) as [
    Map<string, string>,
    Map<string, string>,
  ];
  return sameBut(nodes[0], nodes[1], wanted);
}
