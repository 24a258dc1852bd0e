/** What an Illustrator document keeps of itself in a PDF: one content, cut into streams that are numbered. */

const PART = /\/AIPrivateData(\d{1,6}) (\d{1,10}) 0 R/g;

export interface Joined {
  readonly bytes: Buffer;
  readonly places: readonly { readonly start: number; readonly end: number }[];
}

/** Null where there is none, or only one stream of it, which is read like any other. */
export function joinedParts(document: Buffer): Joined | null {
  if (!document.includes('/AIPrivateData2 ')) return null;
  const numbers = new Map<number, string>();
  for (const [, order, object] of document.toString('latin1').matchAll(PART))
    numbers.set(Number(order), object!);
  const places: { start: number; end: number }[] = [];
  for (const [, object] of [...numbers].sort(([left], [right]) => left - right)) {
    const place = placeOf(document, object);
    if (place !== null) places.push(place);
  }
  return { bytes: Buffer.concat(places.map(({ start, end }) => document.subarray(start, end))), places };
}

/** Of the stream of an object: its length stands in its dictionary. */
function placeOf(document: Buffer, object: string): { readonly start: number; readonly end: number } | null {
  for (const before of ['\r', '\n']) {
    const at = document.indexOf(`${before}${object} 0 obj`, 0, 'latin1');
    if (at < 0) continue;
    const head = /^[\s\S]{0,200}?\/Length (\d{1,9})\b[\s\S]{0,100}?>>\s*stream(?:\r\n|\n|\r)/.exec(
      document.toString('latin1', at + 1, at + 400),
    );
    if (head === null) continue;
    const start = at + 1 + head[0].length;
    return { start, end: start + Number(head[1]) };
  }
  return null;
}
