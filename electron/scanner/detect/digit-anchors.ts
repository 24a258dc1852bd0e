/** Anchors of containers that are written in digits: dumps, arrays of programs, literals, blobs of SQL, base 32 and 85. */
import type { AnchorKind, HeadForm } from './anchor-kinds.ts';
import { encodeBase32, encodeBase85, latin1 } from './bases.ts';

type Add = (text: string, kind: AnchorKind) => void;

const GZIP = '\x1f\x8b\x08';
const ZIP = 'PK\x03\x04';
/** Of zlib, the usual level and the highest one: the others are looked for in long runs only. */
const ZLIB = ['\x78\x9c', '\x78\xda'] as const;
const OTHERS = [
  '\xfd7zX',
  '\x28\xb5\x2f\xfd',
  '7z\xbc\xaf',
  'BZh9',
  'BZh6',
  'LZIP',
  'Rar!',
  '\x5d\0\0',
] as const;

const hexOf = (text: string): string[] =>
  Array.from(latin1(text), (byte) => byte.toString(16).padStart(2, '0'));
const inBothCases = (text: string): string[] => [...new Set([text, text.toUpperCase().replaceAll('X', 'x')])];
const head = (form: HeadForm): AnchorKind => ({ type: 'head', form, back: 0 });

/** With white space in them: of the one pass over everything. */
export function addDigitHeads(add: Add): void {
  for (const magic of [GZIP, ZIP]) {
    const [a = '', b = '', ...rest] = hexOf(magic);
    for (const text of [hexOf(magic).join(' '), `${a}${b} ${rest.join('')}`, `${b}${a} ${rest[1] ?? '0'}`])
      for (const form of inBothCases(text)) add(form, head('dump'));
    for (const text of inBothCases(`${a}, 0x${b}`)) add(text, head('hex'));
  }
  for (const magic of ZLIB) {
    const [a = '', b = ''] = hexOf(magic);
    for (const text of inBothCases(`${a}, 0x${b}`)) add(text, head('hex'));
    for (const text of [`${a} ${b} `, `${a}${b} `, `${b}${a} `]) add(text, head('dump'));
    add(`${[...latin1(magic)].join(', ')},`, head('decimal'));
  }
  add('31, 139, 8', head('decimal'));
  add('80, 75, 3, 4', head('decimal'));
  // Octal bytes, letters, octal words of two bytes, bits.
  for (const text of ['037 213 010', '037 213  ', 'P   K 003 004', '120 113 003', '105437 0', '045520 0'])
    add(text, head('dump'));
  for (const text of ['00011111 10001011', '01010000 01001011', '01111000 10011100']) add(text, head('dump'));
  for (const group of [`${GZIP}\0`, `${GZIP}\x08`, ZIP, ...OTHERS.slice(0, 4)])
    for (const alphabet of ['ascii85', 'base85'] as const)
      add(encodeBase85(latin1(group), alphabet), head(alphabet));
  // zlib, of the usual level and of the highest, behind the mark of PostScript: two of its digits are always the same.
  for (const start of ['Gh', 'Ga', 'Gb']) add(`<~${start}`, { type: 'head', form: 'ascii85', back: -2 });
}

/** What was not looked for before: macros of Office, cabinets, diagrams in an address or in an attribute. */
export function addFurtherHeads(add: Add): void {
  add('\0Attribut\0e', { type: 'head', form: 'vba', back: 3 });
  add('MSCF\0\0\0\0', head('archive'));
  add('%3Cdiagram', head('drawio'));
  add('&lt;diagram', head('drawio'));
  for (const magic of ZLIB) add(hexOf(magic).join(' ').toUpperCase(), head('dump'));
}

/** Without white space in them: of the second pass, over long runs. */
export function addDigitRunHeads(add: Add): void {
  for (const magic of [GZIP, ZIP, ...OTHERS, ...ZLIB, '\x78\x01']) {
    const pairs = hexOf(magic);
    for (const text of inBothCases(pairs.join(''))) add(text, head('hex'));
    for (const between of [',', ':', '-', ',0x'])
      for (const text of inBothCases(`${pairs.join(between)}${between.slice(0, 1)}`)) add(text, head('hex'));
    for (const text of inBothCases(`\\x${pairs.join('\\x')}`)) add(text, head('escapes'));
    add(`${[...latin1(magic)].join(',')},`, head('decimal'));
    add(
      `\\${[...latin1(magic)].map((byte) => byte.toString(8).padStart(3, '0')).join('\\')}`,
      head('escapes'),
    );
  }
  for (const text of [
    'PK\\x03\\x04',
    'PK\\003\\004',
    'x\\x9c',
    'x\\xda',
    'x\\x9C',
    'x\\xDA',
    '\\x1f\\x8b',
    '\\x1F\\x8B',
  ])
    add(text, head('escapes'));
  for (const magic of [GZIP, ZIP, ...OTHERS]) {
    const text = encodeBase32(latin1(magic)).slice(0, Math.floor((magic.length * 8) / 5));
    add(text, head('base32'));
  }
  // The last of four characters depends on the first block.
  for (const magic of [...ZLIB, '\x78\x01'])
    for (let block = 0; block < 16; block += 1)
      add(encodeBase32(latin1(magic + String.fromCharCode(block * 16))).slice(0, 4), head('base32'));
}
