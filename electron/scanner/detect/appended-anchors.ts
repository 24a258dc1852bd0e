/**
 * Anchors that came behind all others, so that what is placed stays: of lists of numbers, of words of several bytes, of mainframes
 * and of ZeroMQ, of a tar in base64.
 */
import { BASE85_GROUPS } from './anchor-forms.ts';
import type { AnchorKind } from './anchor-kinds.ts';
import { base64Pieces, encodeBase85, latin1 } from './bases.ts';
import { toEbcdic } from './ebcdic.ts';
import type { Radix } from './number-check.ts';

type Add = (text: string, kind: AnchorKind) => void;

/** An `s` with what may stand on one side of it; what stands on the other is looked at where there is one. */
const NUMBERS: Readonly<Record<Radix, readonly string[]>> = {
  10: [',', ')', ';', ' ', '\n', '\r', '\t', 'u', '.', '#'].map((behind) => `115${behind}`),
  16: ['0x73', 'x0073', '&H73', '$73,', '73h,', '+0073', 'x73"'],
  8: ['0163', 'o163'],
  2: ['b1110011', 'b01110011'],
};

export function addAppended(add: Add): void {
  for (const radix of [10, 16, 8, 2] as const)
    for (const text of NUMBERS[radix]) add(text, { type: 'numbers', radix });
  for (const group of BASE85_GROUPS) {
    add(Buffer.from(group, 'latin1').toString('hex'), { type: 'dump' });
    add(encodeBase85(latin1(group), 'z85'), { type: 'base85', alphabet: 'z85' });
  }
  add(Buffer.from(toEbcdic('_sk_')).toString('latin1'), { type: 'ebcdic' });
  add('>s</', { type: 'inside' });
  // Text in UTF-32 in base64: hardly a digit is in it, so it is no long run of the second pass.
  for (const { text, phase } of base64Pieces(latin1('_\0\0\0s\0\0\0k\0\0\0_')))
    add(text, { type: 'base64', phase });
}

/** Of the second pass, over long runs without white space. */
export function addAppendedRuns(add: Add): void {
  for (const text of ['0X73', '73.6b', '73.6B', '115+', '115\\', '115|'])
    add(text, { type: 'numbers', radix: text.startsWith('115') ? 10 : 16 });
  add('163\\\\153', { type: 'inside' });
  addTarInBase64(add);
  // Text in UTF-16, twice in base64.
  for (const once of base64Pieces(Buffer.from('_sk_', 'utf16le').subarray(0, -1)))
    for (const { text, phase } of base64Pieces(latin1(once.text))) add(text, { type: 'base64', phase });
}

/** The mark of a tar stands far behind its beginning: always at the same place of a group of four. */
function addTarInBase64(add: Add): void {
  const [, , piece] = base64Pieces(latin1('ustar'));
  if (piece !== undefined) add(piece.text, { type: 'tar-in-base64' });
}
