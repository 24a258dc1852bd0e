import { csvCell } from './harmless-text.ts';

/** @returns lines that end in CRLF, as RFC 4180 has them */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}
