/**
 * What the one pass over the bytes looks for. A key has a prefix of twelve characters, `aug_sk_prod_`; every anchor is
 * what a piece of it becomes in one encoding, and there are enough pieces that one line break or one concatenation
 * anywhere in the prefix leaves at least one of them whole. All of them stand for `_sk_`, which the brands share, or for
 * the mode; brand names are read from the table only where they make an anchor rarer.
 */
import { BRANDS, BRAND_IDS } from '../../../shared/brands.ts';
import { addDumps, addForms, addRunForms } from './anchor-forms.ts';
import type { Anchor, AnchorKind } from './anchor-kinds.ts';
import { base64Pieces, latin1 } from './bases.ts';
import { addDigitHeads, addDigitRunHeads, addFurtherHeads } from './digit-anchors.ts';
import { FURTHER_ESCAPES, FURTHER_RUN_ESCAPES } from './escape-anchors.ts';
import { addAppended, addAppendedRuns } from './appended-anchors.ts';
import { KEY_MODES } from '../../../shared/key-format.ts';

const COMMON = '_sk_';

type AddAnchor = (text: string, kind: AnchorKind, neighbours?: string) => void;

/** The first anchor of each text counts. */
function collector(byText: Map<string, Anchor>): AddAnchor {
  return (text, kind, neighbours) => {
    if (byText.has(text)) return;
    const [before = 0, after = 0] = latin1(neighbours ?? '');
    byText.set(text, {
      bytes: latin1(text),
      kind,
      ...(neighbours === undefined ? {} : { neighbours: { before, after } }),
    });
  };
}

const PIECES = [COMMON, ...KEY_MODES.map((mode) => `${mode}_`)].map(latin1);

/** @param everywhere what `makeAnchors` gave, of which none comes twice */
export function makeRunAnchors(everywhere: readonly Anchor[]): readonly Anchor[] {
  const byText = new Map<string, Anchor>(
    everywhere.map((anchor) => [Buffer.from(anchor.bytes).toString('latin1'), anchor]),
  );
  const known = byText.size;
  const add = collector(byText);
  addRunForms(add, PIECES);
  addDigitRunHeads(add);
  for (const text of FURTHER_RUN_ESCAPES) add(text, { type: 'inside' });
  const pairs = Buffer.from(COMMON).toString('hex').match(/../g)!;
  for (const between of ['-', ',0x']) {
    add(pairs.join(between), { type: 'hex' });
    add(pairs.join(between).toUpperCase().replaceAll('X', 'x'), { type: 'hex' });
  }
  add('0111001101101011', { type: 'binary' });
  addAppendedRuns(add);
  return [...byText.values()].slice(known);
}

