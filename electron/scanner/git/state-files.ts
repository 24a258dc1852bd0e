/** The files that remembered state is kept in: a list of ids. */
import { readSmallFile } from '../../files/foreign-file.ts';
import type { StoreListing } from './store-listing.ts';

/** Ids of everything in the stores, sorted. */
export function allIds(listing: StoreListing, idLength: number): Buffer {
  const parts: Buffer[] = [];
  for (const pack of listing.packs) {
    const ids = Buffer.allocUnsafe(pack.index.count * idLength);
    pack.index.forEachId((piece, at, index) => {
      piece.copy(ids, index * idLength, at, at + idLength);
    });
    parts.push(ids);
  }
  parts.push(...listing.loose.map(({ id }) => Buffer.from(id, 'hex')));
  if (parts.length === 1) return parts[0]!;
  const all = Buffer.concat(parts);
  const count = all.length / idLength;
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  order.sort((left, right) =>
    all.compare(all, right * idLength, (right + 1) * idLength, left * idLength, (left + 1) * idLength),
  );
  const sorted = Buffer.allocUnsafe(all.length);
  order.forEach((from, to) => all.copy(sorted, to * idLength, from * idLength, (from + 1) * idLength));
  return sorted;
}

/** Ids of as many objects as the largest repositories have. */
const MOST_BYTES = 1 << 30;

/** Empty where there are none. SECURITY: a pipe or a device there would be read for ever. */
export function readIds(file: string): Buffer {
  try {
    return readSmallFile(file, MOST_BYTES);
  } catch {
    return Buffer.alloc(0);
  }
}
