/** Which names a mistyped one may have meant. Pure. */
import { certain } from '../../shared/certain.ts';

const MOST = 3;

/** Characters put in, left out, changed, or swapped with their neighbour. */
function distance(left: string, right: string): number {
  const rows = [Array.from({ length: right.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= left.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1] ? 0 : 1;
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
          ? certain(certain(rows[row - 2])[column - 2]) + 1
          : Infinity;
      line.push(
        Math.min(
          certain(certain(rows[row - 1])[column]) + 1,
          certain(line[column - 1]) + 1,
          certain(certain(rows[row - 1])[column - 1]) + same,
          swapped,
        ),
      );
    }
    rows.push(line);
  }
  return certain(certain(rows[left.length])[right.length]);
}

/** The nearest ones; empty where nothing is near enough to be meant. */
export function nearest(typed: string, names: readonly string[]): readonly string[] {
  const most = Math.min(2, Math.floor(typed.length / 2));
  const measured = names.map((name) => ({
    name,
    far: name.startsWith(typed) && typed.length > 1 ? 0 : distance(typed, name),
  }));
  const least = Math.min(...measured.map(({ far }) => far));
  return measured
    .filter(({ far }) => far === least && far <= most)
    .slice(0, MOST)
    .map(({ name }) => name);
}
