/** CSV as spreadsheets and password managers write it: RFC 4180 with comma, semicolon or tab. */
import { certain } from '../../../shared/certain.ts';

export interface CsvRow {
  /** 1-based line on which the row begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Excel's own first line, which names the separator of the rest; it is no row. */
const SEPARATOR_LINE = /^\uFEFF?("?)sep=([^"\w\r\n])\1(?:\r?\n|$)/i;

/** What begins a text with the line that names its separator; null where none does. */
export function separatorLineOf(
  text: string,
): { readonly separator: string; readonly length: number } | null {
  const match = SEPARATOR_LINE.exec(text);
  return match === null ? null : { separator: certain(match[2]), length: match[0].length };
}

/** Enough for any first line. */
const FIRST_LINE_CHARACTERS = 100_000;

function separatorOf(text: string): string {
  // What is quoted is a cell's own: a value full of semicolons says nothing of the file.
  const unquoted = text.slice(0, FIRST_LINE_CHARACTERS).replace(/"(?:[^"]|"")*"?/g, '');
  const firstLine = unquoted.split(/\r?\n/, 1)[0] ?? '';
  const count = (separator: string): number => firstLine.split(separator).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

export function parseCsv(text: string): readonly CsvRow[] {
  const named = separatorLineOf(text);
  const separator = named?.separator ?? separatorOf(text);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = named === null ? 1 : 2;
  let rowLine = line;
  const endRow = (): void => {
    cells.push(cell);
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: rowLine, cells });
    cells = [];
    cell = '';
  };
  for (let index = named?.length ?? 0; index < text.length; index += 1) {
    const character = certain(text[index]);
    if (character === '\n') line += 1;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === separator) {
      cells.push(cell);
      cell = '';
    } else if (character === '\n') {
      endRow();
      rowLine = line;
    } else if (character !== '\r') cell += character;
  }
  endRow();
  return rows;
}
