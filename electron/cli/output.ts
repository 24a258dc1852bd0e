/**
 * The one form in which subcommands print: tables and fields with labels in the reader's language, JSON in English for
 * programs, and lines. Names come from servers and files, so nothing of them may steer the terminal.
 */
import { certain } from '../../shared/certain.ts';
import { harmlessJson, terminalLine, terminalText } from '../../shared/harmless-text.ts';
import type { Said } from '../../shared/messages/say.ts';
import { forPrograms } from '../../shared/messages/words.ts';
import { jsonForShell } from './ascii-json.ts';
import { fitted, SGR, type Tone } from './terminal-table.ts';
import type { CommandContext } from './types.ts';

type Printer = Pick<CommandContext, 'words' | 'print'>;
type TablePrinter = Printer & Pick<CommandContext, 'terminal' | 'write'>;
export type Output = Pick<CommandContext, 'words' | 'print' | 'printJson' | 'note' | 'warn'>;

/** @param put standard output or error; what it is given may be several lines, and has no line break at its end */
export function outputOf(
  words: CommandContext['words'],
  quiet: boolean,
  put: (to: 'out' | 'err', text: string) => void,
): Output {
  const line = (to: 'out' | 'err') => (said: Said | string) => {
    put(to, terminalText(words(said)));
  };
  return {
    words,
    print: line('out'),
    printJson: (value) => {
      put('out', jsonForShell(harmlessJson(forPrograms(value))));
    },
    note: quiet ? () => undefined : line('err'),
    warn: line('err'),
  };
}

/** For a script that reads the line while the command goes on. */
export function printJsonLine(context: Printer, value: unknown): void {
  context.print(jsonForShell(harmlessJson(forPrograms(value), 0)));
}

/** Null where there is nothing. */
export type Cell = Said | string | number | null;

function textOf(cell: Cell, { words }: Printer): string {
  if (cell === null) return '-';
  return terminalLine(typeof cell === 'number' ? String(cell) : words(cell));
}

/** Columns as wide as their widest cell; the last one is not padded. */
function linesOf(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, cell.length);
  }
  return rows.map((row) =>
    row
      .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(certain(widths[index]))))
      .join('  ')
      .trimEnd(),
  );
}

/** Rows without a head. */
export function printRows(context: Printer, rows: readonly (readonly Cell[])[]): void {
  for (const line of linesOf(rows.map((row) => row.map((cell) => textOf(cell, context)))))
    context.print(line);
}

export interface TableOptions {
  /** Columns that are never cut: what somebody copies from. */
  readonly whole?: readonly number[];
  /** Of a row; the head is bold. */
  readonly tone?: (row: number) => Tone;
}

/** As wide as the terminal, and no wider; whole in a pipe. SECURITY: only the colours are control sequences. */
export function printTable(
  context: TablePrinter,
  columns: readonly Said[],
  rows: readonly (readonly Cell[])[],
  { whole = [], tone = () => 'plain' }: TableOptions = {},
): void {
  const terminal = context.terminal ?? null;
  const head = columns.map((label) => context.words(label).toLocaleUpperCase('en'));
  const cells = [head, ...rows.map((row) => row.map((cell) => textOf(cell, context)))];
  const lines = linesOf(terminal === null ? cells : fitted(cells, terminal.columns, whole));
  for (const [index, line] of lines.entries()) {
    const code = index === 0 ? '1' : SGR[tone(index - 1)];
    if (terminal?.colour !== true || context.write === undefined || code === '') context.print(line);
    else context.write(`\u001B[${code}m${terminalLine(line)}\u001B[0m\n`);
  }
}

/** One thing, a field on each line; what it does not have is left out. */
export function printFields(
  context: Printer,
  fields: readonly (readonly [label: Said, value: Cell])[],
): void {
  printRows(
    context,
    fields.filter(([, value]) => value !== null),
  );
}

/** `2027-03-01` of a point in time. */
export function day(at: string | null): string | null {
  return at?.slice(0, 10) ?? null;
}

/** `2027-03-01 09:30`, in UTC. */
export function minute(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}
