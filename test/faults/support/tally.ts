/** The figures of what was tried. */
import type { Tried } from './ledger.ts';

export interface Tally {
  readonly tried: number;
  /** What was wrong, a paragraph each. */
  readonly wrong: readonly string[];
  readonly notFired: readonly string[];
}

export function tallyOf(all: readonly Tried[]): Tally {
  const nameOf = ({ step, kind, place }: Tried): string => `${step}, ${kind} at ${place}`;
  return {
    tried: all.filter(({ kind }) => kind !== 'no fault').length,
    wrong: all.flatMap((one) =>
      one.problems.length === 0
        ? []
        : [`${nameOf(one)}:\n  ${[...one.problems, one.said ?? ''].join('\n  ')}`],
    ),
    notFired: all.filter(({ fired }) => !fired).map(nameOf),
  };
}

/** One row for each kind: step, kind, tried, of these wrong, of these not fired. */
export function rowsOf(all: readonly Tried[]): string {
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  return kinds
    .map((kind) => {
      const ofKind = all.filter((one) => one.kind === kind);
      const wrong = ofKind.filter(({ problems }) => problems.length > 0).length;
      const notFired = ofKind.filter(({ fired }) => !fired).length;
      return `| ${[all[0]!.step, kind, ofKind.length, wrong, notFired].join(' | ')} |`;
    })
    .join('\n');
}