export function makeAnchors(): readonly Anchor[] {
  const byText = new Map<string, Anchor>();
  const add = collector(byText);
  const inside = { type: 'inside' } as const;
  for (const brand of BRAND_IDS) add(BRANDS[brand].keyPrefix.slice(0, -1), { type: 'start' });
  for (const mode of KEY_MODES) {
    add(`sk_${mode.slice(0, 1)}`, inside, `_${mode.slice(1, 2)}`);
    add(`k_${mode.slice(0, 3)}`, inside, `s${mode.slice(3, 4)}`);
  }
  for (const quote of [`'`, `"`, '`']) {
    add(`_sk${quote}`, inside);
    add(`${quote}sk${quote}`, inside);
    for (const join of ['+', ' + ', ',', ', ', ' ', '.', ' . ']) add(`s${quote}${join}${quote}k`, inside);
  }
  // An underscore escaped for Markdown or TeX.
  add('_sk\\', inside);
  // Zero-width space, non-joiner, joiner, word joiner, byte order mark, soft hyphen.
  for (const invisible of ['\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD']) {
    for (const piece of [`s${invisible}k`, `_sk${invisible}`, `${invisible}sk${invisible}`]) {
      add(Buffer.from(piece).toString('latin1'), inside);
    }
  }
  addEscapes((text) => {
    add(text, inside);
  });

  for (const piece of PIECES) {
    for (const { text, phase } of base64Pieces(piece)) {
      add(text, { type: 'base64', phase });
      for (const twice of base64Pieces(latin1(text))) {
        add(twice.text, { type: 'base64', phase: twice.phase });
      }
    }
    const hex = Buffer.from(piece).toString('hex');
    const bytePairs = hex.match(/../g)!;
    for (const form of [hex, bytePairs.join(' '), bytePairs.join(':'), bytePairs.join(', 0x')]) {
      add(form, { type: 'hex' });
      add(form.toUpperCase().replaceAll('X', 'x'), { type: 'hex' });
    }
    const decimal = [...piece];
    for (const between of [',', ', ', ' ']) add(decimal.join(between), { type: 'decimal' });
  }
  for (const pair of ['5f73 6b5f', '675f 736b', '705f 736b']) {
    add(pair, { type: 'hex' });
    add(pair.toUpperCase(), { type: 'hex' });
  }
  // UTF-16 inside base64, as PowerShell takes its encoded commands; and inside hex.
  const wide = Buffer.from(COMMON, 'utf16le');
  for (const { text, phase } of base64Pieces(wide.subarray(0, -1))) add(text, { type: 'base64', phase });
  add(wide.subarray(0, -1).toString('hex'), { type: 'hex' });
  add(wide.subarray(0, -1).toString('hex').toUpperCase(), { type: 'hex' });

  // Both byte orders hold this one: the bytes between are the same.
  add('_\0s\0k\0_', { type: 'wide', unit: 2 });
  for (const mode of KEY_MODES) add(`k\0_\0${mode[0]!}\0`, { type: 'wide', unit: 2 });
  add('_\0\0\0s\0\0\0k\0\0\0_', { type: 'wide', unit: 4 });
  addForms(add, PIECES);
  // Names of XML, and the two ways of rich text. Behind all others: what is placed keeps its place.
  for (const text of ['0073__x006b', '0073__x006B', `73\\'6b`, `73\\'6B`, 'u115?\\u107?']) add(text, inside);
  addDumps((text) => {
    add(text, { type: 'dump' });
  });
  for (const text of ['01110011 01101011', '01011111 01110011']) add(text, { type: 'binary' });
  for (const text of FURTHER_ESCAPES) add(text, inside);
  addDigitHeads(add);
  addFurtherHeads(add);
  addAppended(add);
  return [...byText.values()];
}

/** `_sk_` with its underscores, or all of it, escaped; the escape's own introducer stays out, as it may itself be escaped. */
function addEscapes(add: (text: string) => void): void {
  for (const underscore of [
    '5f',
    '5F',
    '{5f}',
    '{5F}',
    '\\137',
    '#95;',
    '#095;',
    '#x5f;',
    '#x5F;',
    'lowbar;',
    'UnderBar;',
  ]) {
    add(`${underscore}sk`);
  }
  for (const six of ['6b', '6B']) {
    for (const between of ['%', '%25', '\\x', '\\\\x', '\\u00', '\\\\u00', '=']) add(`73${between}${six}`);
    for (const lone of ['%', '\\x', '\\u00', '=']) add(`s${lone}${six}`);
    add(`#x73;&#x${six};`);
    add(`#x73;&amp;#x${six};`);
    add(`s&#x${six};`);
    add(`{73}\\u{${six}}`);
  }
  for (const lone of ['%73k', 'x73k', '0073k', '=73k', '#115;k', '#x73;k', 's&#107;']) add(lone);
  add('#115;&#107;');
  add('#115;&amp;#107;');
  add('#0115;&#0107;');
  add('163\\153');
}

/** As JSON, bytes in Latin-1. */
export function written(anchors: readonly Anchor[]): string {
  return JSON.stringify(
    anchors.map(({ bytes, ...anchor }) => ({ ...anchor, bytes: Buffer.from(bytes).toString('latin1') })),
  );
}
