/** A cell of a CSV file that a spreadsheet opens: quoted where it must be, and never read as a formula. */
export function csvCell(text: string): string {
  // SECURITY: names come from elsewhere; what begins like a formula, in wide characters too, is made text.
  const harmless = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** @returns lines that end in CRLF, as RFC 4180 has them */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}
