/** A long run that is text again, decoded. */
import { decodeBase32Around } from './more-runs.ts';
import { decodeHexAround } from './number-runs.ts';
import { decodeBase64Around, type DecodedRun } from './runs.ts';
import { MEMBERS, TEXT_PART, type Alphabet } from './text-runs.ts';

/** How much of the next part is decoded with it: more than a key in several layers. */
const FURTHER = 1024;
/** Programs wrap what they encode at 60 to 80 characters; longer lines are texts of their own. */
const LONGEST_WRAPPED = 100;
const LF = 0x0a;
const CR = 0x0d;

/** One unbroken run is decoded in one go; one that goes on in the next line is read over its breaks. */
export function decodeTextRun(bytes: Uint8Array, at: number, alphabet: Alphabet): DecodedRun {
  if (alphabet === 'base32') return decodeBase32Around(bytes, at, 0);
  const mask = alphabet === 'hex' ? 2 : 1;
  const limit = Math.min(bytes.length, at + TEXT_PART + FURTHER);
  let end = at;
  while (end < limit && (MEMBERS[bytes[end]!]! & mask) !== 0) end += 1;
  const isBroken = bytes[end] === LF || bytes[end] === CR || bytes[end] === 0x5c;
  if (isBroken && end - at <= LONGEST_WRAPPED)
    return alphabet === 'hex' ? decodeHexAround(bytes, at) : decodeBase64Around(bytes, at, 0);
  const run = Buffer.from(bytes.buffer, bytes.byteOffset + at, end - at).toString('latin1');
  const [characters, decoded] = alphabet === 'hex' ? [2, 1] : [4, 3];
  return {
    text: Buffer.from(run, alphabet),
    startOf: (index) => at + Math.floor((index * characters) / decoded),
    endOf: (index) => Math.min(end, at + Math.ceil(((index + 1) * characters) / decoded)),
    encoding: alphabet,
    covers: () => false,
  };
}
