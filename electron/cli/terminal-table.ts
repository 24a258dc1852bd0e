/** Tables for people: as wide as the terminal, no wider; with colour where it is seen and wanted. */
import { certain } from '../../shared/certain.ts';

/** What standard output is, where it is a terminal. */
export interface Terminal {
  /** In characters. */
  readonly columns: number;
  readonly colour: boolean;
}

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** @returns null where nobody looks at it: a pipe or a file gets every cell whole, and no colour */
export function terminalOf(stream: Stream, environment: NodeJS.ProcessEnv): Terminal | null {
  if (stream.isTTY !== true) return null;
  const { NO_COLOR = '', TERM = '' } = environment;
  return { columns: stream.columns ?? 80, colour: NO_COLOR === '' && TERM !== 'dumb' };
}

export type Tone = 'plain' | 'good' | 'warning' | 'bad' | 'faint';

/** Of Select Graphic Rendition. */
export const SGR: Readonly<Record<Tone, string>> = {
  plain: '',
  good: '32',
  warning: '33',
  bad: '31',
  faint: '2',
};
const NARROWEST = 6;
const GAP = 2;

function cut(cell: string, width: number): string {
  const points = [...cell];
  return points.length <= width ? cell : `${points.slice(0, width - 1).join('')}…`;
}

/**
 * Takes from the widest column until all fit.
 *
 * @param whole columns that are never cut: what somebody copies from
 */
export function fitted(
  rows: readonly (readonly string[])[],
  columns: number,
  whole: readonly number[] = [],
): readonly (readonly string[])[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, index) =>
    Math.max(0, ...rows.map((row) => [...(row[index] ?? '')].length)),
  );
  let over = widths.reduce((sum, width) => sum + width, 0) + GAP * (count - 1) - columns;
  while (over > 0) {
    const open = widths.flatMap((width, index) =>
      whole.includes(index) || width <= NARROWEST ? [] : [{ width, index }],
    );
    const widest = open.toSorted((left, right) => right.width - left.width)[0];
    if (widest === undefined) break;
    widths[widest.index] = widest.width - 1;
    over -= 1;
  }
  return rows.map((row) => row.map((cell, index) => cut(cell, certain(widths[index]))));
}
