/**
 * The one reader of keys that people keep in files and notes: `.env` files, tables of password managers, lists, prose. What is
 * a key, its service says.
 */
import { certain } from '../../../shared/certain.ts';
import { redactEvidenceIn } from '../../../shared/evidence.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import { parseCsv, separatorLineOf } from './csv.ts';

export interface WrittenValue {
  /** 1-based. */
  readonly line: number;
  /** The variable's or row's, or what stands before the value; null where nothing does. */
  readonly name: string | null;
  readonly value: string;
  /** In a list: what parts it from its name. */
  readonly separator?: string;
  /** In a table that has headings: whether its column's says that it is a secret. */
  readonly isSecret?: boolean;
}

/** `lines`: a `.env`, or one key to a line with or without a name. `words`: a key may stand anywhere. */
export type WrittenFormat = 'lines' | 'table' | 'words';

// No two parts that can take the same characters stand side by side: a line of blanks would take hours.
const ENV_LINE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*[=:](.*)$/s;
const LONGEST_NAME = 200;

/** What parts a value from the next one in a list, or ends a line of a script, is none of it. */
function withoutSeparators(text: string): string {
  let end = text.length;
  while (end > 0 && /[,;\s]/.test(certain(text[end - 1]))) end -= 1;
  return text.slice(0, end);
}

function unquote(value: string): string {
  const text = value.trim();
  const quote = text[0];
  if (quote === '"' || quote === "'" || quote === '`') {
    const end = text.indexOf(quote, 1);
    // What is quoted is meant as it is.
    return end === -1 ? withoutSeparators(text.slice(1)) : text.slice(1, end);
  }
  // An unquoted value ends at a comment.
  const comment = text.search(/\s#/);
  return withoutSeparators(comment === -1 ? text : text.slice(0, comment));
}

/**
 * Shown, and kept as the name of the key.
 * SECURITY: where two keys stand side by side, the one would be shown and logged as the other's name.
 */
function nameIn(text: string): string | null {
  // Looked at a little further than it is kept, so that no part of a key stands at its end.
  const name = text.slice(0, 2 * LONGEST_NAME).trim();
  return name === '' || redactEvidenceIn(redactKeysIn(name)) !== name ? null : name.slice(0, LONGEST_NAME);
}

/** As it stands in a list: `- CI: KEY`, `CI, KEY;`, `"CI": "KEY",`. */
function listed(text: string): Omit<WrittenValue, 'line'> | null {
  const separator = text.search(/[=:,;\t]/);
  const name = unquote(text.slice(0, Math.max(separator, 0)).replace(/^(?:[-*]|export)\s/, ''));
  if (separator === -1 || name === '' || name.length > LONGEST_NAME) return null;
  return {
    name: nameIn(name),
    value: unquote(text.slice(separator + 1)),
    separator: certain(text[separator]),
  };
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
      : [{ line, name: nameIn(certain(variable[1])), value: unquote(certain(variable[2])) }]),
    ...(inList === null ? [] : [{ line, ...inList }]),
    { line, name: null, value: unquote(trimmed) },
  ];
}

const NAME_HEADINGS = new Set(['name', 'title', 'label', 'description', 'key_name', 'item']);
const SECRET_HEADINGS = new Set([
  ...['key', 'api_key', 'apikey', 'api key', 'secret', 'token', 'access_token', 'value', 'credential'],
  ...['password', 'login_password'],
]);

const among =
  (headings: ReadonlySet<string>) =>
  (cell: string): boolean =>
    headings.has(cell.trim().toLowerCase());

const isNameHeading = among(NAME_HEADINGS);
const isSecretHeading = among(SECRET_HEADINGS);

/** Whether it says which column is the name and which the secret: then its first row is neither. */
function hasHeadings(first: readonly string[] | undefined): first is readonly string[] {
  return first?.some(isNameHeading) === true && first.some(isSecretHeading);
}

/** Without headings the column is found by what is in it: password managers do not agree on them. */
function cellsOf(text: string): readonly WrittenValue[] {
  const rows = parseCsv(text);
  const first = rows[0]?.cells;
  const nameColumn = first?.findIndex(isNameHeading) ?? -1;
  const headings = hasHeadings(first) ? first : null;
  return (headings === null ? rows : rows.slice(1)).flatMap(({ line, cells }) => {
    const nameOfRow = nameIn(cells[nameColumn] ?? '');
    const isPair = nameColumn === -1 && cells.length === 2;
    return cells.map((value, column) => ({
      line,
      name: isPair ? nameIn(certain(cells[1 - column])) : nameOfRow,
      value,
      ...(headings === null ? {} : { isSecret: isSecretHeading(headings[column] ?? '') }),
    }));
  });
}

/** By its headings; for services whose keys nothing tells from other text. */
export function isTableOfSecrets(text: string): boolean {
  const start = separatorLineOf(text)?.length ?? 0;
  const length = text.slice(start).search(/[\r\n]/);
  return hasHeadings(parseCsv(length === -1 ? text : text.slice(0, start + length))[0]?.cells);
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
  if (separatorLineOf(firstLine) !== null) return 'table';
  return ENV_LINE.test(firstLine) || !/[,;\t]/.test(firstLine) ? 'lines' : 'table';
}
