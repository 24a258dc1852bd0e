/**
 * The one reader of keys that people keep in files and notes: `.env` files, tables of password managers, lists, prose. What is
 * a key, its service says.
 */
import { certain } from '../../../shared/certain.ts';
import { parseCsv } from './csv.ts';

export interface WrittenValue {
  /** 1-based. */
  readonly line: number;
  /** The variable's or row's, or what stands before the value; null where nothing does. */
  readonly name: string | null;
  readonly value: string;
}

/** `lines`: a `.env`, or one key to a line with or without a name. `words`: a key may stand anywhere. */
export type WrittenFormat = 'lines' | 'table' | 'words';

// No two parts that can take the same characters stand side by side: a line of blanks would take hours.
const ENV_LINE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*[=:](.*)$/s;
const LONGEST_NAME = 200;

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

/** As it stands in a list: `- CI: KEY`, `CI, KEY;`, `"CI": "KEY",`. */
function listed(text: string): { readonly name: string; readonly value: string } | null {
  const separator = text.search(/[=:,;\t]/);
  const name = unquote(text.slice(0, Math.max(separator, 0)).replace(/^(?:[-*]|export)\s/, ''));
  if (separator === -1 || name === '' || name.length > LONGEST_NAME) return null;
  return { name, value: unquote(text.slice(separator + 1).replace(/[,;]\s*$/, '')) };
}

/** Ways to read a line, the likeliest first. */
function readingsOf(text: string, line: number): readonly WrittenValue[] {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.startsWith('#')) return [];
  const variable = ENV_LINE.exec(text);
  const inList = listed(trimmed);
  return [
    ...(variable === null
      ? []
      : [{ line, name: certain(variable[1]), value: unquote(certain(variable[2])) }]),
    ...(inList === null ? [] : [{ line, ...inList }]),
    { line, name: null, value: unquote(trimmed.replace(/[,;]$/, '')) },
  ];
}

const NAME_HEADERS = ['name', 'title', 'label', 'description', 'key_name', 'item'];

/** The column is found by what is in it: password managers do not agree on its heading. */
function cellsOf(text: string): readonly WrittenValue[] {
  const rows = parseCsv(text);
  const headings = rows[0]?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const nameColumn = headings.findIndex((heading) => NAME_HEADERS.includes(heading));
  return rows.flatMap(({ line, cells }) =>
    cells.map((value, column) => {
      const name = cells[nameColumn === -1 && cells.length === 2 ? 1 - column : nameColumn]?.trim() ?? '';
      return { line, name: name === '' ? null : name, value };
    }),
  );
}

function* thingsIn(text: string, format: WrittenFormat): Iterable<readonly WrittenValue[]> {
  if (format === 'table') {
    for (const cell of cellsOf(text)) yield [cell];
    return;
  }
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (format === 'lines') yield readingsOf(line, index + 1);
    else for (const [value] of line.matchAll(/\w+/g)) yield [{ line: index + 1, name: null, value }];
  }
}

/**
 * In the order of the text.
 * @param keyOf null for what is no key; of several readings of one line the first that is one counts
 */
export function keysWritten<Key>(
  text: string,
  format: WrittenFormat,
  keyOf: (written: WrittenValue) => Key | null,
): readonly Key[] {
  const found: Key[] = [];
  for (const readings of thingsIn(text, format)) {
    for (const reading of readings) {
      const key = keyOf(reading);
      if (key === null) continue;
      found.push(key);
      break;
    }
  }
  return found;
}

/** By its name, else by what is in it. */
export function writtenFormatOf(fileName: string, firstLine: string): WrittenFormat {
  if (/\.(?:csv|tsv)$/i.test(fileName)) return 'table';
  if (/(?:^|[./\\])\.?env(?:\.[^/\\]*)?$/i.test(fileName)) return 'lines';
  return ENV_LINE.test(firstLine) || !/[,;\t]/.test(firstLine) ? 'lines' : 'table';
}
