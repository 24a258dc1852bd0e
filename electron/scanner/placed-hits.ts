/** Hits where they lie: in which members and under which layers. */
import type { RawHit } from './detect/index.ts';
import type { Where } from './where.ts';

export function placed(hit: RawHit, { container, encoding, place }: Where): RawHit {
  return {
    ...hit,
    ...(place ?? {}),
    container: [...container],
    encoding: encoding.length === 0 ? hit.encoding : [...encoding, ...hit.encoding],
  };
}

export function textOf({ key }: RawHit): string {
  return Buffer.from(key).toString('latin1');
}

/** Each key once; the others are wiped. */
export function once(hits: readonly RawHit[]): RawHit[] {
  const seen = new Set<string>();
  return hits.filter((hit) => {
    const text = `${hit.class} ${textOf(hit)}`;
    const isFirst = !seen.has(text);
    if (!isFirst) hit.key.fill(0);
    seen.add(text);
    return isFirst;
  });
}
