/** Lines of some content, wherever it is kept. */
import type { ByteSource } from '../../archives/index.ts';

const STEP = 1 << 16;
/** SECURITY: a line that has no end is given up. */
const LONGEST_LINE = 1000;

/** From `offset` on, without their breaks; an empty one at the end. */
export function* linesOf(source: ByteSource, offset: number): Generator<string, void, void> {
  let rest = '';
  for (let at = offset; at < source.size; at += STEP) {
    const lines = (rest + source.read(at, STEP).toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield line.replace(/\r$/, '');
    if (rest.length > LONGEST_LINE) return;
  }
  yield rest.replace(/\r$/, '');
  yield '';
}
