/**
 * What the one pass over the bytes looks for. A key has a prefix of twelve characters, `aug_sk_prod_`; every anchor is
 * what a piece of it becomes in one encoding, and there are enough pieces that one line break or one concatenation
 * anywhere in the prefix leaves at least one of them whole. All of them stand for `_sk_`, which the brands share, or for
 * the mode; brand names are read from the table only where they make an anchor rarer.
 */
import { BRANDS, BRAND_IDS } from '../../../shared/brands.ts';
import { crc32c, KEY_MODES } from '../../../shared/key-format.ts';

export type AnchorKind =
  /** The key's own first characters: read it from here. */
  | { readonly type: 'start' }
  /** A later part of the prefix, or an escaped part: look for the beginning to its left. */
  | { readonly type: 'inside' }
  /** The first character stands at this place (0 to 3) of its group of four. */
  | { readonly type: 'base64'; readonly phase: number }
  /** Two bytes or four for each character. */
  | { readonly type: 'wide'; readonly unit: 2 | 4 }
  | { readonly type: 'hex' }
  /** `97, 117, 103`: bytes as decimal numbers. */
  | { readonly type: 'decimal' }
  /** Base64 of a compressed stream: the run's beginning. */
  | { readonly type: 'base64-gzip' };

export interface Anchor {
  readonly bytes: Uint8Array;
  readonly kind: AnchorKind;
  /** What stands before and after it in a key. Another letter or digit there makes it part of an ordinary word. */
  readonly neighbours?: { readonly before: number; readonly after: number };
}

const COMMON = '_sk_';

/** The characters of the base64 form that do not depend on what stands before and after `piece`, for each alignment. */
function base64Pieces(piece: Uint8Array): { readonly text: string; readonly phase: number }[] {
  return [0, 1, 2].map((before) => {
    const padded = new Uint8Array(before + piece.length);
    padded.set(piece, before);
    const text = Buffer.from(padded).toString('base64').replaceAll('=', '');
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor(((before + piece.length) * 8) / 6);
    return { text: text.slice(first, last), phase: first % 4 };
  });
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

function makeAnchors(): readonly Anchor[] {
  const byText = new Map<string, Anchor>();
  const add = (text: string, kind: AnchorKind, neighbours?: string): void => {
    if (byText.has(text)) return;
    const [before = 0, after = 0] = latin1(neighbours ?? '');
    byText.set(text, {
      bytes: latin1(text),
      kind,
      ...(neighbours === undefined ? {} : { neighbours: { before, after } }),
    });
  };
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

  const pieces = [COMMON, ...KEY_MODES.map((mode) => `${mode}_`)].map(latin1);
  for (const piece of pieces) {
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
  add('H4sI', { type: 'base64-gzip' });
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

export const ANCHORS: readonly Anchor[] = makeAnchors();

/** Changes with the anchors and their order. */
export function anchorsChecksum(): number {
  return ANCHORS.reduce((sum, { bytes }) => Math.imul(sum ^ crc32c(bytes), 0x01000193) >>> 0, 0x811c9dc5);
}
