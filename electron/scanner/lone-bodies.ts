/** Reads all of some content again for the bodies of keys whose prefix stands in it as a constant. */
import { KEY_LENGTH } from '../../shared/key-format.ts';
import type { ByteSource } from '../archives/index.ts';
import { constantAt, findBodies, type Constant } from './detect/bodies.ts';
import { advance, locate, looksBinary, NOTHING_BEFORE } from './detect/position.ts';
import type { Reading } from './reading.ts';
import type { Head } from './stream-scanner.ts';
import type { Where } from './where.ts';

const STEP = 1 << 20;

export function readBodies(reading: Reading, source: ByteSource, where: Where, heads: readonly Head[]): void {
  const constant = constantOf(source, heads);
  if (constant === null) return;
  const isBinary = looksBinary(source.read(0, STEP));
  let before = NOTHING_BEFORE;
  for (let at = 0; at < source.size; at += STEP) {
    const context = Math.min(at, KEY_LENGTH);
    const bytes = Buffer.from(source.read(at - context, context + STEP + KEY_LENGTH));
    const found = findBodies(bytes, context, context + STEP, constant);
    const here = found.map((hit) => ({ ...hit, offset: hit.offset - context }));
    for (const hit of locate(here, bytes.subarray(context), isBinary, before))
      reading.found({ ...hit, offset: hit.offset + at }, where);
    if (!isBinary) before = advance(before, bytes, context, Math.min(bytes.length, context + STEP));
  }
}

/** Of several it does not show which one a body belongs to: production first. */
function constantOf(source: ByteSource, heads: readonly Head[]): Constant | null {
  let first: Constant | null = null;
  for (const { form, offset } of heads) {
    if (form !== 'prefix') continue;
    const constant = constantAt(Uint8Array.from(source.read(offset, 32)), 0);
    if (constant?.mode === 'prod') return constant;
    first ??= constant;
  }
  return first;
}
