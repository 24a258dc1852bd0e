/** Anchors of further escapes, of the underscore before `sk` or of both letters: of HTML, stylesheets, TeX, Perl, AsciiDoc. */

/** Of one pass over everything. What introduces a number stays out: it may itself be escaped, and have zeros before it. */
export const FURTHER_ESCAPES: readonly string[] = [
  // &#x005f;  &#X5F;  &#0095;  &#95
  '5f;sk',
  '5F;sk',
  '95;sk',
  '95sk',
  // \x{5f}  \u{005f}  \N{U+5F}  \o{137}
  '5f}sk',
  '5F}sk',
  '137}sk',
  // \5f of a stylesheet, which ends at a blank
  '5f sk',
  '5F sk',
  '\\textunderscore',
  'LOW LINE}sk',
  '{\\_}sk',
  '{lowbar}sk',
  '{underscore}sk',
  // UTF-7
  '+AF8-sk',
  ...['#x006b;', '#x006B;', '#X6B;'].map((six) => `73;&${six}`),
  '115;&#0107;',
  '115&#107',
  '115;\\u0026#107;',
  '73;\\u0026#x6b;',
  '0073%u006b',
  '0073%u006B',
  '73 \\6b',
  '73 \\6B',
];

/** Of the second pass, over long runs without white space. */
export const FURTHER_RUN_ESCAPES: readonly string[] = [
  '73\\6b',
  '73\\6B',
  '000073\\00006b',
  '000073\\00006B',
  '73}\\x{6b}',
  '73}\\x{6B}',
  '0073\\U0000006b',
  '0073\\U0000006B',
];
