/** What no copy of a vault can say, whoever holds its key: numbers beyond its own, which would outrank every later write. */
import { AppError } from '../../../shared/errors.ts';
import { allTombstones, seenCopies } from '../copies.ts';
import type { Engine } from '../engine.ts';
import { allSecrets } from '../secret-index.ts';
import { decodeStamps } from '../stamps.ts';
import { say } from '../../../shared/messages/say.ts';

/** A write every microsecond for nine years. What follows it must have room left to be counted in. */
const HIGHEST_GENERATION = 2 ** 48;

/** @throws AppError `vault-damaged` */
export function assertPlausible({ manifest, index }: Engine): void {
  const { generation } = manifest;
  if (generation > HIGHEST_GENERATION) throw implausible();
  for (const counter of countersIn(index)) {
    if (!(counter <= generation)) throw implausible();
  }
}

function implausible(): AppError {
  return new AppError({
    code: 'vault-damaged',
    message: say('vault.that-copy-counts-writes-that-no-vault'),
    hint: say('vault.nothing-was-changed-fold-in-another-copy'),
  });
}

function* countersIn(index: Engine['index']): Iterable<number> {
  yield* seenCopies(index).values();
  for (const { counter } of allTombstones(index)) yield counter;
  for (const [, { stamp }] of allSecrets(index)) yield stamp.counter;
  for (const entry of index.allEntries()) {
    const { fields, rest, others } = decodeStamps(entry.stamps.toString('utf8'));
    yield rest.counter;
    for (const { counter } of fields.values()) yield counter;
    for (const { counter } of [...others.values()].flat()) yield counter;
  }
}
