/** Anchors of further ways of writing bytes, and of containers that lie in the middle of something else. */
import type { AnchorKind, HeadForm } from './anchor-kinds.ts';
import { base64Pieces, encodeBase32, encodeBase85, latin1 } from './bases.ts';

type Add = (text: string, kind: AnchorKind) => void;

/** Of one pass over everything. */
export function addForms(add: Add, pieces: readonly Uint8Array[]): void {
  for (const piece of pieces) {
    // The registry's way; what it keeps as text has two bytes for each character.
    const pairs = [...piece].map((byte) => byte.toString(16).padStart(2, '0'));
    for (const form of [pairs.join(','), pairs.join(',00,')]) add(form, { type: 'hex' });
  }
  for (const group of BASE85_GROUPS) {
    for (const alphabet of ['ascii85', 'base85'] as const)
      add(encodeBase85(latin1(group), alphabet), { type: 'base85', alphabet });
  }
  for (const words of DUMP_WORDS) add(words, { type: 'dump' });
  for (const text of ['5F_sk', '5f_sk', '\uFF3Fsk', 'sk\uFF3F', '\uFF53\uFF4B'])
    add(Buffer.from(text).toString('latin1'), { type: 'inside' });
  addHeads((text, form, back = 0) => {
    add(text, { type: 'head', form, back });
  });
}

/** Of the second pass, over long runs without white space. */
export function addRunForms(add: Add, pieces: readonly Uint8Array[]): void {
  for (const piece of pieces) {
    // Three and four deep: of each level what does not depend on what stands around it.
    for (const once of base64Pieces(piece)) {
      for (const twice of base64Pieces(latin1(once.text))) {
        for (const thrice of base64Pieces(latin1(twice.text))) {
          if (thrice.text.length >= 4) add(thrice.text, { type: 'base64', phase: thrice.phase });
          for (const { text, phase } of base64Pieces(latin1(thrice.text)))
            if (text.length >= 4) add(text, { type: 'base64', phase });
        }
      }
    }
    for (const { text, phase } of base32Pieces(piece)) {
      add(text, { type: 'base32', phase });
      add(text.toLowerCase(), { type: 'base32', phase });
    }
  }
  addHeadsInBase64(add);
}

/**
 * Pairs of bytes as dumps print them, in order and as words of this processor, for each way the prefix can fall on pairs;
 * those that hexadecimal with blanks has already are left out.
 */
const DUMP_WORDS = [
  '7072 6f64',
  '726f 645f',
  '7465 7374',
  '6573 745f',
  '735f 5f6b',
  '6b73 705f',
  '6b73 745f',
  '7270 646f',
  '6f72 5f64',
  '6574 7473',
  '7365 5f74',
];

/** As `od` prints bytes: letters, octal bytes, octal words of two bytes, hexadecimal words of four and more. */
export function addDumps(add: (text: string) => void): void {
  for (const group of BASE85_GROUPS) add(Buffer.from(group, 'latin1').reverse().toString('hex'));
  for (const letters of ['_sk', 'k_p', 'prod', 'test']) add(letters.split('').join('   '));
  for (const letters of ['_sk', 'sk_', 'pro', 'tes'])
    add(Array.from(letters, (letter) => octal(letter.charCodeAt(0), 3)).join(' '));
  for (const words of ['_sk_', 'sk_p', 'sk_t', 'prod', 'rod_', 'test', 'est_'])
    add([0, 2].map((at) => octal(Buffer.from(words).readUInt16LE(at), 6)).join(' '));
  add('k   _   t');
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

/** Whole groups of four bytes of which every alignment of a key's prefix has one. */
export const BASE85_GROUPS = ['_sk_', 'sk_p', 'k_pr', '_pro', 'sk_t', 'k_te', '_tes'];

/** Where a container begins, or says what it is. */
function addHeads(add: (text: string, form: HeadForm, back?: number) => void): void {
  for (const flags of ['\0', '\x04', '\x08']) add(`\x1f\x8b\x08${flags}`, 'archive');
  add('PK\x05\x06', 'zip');
  add('1AY&SY', 'archive', 4);
  add('\xfd7zXZ\0', 'archive');
  add('7z\xbc\xaf\x27\x1c', 'archive');
  add('\x28\xb5\x2f\xfd', 'archive');
  add('Rar!\x1a\x07', 'archive');
  add('\x04\x22\x4d\x18', 'archive');
  add('\x02\x21\x4c\x18', 'archive');
  add('PACK\0\0\0\x02', 'archive');
  add('LZIP\x01', 'archive');
  add('\x57\xfb\x80\x8b\x24\x75\x47\xdb', 'leveldb');
  add('zTXt', 'png');
  add('iTXt', 'png');
  add('<DataMashup', 'mashup');
  add('SAMLRe', 'saml');
  add('<diagram', 'drawio');
  for (const mode of ['6', '7', '4']) add(`begin ${mode}`, 'uuencode');
  add('begin-base64 ', 'uuencode');
  add('GIT binary patch', 'git-patch');
}

/** The characters with which base64 of anything that begins with these bytes begins. */
function startInBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('base64')
    .slice(0, Math.floor((bytes.length * 8) / 6));
}

/**
 * Containers in base64, and in base64 of that. Of zlib the third and fourth characters depend on the first block: one with codes of its own or with the fixed
 * ones, which is what packs anything; without compression, stored.
 */
function addHeadsInBase64(add: Add): void {
  const kind = { type: 'head', form: 'base64', back: 0 } as const;
  for (const magic of [
    '\x1f\x8b\x08',
    'PK\x03\x04',
    'BZh',
    '\xfd7zXZ',
    '\x28\xb5\x2f\xfd',
    '7z\xbc\xaf',
    'Rar!',
    '\x5d\0\0',
    'MSCF\0\0\0\0',
  ]) {
    const once = startInBase64(latin1(magic));
    for (const start of [once, once.replaceAll('/', '_').replaceAll('+', '-')]) {
      add(start, kind);
      add(startInBase64(latin1(start)), kind);
    }
  }
  for (const [level, first] of [0x01, 0x5e, 0x9c, 0xda].entries()) {
    for (let block = 0; block < 256; block += 1) {
      if (![2, 3, 4, 5].includes(block & 7) && !(level === 0 && (block & 7) < 2)) continue;
      const once = Buffer.from([0x78, first, block]).toString('base64');
      add(once, kind);
      add(startInBase64(latin1(once.slice(0, 3))), kind);
    }
  }
}

/** Like `base64Pieces`, in groups of five bytes. */
function base32Pieces(piece: Uint8Array): { readonly text: string; readonly phase: number }[] {
  return [0, 1, 2, 3, 4].map((before) => {
    const padded = new Uint8Array(before + piece.length);
    padded.set(piece, before);
    const first = Math.ceil((before * 8) / 5);
    const last = Math.floor(((before + piece.length) * 8) / 5);
    return { text: encodeBase32(padded).slice(first, last), phase: first % 8 };
  });
}
